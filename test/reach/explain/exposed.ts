import { classOf } from '../../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../../server/src/network/analysis/workloads/placement.ts';
import type { Network, Subnet } from '../../../server/src/network/model.ts';
import { reach } from '../../../server/src/reach/answer.ts';
import { isPublic } from '../../../server/src/reach/locations/publicAddress.ts';
import type { Question } from '../../../server/src/reach/question.ts';

/**
 * What a change opens to the internet and nobody meant to be open: subnets that become public though something in them has no
 * public address and nothing gets one there, and, apart from the destination of the question, what the internet reaches on the
 * port that was asked for or its own, unless its subnet has become public as it was meant to be.
 */
export function newlyExposed(before: Network, after: Network, question: Question): readonly string[] {
  const opened = [...after.subnets.values()].filter(
    (subnet) =>
      classOf(subnet, after).kind === 'public' &&
      classOf(before.subnets.get(subnet.id)!, before).kind !== 'public',
  );
  const inOpened = (id: string) =>
    placements(after)
      .get(id)!
      .subnets.some((subnet) => opened.includes(subnet));
  return [
    ...opened.filter((subnet) => !isMeant(subnet, after)).map(({ id }) => id),
    ...newlyReached(before, after, question).filter((id) => !inOpened(id)),
  ];
}

function isMeant(subnet: Subnet, network: Network): boolean {
  if (subnet.mapPublicIp.kind === 'known' && subnet.mapPublicIp.value) return true;
  const inside = [...network.workloads.values()].filter(({ id }) =>
    placements(network).get(id)!.subnets.includes(subnet),
  );
  return inside.every((workload) => isPublic(workload, subnet, 4, network) === 'yes');
}

function newlyReached(before: Network, after: Network, { to, protocol, port }: Question): readonly string[] {
  const own = to.kind === 'workload' ? to.id : undefined;
  const isOpen = (id: string, network: Network, on: number | undefined) => {
    const answer = reach(
      {
        from: { kind: 'internet' },
        to: { kind: 'workload', id },
        protocol,
        ...(on !== undefined && { port: on }),
      },
      network,
    );
    return answer?.verdict === 'reachable' || answer?.verdict === 'partial';
  };
  return [...after.workloads.keys()].filter(
    (id) => id !== own && [port, undefined].some((on) => isOpen(id, after, on) && !isOpen(id, before, on)),
  );
}
