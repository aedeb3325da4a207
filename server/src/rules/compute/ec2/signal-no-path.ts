import { find } from '../../../network/lookup.ts';
import { type PlainWorkload, workloadsOf } from '../../../network/workload.ts';
import { valueAt } from '../../../syntax/tree.ts';
import type { Resource } from '../../../template/resource.ts';
import { nearerCauseOf } from '../../causes.ts';
import { type CheckedFile, defineRule } from '../../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../../reaching.ts';

/** An instance that CloudFormation waits for and that cannot send its signal. */
export default defineRule({
  id: 'signal-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation waits for a signal that the instance cannot send',
  why: 'With a CreationPolicy, CloudFormation waits until cfn-signal runs on the instance. cfn-signal calls the CloudFormation API over HTTPS, so the instance needs a public address, a NAT gateway or an interface endpoint for cloudformation. Without one the stack fails with "Failed to receive 1 resource signal(s) within the specified duration".',
  whenToIgnore: 'If the route, the NAT gateway or the endpoint is created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-signal.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html',
    'https://repost.aws/knowledge-center/cloudformation-failed-signal',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    for (const one of [...workloadsOf(network, 'instance'), ...workloadsOf(network, 'auto-scaling-group')]) {
      const resource = template.resources.get(one.id);
      const policy = resource && valueAt(resource.body, 'CreationPolicy', 'ResourceSignal');
      if (!policy || !sendsSignal(one, resource, file)) continue;
      const answer = blockedAnswer(
        network,
        workload(one.id),
        { kind: 'service', name: 'cloudformation' },
        { port: 443 },
      );
      if (!answer) continue;
      yield {
        at: one.at,
        resource: one.id,
        defaults: answer.defaults,
        message: `CloudFormation waits for a signal of ${one.id}, which cannot reach the CloudFormation API. The stack fails when the wait ends.`,
        related: [
          { at: policy, message: 'CloudFormation waits for the signal' },
          ...relatedOf(answer.blockedBy),
        ],
        fixes: fixesOfBlockers(answer.blockedBy, one.id, file),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});

/** Whether the instance's own commands send the signal; if they do not, something else may. */
function sendsSignal(
  one: PlainWorkload,
  resource: Resource,
  { network, template, tree }: CheckedFile,
): boolean {
  const launched = find(network.launchTemplates, one.launchTemplate);
  const bodies = [resource.body, launched && template?.resources.get(launched.id)?.body];
  return bodies.some((body) => body && /cfn-signal/.test(tree.text.slice(body.start, body.end)));
}
