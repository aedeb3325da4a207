import type { Analysis } from '../../../analysis.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { logicalIdsOf, type Stack, stacksIn } from '../../../inventory/stacks.ts';
import { groupUsers } from '../../../network/analysis/groupUse.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { zoneName } from '../../../network/analysis/subnets/zones.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, SecurityGroup, Subnet } from '../../../network/model.ts';
import type { Edit } from '../../../syntax/edit.ts';
import { touches } from '../../../syntax/span.ts';
import { entryAt, resolved } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { type Stage, settingOf } from '../../../zappa/settings.ts';
import type { Refactoring } from './refactoring.ts';

/**
 * For each stack of the inventory what a function of it usually has as `vpc_config`: private subnets, one in each zone, and
 * a group. Offered on a stage's own `vpc_config`, and on the name of a stage that has none. `offset` is the cursor.
 */
export function fillVpcConfig({ content, inventory }: Analysis, offset: number): readonly Refactoring[] {
  if (content.kind !== 'zappa' || !inventory) return [];
  const stage = content.settings.stages.find((one) => isOn(one, offset));
  if (!stage) return [];
  const network = networkOfInventory(inventory);
  return stacksIn(inventory).flatMap((stack) => {
    const subnets = subnetsOf(stack, network, inventory);
    const group = subnets[0] && groupOf(stack, subnets[0], network);
    if (!group) return [];
    const names = [...subnets, group].map(({ id }) => logicalIdOf(stack, id));
    const value = { SubnetIds: subnets.map(({ id }) => id), SecurityGroupIds: [group.id] };
    return [
      {
        kind: 'rewrite',
        title: `Fill vpc_config from the stack ${stack.name}: ${listed(names)}`,
        edits: editsOf(stage, value),
      },
    ];
  });
}

function isOn(stage: Stage, offset: number): boolean {
  const own = entryAt(stage.node, 'vpc_config');
  if (own) return touches(own, offset) || touches(own.key, offset);
  return settingOf(stage, 'vpc_config') === undefined && touches(stage.key, offset);
}

function editsOf(stage: Stage, value: Readonly<Record<string, readonly string[]>>): readonly Edit[] {
  const own = resolved(entryAt(stage.node, 'vpc_config')?.value);
  const order = ['SubnetIds', 'SecurityGroupIds'];
  if (own?.kind !== 'mapping') return [{ op: 'set-entry', in: stage.node, key: 'vpc_config', value }];
  return order.map((key) => ({ op: 'set-entry', in: own, key, value: value[key]!, order }));
}

/** Those that leave through a NAT gateway, else isolated ones: in each zone the one with the most free addresses. */
function subnetsOf(stack: Stack, network: Network, inventory: Inventory): readonly Subnet[] {
  const all = [...network.subnets.values()].filter(({ id }) => hasMade(stack, id));
  for (const wanted of ['nat', 'isolated']) {
    const byZone = new Map<string, Subnet>();
    const free = ({ id }: Subnet) => inventory.parts.Subnets.entries.get(id)?.AvailableIpAddressCount ?? 0;
    for (const subnet of all) {
      if (classOf(subnet, network).kind !== wanted) continue;
      const zone = zoneName(subnet.zone);
      const known = byZone.get(zone);
      if (!known || free(subnet) > free(known)) byZone.set(zone, subnet);
    }
    if (byZone.size > 0) return [...byZone.values()];
  }
  return [];
}

/** A group of the same VPC: one that is called after an application, else one that nothing known here is behind. */
function groupOf(stack: Stack, { vpc }: Subnet, network: Network): SecurityGroup | undefined {
  const users = groupUsers(network);
  const groups = [...network.securityGroups.values()].filter(
    (one) => hasMade(stack, one.id) && keyOfField(one.vpc) === keyOfField(vpc),
  );
  const isForApp = ({ id }: SecurityGroup) => /app|lambda|function|zappa|web/i.test(logicalIdOf(stack, id));
  return groups.find(isForApp) ?? groups.find(({ id }) => !users.has(id));
}

function hasMade(stack: Stack, id: string): boolean {
  return logicalIdsOf(stack).has(id);
}

function logicalIdOf(stack: Stack, id: string): string {
  return logicalIdsOf(stack).get(id) ?? id;
}
