import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A listener that speaks TLS 1.0 or 1.1. */
export default defineRule({
  id: 'lb-weak-tls',
  area: 'load-balancers',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The listener accepts TLS 1.0 and 1.1',
  why: 'TLS 1.0 and 1.1 are broken and given up by browsers. A listener of CloudFormation without SslPolicy has ELBSecurityPolicy-2016-08, which accepts both.',
  whenToIgnore: 'If clients need TLS 1.0 or 1.1.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::ElasticLoadBalancingV2::Listener'])) {
      const protocol = property('Protocol');
      const policy = property('SslPolicy');
      if (protocol.kind !== 'known' || !['HTTPS', 'TLS'].includes(protocol.text)) continue;
      if (policy.kind !== 'absent' && !(policy.kind === 'known' && WEAK.test(policy.text))) continue;
      yield {
        at: policy.kind === 'known' ? policy.at : object.at,
        resource: object.id,
        defaults: [...protocol.defaults, ...defaultsOfValue(policy)],
        message:
          policy.kind === 'known'
            ? `${object.id} accepts TLS 1.0 or 1.1 by ${policy.text}.`
            : `${object.id} has no SslPolicy, and the default, ELBSecurityPolicy-2016-08, allows TLS 1.0 and 1.1.`,
        fixes: settingFix(object.properties, 'SslPolicy', STRONG, `Change to ${STRONG}`),
      };
    }
  },
});

const STRONG = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** Policies whose table on AWS's page has TLS 1.0 or 1.1. */
const WEAK =
  /^ELBSecurityPolicy-(?:2015-05|2016-08|TLS-1-[01]-\d{4}-\d{2}|FS-2018-06|FS-1-1-\d{4}-\d{2}|TLS13-1-[01]-.*)$/;
