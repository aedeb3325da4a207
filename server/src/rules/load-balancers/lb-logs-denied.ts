import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { loggedBalancers } from '../shared/resources/accessLogs.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** Access logs in a new bucket whose policy does not let Elastic Load Balancing write. */
export default defineRule({
  id: 'lb-logs-denied',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The policy of the bucket does not allow the access logs of the load balancer',
  why: 'Elastic Load Balancing writes a test file as soon as access logs are on. Where no policy of the bucket allows s3:PutObject to its own service, it answers "Access Denied for bucket", and the stack fails. An access control list does not help.',
  howToFix:
    'Allow s3:PutObject to logdelivery.elasticloadbalancing.amazonaws.com, for a Network Load Balancer to delivery.logs.amazonaws.com.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html',
    'https://github.com/terraform-aws-modules/terraform-aws-s3-bucket/issues/185',
  ],

  *check(file) {
    for (const { balancer, bucket, policies } of loggedBalancers(file)) {
      const wanted = writerOf(balancer);
      if (wanted === undefined || policies.some((policy) => mayAllow(policy, wanted))) continue;
      const [policy] = policies;
      // A nested stack or a resource of another kind may add a policy.
      if (isNamedBeside(bucket.resource, NO_POLICIES, file)) continue;
      yield {
        at: bucket.at,
        resource: balancer.object.id,
        message: `${balancer.object.id} writes its access logs to ${bucket.resource}, ${policy ? `whose policy ${policy.object.id} does not let ${wanted} write` : 'which has no policy'}. AWS rejects ${balancer.object.id}.`,
        related: policy ? [{ at: policy.object.at, message: `${policy.object.id} allows others` }] : [],
      };
    }
  },
});

/** The service that writes the logs; undefined where the type is not known. */
function writerOf({ property }: ResourceReader): string | undefined {
  const type = property('Type');
  if (type.kind === 'known') return type.text === 'network' ? 'delivery.logs.amazonaws.com' : ELB;
  return type.kind === 'absent' ? ELB : undefined;
}

/** Types that name a bucket and give it no policy. */
const NO_POLICIES: readonly string[] = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
];

const ELB = 'logdelivery.elasticloadbalancing.amazonaws.com';

/**
 * The service on Outposts, for Application Load Balancers:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const ELB_OF_OUTPOSTS = 'logdelivery.elb.amazonaws.com';

/** False only if every statement that allows something names other services. */
function mayAllow({ property }: ResourceReader, service: string): boolean {
  const statements = itemsOf(valueAtPath(property, 'PolicyDocument.Statement'));
  return statements.some((statement) => {
    if (statement.kind !== 'fields') return true;
    const effect = statement.fields.get('Effect');
    if (hasText(effect, 'Deny')) return false;
    const principal = statement.fields.get('Principal');
    if (principal?.kind !== 'fields' || principal.fields.size !== 1) return true;
    const services: Value | undefined = principal.fields.get('Service');
    if (!services) return true;
    const accepted = service === ELB ? [ELB, ELB_OF_OUTPOSTS] : [service];
    return itemsOf(services).some((one) => one.kind !== 'known' || accepted.includes(one.text));
  });
}
