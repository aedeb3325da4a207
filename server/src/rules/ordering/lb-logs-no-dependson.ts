import { defineRule } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { loggedBalancers } from '../shared/resources/accessLogs.ts';

/** A load balancer that may be made before the policy that lets it write its access logs. */
export default defineRule({
  id: 'lb-logs-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer does not depend on the policy of the bucket of its access logs',
  why: 'The load balancer and the policy both refer to the bucket: CloudFormation creates them at the same time once the bucket is there. Elastic Load Balancing writes a test file as soon as access logs are on, and answers "Access Denied for bucket" where the policy is not there yet.',
  whenToIgnore: 'If the policy exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://github.com/aws/copilot-cli/pull/4169',
    'https://github.com/aws/aws-cdk/pull/2221',
  ],

  *check(file) {
    for (const { balancer, bucket, policies } of loggedBalancers(file)) {
      const [policy, ...others] = policies;
      if (!policy || others.length > 0 || policy.property('Bucket').kind !== 'reference') continue;
      const early = notAfter([balancer.object], [policy.object], file);
      if (early.length === 0) continue;
      yield unordered(
        early,
        policy.object,
        {
          message: `${doNotDepend(early)} on ${policy.object.id}, the policy of ${bucket.resource}. Elastic Load Balancing rejects access logs that the policy does not allow yet.`,
          related: `${policy.object.id} is the policy of ${bucket.resource}`,
        },
        file,
      );
    }
  },
});
