import { isInAvailabilityZone, shareZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { listed } from '../../wording/listed.ts';
import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';

/** A function whose subnets are all in one zone. */
export default defineRule({
  id: 'lambda-single-az',
  area: 'lambda',
  severity: 'info',
  // A function for tests in one zone is nothing unusual.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The function runs in one zone only',
  why: 'When AWS loses the zone the function is gone with it. AWS advises subnets in two zones.',
  howToFix: 'Add a subnet of another zone to SubnetIds.',
  whenToIgnore: 'If the function may be down for a while.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html', 'LAM-15', 'G8'],

  *check({ network }) {
    for (const { id, at } of functionsIn(network)) {
      const { subnets, otherSubnets } = placements(network).get(id)!;
      const [first] = subnets;
      if (!first || otherSubnets !== undefined || !isInAvailabilityZone(first)) continue;
      if (!subnets.every((subnet) => subnet === first || shareZone(subnet, first))) continue;
      const where =
        subnets.length === 1
          ? `in ${first.id} alone`
          : `in ${listed(subnets.map((one) => one.id))}, which are in one zone (${zoneName(first.zone)})`;
      yield {
        at,
        resource: id,
        defaults: defaultsOf(...subnets.map(({ zone }) => zone)),
        message: `${id} runs ${where}. When that zone fails, so does the function.`,
      };
    }
  },
});
