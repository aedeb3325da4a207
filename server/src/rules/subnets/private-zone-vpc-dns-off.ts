import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { dnsAttributesOff, placesOf, turnOnDns } from '../shared/dnsAttributes.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A private hosted zone or namespace in a VPC that does not look its names up. */
export default defineRule({
  id: 'private-zone-vpc-dns-off',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The private zone is for a VPC that has DNS attributes off',
  why: 'The names of a private hosted zone of Route 53, or of a private namespace of Cloud Map, are answered in a VPC only with EnableDnsSupport and EnableDnsHostnames, and EnableDnsHostnames is false where it is not written. Without them Route 53 creates the zone, but nobody finds its names.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
    'DNS-04',
    'DNS-05',
  ],

  *check(file) {
    for (const { object, property, resource } of existingResources(file, Object.keys(PATHS))) {
      for (const value of itemsOf(valueAtPath(property, PATHS[resource.type]!))) {
        const field = targetField(value);
        const vpc = find(file.network.vpcs, field);
        const off = vpc ? dnsAttributesOff(vpc) : [];
        if (!vpc || off.length === 0 || field.kind !== 'known') continue;
        const isDefault = off.every((one) => one.of(vpc).kind === 'absent');
        yield {
          at: field.at,
          resource: object.id,
          defaults: defaultsOf(field, ...off.map((one) => one.of(vpc))),
          message: `${object.id} is a private zone in ${vpc.id}, which has ${off.map(({ name }) => name).join(' and ')} off${isDefault ? ', as it is by default' : ''}. Its names do not resolve there.`,
          related: placesOf(off, vpc),
          fixes: turnOnDns(vpc, isDefault),
        };
      }
    }
  },
});

const PATHS: Readonly<Record<string, string>> = table({
  'AWS::Route53::HostedZone': 'VPCs.*.VPCId',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'Vpc',
});
