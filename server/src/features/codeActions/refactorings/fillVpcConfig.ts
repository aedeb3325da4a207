import type { Analysis } from '../../../analysis.ts';
import type { Edit } from '../../../syntax/edit.ts';
import { touches } from '../../../syntax/span.ts';
import { entryAt, resolved } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { type Stage, settingOf } from '../../../zappa/settings.ts';
import { configsOfStacks, type UsualVpcConfig } from '../../vpcConfigs.ts';
import type { Refactoring } from './refactoring.ts';

/**
 * For each stack of the inventory: the `vpc_config` that a function of it usually has. Offered on a stage's own
 * `vpc_config`, and on the name of a stage without one. `offset` is the cursor.
 */
export function fillVpcConfig({ content, inventory }: Analysis, offset: number): readonly Refactoring[] {
  if (content.kind !== 'zappa' || !inventory) return [];
  const stage = content.settings.stages.find((one) => isOn(one, offset));
  if (!stage) return [];
  return configsOfStacks(inventory).map(({ of, names, value }) => ({
    kind: 'rewrite',
    title: `Fill vpc_config from ${of}: ${listed(names)}`,
    edits: editsOf(stage, value),
  }));
}

function isOn(stage: Stage, offset: number): boolean {
  const own = entryAt(stage.node, 'vpc_config');
  if (own) return touches(own, offset) || touches(own.key, offset);
  return settingOf(stage, 'vpc_config') === undefined && touches(stage.key, offset);
}

function editsOf(stage: Stage, value: UsualVpcConfig['value']): readonly Edit[] {
  const own = resolved(entryAt(stage.node, 'vpc_config')?.value);
  const order = ['SubnetIds', 'SecurityGroupIds'] as const;
  if (own?.kind !== 'mapping')
    return [{ op: 'set-entry', in: stage.node, key: 'vpc_config', value: { ...value } }];
  return order.map((key) => ({ op: 'set-entry', in: own, key, value: value[key], order }));
}
