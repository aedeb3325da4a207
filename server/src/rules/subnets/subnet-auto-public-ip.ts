import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';

/** A subnet in which every instance gets a public address. */
export default defineRule({
  id: 'subnet-auto-public-ip',
  area: 'subnets',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'Every instance of the subnet gets a public address',
  why: 'With MapPublicIpOnLaunch every instance that starts in the subnet gets a public address, and only its security groups protect it. Load balancers and NAT gateways have their public addresses without it.',
  whenToIgnore: 'If instances in the subnet have to be reached from the internet.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'SUB-05',
  ],

  *check({ network }) {
    for (const { id, mapPublicIp, properties } of network.subnets.values()) {
      if (mapPublicIp.kind !== 'known' || !mapPublicIp.value) continue;
      yield {
        at: mapPublicIp.at,
        resource: id,
        defaults: mapPublicIp.defaults,
        message: `Every instance in ${id} gets a public address.`,
        fixes: settingFix(properties, 'MapPublicIpOnLaunch', false, 'Set MapPublicIpOnLaunch to false'),
        cause: { rule: 'public-ip-without-igw', at: mapPublicIp.at },
      };
    }
  },
});
