import { parseCidr } from '../../../cidr/parse.ts';
import { groupOf, keyOfGroup } from '../../../network/analysis/groupRules.ts';
import { type TargetList, unknownOf } from '../../../network/field.ts';
import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import type { PublicEndpoint } from '../../../network/workload.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, onEveryPath, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import type { Location, SecurityGroupSet } from '../../locations/location.ts';
import { perMode } from '../../packets/flow.ts';
import { type Destination, wholeFlow } from '../../packets/path.ts';
import { type Ranges, rangesOf } from '../../packets/ranges.ts';
import { notKnown } from '../deadEnds.ts';
import { withResolver } from './services.ts';

/** Services answer under link-local addresses: https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html#managed-prefix-list */
const ADDRESSES: Ranges = (() => {
  const block = parseCidr('169.254.171.0/24');
  return block.kind === 'cidr' ? rangesOf(block) : [];
})();

/**
 * The way to a service of VPC Lattice. Clients of a VPC reach it if the VPC is associated with one of its service networks, if their own
 * groups let them out, and if the groups of the association let them in:
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html
 */
export function latticeServiceFrom(
  from: Location,
  service: PublicEndpoint,
  scene: Omit<FlowContext, 'from' | 'to'>,
  place: Location,
): readonly Destination[] {
  const { network } = scene;
  const own: FlowContext = { ...scene, from, to: place };
  const only = (check: Filter): readonly Destination[] => [
    { to: place, paths: perMode(() => [{ flow: wholeFlow(own), checks: [onEveryPath(check)] }]) },
  ];
  const joined = associationOf(from, service.id, network);
  if ('why' in joined) return only(notKnown(joined, own));
  if ('none' in joined) return only(closed(service, own, joined.none));
  const to: Location = {
    ...place,
    addresses: ADDRESSES,
    isSuperset: false,
    securityGroups: groupsOf(joined.securityGroups, network),
  };
  const there: FlowContext = { ...scene, from, to };
  const subnet = from.subnet!;
  const checks = present([
    listenerCheck(service, there),
    groupFilter(there, 'egress'),
    aclFilter(there, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    groupFilter(there, 'ingress'),
    aclFilter(there, { subnet, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
  const path = { flow: wholeFlow(there), checks: checks.length > 0 ? checks : [leads(service, joined.id)] };
  return [{ to, paths: perMode(() => [withResolver(path, there)]) }];
}

type Joined =
  | { readonly id: string; readonly securityGroups: TargetList }
  | { readonly none: 'outside' | string }
  | UnknownReason;

/** The association by which the VPC of a client has a service. */
function associationOf({ subnet, id }: Location, service: string, network: Network): Joined {
  const networks = network.latticeAssociations.flatMap((one) =>
    one.kind === 'service' && keyOfField(one.service) === service ? [one] : [],
  );
  const keys = networks.map(({ serviceNetwork }) => keyOfField(serviceNetwork));
  const vpc = vpcKeyOf(subnet);
  if (!subnet) {
    if (id === 'internet') return { none: 'outside' };
    return {
      why: `${service} answers clients of associated VPCs, and those of others by endpoints: ask for an endpoint`,
    };
  }
  if (vpc === undefined) return unknownOf(`the VPC of ${subnet.id} is unknown`, subnet.vpc);
  for (const one of network.latticeAssociations) {
    if (one.kind !== 'vpc' || keyOfField(one.vpc) !== vpc) continue;
    const key = keyOfField(one.serviceNetwork);
    if (key !== undefined && keys.includes(key)) return { id: one.id, securityGroups: one.securityGroups };
    // A network that is shared may have services of other accounts and stacks.
    if (key === undefined || keys.includes(undefined) || !isOfFile(key, network))
      return { why: `the file does not say whether ${one.id} brings ${service}` };
  }
  const byEndpoint = [...network.endpoints.values()].find(
    ({ type, vpc: of }) => type.kind === 'known' && type.value === 'ServiceNetwork' && keyOfField(of) === vpc,
  );
  if (byEndpoint)
    return { why: `${service} answers in ${vpc} by ${byEndpoint.id} alone: ask for ${byEndpoint.id}` };
  const isShared = keys.some(
    (key) => key === undefined || !isOfFile(key, network) || network.exportedIds.has(key),
  );
  if (isShared || network.exportedIds.has(vpc) || network.exportedIds.has(service))
    return { why: `another stack may associate ${vpc} with a service network of ${service}` };
  return { none: vpc };
}

function isOfFile(key: string, { latticeNetworks }: Network): boolean {
  return latticeNetworks.has(key);
}

function groupsOf(list: TargetList, network: Network): SecurityGroupSet {
  if (list.kind === 'unknown') return { groups: [], keys: [], otherGroups: list, isUnfiltered: false };
  const items = list.kind === 'known' ? list.items : [];
  const groups = items.flatMap((one) => (one.kind === 'known' ? (groupOf(one.value, network) ?? []) : []));
  const others =
    items.length > groups.length
      ? unknownOf('a group of the association is not in this file', ...items)
      : undefined;
  return { groups, keys: groups.map(keyOfGroup), otherGroups: others, isUnfiltered: items.length === 0 };
}

/** A service answers on the ports of its listeners; without any in the file on the one that is asked for. */
function listenerCheck({ id, at }: PublicEndpoint, { traffic, network }: FlowContext): Filter | undefined {
  const ports = network.latticeListeners.flatMap((one) => (keyOfField(one.service) === id ? [one.port] : []));
  if (ports.length === 0 || ports.some((port) => port.kind !== 'known')) return undefined;
  const known = ports.flatMap((port) => (port.kind === 'known' ? [port.value] : []));
  if (traffic.protocol === 'tcp' && known.includes(traffic.port)) return undefined;
  const answersOn = `TCP ${[...new Set(known)].join(', ')}`;
  return constantFilter({ resource: id, kind: 'endpoint', at }, 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'answers-elsewhere', to: id, answersOn, traffic },
    change: { kind: 'other', what: `Ask for ${answersOn}` },
  }));
}

function closed({ id, at }: PublicEndpoint, _: FlowContext, vpc: string): Filter {
  return constantFilter({ resource: id, kind: 'endpoint', at }, 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason:
      vpc === 'outside'
        ? { kind: 'private-endpoint', endpoint: id }
        : { kind: 'not-associated', service: id, vpc },
    change: { kind: 'other', what: `Associate the VPC with a service network of ${id}` },
  }));
}

function leads({ id, at }: PublicEndpoint, association: string): Filter {
  return constantFilter(
    { resource: id, kind: 'endpoint', at },
    'open',
    () => {
      throw new Error('An association without groups is never in the way.');
    },
    `by ${association}`,
  );
}
