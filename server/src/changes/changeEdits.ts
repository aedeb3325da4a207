import { serviceText } from '../aws/services.ts';
import { WORKLOAD_TYPES } from '../aws/workloadTypes.ts';
import { find, keyOfField } from '../network/lookup.ts';
import { type Network, ROUTE_TARGET_PROPERTIES, type SecurityGroup } from '../network/model.ts';
import type { Workload } from '../network/workload.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import { entryAt, type Mapping, type Node, resolved, type SyntaxTree, valueAt } from '../syntax/tree.ts';
import type { Template } from '../template/template.ts';
import { freeRuleNumber } from './aclNumber.ts';
import type { Change, NewEndpoint } from './change.ts';
import { dependsOn, waitForAttachment } from './dependsOn.ts';
import { isConditional, namePattern, resourcesOf } from './resources.ts';

/** What a change is made in. */
export interface ChangedFile {
  readonly tree: SyntaxTree;
  readonly template: Template | undefined;
  readonly network: Network;
}

/** What a property that takes a group's id says for the key of a group; an id is written as it is. */
function groupIdOf(key: string, { template }: Pick<ChangedFile, 'template'>): Data {
  const [owner = key, attribute = 'GroupId'] = key.split('.');
  return template?.resources.has(owner) ? { 'Fn::GetAtt': [owner, attribute] } : key;
}

/** The edits that make a change; undefined where it takes more than an edit, or could break another scenario. */
export function changeEdits(change: Change, file: ChangedFile): readonly Edit[] | undefined {
  switch (change.kind) {
    case 'allow-in-group':
      return allowInGroup(change, file);
    case 'allow-in-acl':
      return allowInAcl(change, file);
    case 'add-route':
      return addRoute(change, file);
    case 'redirect-route':
      return redirectRoute(change, file);
    case 'move-nat': {
      const node = valueAt(file.network.natGateways.get(change.nat)?.properties, 'SubnetId');
      if (!node || isConditional(node)) return undefined;
      return [{ op: 'replace', node, value: referenceTo(change.subnet, file) }];
    }
    case 'associate-table':
      return addResource(file, `${change.subnet}RouteTableAssociation`, change.subnet, {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { SubnetId: { Ref: change.subnet }, RouteTableId: { Ref: change.table } },
      });
    case 'attach-gateway':
      return attachGateway(change, file);
    case 'enable-private-dns': {
      const endpoint = file.network.endpoints.get(change.endpoint);
      const vpc = endpoint?.vpc.kind === 'known' ? file.network.vpcs.get(endpoint.vpc.value.id) : undefined;
      // AWS refuses private DNS in a VPC without host names (fact DNS-05).
      const needsNames = vpc && !(vpc.dnsHostnames.kind === 'known' && vpc.dnsHostnames.value);
      return together(
        setProperty(endpoint?.properties, 'PrivateDnsEnabled', true),
        needsNames ? setProperty(vpc.properties, 'EnableDnsHostnames', true) : [],
      );
    }
    case 'enable-dns':
      return setProperty(file.network.vpcs.get(change.vpc)?.properties, change.attribute, true);
    case 'endpoint-on-table':
      return addToList(file.network.endpoints.get(change.endpoint)?.properties, 'RouteTableIds', {
        Ref: change.table,
      });
    case 'add-endpoint':
      return addEndpoint(change, file);
    case 'use-subnets':
      return useSubnets(change, file);
    case 'use-group':
      return useGroup(change, file);
    case 'public-address':
    case 'other':
      return undefined;
  }
}

