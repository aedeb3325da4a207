import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import { find } from '../../network/lookup.ts';
import { type Listener, workloadsOf } from '../../network/workload.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { mismatch, partsOfOtherVpc } from '../shared/placement/vpcMismatch.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A load balancer with subnets, security groups or target groups of two VPCs. */
export default defineRule({
  id: 'lb-vpc-mismatch',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Parts of the load balancer belong to different VPCs',
  why: "The subnets, security groups and target groups of a load balancer must all belong to its VPC. Otherwise AWS rejects it, and the stack fails. Targets in a peered VPC are registered by IP address in a target group of the load balancer's own VPC.",
  howToFix: 'Use subnets, security groups and target groups of one VPC.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    for (const one of workloadsOf(network, 'load-balancer'))
      yield* partsOfOtherVpc(
        one,
        wholeNetwork(file),
        `AWS rejects ${one.id}: its subnets and security groups must belong to one VPC.`,
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
  // If the load balancer's own subnets are in several VPCs, that is the finding.
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
      `AWS rejects ${listener.id}: a load balancer forwards only to target groups in its own VPC.`,
      network,
    );
    if (report) yield report;
  }
}
