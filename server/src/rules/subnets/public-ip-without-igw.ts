import { classOf, mayGetRoute } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { workloadsOf } from '../../network/workload.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { allowsInternet } from '../shared/traffic/forInternet.ts';

/** A subnet that gives instances public addresses which nothing can reach, and an instance that asks for one. */
export default defineRule({
  id: 'public-ip-without-igw',
  area: 'subnets',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet assigns public addresses but has no route to an internet gateway',
  why: 'MapPublicIpOnLaunch assigns every instance in the subnet a public IPv4 address, and AssociatePublicIpAddress one instance, which AWS charges by the hour. The address only works with a route to an internet gateway: traffic through a NAT gateway uses the address of the NAT gateway, and nothing from the internet reaches the instance.',
  whenToIgnore: 'If the route to the internet gateway is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'NET-01',
    'NET-02',
    'SUB-05',
    'G38',
  ],

  *check({ network, template }) {
    if (!template?.hasMacros) yield* instancesWithout(network);
    for (const subnet of network.subnets.values()) {
      const { id, mapPublicIp, properties } = subnet;
      if (mapPublicIp.kind !== 'known' || !mapPublicIp.value) continue;
      const found = classOf(subnet, network);
      if (!isWithout(found.kind, subnet, network)) continue;
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

function isWithout(
  kind: ReturnType<typeof classOf>['kind'],
  subnet: Subnet,
  network: Network,
): kind is 'nat' | 'isolated' {
  return kind === 'nat' || (kind === 'isolated' && !mayGetRoute(subnet, network));
}

/** An instance that asks for a public address and admits addresses of the internet: somebody means to reach it. */
function* instancesWithout(network: Network): Generator<Report> {
  for (const { id, publicIp } of workloadsOf(network, 'instance')) {
    if (publicIp.kind !== 'known' || !publicIp.value) continue;
    const placement = placements(network).get(id);
    const [subnet, ...others] = placement?.subnets ?? [];
    if (!placement || !subnet || others.length > 0 || placement.otherSubnets !== undefined) continue;
    const { mapPublicIp } = subnet;
    // The finding at the subnet says the same.
    if (mapPublicIp.kind === 'known' && mapPublicIp.value) continue;
    if (!isWithout(classOf(subnet, network).kind, subnet, network) || !allowsInternet(placement, network))
      continue;
    yield {
      at: publicIp.at,
      resource: id,
      severity: 'warning',
      defaults: defaultsOf(publicIp),
      message: `${id} gets a public address in ${subnet.id}, which has no route to an internet gateway. Nothing from the internet reaches it.`,
      related: [{ at: subnet.at, message: `${subnet.id} has no route to an internet gateway` }],
    };
  }
}
