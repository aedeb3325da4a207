import {
  isInAvailabilityZone,
  type ListedSubnet,
  listedSubnets,
  shareZone,
  zoneName,
} from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { isSameZone, type Subnet } from '../../network/model.ts';
import { type LoadBalancer, workloadsOf } from '../../network/workload.ts';
import type { Span } from '../../syntax/span.ts';
import { valueAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import {
  moveToFreeZone,
  subnetsElsewhere,
  subnetsToAdd,
  writtenList,
} from '../shared/fixes/subnetChoices.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** An Application Load Balancer with one subnet, or with two subnets in one Availability Zone. */
export default defineRule({
  id: 'alb-one-az',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Application Load Balancer needs one subnet in each of at least two zones',
  why: 'An Application Load Balancer needs at least two Availability Zones, with one subnet in each. AWS rejects one with a single zone or with two subnets in one zone, and the stack fails. In Local Zones and on Outposts one subnet is enough, so a single subnet id that is neither from this template nor in the inventory is not reported. Network and Gateway Load Balancers may use one zone.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'ALB-03',
    'G69',
  ],
  // cfn-lint's E3680 counts the subnets and does not compare their zones.

  *check(file) {
    for (const balancer of workloadsOf(file.network, 'load-balancer')) {
      const { balances } = balancer;
      if (balances.kind === 'unknown' || (balances.kind === 'known' && balances.value !== 'application'))
        continue;
      const listed = listedSubnets(balancer.subnets, wholeNetwork(file));
      if (!listed) continue;
      if (listed.length === 1) yield* alone(balancer, listed, file);
      else yield* together(balancer, listed, file);
    }
  },
});

function* alone(
  balancer: LoadBalancer,
  listed: readonly ListedSubnet[],
  file: CheckedFile,
): Generator<Report> {
  const { target, subnet } = listed[0]!;
  if (!subnet || !isInAvailabilityZone(subnet)) return;
  const into = writtenList(balancer.properties, 'Subnets');
  const items = balancer.subnets.kind === 'known' ? balancer.subnets.items : [];
  const repeated = items.length > 1 ? items.at(-1) : undefined;
  // property-value reports a value that is no list, and a subnet that is listed twice.
  const cause = repeated?.kind === 'known' ? repeated.at : valueAt(balancer.properties, 'Subnets');
  yield {
    at: balancer.at,
    ...(cause && { cause: { rule: 'property-value', at: cause } }),
    resource: balancer.id,
    defaults: defaultsOf(balancer.balances, target, subnet.zone),
    message: `${balancer.id} has only ${subnet.id}. AWS rejects an Application Load Balancer with fewer than two zones.`,
    related: [{ at: target.at, message: `${subnet.id} is the only subnet` }],
    fixes: subnetsToAdd(balancer.id, listed, into, file),
  };
}

/** One finding for each subnet whose zone an earlier one of the list already has. */
function* together(
  balancer: LoadBalancer,
  listed: readonly ListedSubnet[],
  file: CheckedFile,
): Generator<Report> {
  for (const [index, { target, subnet }] of listed.entries()) {
    const earlier = listed
      .slice(0, index)
      .find((one) => subnet && one.subnet && shareZone(one.subnet, subnet));
    if (!subnet || !earlier?.subnet) continue;
    yield {
      at: target.at,
      resource: balancer.id,
      defaults: defaultsOf(balancer.balances, target, subnet.zone, earlier.target, earlier.subnet.zone),
      message: `${earlier.subnet.id} and ${subnet.id} of ${balancer.id} are both in ${zoneName(subnet.zone)}. AWS rejects a load balancer with two subnets in one zone.`,
      related: [{ at: earlier.target.at, message: `${earlier.subnet.id} is in the same zone` }],
      fixes: fixesOf(balancer, subnet, target.at, listed, file),
    };
  }
}

function fixesOf(
  balancer: LoadBalancer,
  subnet: Subnet,
  at: Span,
  listed: readonly ListedSubnet[],
  file: CheckedFile,
): readonly Fix[] {
  const from = writtenList(balancer.properties, 'Subnets');
  const item = from?.items.find((node) => node.start === at.start && node.end === at.end);
  const others = listed.filter((one) => one.subnet !== subnet);
  const instead = subnetsElsewhere(
    balancer.id,
    listed,
    file,
    ({ id, zone }) =>
      item && {
        title: `Replace ${subnet.id} with ${id} (${zoneName(zone)})`,
        edits: [{ op: 'replace', node: item, value: { Ref: id } }],
      },
  );
  const isEnough = others.some((one) => others.some((other) => areApart(one.subnet, other.subnet)));
  const without: Fix[] =
    from && item && isEnough
      ? [{ title: `Remove ${subnet.id}`, preferred: false, edits: [{ op: 'remove-item', from, item }] }]
      : [];
  return [...without, ...instead, ...moveToFreeZone(subnet, listed)];
}

function areApart(a: Subnet | undefined, b: Subnet | undefined): boolean {
  return a !== undefined && b !== undefined && isSameZone(a.zone, b.zone) === 'no';
}
