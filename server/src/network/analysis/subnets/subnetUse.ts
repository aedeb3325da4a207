import { usableInAws } from '../../../cidr/awsSubnet.ts';
import { addTo } from '../../../multimap.ts';
import { find, keyOfField, perParts } from '../../lookup.ts';
import type { Subnet } from '../../model.ts';
import type { Workload } from '../../workload.ts';
import { type Group, keyOfGroup } from '../groupRules.ts';
import { PARTS_OF_PLACEMENT, placements } from '../workloads/placement.ts';

/** A workload or endpoint with an address in a subnet. */
export interface SubnetUser {
  readonly id: string;
  readonly what: Workload['kind'] | 'nat-gateway' | 'endpoint' | 'transit-gateway-attachment';
}

export interface SubnetUse {
  /** Everything that can be placed in the subnet, in the order of the text. */
  readonly users: readonly SubnetUser[];
  /** The minimum number of addresses that they need. */
  readonly needed: number;
  /** The subnet's addresses without the five that AWS reserves (fact SUB-02); undefined if the block is unknown. */
  readonly usable: bigint | undefined;
}

/**
 * What uses each subnet, and how many addresses that needs. Functions need one for each distinct set of groups, never
 * one for each concurrent invocation (facts X-01, LAM-03). A database or service may place its parts in any of its
 * subnets, so it counts once in each.
 */
export const subnetUses = perParts(
  [...PARTS_OF_PLACEMENT, 'natGateways', 'transitGatewayAttachments'],
  (network): ReadonlyMap<string, SubnetUse> => {
    const users = new Map<string, SubnetUser[]>();
    const needed = new Map<string, number>();
    const functionSets = new Set<string>();
    const use = ({ id: subnet }: Subnet, user: SubnetUser, addresses: number) => {
      addTo(users, subnet, user);
      needed.set(subnet, (needed.get(subnet) ?? 0) + addresses);
    };
    const placed = placements(network);
    const attached = new Set(
      network.networkInterfaceAttachments.flatMap(({ instance, networkInterface }) => {
        const place = placed.get(keyOfField(networkInterface) ?? '');
        return place ? place.subnets.map(({ id }) => `${keyOfField(instance)} ${id}`) : [];
      }),
    );
    const neededBy = (workload: Workload, subnet: Subnet, groups: readonly Group[]): number => {
      if (workload.kind === 'function') {
        const set = [subnet.id, ...groups.map(keyOfGroup).sort()].join();
        const isFirst = !functionSets.has(set);
        functionSets.add(set);
        return isFirst ? 1 : 0;
      }
      // The network interface there is counted separately.
      return attached.has(`${workload.id} ${subnet.id}`) ? 0 : addressesOf(workload);
    };
    for (const workload of network.workloads.values()) {
      const { subnets, groups } = placed.get(workload.id)!;
      for (const subnet of subnets)
        use(subnet, { id: workload.id, what: workload.kind }, neededBy(workload, subnet, groups));
    }
    for (const nat of network.natGateways.values()) {
      const subnet = find(network.subnets, nat.subnet);
      if (subnet) use(subnet, { id: nat.id, what: 'nat-gateway' }, 1);
    }
    for (const endpoint of network.endpoints.values()) {
      for (const subnet of placed.get(endpoint.id)!.subnets)
        use(subnet, { id: endpoint.id, what: 'endpoint' }, 1);
    }
    for (const { id, subnets } of network.transitGatewayAttachments.values()) {
      for (const item of subnets.kind === 'known' ? subnets.items : []) {
        const subnet = find(network.subnets, item);
        if (subnet) use(subnet, { id, what: 'transit-gateway-attachment' }, 1);
      }
    }
    return new Map(
      [...network.subnets.values()].map(({ id, ipv4 }) => [
        id,
        {
          users: users.get(id) ?? [],
          needed: needed.get(id) ?? 0,
          usable: ipv4.kind === 'known' ? usableInAws(ipv4.value) : undefined,
        },
      ]),
    );
  },
);

/**
 * The minimum number of addresses that a workload needs in each of its subnets: one, also for a Kubernetes control
 * plane, which has two to four interfaces in all of them together. An Application Load Balancer needs eight free
 * addresses in each:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
function addressesOf(workload: Workload): number {
  if (workload.kind !== 'load-balancer') return 1;
  const { balances } = workload;
  const isOther =
    balances.kind === 'known' && balances.value !== 'application' && balances.value !== 'classic';
  return isOther ? 1 : 8;
}
