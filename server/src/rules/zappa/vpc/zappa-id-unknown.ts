import type { Inventory } from '../../../inventory/inventory.ts';
import { inventoryWithDate } from '../../../inventory/words.ts';
import { type Scalar, valueAt } from '../../../syntax/tree.ts';
import { readId } from '../../../zappa/ids.ts';
import { type Stage, settingOf } from '../../../zappa/settings.ts';
import { ID_LISTS } from '../../../zappa/vpcConfig.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';
import { nearestId } from '../../shared/names/nearestId.ts';
import { type PlacedStage, placedStages, type WrittenIds } from './placedStages.ts';

const LISTS = [
  { of: 'subnets', part: 'Subnets', prefix: ID_LISTS.SubnetIds },
  { of: 'groups', part: 'SecurityGroups', prefix: ID_LISTS.SecurityGroupIds },
] as const;

/** An id that the inventory does not have. */
export default defineRule({
  id: 'zappa-id-unknown',
  area: 'zappa',
  // The inventory may be older than the subnet, or of another account.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The id is not in the inventory',
  why: 'The inventory lists all subnets and groups of the account in that region at the time of the export. An id that it does not contain is mistyped, belongs to another account or region, has been deleted, or was created after the export. Lambda rejects ids that it does not find.',
  whenToIgnore: 'If the resource was created after the inventory.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html', 'LAM-13'],

  *check(file) {
    const placed = placedStages(file);
    const known = placed.map(countKnown);
    for (const [i, one] of placed.entries()) {
      const { inventory, stage, owner, extendedBy } = one;
      // If the inventory knows ids of other stages and none of this one, the stage is deployed elsewhere.
      if (known[i] === 0 && known.some((count) => count > 0)) continue;
      if (isElsewhere(stage, inventory)) continue;
      for (const list of LISTS) {
        for (const report of unknownIds(one, list)) yield { ...report, stage: owner.name, extendedBy };
      }
    }
  },
});

function* unknownIds(one: PlacedStage, { of, part, prefix }: (typeof LISTS)[number]): Generator<Report> {
  const { entries, open, regions } = one.inventory.parts[part];
  const region = settingText(one.stage, 'aws_region');
  if (open !== undefined || (region !== undefined && regions.size > 0 && !regions.has(region))) return;
  for (const item of one[of].ids) {
    const id = readId(item.text);
    if (id.kind !== 'id' || id.prefix !== prefix || entries.has(item.text)) continue;
    const meant = nearest(item.text, [...entries.keys()], one[of]);
    yield {
      at: item,
      message: `${item.text} is not in ${inventoryWithDate(one.inventory)}${whereOf(regions)}. Lambda rejects it unless it was created later.`,
      fixes: changeTo(item, meant, true),
    };
  }
}

function countKnown({ subnets, groups, network }: PlacedStage): number {
  return (
    subnets.ids.filter(({ text }) => network.subnets.has(text)).length +
    groups.ids.filter(({ text }) => network.securityGroups.has(text)).length
  );
}

/** The stage's role says which account it is deployed to. */
function isElsewhere(stage: Stage, { accounts }: Inventory): boolean {
  const account = /^arn:[\w-]+:iam::(\d{12}):/.exec(settingText(stage, 'role_arn') ?? '')?.[1];
  return account !== undefined && accounts.size > 0 && !accounts.has(account);
}

function settingText(stage: Stage, key: string): string | undefined {
  const value = valueAt(settingOf(stage, key)?.entry.value);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function whereOf(regions: ReadonlySet<string>): string {
  return regions.size === 1 ? ` (${[...regions][0]})` : '';
}

/** The id that is probably meant, if the list does not have it already. */
function nearest(written: string, ids: readonly string[], { ids: others }: WrittenIds): string | undefined {
  const near = nearestId(written, ids);
  return others.some(({ text }: Scalar) => text === near) ? undefined : near;
}
