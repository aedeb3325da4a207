import { SymbolKind } from 'vscode-languageserver-types';

/**
 * The icon of a resource's type. The protocol has no kinds for networks, so each group of types has one that no other has:
 * VPCs, subnets, filters, routes, gateways, functions, stores of data, and everything else. Namespaces, modules, packages and
 * objects are left out, since VS Code draws all four the same.
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

/** Services that keep data. */
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

/** A type without what all of them have: "EC2 RouteTable" for `AWS::EC2::RouteTable`. */
export function shortType(type: string): string {
  return type.replace(/^AWS::/, '').replaceAll('::', ' ');
}
