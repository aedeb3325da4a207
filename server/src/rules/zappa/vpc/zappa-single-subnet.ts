import { type Node, valueAt } from '../../../syntax/tree.ts';
import { readId } from '../../../zappa/ids.ts';
import { deployedStages, extendingStages, settingOf } from '../../../zappa/settings.ts';
import { ID_LISTS, textsOf } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** A function in one subnet, and so in one zone. */
export default defineRule({
  id: 'zappa-single-subnet',
  area: 'zappa',
  severity: 'info',
  // A development stage in one zone is nothing unusual.
  profile: 'strict',
  appliesTo: ['zappa'],
  title: 'The function runs in only one subnet',
  why: 'A subnet is in one zone. If that zone fails, or the subnet runs out of addresses, the function fails too. AWS recommends subnets in at least two zones.',
  howToFix: 'Add a subnet in another zone.',
  whenToIgnore: 'If the stage can fail with its zone, for example a development stage.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html', 'LAM-15', 'G77'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const setting = settingOf(stage, 'vpc_config');
      const subnets = valueAt(setting?.entry.value, 'SubnetIds');
      if (subnets?.kind !== 'sequence' || seen.has(subnets)) continue;
      seen.add(subnets);
      const ids = textsOf(subnets);
      // One variable of a pipeline may hold several ids.
      const isCertain = ids.length === subnets.items.length && ids.every(({ text }) => isSubnetId(text));
      const owner = setting?.from;
      const [one] = ids;
      if (!zappa || !owner || !one || !isCertain || new Set(ids.map(({ text }) => text)).size > 1) continue;
      yield {
        at: one,
        stage: owner.name,
        extendedBy: extendingStages(zappa, owner, 'vpc_config'),
        message: `Stage "${owner.name}" runs only in ${one.text}. If the zone of that subnet fails, so does the function.`,
        ...(ids[1] && { cause: { rule: 'zappa-duplicate-id', at: ids[1] } }),
      };
    }
  },
});

function isSubnetId(text: string): boolean {
  const id = readId(text);
  return id.kind === 'id' && id.prefix === ID_LISTS.SubnetIds;
}
