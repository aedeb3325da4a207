import { isInAvailabilityZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { isSameZone } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { natRoutes } from './natRoutes.ts';

/** A NAT gateway that subnets of other zones use, which have none in their own zone. */
export default defineRule({
  id: 'nat-shared-across-azs',
  area: 'routing',
  severity: 'info',
  // One NAT gateway for all is a choice: it costs a half or a third.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'Several zones leave through the NAT gateway of one',
  why: 'When AWS loses the zone of the NAT gateway, the subnets of all zones lose the internet. Traffic between zones costs, too. A NAT gateway in each zone, or a regional one, has neither problem.',
  howToFix: 'Add a NAT gateway in each zone, or make it a regional one.',
  whenToIgnore: 'If the cost of more NAT gateways outweighs the risk.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'G20',
  ],

  *check({ network }) {
    for (const { nat, home, users, nearer } of natRoutes(network)) {
      if (!isInAvailabilityZone(home)) continue;
      const far = users.filter(
        ({ subnet }) => isSameZone(subnet.zone, home.zone) === 'no' && nearer(subnet) === undefined,
      );
      if (far.length === 0) continue;
      const names = far.map(({ subnet }) => subnet.id);
      yield {
        at: nat.at,
        resource: nat.id,
        defaults: defaultsOf(home.zone, ...far.map(({ subnet }) => subnet.zone)),
        message: `${nat.id} is in ${zoneName(home.zone)}, and ${listed(names, 3)} in ${names.length === 1 ? 'another zone' : 'other zones'} ${names.length === 1 ? 'leaves' : 'leave'} through it. When that zone fails, so does their way out.`,
        related: far.map(({ subnet, route }) => ({
          at: route.at,
          message: `${subnet.id} leaves by ${route.id}`,
        })),
      };
    }
  },
});
