import { existsWherever } from '../../changes/resources.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { eachResource, resourcesOfTypes } from '../shared/resources/typedResources.ts';

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
    function* ({ object, property }, file) {
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
        fixes: theCertificate(object, file),
      };
    },
    { isWhole: true },
  ),
});

/** The one certificate of the template: `Ref` gives its ARN. With several the user has to choose. */
function theCertificate({ id, properties }: ResourceReader['object'], file: CheckedFile): readonly Fix[] {
  const [certificate, ...others] = resourcesOfTypes(file, ['AWS::CertificateManager::Certificate']);
  if (!certificate || others.length > 0 || !existsWherever(file, certificate.object.id, id)) return [];
  const name = certificate.object.id;
  return settingFix(properties, 'Certificates', [{ CertificateArn: { Ref: name } }], `Use ${name}`);
}
