import { entryAt } from '../../syntax/tree.ts';
import { type Fields, hasText, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A listener that answers in clear text and has what TLS needs. */
export default defineRule({
  id: 'listener-certificate-on-http',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The listener uses HTTP and has a certificate or a TLS policy',
  why: 'Certificates and SslPolicy are for listeners that use HTTPS or TLS. Elastic Load Balancing rejects them on one that uses HTTP ("A certificate cannot be specified for HTTP listeners"), and the stack fails.',
  howToFix: 'Change Protocol to HTTPS, or remove the property.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html',
    'https://github.com/awslabs/fargatecli/issues/104',
    'https://github.com/theopensystemslab/planx-new/pull/1051',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::Listener'], function* ({ object, property }) {
    const protocol = property('Protocol');
    if (!hasText(protocol, 'HTTP')) return;
    const name = ['Certificates', 'SslPolicy'].find((one) => isGiven(property(one)));
    const entry = name === undefined ? undefined : entryAt(object.properties, name);
    if (!entry) return;
    yield {
      at: entry.key,
      resource: object.id,
      defaults: protocol.defaults,
      message: `${object.id} uses HTTP and has ${name}. AWS rejects the listener.`,
      related: [{ at: protocol.at, message: 'The protocol is HTTP' }],
      fixes: removalFix(object.properties, name!),
    };
  }),
});

/**
 * True for a value that is certainly not empty. Templates whose certificate is optional keep an entry with
 * `AWS::NoValue` as its CertificateArn, and no page says that AWS rejects an entry without any.
 */
function isGiven(value: Value): boolean {
  if (value.kind !== 'list') return value.kind === 'known';
  return !value.hasGaps && value.items.some((item) => item.kind !== 'fields' || hasArn(item));
}

function hasArn({ fields }: Fields): boolean {
  return (fields.get('CertificateArn') ?? NO_VALUE).kind !== 'absent';
}
