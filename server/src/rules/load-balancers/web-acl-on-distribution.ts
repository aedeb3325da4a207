import { defaultsOfValue, textOrPartial } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A web ACL that is associated with a distribution of CloudFront. */
export default defineRule({
  id: 'web-acl-on-distribution',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The web ACL is associated with a CloudFront distribution',
  why: 'An association is for resources of a region. A distribution names its web ACL itself, in WebACLId of its DistributionConfig. WAF rejects the ARN of a distribution with "The ARN isn\'t valid", and the stack fails.',
  howToFix: 'Remove the association, and set WebACLId of the distribution to the ARN of the web ACL.',
  sources: [
    'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/28753',
  ],

  check: eachResource(
    ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'],
    function* ({ object, property, typeOf }) {
      const target = property('ResourceArn');
      const text = textOrPartial(target);
      const isDistribution =
        (text !== undefined && /^arn:[^:]+:cloudfront:/.test(text)) ||
        (target.kind === 'reference' && typeOf(target.resource) === 'AWS::CloudFront::Distribution');
      if (!isDistribution || target.kind === 'absent') return;
      yield {
        at: target.at,
        resource: object.id,
        defaults: defaultsOfValue(target),
        message: `${object.id} associates a web ACL with a CloudFront distribution. WAF rejects it: the distribution names its web ACL in WebACLId.`,
      };
    },
  ),
});
