import { SymbolKind } from 'vscode-languageserver-types';

/**
 * The symbol kind for a resource type. The protocol has no kinds for networks, so each group of types has a kind of its
 * own: VPCs, subnets, filters, routes, gateways, functions, data stores, and everything else. Namespaces, modules,
 * packages and objects are not used, since VS Code draws all four alike.
 */
export function kindOfType(type: string): SymbolKind {
  const [, service = '', name = ''] = type.split('::');
  if (type === 'AWS::EC2::VPC') return SymbolKind.Class;
  if (name === 'Function') return SymbolKind.Function;
  if (DATA.has(service)) return SymbolKind.Struct;
  if (/^Subnet(?:Group)?$/.test(name)) return SymbolKind.Field;
  if (/^(?:SecurityGroup|NetworkAcl)/.test(name)) return SymbolKind.Constant;
  if (/Route|Association/.test(name)) return SymbolKind.Enum;
  if (/Gateway|Endpoint|Peering|LoadBalancer|Listener|TargetGroup|^EIP|VPN/.test(name))
    return SymbolKind.Interface;
  return SymbolKind.Variable;
}

/** Services that store data. */
const DATA = new Set([
  'RDS',
  'DocDB',
  'Neptune',
  'ElastiCache',
  'MemoryDB',
  'Redshift',
  'OpenSearchService',
  'Elasticsearch',
  'DynamoDB',
  'S3',
  'EFS',
]);

/** The type without its common prefix: "EC2 RouteTable" for `AWS::EC2::RouteTable`. */
export function shortType(type: string): string {
  return type.replace(/^AWS::/, '').replaceAll('::', ' ');
}
