import { analyze } from '../analysis.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { logicalIdsOf, stacksIn } from '../inventory/stacks.ts';
import { groupUsers } from '../network/analysis/groupUse.ts';
import { classOf } from '../network/analysis/subnets/subnetRoutes.ts';
import { zoneName } from '../network/analysis/subnets/zones.ts';
import { networkOfInventory } from '../network/inventory/networkOfInventory.ts';
import { keyOfField } from '../network/lookup.ts';
import type { Network, SecurityGroup, Subnet } from '../network/model.ts';
import { networkOfTemplate } from '../network/template/networkOfTemplate.ts';
import { zoneLetter } from '../subnetPlan/allocate/tiers.ts';

/** The `vpc_config` that a function in a network usually has. */
export interface UsualVpcConfig {
  /** The name of the stack or template. */
  readonly of: string;
  /** The same in a list, whose rows are cut off: of a path its last part, and more only where two templates have it. */
  readonly shortOf: string;
  /** The logical ids of its subnets and groups. */
  readonly names: readonly string[];
  readonly value: {
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
  };
}

/** For each stack of an inventory: its private subnets, one in each zone, and a group. */
export function configsOfStacks(inventory: Inventory): readonly UsualVpcConfig[] {
  const network = networkOfInventory(inventory);
  return stacksIn(inventory).flatMap((stack) => {
    const ids = logicalIdsOf(stack);
    const chosen = chosenIn(network, {
      isOwn: (id) => ids.has(id),
      nameOf: (id) => ids.get(id) ?? id,
      free: (id) => inventory.parts.Subnets.entries.get(id)?.AvailableIpAddressCount ?? 0,
    });
    if (!chosen) return [];
    const { subnets, group } = chosen;
    return [
      {
        of: `the stack ${stack.name}`,
        shortOf: `the stack ${stack.name}`,
        names: [...subnets, group].map(({ id }) => ids.get(id) ?? id),
        value: { SubnetIds: subnets.map(({ id }) => id), SecurityGroupIds: [group.id] },
      },
    ];
  });
}

/** Reading more would delay the completion list. */
const MOST_TEMPLATES = 20;

/**
 * As `configsOfStacks`, for each template with such subnets and a group, the nearest first. AWS assigns the ids at deployment; until then
 * placeholders are used, as for a new network.
 */
export function configsOfTemplates(
  templates: readonly { readonly name: string; readonly text: string }[],
): readonly UsualVpcConfig[] {
  const steps = ({ name }: { readonly name: string }) => name.split('/').length;
  const nearest = templates.toSorted((a, b) => steps(a) - steps(b)).slice(0, MOST_TEMPLATES);
  const configs = nearest.flatMap(({ name, text }) => {
    const content = analyze(name, text)?.content;
    const scenario = content?.kind === 'template' ? content.scenarios.all[0] : undefined;
    const chosen =
      scenario &&
      chosenIn(networkOfTemplate(scenario), { isOwn: () => true, nameOf: (id) => id, free: () => 0 });
    if (!chosen) return [];
    const { subnets, group } = chosen;
    return [
      {
        of: name,
        names: [...subnets, group].map(({ id }) => id),
        value: placeholderIds(subnets.length),
      },
    ];
  });
  const paths = configs.map(({ of }) => of);
  return configs.map((config) => ({ ...config, shortOf: shortestEnd(config.of, paths) }));
}

/** The fewest last parts of a path that no other of the paths ends with. */
function shortestEnd(path: string, paths: readonly string[]): string {
  const parts = path.split('/');
  const ends = parts.map((_, index) => parts.slice(-1 - index).join('/'));
  const isShared = (end: string) => paths.some((other) => other !== path && `/${other}`.endsWith(`/${end}`));
  return ends.find((end) => !isShared(end)) ?? path;
}

/** Ids of that many subnets and a group, to be replaced by those that AWS assigns. */
export function placeholderIds(subnets: number): UsualVpcConfig['value'] {
  return {
    SubnetIds: Array.from({ length: subnets }, (_, index) => `subnet-0${zoneLetter(index).repeat(16)}`),
    SecurityGroupIds: [`sg-0${'f'.repeat(16)}`],
  };
}

interface Names {
  readonly isOwn: (id: string) => boolean;
  readonly nameOf: (id: string) => string;
  /** The number of free addresses of a subnet. */
  readonly free: (id: string) => number;
}

function chosenIn(
  network: Network,
  names: Names,
): { readonly subnets: readonly Subnet[]; readonly group: SecurityGroup } | undefined {
  const subnets = subnetsOf(network, names);
  const group = subnets[0] && groupOf(subnets[0], network, names);
  return group && { subnets, group };
}

/** The subnets with a route to a NAT gateway, else isolated ones: in each zone the one with the most free addresses. */
function subnetsOf(network: Network, { isOwn, free }: Names): readonly Subnet[] {
  const all = [...network.subnets.values()].filter(({ id }) => isOwn(id));
  for (const wanted of ['nat', 'isolated']) {
    const byZone = new Map<string, Subnet>();
    for (const subnet of all) {
      if (classOf(subnet, network).kind !== wanted) continue;
      const zone = zoneName(subnet.zone);
      const known = byZone.get(zone);
      if (!known || free(subnet.id) > free(known.id)) byZone.set(zone, subnet);
    }
    if (byZone.size > 0) return [...byZone.values()];
  }
  return [];
}

/** A group of the same VPC: one with an application's name, else one that no known workload uses. */
function groupOf({ vpc }: Subnet, network: Network, { isOwn, nameOf }: Names): SecurityGroup | undefined {
  const users = groupUsers(network);
  const groups = [...network.securityGroups.values()].filter(
    (one) => isOwn(one.id) && keyOfField(one.vpc) === keyOfField(vpc),
  );
  const isForApp = ({ id }: SecurityGroup) => /app|lambda|function|zappa|web/i.test(nameOf(id));
  return groups.find(isForApp) ?? groups.find(({ id }) => !users.has(id));
}
