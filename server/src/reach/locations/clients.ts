import { preservesClientIp, targetsBehind } from '../../network/analysis/workloads/balancing.ts';
import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { LoadBalancer, PlainWorkload } from '../../network/workload.ts';
import { allowedByGroups } from '../filters/groupAllows.ts';
import { allAddresses, intersect, isEmpty, type Ranges, unite } from '../packets/ranges.ts';
import type { Party } from '../question.ts';
import { internet, knownBlocks } from './addresses.ts';
import type { Location, Traffic } from './location.ts';
import { locationsOf } from './party.ts';

/**
 * The source address as the destination sees it. A Network Load Balancer (fact NLB-03) and an EC2 Instance Connect
 * Endpoint (fact EICE-02) can preserve the addresses of their clients. `client` is the party behind the source, if it
 * is known.
 */
export function asSeenBy(
  place: Location,
  to: Party,
  traffic: Traffic,
  network: Network,
  client: Party | undefined,
): Location {
  const { workload, subnet } = place;
  if (to.kind !== 'workload' || !subnet) return place;
  // Traffic of its own, such as health checks.
  if (client?.kind === 'workload' && client.id === place.id) return place;
  if (workload?.kind === 'instance-connect-endpoint') return ofConnectEndpoint(place, workload, traffic);
  if (workload?.kind !== 'load-balancer' || traffic.family !== 4) return place;
  if (workload.balances.kind !== 'known' || workload.balances.value !== 'network') return place;
  const behind = targetsBehind(workload, network).filter(
    ({ target, ports }) =>
      target === to.id && ports.some((port) => port.kind !== 'known' || port.value === traffic.port),
  );
  const keeps = behind.flatMap(({ group }) => (group ? [preservesClientIp(group)] : []));
  if (!keeps.some((one) => one.kind === 'unknown' || (one.kind === 'known' && one.value))) return place;
  const own = client
    ? ofClient(client, network)
    : ofAnyone(
        place,
        workload,
        behind.flatMap(({ listeners }) => listeners.map(({ port }) => port)),
        network,
      );
  const isSure = keeps.every((one) => one.kind === 'known' && one.value);
  return {
    ...place,
    addresses: isSure ? own.addresses : unite(own.addresses, place.addresses),
    isSuperset: own.isSuperset || !isSure,
    preservesClients: { of: own.of },
    ...(own.groups && {
      securityGroups: {
        ...place.securityGroups,
        otherGroups: place.securityGroups.otherGroups ?? own.groups,
      },
    }),
  };
}

interface Clients {
  readonly addresses: Ranges;
  readonly isSuperset: boolean;
  /** The name of the clients for messages. */
  readonly of: string;
  /** Why rules that refer to a group may match them. */
  readonly groups?: UnknownReason;
}

function ofClient(client: Party, network: Network): Clients {
  const places = locationsOf(client, 4, network)?.locations ?? [];
  const of =
    client.kind === 'workload' ? client.id : client.kind === 'internet' ? 'the internet' : 'its client';
  return {
    addresses: places.length > 0 ? unite(...places.map(({ addresses }) => addresses)) : allAddresses(4),
    isSuperset: places.length === 0 || places.some(({ isSuperset }) => isSuperset),
    of,
    ...(client.kind === 'workload' && {
      groups: {
        why: `AWS does not say whether a rule that refers to a group of ${client.id} applies behind a load balancer`,
      },
    }),
  };
}

/** The clients of the load balancer: the internet, or its VPC, as far as its groups allow them. */
function ofAnyone(
  place: Location,
  { scheme }: LoadBalancer,
  ports: readonly { readonly kind: string; readonly value?: number }[],
  network: Network,
): Clients {
  const isInternal = scheme.kind === 'known' && scheme.value === 'internal';
  const vpc = find(network.vpcs, place.subnet!.vpc);
  const all = isInternal ? ((vpc && knownBlocks(vpc, 4)) ?? allAddresses(4)) : internet(4, network);
  const admitted = unite(
    ...ports.flatMap(({ value }) =>
      value === undefined
        ? [allAddresses(4)]
        : [
            allowedByGroups(
              place.securityGroups,
              'ingress',
              undefined,
              { protocol: 'tcp', port: value, family: 4 },
              network,
              'possible',
            ).addresses,
          ],
    ),
  );
  const own = intersect(all, admitted);
  return {
    addresses: isEmpty(own) ? all : own,
    // The clients of an internal load balancer, in the VPC or connected to it, are not in the file.
    isSuperset: isInternal || scheme.kind === 'unknown',
    of: isInternal ? 'clients of the VPC' : 'the internet',
  };
}

function ofConnectEndpoint(place: Location, { keepsClientIp }: PlainWorkload, { family }: Traffic): Location {
  if (keepsClientIp.kind === 'absent' || (keepsClientIp.kind === 'known' && !keepsClientIp.value))
    return place;
  return {
    ...place,
    addresses: allAddresses(family),
    isSuperset: true,
    preservesClients: { of: 'clients', isUnrelated: true },
  };
}
