import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import { find } from '../../network/lookup.ts';
import type { Listener } from '../../network/workload.ts';
import { workloadsOf } from '../../network/workload.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { mismatch, strangePartsOf } from '../shared/vpcMismatch.ts';
import { wholeNetwork } from '../shared/wholeNetwork.ts';

/** A load balancer with subnets, security groups or target groups of two VPCs. */
export default defineRule({
  id: 'lb-vpc-mismatch',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer has parts in two VPCs',
  why: 'A load balancer lies in one VPC: its subnets, its security groups and the target groups that it sends to belong to it. AWS refuses any other, and with it the stack. Targets in a peered VPC are addresses in a target group of the own VPC.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    for (const one of workloadsOf(network, 'load-balancer'))
      yield* strangePartsOf(
        one,
        wholeNetwork(file),
        `AWS refuses ${one.id}: its subnets and groups are of one VPC.`,
      );
    for (const listener of network.listeners.values()) yield* targetsOf(listener, file);
  },
});

function* targetsOf(listener: Listener, file: CheckedFile): Generator<Report> {
  const network = wholeNetwork(file);
  const parent = find(network.listeners, listener.listener);
  const balancer = find(network.workloads, (parent ?? listener).loadBalancer);
  if (balancer?.kind !== 'load-balancer' || balancer.subnets.kind !== 'known') return;
  const subnets = balancer.subnets.items.flatMap((item) => find(network.subnets, item) ?? []);
  const [subnet] = subnets;
  // Where its own subnets disagree, that is what is told.
  if (
    !subnet ||
    subnets.some(({ id }) => vpcsOfObjects(network).get(id) !== vpcsOfObjects(network).get(subnet.id))
  )
    return;
  const other = { name: balancer.id, vpc: subnet.vpc, field: subnet.vpc };
  for (const field of listener.targetGroups) {
    const group = find(network.targetGroups, field);
    if (!group) continue;
    const odd = { name: group.id, vpc: group.vpc, field };
    const report = mismatch(
      listener,
      odd,
      other,
      `AWS refuses ${listener.id}: a load balancer sends to target groups of its own VPC.`,
      network,
    );
    if (report) yield report;
  }
}
