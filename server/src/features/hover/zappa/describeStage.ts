import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import { resolved, valueAt } from '../../../syntax/tree.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingOf, settingValue, type ZappaSettings } from '../../../zappa/settings.ts';
import { CLASS_WORDS } from '../resource/words.ts';

/** A stage's network on one line, for the outline: "extends dev · 2 subnets, 1 group · ALB". */
export function networkLine(stage: Stage): string {
  return [
    ...(stage.parent ? [`extends ${stage.parent.name}`] : []),
    vpcOf(stage),
    ...(isTrue(settingValue(stage, 'alb_enabled')) ? ['load balancer'] : []),
    ...(isTrue(settingValue(stage, 'efs_config')) ? ['EFS'] : []),
    ...(isPrivateApi(stage) ? ['private API'] : []),
  ].join(' · ');
}

/**
 * A stage in Markdown: its network, where that is written, the default routes of its subnets if known, and the stages
 * that extend it.
 */
export function describeStage(
  stage: Stage,
  { stages }: ZappaSettings,
  inventory: Inventory | undefined,
): Markdown {
  const existing = inventory && networkOfInventory(inventory);
  const config = settingOf(stage, 'vpc_config');
  const heirs = stages.filter(({ parent }) => parent?.name === stage.name);
  const inherited = config && config.from !== stage ? md`, with the vpc_config of ${config.from.name}` : '';
  const lines = [md`**${stage.name}** — ${networkLine(stage)}${inherited}`];
  const ids = ['SubnetIds', 'SecurityGroupIds'].flatMap((key) => {
    const list = valueAt(resolved(config?.entry.value), key);
    if (list?.kind !== 'sequence' || list.items.length === 0) return [];
    const texts = list.items.map((item) => {
      const node = resolved(item);
      if (node?.kind !== 'scalar') return '…';
      const subnet = existing?.subnets.get(node.text);
      return existing && subnet
        ? md`\`${node.text}\` (${CLASS_WORDS[classOf(subnet, existing).kind]})`
        : md`\`${node.text}\``;
    });
    return [md`${key}: ${joined(texts, ', ')}`];
  });
  if (ids.length > 0) lines.push(joined(ids, ' · '));
  if (heirs.length > 0) lines.push(md`Extended by ${heirs.map(({ name }) => name).join(', ')}`);
  return joined(lines, '\n\n');
}

function vpcOf(stage: Stage): string {
  const config = settingValue(stage, 'vpc_config');
  if (isTrue(config) === undefined) return 'VPC set by a pipeline';
  const count = (key: string) => {
    const list = valueAt(config, key);
    return list?.kind === 'sequence' ? list.items.length : 0;
  };
  const [subnets, groups] = [count('SubnetIds'), count('SecurityGroupIds')];
  if (subnets + groups === 0) return 'no VPC';
  return `${subnets} ${subnets === 1 ? 'subnet' : 'subnets'}, ${groups} ${groups === 1 ? 'group' : 'groups'}`;
}

function isPrivateApi(stage: Stage): boolean {
  const types = settingValue(stage, 'endpoint_configuration');
  return (
    types?.kind === 'sequence' &&
    types.items.some((item) => {
      const node = resolved(item);
      return node?.kind === 'scalar' && node.text === 'PRIVATE';
    })
  );
}
