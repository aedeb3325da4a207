import { usableInAws } from '../../../cidr/awsSubnet.ts';
import { find, keyOfField, perParts } from '../../lookup.ts';
import type { Subnet } from '../../model.ts';
import type { Workload } from '../../workload.ts';
import { type Group, keyOfGroup } from '../groupRules.ts';
import { PARTS_OF_PLACEMENT, placements } from '../workloads/placement.ts';

/** Something with an address in a subnet. */
export interface SubnetUser {
  readonly id: string;
  readonly what: Workload['kind'] | 'nat-gateway' | 'endpoint' | 'transit-gateway-attachment';
}

export interface SubnetUse {
  /** Everything that may run in it, in the order of the text. */
  readonly users: readonly SubnetUser[];
  /** Addresses that these take at least. */
  readonly needed: number;
  /** Without the five that AWS keeps (fact SUB-02); undefined where the block is not known. */
  readonly usable: bigint | undefined;
}

/**
 * Who uses which subnet and how many addresses that takes. Functions take one for each distinct set of groups, never one
 * for each concurrent call (facts X-01, LAM-03). A database or service may put all its parts elsewhere or several here, so
 * it counts once.
 */
export const subnetUses = perParts(
  [...PARTS_OF_PLACEMENT, 'natGateways', 'transitGatewayAttachments'],
  (network): ReadonlyMap<string, SubnetUse> => {
    const users = new Map<string, SubnetUser[]>();
    const needed = new Map<string, number>();
    const functionSets = new Set<string>();
    const use = ({ id: subnet }: Subnet, user: SubnetUser, addresses: number) => {
      users.set(subnet, [...(users.get(subnet) ?? []), user]);
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
      // The interface there is counted by itself.
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
 * The addresses that a workload needs at least in each of its subnets: one, as for a Kubernetes control plane, which has two
 * to four interfaces over all of them. An Application Load Balancer needs eight free addresses in each:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
function addressesOf(workload: Workload): number {
  if (workload.kind !== 'load-balancer') return 1;
  const { balances } = workload;
  const isOther =
    balances.kind === 'known' && balances.value !== 'application' && balances.value !== 'classic';
  return isOther ? 1 : 8;
}
