import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A listener with more than its default certificate. */
export default defineRule({
  id: 'listener-certificates-several',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The listener has more than one certificate in its own list',
  why: 'Certificates of a listener is a list of exactly one, the default certificate. Others, for further host names, are in an AWS::ElasticLoadBalancingV2::ListenerCertificate. Elastic Load Balancing rejects a longer list with "Up to \'1\' certificate ARNs can be specified", and the stack fails.',
  howToFix: 'Keep the default certificate, and move the others into a ListenerCertificate of the listener.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenercertificate.html',
    'https://github.com/aws/aws-cdk/issues/3757',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::Listener'], function* ({ object, property }) {
    const list = property('Certificates');
    if (list.kind !== 'list' || list.items.length < 2) return;
    yield {
      at: list.at,
      resource: object.id,
      defaults: defaultsOfValue(list),
      message: `${object.id} has ${list.items.length} certificates in its list. AWS accepts one, the default certificate.`,
    };
  }),
});
