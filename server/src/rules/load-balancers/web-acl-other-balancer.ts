import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A web ACL on a load balancer or anything else that WAF does not protect, or on what is no ARN. */
export default defineRule({
  id: 'web-acl-other-balancer',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'WAF does not accept what the web ACL is associated with',
  why: 'WAF inspects HTTP requests, which only an Application Load Balancer reads. It rejects the ARN of a Network or Gateway Load Balancer, of an Elastic IP or a Lambda function, and a name or an id instead of an ARN, and the stack fails.',
  howToFix:
    'Write the ARN. Instead of a Network Load Balancer, protect the Application Load Balancer that is its target, or a CloudFront distribution.',
  sources: [
    'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html',
  ],

  check: eachResource(
    ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'],
    function* ({ object, property, typeOf }, { network }) {
      const given = property('ResourceArn');
      const fact = notProtected(given, typeOf);
      if (fact !== undefined && given.kind !== 'absent')
        yield {
          at: given.at,
          resource: object.id,
          message: `ResourceArn of ${object.id} is ${fact}. WAF rejects it.`,
        };
      const target = targetField(given);
      const balancer = find(network.workloads, target);
      if (balancer?.kind !== 'load-balancer' || target.kind !== 'known') return;
      const { balances } = balancer;
      const name = balances.kind === 'known' ? NAMES[balances.value] : undefined;
      if (balances.kind !== 'known' || name === undefined) return;
      yield {
        at: target.at,
        resource: object.id,
        defaults: balances.defaults,
        message: `${object.id} puts a web ACL on ${balancer.id}, ${name}. WAF rejects it: it protects only Application Load Balancers.`,
        related: [{ at: balancer.at, message: `${balancer.id} is ${name}` }],
      };
    },
  ),
});

/** What is no ARN, or the ARN of another service: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
function notProtected(given: Value, typeOf: ResourceReader['typeOf']): string | undefined {
  if (given.kind === 'reference') {
    const { resource, attribute } = given;
    if (attribute !== undefined)
      return /Name$/.test(attribute) ? `the ${attribute} of ${resource}, not an ARN` : undefined;
    const what = REFS[typeOf(resource) ?? ''];
    return what && `the ${what} ${resource}, not an ARN`;
  }
  const text = textOrPartial(given) ?? '';
  const service = /^arn:[^:]+:([a-z0-9-]+):/.exec(text)?.[1];
  if (service === undefined || !REFUSED.includes(service) || /:verified-access-instance\//.test(text))
    return undefined;
  return `an ARN of ${service}, which WAF does not protect`;
}

/** Services whose ARNs people write there; which ones WAF protects beside those of its page may change. */
const REFUSED = ['ec2', 'ecs', 'execute-api', 'lambda', 's3'];

/** What `Ref` returns in place of the ARN, as the pages of the types say. */
const REFS: Readonly<Record<string, string>> = table({
  'AWS::ApiGateway::RestApi': 'id of',
  'AWS::ApiGateway::Stage': 'name of',
  'AWS::Cognito::UserPool': 'id of',
});

const NAMES: Readonly<Record<string, string>> = table({
  network: 'a Network Load Balancer',
  gateway: 'a Gateway Load Balancer',
});
