import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A listener that ends TLS and has no certificate. */
export default defineRule({
  id: 'listener-certificate-missing',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The listener uses TLS and has no certificate',
  why: 'A listener with protocol HTTPS or TLS answers with a certificate from AWS Certificate Manager or IAM. Elastic Load Balancing rejects a listener without one ("A certificate must be specified for HTTPS listeners"), and the stack fails.',
  howToFix: 'Add the ARN of a certificate under Certificates.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancingV2::Listener'],
    function* ({ object, property }) {
      const protocol = property('Protocol');
      const certificates = property('Certificates');
      if (protocol.kind !== 'known' || !/^(?:HTTPS|TLS)$/.test(protocol.text)) return;
      const isEmpty =
        certificates.kind === 'list' && certificates.items.length === 0 && !certificates.hasGaps;
      if (certificates.kind !== 'absent' && !isEmpty) return;
      yield {
        at: protocol.at,
        resource: object.id,
        defaults: protocol.defaults,
        message: `${object.id} uses ${protocol.text} and has no certificate. AWS rejects the listener.`,
      };
    },
    { isWhole: true },
  ),
});
