import { WORKLOAD_TYPES } from '../aws/workloadTypes.ts';
import type { Workload } from '../network/workload.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import { type Node, resolved, valueAt } from '../syntax/tree.ts';
import { freeRuleNumber } from './aclNumber.ts';
import { applyChange } from './applyChange.ts';
import type { Change, ChangeOf } from './change.ts';
import { addResource, addToList, type ChangedFile, referenceTo, setProperty, together } from './edits.ts';
import { addEndpoint } from './endpointEdits.ts';
import { allowInGroup, useGroup } from './groupEdits.ts';
import { isConditional } from './resources.ts';
import { addRoute, attachGateway, redirectRoute } from './routeEdits.ts';

/** The edits that make several changes together; undefined if one of them cannot be made. */
export function editsOfChanges(changes: readonly Change[], file: ChangedFile): readonly Edit[] | undefined {
  let { network } = file;
  const edits: Edit[] = [];
  for (const change of changes) {
    const own = changeEdits(change, { ...file, network });
    if (!own) return undefined;
    edits.push(...own);
    // The next rule needs another number.
    if (change.kind === 'allow-in-acl') network = applyChange(change, network) ?? network;
  }
  return edits;
}

/** The edits that make a change; undefined if no edit can, or if it could break another scenario. */
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
      // AWS refuses private DNS in a VPC without DNS hostnames (fact DNS-05).
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

function allowInAcl(change: ChangeOf<'allow-in-acl'>, file: ChangedFile): readonly Edit[] | undefined {
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

/** The workload's own list of subnets. */
function subnetList(workload: Workload): Node | undefined {
  if (workload.kind === 'function') return resolved(valueAt(workload.vpcConfig?.node, 'SubnetIds'));
  const [path = 'Subnets'] = WORKLOAD_TYPES[workload.type]?.subnets ?? [];
  let node: Node | undefined = workload.properties;
  for (const key of path.split('.')) node = resolved(valueAt(node, key));
  return node;
}

/** Replaces the items of the list that refer to the subnet: the new ones are inserted once, at the first of them. */
function useSubnets(
  change: ChangeOf<'use-subnets'>,
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
