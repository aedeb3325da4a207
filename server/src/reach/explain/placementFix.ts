import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { perNetwork, subnetsByVpc, vpcKeyOf } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet } from '../../network/model.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { FlowContext } from '../filters/filter.ts';
import { type Location, nameOf } from '../locations/location.ts';
import { hasAddress } from '../locations/publicAddress.ts';
import { runPaths } from '../packets/run.ts';
import type { Blocker } from '../question.ts';
import { pathsOf } from '../routing/paths.ts';

/**
 * A workload that never has a public address can run in other subnets of its VPC; those that work are proposed
 * together.
 */
export function otherSubnets(scene: FlowContext): readonly Blocker[] {
  const { workload, subnet } = scene.from;
  if (!workload || WORKLOAD_KINDS[workload.kind].publicAddress !== 'never' || !subnet) return [];
  const subnets = siblingsThatWork(scene);
  if (subnets.length === 0) return [];
  return [
    {
      code: null,
      resource: workload.id,
      at: workload.at,
      reason: { kind: 'no-path-from', workload: workload.id, subnets: [subnet.id], to: nameOf(scene.to) },
      change: { kind: 'use-subnets', workload: workload.id, instead: subnet.id, subnets },
    },
  ];
}

function siblingsThatWork(scene: FlowContext): readonly string[] {
  const { from, network } = scene;
  const known = siblingsCache(network);
  const key = JSON.stringify([
    from.securityGroups.keys,
    from.address,
    from.subnet?.id,
    scene.to.id,
    scene.traffic,
  ]);
  let found = known.get(key);
  if (!found) {
    found = siblingsOf(from.subnet!, network)
      .filter((subnet) => {
        const address = hasAddress(from.workload, subnet, scene.traffic.family);
        const own: FlowContext = { ...scene, from: { ...from, subnet, address } };
        return runPaths(own, (mode) => pathsOf(own, mode)).fails === 'no';
      })
      .map(({ id }) => id);
    known.set(key, found);
  }
  return found;
}

const siblingsCache = perNetwork(() => new Map<string, readonly string[]>());

function siblingsOf(own: Subnet, network: Network): readonly Subnet[] {
  const siblings = subnetsByVpc(network).of.get(vpcKeyOf(own) ?? '') ?? [];
  return siblings.filter((subnet) => subnet !== own);
}

/**
 * Moves an internet-facing load balancer out of a subnet without a route to an internet gateway: to a public subnet of
 * the same zone, or to none if enough subnets remain (fact ALB-03). A new route would instead make every subnet of the
 * table public.
 */
export function balancerElsewhere(
  balancer: LoadBalancer,
  place: Location,
  { network }: FlowContext,
  own: Blocker,
): readonly Blocker[] {
  const subnet = place.subnet!;
  const present = placements(network).get(balancer.id)?.subnets ?? [];
  const isPublic = (one: Subnet) => classOf(one, network).kind === 'public';
  const spare = siblingsOf(subnet, network).filter((one) => isPublic(one) && !present.includes(one));
  const others = present.filter((one) => one !== subnet);
  const isForApplications = balancer.balances.kind !== 'known' || balancer.balances.value === 'application';
  const inZone = spare.find((one) => isSameZone(one.zone, subnet.zone) === 'yes');
  const elsewhere = spare.find((one) => others.every((other) => isSameZone(one.zone, other.zone) === 'no'));
  const replacement = inZone ?? elsewhere;
  const isEnough = others.filter(isPublic).length >= (isForApplications ? 2 : 1);
  if (!replacement && !isEnough) return [];
  const subnets = replacement ? [replacement.id] : [];
  return [{ ...own, change: { kind: 'use-subnets', workload: balancer.id, instead: subnet.id, subnets } }];
}
