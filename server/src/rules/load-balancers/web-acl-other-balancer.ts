import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A web ACL on a load balancer that WAF does not protect. */
export default defineRule({
  id: 'web-acl-other-balancer',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The web ACL is associated with a load balancer that is no Application Load Balancer',
  why: 'WAF inspects HTTP requests, which only an Application Load Balancer reads. It rejects the ARN of a Network or Gateway Load Balancer, and the stack fails.',
  howToFix:
    'Associate the web ACL with an Application Load Balancer, which can be a target of the Network Load Balancer, or with CloudFront.',
  sources: [
    'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html',
  ],

  check: eachResource(
    ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'],
    function* ({ object, property }, { network }) {
      const target = targetField(property('ResourceArn'));
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

const NAMES: Readonly<Record<string, string>> = table({
  network: 'a Network Load Balancer',
  gateway: 'a Gateway Load Balancer',
});
