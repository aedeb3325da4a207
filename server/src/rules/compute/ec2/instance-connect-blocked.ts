import { placements } from '../../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { workloadsOf } from '../../../network/workload.ts';
import { listed } from '../../../wording/listed.ts';
import { causeOf } from '../../causes.ts';
import { defineRule } from '../../defineRule.ts';
import { blockedAnswer, firstBlocker, fixesOfBlockers, relatedOf, workload } from '../../reaching.ts';

/** SSH and Remote Desktop. */
const PORTS = [22, 3389];

/** An EC2 Instance Connect Endpoint that can reach none of the instances in its VPC. */
export default defineRule({
  id: 'instance-connect-blocked',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The EC2 Instance Connect Endpoint reaches no instance',
  why: 'The endpoint opens connections to instances from its own address in the VPC. Its security group needs an outbound rule for SSH or Remote Desktop, and the group of the instance an inbound rule that allows the endpoint; otherwise every connection through it times out.',
  whenToIgnore: 'If the endpoint is for instances of another stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const endpoint of workloadsOf(network, 'instance-connect-endpoint')) {
      const vpc = vpcOf(endpoint.id, network);
      const instances = workloadsOf(network, 'instance').filter(({ id }) => vpcOf(id, network) === vpc);
      if (vpc === undefined || instances.length === 0) continue;
      const answers = instances.flatMap(({ id }) =>
        PORTS.map((port) => blockedAnswer(network, workload(endpoint.id), workload(id), { port })),
      );
      const [first] = answers;
      if (!first || answers.includes(undefined)) continue;
      const names = listed(
        instances.map(({ id }) => id),
        3,
      );
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        defaults: first.defaults,
        message: `${endpoint.id} reaches ${names} neither on port 22 nor on 3389: ${firstBlocker(first.blockedBy)}. Connections through it time out.`,
        related: relatedOf(first.blockedBy),
        fixes: instances.length === 1 ? fixesOfBlockers(first.blockedBy, endpoint.id, file) : [],
        ...causeOf(first.blockedBy, network),
      };
    }
  },
});

function vpcOf(id: string, network: Network): string | undefined {
  const [subnet] = placements(network).get(id)?.subnets ?? [];
  return subnet && keyOfField(subnet.vpc);
}
