import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A VPN connection between two sides that have the same number of an autonomous system. */
export default defineRule({
  id: 'vpn-one-asn',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Both sides of the VPN connection have one ASN',
  why: 'BGP between Amazon and the customer gateway is between two autonomous systems. EC2 rejects the VPN connection with "The ASN of the specified customer gateway and virtual private gateway are the same", and the stack fails.',
  howToFix: 'Give the virtual private gateway another AmazonSideAsn, or leave it out: EC2 then uses 64512.',
  whenToIgnore: 'If the connection exists already: EC2 compares the numbers when it creates one.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html',
    'https://github.com/aws/aws-cdk/issues/22848',
  ],

  *check(file) {
    const connections = existingResources(file, ['AWS::EC2::VPNConnection']);
    if (connections.length === 0) return;
    const amazon = numbers(existingResources(file, ['AWS::EC2::VPNGateway']), 'AmazonSideAsn');
    const customer = numbers(existingResources(file, ['AWS::EC2::CustomerGateway']), 'BgpAsn');
    for (const { object, property } of connections) {
      const [gateway, other] = [property('VpnGatewayId'), property('CustomerGatewayId')];
      if (gateway.kind !== 'reference' || other.kind !== 'reference') continue;
      const [own, theirs] = [amazon.get(gateway.resource), customer.get(other.resource)];
      if (own?.kind !== 'known' || theirs?.kind !== 'known' || own.text !== theirs.text) continue;
      yield {
        at: gateway.at,
        resource: object.id,
        defaults: [...own.defaults, ...theirs.defaults],
        message: `${gateway.resource} and ${other.resource} both have the ASN ${own.text}. AWS rejects ${object.id}.`,
        related: [
          { at: own.at, message: `${gateway.resource} has this ASN` },
          { at: theirs.at, message: `${other.resource} has this ASN` },
        ],
      };
    }
  },
});

function numbers(readers: ReturnType<typeof existingResources>, name: string): ReadonlyMap<string, Value> {
  return new Map(readers.map(({ object, property }) => [object.id, property(name)]));
}
