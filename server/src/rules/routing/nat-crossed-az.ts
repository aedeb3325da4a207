import type { Change } from '../../changes/change.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import { zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { isSameZone } from '../../network/model.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { natRoutes } from './natRoutes.ts';

/** A subnet that leaves through the NAT gateway of another zone while its own zone has one. */
export default defineRule({
  id: 'nat-crossed-az',
  area: 'routing',
  severity: 'info',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The subnet leaves through the NAT gateway of another zone',
  why: 'Its own zone has a NAT gateway. By the other one its traffic crosses zones, which costs, and stops when either zone fails.',
  whenToIgnore: 'If the other NAT gateway has the address that a partner expects.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'G21',
  ],

  *check(file) {
    for (const { nat, home, users, nearer } of natRoutes(file.network)) {
      for (const { subnet, route, sharers } of users) {
        const own = nearer(subnet);
        if (isSameZone(subnet.zone, home.zone) !== 'no' || !own) continue;
        // A table for subnets of several zones can have only one default route.
        if (sharers.some((other) => isSameZone(other.zone, subnet.zone) !== 'yes')) continue;
        const change: Change = {
          kind: 'redirect-route',
          route: route.id,
          target: { property: 'NatGatewayId', id: own.id },
        };
        const edits = existsWherever(file, own.id, route.id) ? changeEdits(change, file) : undefined;
        const fixes: readonly Fix[] = edits ? [{ title: changeTitle(change), preferred: false, edits }] : [];
        yield {
          at: route.targets[0]?.target.kind === 'known' ? route.targets[0].target.at : route.at,
          resource: route.id,
          defaults: defaultsOf(home.zone, subnet.zone),
          message: `${subnet.id} is in ${zoneName(subnet.zone)} and leaves through ${nat.id} in ${zoneName(home.zone)}, though ${own.id} is in its own zone.`,
          related: [{ at: own.at, message: `${own.id} is in ${zoneName(subnet.zone)}` }],
          fixes,
        };
      }
    }
  },
});
