import { inventoryWithDate } from '../../inventory/words.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { nearestId } from '../shared/names/nearestId.ts';
import { idsIn } from './writtenIds.ts';

/** An id of a subnet, a group or a VPC that the inventory does not have. */
export default defineRule({
  id: 'id-unknown',
  area: 'names',
  // The inventory may be older than the object.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The id is not in the inventory',
  why: 'The inventory holds what AWS answered when it was asked for all that there is in the region. Where it has other ids of the template, an id that it lacks was mistyped, was deleted, is of another region, or is younger than the inventory. AWS rejects what it cannot find.',
  howToFix: 'Take the id from the AWS console or the AWS CLI, or capture the inventory again.',
  whenToIgnore: 'If the inventory is older than the resource.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html',
  ],

  *check(file) {
    const { inventory } = file;
    if (!inventory || file.template?.hasMacros) return;
    const ids = [...idsIn(file)];
    // If the inventory knows none of the ids, the template may be for another account.
    const isHere = ids.some(({ value, part }) => inventory.parts[part].entries.has(value.text));
    for (const { resource, value, part } of ids) {
      const { entries, open, regions } = inventory.parts[part];
      if (open !== undefined || entries.has(value.text)) continue;
      const meant = nearestId(value.text, [...entries.keys()]);
      if (!isHere && meant === undefined) continue;
      const where = regions.size === 1 ? ` (${[...regions][0]})` : '';
      yield {
        at: value.at,
        resource,
        defaults: value.defaults,
        message: `${value.text} is not in ${inventoryWithDate(inventory)}${where}. Unless it was created since then, AWS rejects ${resource}.`,
        fixes: changeTo(value.origin, meant, true),
      };
    }
  },
});
