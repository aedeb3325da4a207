import type { ResourceReader } from '../../network/template/readResource.ts';
import { defaultsOfValue, type Known } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Two customer gateways that are one to EC2. */
export default defineRule({
  id: 'customer-gateway-twice',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two customer gateways have one address and one ASN',
  why: 'EC2 has one customer gateway for each type, IP address, ASN and device name: a second request creates none. CloudFormation answers "already exists", and the stack fails. One customer gateway can have several VPN connections.',
  howToFix:
    'Use one customer gateway in all VPN connections to the address, or give each a DeviceName of its own.',
  whenToIgnore: 'If both are deployed already.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html',
    'https://github.com/aws/aws-cdk/issues/5728',
  ],

  *check(file) {
    const seen = new Map<string, Identity>();
    for (const reader of existingResources(file, ['AWS::EC2::CustomerGateway'])) {
      const own = identityOf(reader);
      if (!own) continue;
      const earlier = seen.get(own.key);
      if (!earlier) {
        seen.set(own.key, own);
        continue;
      }
      yield {
        at: own.address.at,
        resource: own.id,
        defaults: [...earlier.defaults, ...own.defaults],
        message: `${earlier.id} and ${own.id} both have the address ${own.address.text} and one ASN. CloudFormation cannot create the second one.`,
        related: [{ at: earlier.address.at, message: `${earlier.id} has this address` }],
      };
    }
  },
});

interface Identity {
  readonly id: string;
  readonly address: Known;
  readonly key: string;
  readonly defaults: readonly string[];
}

/**
 * What identifies a customer gateway to EC2. Undefined if a part is known only at deployment, or if the gateway has a
 * certificate.
 */
function identityOf({ object, property }: ResourceReader): Identity | undefined {
  if (['CertificateArn', 'BgpAsnExtended'].some((name) => property(name).kind !== 'absent')) return undefined;
  const address = property('IpAddress');
  const others = [property('Type'), property('BgpAsn'), property('DeviceName')];
  if (address.kind !== 'known' || others.some(({ kind }) => kind !== 'known' && kind !== 'absent'))
    return undefined;
  const [type, asn, device] = others.map((value) => (value.kind === 'known' ? value.text : undefined));
  return {
    id: object.id,
    address,
    key: JSON.stringify([address.text, type, asn ?? DEFAULT_ASN, device]),
    defaults: [address, ...others].flatMap(defaultsOfValue),
  };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html: BgpAsn */
const DEFAULT_ASN = '65000';