function together(...parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function setProperty(properties: Mapping | undefined, key: string, value: Data): readonly Edit[] | undefined {
  if (!properties || isConditional(properties)) return undefined;
  return [{ op: 'set-entry', in: properties, key, value }];
}

function addToList(properties: Mapping | undefined, key: string, value: Data): readonly Edit[] | undefined {
  if (!properties) return undefined;
  const entry = entryAt(properties, key);
  if (!entry) return [{ op: 'insert-entry', into: properties, key, value: [value] }];
  const list = resolved(entry.value);
  return list?.kind === 'sequence' && !list.tag ? [{ op: 'insert-item', into: list, value }] : undefined;
}

/** A new resource beside `near`, under the same condition, with a name that is free. */
export function addResource(
  { tree, template }: ChangedFile,
  wanted: string,
  near: string,
  body: { readonly [key: string]: Data },
): readonly Edit[] | undefined {
  const resources = resourcesOf(tree);
  if (!resources || !template) return undefined;
  let name = wanted;
  for (let i = 2; template.resources.has(name); i++) name = `${wanted}${i}`;
  const condition = template.resources.get(near)?.condition;
  const { Type, ...rest } = body;
  const value: Data = { Type: Type!, ...(condition !== undefined && { Condition: condition }), ...rest };
  return [{ op: 'insert-entry', into: resources, key: name, value, after: near }];
}

function allowInGroup(
  change: Extract<Change, { kind: 'allow-in-group' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const group = file.network.securityGroups.get(change.group);
  const owner = group?.id ?? change.group.split('.')[0]!;
  if (!file.template?.resources.has(owner)) return undefined;
  const { direction, protocol, port } = change;
  const isIpv6 = 'cidr' in change.peer && change.peer.cidr.includes(':');
  const [from, to] = port === undefined ? [isIpv6 ? 128 : 8, -1] : [port, port];
  const peerName = 'group' in change.peer ? change.peer.group : undefined;
  const peerKey = direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  const rule = {
    IpProtocol: protocol === 'icmp' && isIpv6 ? 'icmpv6' : protocol,
    FromPort: from,
    ToPort: to,
    ...('group' in change.peer
      ? { [peerKey]: groupIdOf(change.peer.group, file) }
      : { [isIpv6 ? 'CidrIpv6' : 'CidrIp']: change.peer.cidr }),
  };
  const key = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
  // An egress list of its own would take AWS's allow-all rule away; that there is a blocker says that it is gone.
  if (group?.properties && !namesEachOther(group, peerName, file)) {
    const inline = addToList(group.properties, key, rule);
    if (inline) return inline;
  }
  const suffix = direction === 'ingress' ? 'From' : 'To';
  const name = `${change.group}${suffix}${peerName ?? 'Outside'}`.replaceAll('.', '');
  return addResource(file, name, owner, {
    Type: direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress',
    Properties: { GroupId: groupIdOf(change.group, file), ...rule },
  });
}

/** Two groups that name each other inline are a circle, which CloudFormation refuses (fact SG-07). */
function namesEachOther(
  group: SecurityGroup,
  peer: string | undefined,
  { template, tree }: ChangedFile,
): boolean {
  const body = template?.resources.get(peer ?? '')?.body;
  if (peer === group.id) return true;
  return body !== undefined && namePattern(group.id).test(tree.text.slice(body.start, body.end));
}

function addEndpoint(change: NewEndpoint, file: ChangedFile): readonly Edit[] | undefined {
  const near = namesOf(change).find((id) => file.template?.resources.has(id));
  if (near === undefined) return undefined;
  const { name, body } = endpointResource(
    change,
    (id) => referenceTo(id, file),
    (id) => groupIdOf(id, file),
  );
  return addResource(file, name, near, body);
}

/** The resource of a new endpoint in a template, with its usual name. */
export function endpointResource(
  change: NewEndpoint,
  refer: (id: string) => Data,
  referGroup = refer,
): { readonly name: string; readonly body: { readonly [key: string]: Data } } {
  const { type, service, vpc } = change;
  const places =
    type === 'Gateway'
      ? { RouteTableIds: change.tables.map(refer) }
      : {
          SubnetIds: change.subnets.map(refer),
          SecurityGroupIds: change.groups.map(referGroup),
          PrivateDnsEnabled: true,
        };
  return {
    name: `${serviceText(service).replace(/[^A-Za-z0-9]/g, '')}Endpoint`,
    body: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcEndpointType: type,
        ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` },
        VpcId: refer(vpc),
        ...places,
      },
    },
  };
}

/** The most particular first: a new resource is written beside it. */
function namesOf(change: NewEndpoint): readonly string[] {
  return [...(change.type === 'Gateway' ? change.tables : [...change.groups, ...change.subnets]), change.vpc];
}

function allowInAcl(
  change: Extract<Change, { kind: 'allow-in-acl' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const acl = file.network.networkAcls.get(change.acl);
  if (!acl) return undefined;
  const number = freeRuleNumber(change, file.network);
  if (number === undefined) return undefined;
  const isEgress = change.direction === 'egress';
  const isIpv6 = change.cidr.includes(':');
  const ports =
    change.protocol === 'icmp'
      ? { Icmp: { Type: change.from, Code: -1 } }
      : { PortRange: { From: change.from, To: change.to } };
  return addResource(file, `${acl.id}${isEgress ? 'Out' : 'In'}${number}`, acl.id, {
    Type: 'AWS::EC2::NetworkAclEntry',
    Properties: {
      NetworkAclId: { Ref: acl.id },
      RuleNumber: number,
      ...(isEgress && { Egress: true }),
      Protocol: { tcp: 6, udp: 17, icmp: isIpv6 ? 58 : 1 }[change.protocol],
      RuleAction: 'allow',
      [isIpv6 ? 'Ipv6CidrBlock' : 'CidrBlock']: change.cidr,
      ...ports,
    },
  });
}

function addRoute(
  change: Extract<Change, { kind: 'add-route' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const { target, table, destination } = change;
  if (!target || !file.template?.resources.has(table)) return undefined;
  const attachment = file.network.gatewayAttachments.find(
    ({ internetGateway }) => internetGateway.kind === 'known' && internetGateway.value.id === target.id,
  );
  const family = destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return addResource(file, `${table}To${target.id.replace(/[^A-Za-z0-9]/g, '')}`, table, {
    Type: 'AWS::EC2::Route',
    ...(attachment && { DependsOn: attachment.id }),
    Properties: {
      RouteTableId: { Ref: table },
      [family]: destination,
      [target.property]: referenceTo(target.id, file),
    },
  });
}

/** A name for something of the file, an id for something outside. */
function referenceTo(id: string, { template }: ChangedFile): Data {
  return template?.resources.has(id) ? { Ref: id } : id;
}

/** The new target replaces the old one in its place. */
function redirectRoute(
  { route: id, target }: Extract<Change, { kind: 'redirect-route' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const route = file.network.routes.find((one) => one.id === id);
  const properties = route?.properties;
  const [old, ...others] = ROUTE_TARGET_PROPERTIES.flatMap((key) =>
    properties ? (entryAt(properties, key) ?? []) : [],
  );
  if (!route || !properties || !old || others.length > 0 || isConditional(properties)) return undefined;
  const value = referenceTo(target.id, file);
  const edits: readonly Edit[] =
    old.key.text === target.property
      ? [{ op: 'replace', node: old.value, value }]
      : [
          { op: 'remove-entry', from: properties, entry: old },
          { op: 'insert-entry', into: properties, key: target.property, value },
        ];
  return [...edits, ...waitForAttachment(route, target.id, file)];
}

function attachGateway(
  { gateway, vpc }: Extract<Change, { kind: 'attach-gateway' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  if (gateway === undefined || !file.template?.resources.has(gateway) || !file.template.resources.has(vpc))
    return undefined;
  const property = file.network.vpnGateways.has(gateway) ? 'VpnGatewayId' : 'InternetGatewayId';
  const added = addResource(file, `${gateway}Attachment`, gateway, {
    Type: 'AWS::EC2::VPCGatewayAttachment',
    Properties: { VpcId: { Ref: vpc }, [property]: { Ref: gateway } },
  });
  const [attachment] = added?.flatMap((edit) => (edit.op === 'insert-entry' ? [edit.key] : [])) ?? [];
  if (!added || attachment === undefined) return undefined;
  // Routes to the gateway refer to it and not to its attachment (G26 of the catalogue).
  const waiting = file.network.routes.filter(({ routeTable, targets }) => {
    const table = find(file.network.routeTables, routeTable);
    return (
      table && keyOfField(table.vpc) === vpc && targets.some((one) => keyOfField(one.target) === gateway)
    );
  });
  return [...added, ...waiting.flatMap(({ id }) => dependsOn(id, [attachment], file))];
}

/** A list of groups where there is none. */
function useGroup(
  { workload: id, group }: Extract<Change, { kind: 'use-group' }>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const workload = file.network.workloads.get(id);
  const property = WORKLOAD_TYPES[workload?.type ?? '']?.securityGroups?.find((path) => !/[.*]/.test(path));
  if (property === undefined) return undefined;
  return setProperty(workload?.properties, property, [groupIdOf(group, file)]);
}

/** Where a workload lists its subnets itself. */
function subnetList(workload: Workload): Node | undefined {
  if (workload.kind === 'function') return resolved(valueAt(workload.vpcConfig?.node, 'SubnetIds'));
  const [path = 'Subnets'] = WORKLOAD_TYPES[workload.type]?.subnets ?? [];
  let node: Node | undefined = workload.properties;
  for (const key of path.split('.')) node = resolved(valueAt(node, key));
  return node;
}

/** The items of the list that name the subnet; the others go in once, where the first of them stood. */
function useSubnets(
  change: Extract<Change, { kind: 'use-subnets' }>,
  { network, template }: ChangedFile,
): readonly Edit[] | undefined {
  const workload = network.workloads.get(change.workload);
  if (workload?.subnets.kind !== 'known') return undefined;
  const list = subnetList(workload);
  if (list?.kind !== 'sequence' || list.tag || isConditional(list)) return undefined;
  const index = workload.subnets.items.findIndex(
    (item) => item.kind === 'known' && item.value.id === change.instead,
  );
  const item = list.items[index];
  if (!item || list.items.length !== workload.subnets.items.length) return undefined;
  const present = workload.subnets.items.flatMap((one) => (one.kind === 'known' ? [one.value.id] : []));
  const missing = change.subnets.filter((id) => !present.includes(id));
  const [first, ...rest] = missing.map((id): Data => (template?.resources.has(id) ? { Ref: id } : id));
  if (first === undefined) return [{ op: 'remove-item', from: list, item }];
  return [
    { op: 'replace', node: item, value: first },
    ...rest.map((value): Edit => ({ op: 'insert-item', into: list, value })),
  ];
}
