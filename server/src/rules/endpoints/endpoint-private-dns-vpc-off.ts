import { defaultsOf, referredResource } from '../../network/field.ts';
import type { Vpc, VpcEndpoint } from '../../network/model.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { dnsAttributesOff, misspelledOf, placesOf, turnOnDns } from '../shared/dnsAttributes.ts';

/** An endpoint with private DNS in a VPC that gives its resources no names or does not look them up. */
export default defineRule({
  id: 'endpoint-private-dns-vpc-off',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint has private DNS, but its VPC has a DNS attribute off',
  why: "Private DNS makes the service's usual name resolve to the endpoint. It requires both EnableDnsSupport and EnableDnsHostnames on the VPC, and EnableDnsHostnames is false by default. AWS rejects the endpoint, and the stack fails.",
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'DNS-04',
    'DNS-05',
    'EP-07',
    'G41',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const endpoint of network.endpoints.values()) {
      const { id, type, privateDns, vpc: inVpc } = endpoint;
      // endpoint-type-default reports a missing type, which means a gateway endpoint.
      if (type.kind !== 'known' || type.value !== 'Interface') continue;
      if (privateDns.kind !== 'known' || !privateDns.value) continue;
      const vpc = network.vpcs.get(referredResource(inVpc) ?? '');
      const off = vpc ? dnsAttributesOff(vpc) : [];
      if (!vpc || off.length === 0) continue;
      const names = off.map(({ name }) => name);
      const isDefault = off.every((one) => one.of(vpc).kind === 'absent');
      yield {
        at: privateDns.at,
        resource: id,
        defaults: defaultsOf(type, privateDns, ...off.map((one) => one.of(vpc))),
        message: `${id} has private DNS, but ${vpc.id} has ${names.join(' and ')} off${isDefault ? ' by default' : ''}. AWS rejects ${id}.`,
        related: placesOf(off, vpc),
        fixes: fixesOf(endpoint, vpc, isDefault),
        ...misspelledOf(off, vpc),
      };
    }
  },
});

/** A user who writes both `true` here and `false` there has to choose. */
function fixesOf({ privateDns }: VpcEndpoint, vpc: Vpc, isDefault: boolean): readonly Fix[] {
  const off: readonly Fix[] =
    !isDefault && privateDns.kind === 'known' && privateDns.origin?.start === privateDns.at.start
      ? [
          {
            title: 'Turn off private DNS',
            preferred: false,
            edits: [{ op: 'replace', node: privateDns.origin, value: false }],
          },
        ]
      : [];
  return [...turnOnDns(vpc, isDefault), ...off];
}
