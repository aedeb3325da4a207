import { hostOfService } from '../../aws/services.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { VpcEndpoint } from '../../network/model.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A private hosted zone with the name that an endpoint with private DNS brings into the VPC. */
export default defineRule({
  id: 'endpoint-private-dns-zone',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A hosted zone and an endpoint with private DNS have one name',
  why: 'Private DNS of an endpoint is a hosted zone that AWS manages, associated with the VPC. A VPC has one zone of a name: the second one is rejected with "there is already a conflicting DNS domain", or "ConflictingDomainExists", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/37783',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const written = new Map(
      resourcesOfTypes(file, ['AWS::EC2::VPCEndpoint', 'AWS::Route53::HostedZone']).map((one) => [
        one.object.id,
        one.property,
      ]),
    );
    for (const endpoint of network.endpoints.values()) {
      const { type, privateDns, service, vpc } = endpoint;
      const home = keyOfField(vpc);
      if (privateDns.kind !== 'known' || service.kind !== 'known' || home === undefined) continue;
      if (!hasPrivateName(endpoint)) continue;
      const region = partOf(written.get(endpoint.id)?.('ServiceName'), REGION_OF_SERVICE);
      for (const zone of network.serviceZones.values()) {
        if (zone.host !== hostOfService(service.value.name) || zone.vpcs.kind !== 'known') continue;
        const place = zone.vpcs.items.find((item) => keyOfField(item) === home);
        const ofZone = partOf(written.get(zone.id)?.('Name'), REGION_OF_ZONE);
        if (!place || region === undefined || region !== ofZone) continue;
        yield {
          at: privateDns.at,
          resource: endpoint.id,
          defaults: defaultsOf(type, privateDns, service, vpc, place),
          message: `Private DNS of ${endpoint.id} and the hosted zone ${zone.id} both have the name of ${service.value.name} in ${home}. AWS rejects the second.`,
          related: [{ at: zone.at, message: `${zone.id} has the name` }],
          fixes: settingFix(
            endpoint.properties,
            'PrivateDnsEnabled',
            false,
            `Set PrivateDnsEnabled of ${endpoint.id} to false`,
          ),
        };
      }
    }
  },
});

/** Whether an endpoint brings the name of a service of its own region into the VPC. */
function hasPrivateName({ type, privateDns, service, serviceRegion }: VpcEndpoint): boolean {
  return (
    type.kind === 'known' &&
    type.value === 'Interface' &&
    privateDns.kind === 'known' &&
    privateDns.value &&
    service.kind === 'known' &&
    service.value.isAws &&
    serviceRegion.kind === 'absent'
  );
}

const REGION_OF_SERVICE = /^com\.amazonaws\.([^.]+)\./;
const REGION_OF_ZONE = /\.([^.]+)\.amazonaws\.com(?:\.cn)?\.?$/;

/** The part of a text that the pattern captures: a region, which may be `${AWS::Region}`. */
function partOf(value: Value | undefined, pattern: RegExp): string | undefined {
  const text = value && textOrPartial(value);
  return pattern.exec(text ?? '')?.[1];
}
