import { keyOf } from '../../../network/lookup.ts';
import { targetField } from '../../../network/template/fieldOfValue.ts';
import { defaultsOfValue, type Known } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { removalFix } from '../../shared/fixes/settingFix.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** Two instances or interfaces of one subnet with one address. */
export default defineRule({
  id: 'private-ip-twice',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The private address is used twice in the subnet',
  why: 'A private address belongs to one network interface of its subnet. EC2 rejects a second one with "Address is in use", and the stack fails.',
  howToFix: 'Give one of them another address, or leave PrivateIpAddress out.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
  ],

  *check(file) {
    const seen = new Map<string, { readonly id: string; readonly address: Known }>();
    for (const { object, property } of existingResources(file, TYPES)) {
      const subnet = targetField(property('SubnetId'));
      const address = property('PrivateIpAddress');
      if (subnet.kind !== 'known' || address.kind !== 'known') continue;
      const key = `${keyOf(subnet.value)} ${address.text.trim()}`;
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, { id: object.id, address });
        continue;
      }
      yield {
        at: address.at,
        resource: object.id,
        defaults: [...defaultsOfValue(address), ...defaultsOfValue(earlier.address), ...subnet.defaults],
        message: `${earlier.id} and ${object.id} have the address ${address.text} in one subnet. EC2 rejects the second one.`,
        related: [{ at: earlier.address.at, message: `${earlier.id} has the address` }],
        fixes: removalFix(object.properties, 'PrivateIpAddress'),
      };
    }
  },
});

const TYPES = ['AWS::EC2::Instance', 'AWS::EC2::NetworkInterface', 'AWS::EC2::NatGateway'];
