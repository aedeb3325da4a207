import { idWithName } from '../../../inventory/words.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { shareZone, zoneName } from '../../../network/analysis/subnets/zones.ts';
import { keyOfField } from '../../../network/lookup.ts';
import { isSameZone, type Subnet } from '../../../network/model.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { type PlacedStage, placedStages, placedSubnets } from './placedStages.ts';

/** Several subnets, all in one zone. */
export default defineRule({
  id: 'zappa-single-zone',
  area: 'zappa',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'All subnets of the function are in one zone',
  why: 'A second subnet in the same zone adds addresses but no availability: if the zone fails, so does the function. AWS recommends subnets in at least two zones. The rule reads the zones from the inventory.',
  whenToIgnore: 'If the stage can fail with its zone, for example a development stage.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html', 'LAM-15'],

  *check(file) {
    for (const placed of placedStages(file)) {
      const { owner, extendedBy, subnets: written } = placed;
      const subnets = placedSubnets(placed);
      const [first] = subnets;
      // An id that the inventory does not know may be anywhere.
      if (!first || !written.entry || subnets.length < 2 || subnets.length < written.ids.length) continue;
      if (!subnets.every(({ subnet }) => shareZone(subnet, first.subnet))) continue;
      yield {
        at: written.entry.key,
        stage: owner.name,
        extendedBy,
        message: `All ${subnets.length} subnets of stage "${owner.name}" are in ${zoneName(first.subnet.zone)}. If that zone fails, so does the function.`,
        fixes: additions(placed, first.subnet),
      };
    }
  },
});

/** Subnets of other zones with the same next hops as the first one; more than a few are no help. */
function additions({ network, inventory, subnets: { list } }: PlacedStage, first: Subnet): readonly Fix[] {
  const wanted = classOf(first, network).kind;
  const vpc = keyOfField(first.vpc);
  if (!list || wanted === 'unknown' || vpc === undefined) return [];
  return [...network.subnets.values()]
    .filter(
      (one) =>
        keyOfField(one.vpc) === vpc &&
        isSameZone(one.zone, first.zone) === 'no' &&
        classOf(one, network).kind === wanted,
    )
    .slice(0, 3)
    .map(({ id, zone }) => ({
      title: `Add ${idWithName(id, inventory)} in ${zoneName(zone)}`,
      preferred: false,
      edits: [{ op: 'insert-item', into: list, value: id }],
    }));
}
