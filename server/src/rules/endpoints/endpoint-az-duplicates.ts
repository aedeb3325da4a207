import { targetList, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { subnetsInOneZone } from '../shared/placement/zoneTwice.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** An interface endpoint, or a firewall, with two subnets of one zone. */
export default defineRule({
  id: 'endpoint-az-duplicates',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint has two subnets in one Availability Zone',
  why: 'An interface endpoint has one network interface per zone, so it accepts one subnet per zone. EC2 rejects a second one with "DuplicateSubnetsInSameZone", and the stack fails. One interface serves the whole zone. A Network Firewall has one endpoint per zone in the same way.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/451',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CreateFirewall.html',
    'G45',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const endpoint of file.network.endpoints.values()) {
      if (endpoint.type.kind !== 'known' || endpoint.type.value !== 'Interface') continue;
      yield* subnetsInOneZone(
        endpoint,
        endpoint.subnets,
        'SubnetIds',
        'AWS rejects an interface endpoint with two subnets in one zone.',
        file,
      );
    }
    // https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CreateFirewall.html
    for (const { object, property } of resourcesOfTypes(file, ['AWS::NetworkFirewall::Firewall']))
      yield* subnetsInOneZone(
        object,
        targetList(valueAtPath(property, 'SubnetMappings.*.SubnetId')),
        'SubnetMappings',
        'AWS rejects a firewall with two endpoints in one zone.',
        file,
      );
  },
});
