import { resolved } from '../../../syntax/tree.ts';
import { ID_LISTS, writtenIdLists } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** The subnets, groups and VPC of the guide's own account. */
const OF_THE_GUIDE: readonly string[] = [
  'subnet-f3446aba',
  'subnet-c5b8c79e',
  'sg-13a5736f',
  'sg-9a9a1dfc',
  'vpc-9a9a1dfc',
];

/** An id pasted from the Zappa Django guide, which exists in its author's account only. */
export default defineRule({
  id: 'zappa-id-guide-example',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The id comes from the examples of the Zappa Django guide',
  why: "The guide's examples contain subnets and groups of its author's account. AWS does not find them in any other account and rejects the deployment.",
  howToFix: 'Replace the id with one from your own account.',
  whenToIgnore: 'If the account is that of the author of the guide.',
  sources: ['https://github.com/edgarroman/zappa-django-guide', 'ID-01'],

  *check({ zappa, inventory }) {
    // In the account of the guide's author the ids exist.
    const isKnown = (id: string) =>
      inventory !== undefined &&
      (inventory.parts.Subnets.entries.has(id) || inventory.parts.SecurityGroups.entries.has(id));
    for (const { items, stage, extendedBy, key } of zappa ? writtenIdLists(zappa) : []) {
      for (const item of items.map(resolved)) {
        if (item?.kind !== 'scalar' || !OF_THE_GUIDE.includes(item.text) || isKnown(item.text)) continue;
        yield {
          at: item,
          stage: stage.name,
          extendedBy,
          message: `${item.text} is an example id from the Zappa Django guide. It exists only in its author's account; AWS rejects it in any other.`,
          // zappa-id-kind reports an id in the wrong list.
          ...(!item.text.startsWith(`${ID_LISTS[key]}-`) && { cause: { rule: 'zappa-id-kind', at: item } }),
        };
      }
    }
  },
});
