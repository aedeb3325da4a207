import { classOf, mayGetRoute } from '../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';

/** A subnet that gives instances public addresses which nothing can reach. */
export default defineRule({
  id: 'public-ip-without-igw',
  area: 'subnets',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet assigns public addresses but has no route to an internet gateway',
  why: 'MapPublicIpOnLaunch assigns every instance in the subnet a public IPv4 address, which AWS charges by the hour. The address only works with a route to an internet gateway: traffic through a NAT gateway uses the address of the NAT gateway, and nothing from the internet reaches the instance.',
  whenToIgnore: 'If the route to the internet gateway is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'NET-01',
    'NET-02',
    'SUB-05',
    'G38',
  ],

  *check({ network }) {
    for (const subnet of network.subnets.values()) {
      const { id, mapPublicIp, properties } = subnet;
      if (mapPublicIp.kind !== 'known' || !mapPublicIp.value) continue;
      const found = classOf(subnet, network);
      if (found.kind !== 'nat' && found.kind !== 'isolated') continue;
      if (found.kind === 'isolated' && mayGetRoute(subnet, network)) continue;
      yield {
        at: mapPublicIp.at,
        resource: id,
        defaults: defaultsOf(mapPublicIp),
        message:
          found.kind === 'nat'
            ? `Instances in ${id} get public addresses, but its default route (${found.by.id}) goes to a NAT gateway. Nothing can reach these addresses.`
            : `Instances in ${id} get public addresses, but ${id} has no route to an internet gateway. Nothing can reach these addresses.`,
        related:
          found.kind === 'nat'
            ? [{ at: found.by.at, message: `${found.by.id} is the default route of ${id}` }]
            : [],
        fixes: settingFix(properties, 'MapPublicIpOnLaunch', false, 'Set MapPublicIpOnLaunch to false'),
      };
    }
  },
});
