import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Scalar,
} from '../syntax/tree.ts';
import { readId } from './ids.ts';
import { isTrue } from './python.ts';
import { extendingStages, type Stage, settingOf, settingValue, type ZappaSettings } from './settings.ts';

/** The keys of Lambda's VpcConfig in boto3, which rejects any other (fact LAM-08). */
export const VPC_CONFIG_KEYS = ['SubnetIds', 'SecurityGroupIds', 'Ipv6AllowedForDualStack'] as const;

export type VpcConfigKey = (typeof VPC_CONFIG_KEYS)[number];

/** The keys with a list of ids, and the prefix of those ids. */
export const ID_LISTS = { SubnetIds: 'subnet', SecurityGroupIds: 'sg' } as const;

export type IdListKey = keyof typeof ID_LISTS;

/** A `vpc_config` as written. */
export interface WrittenVpcConfig {
  /** The stage that it is written in. */
  readonly stage: Stage;
  /** The names of the other stages that have it too. */
  readonly extendedBy: readonly string[];
  readonly entry: Entry;
  readonly value: Node;
}

/** Every `vpc_config` of a file once, even if stages share one through YAML merge keys. */
export function writtenVpcConfigs(settings: ZappaSettings): readonly WrittenVpcConfig[] {
  const byNode = new Map<Node, WrittenVpcConfig>();
  for (const stage of settings.stages) {
    const entry = entryAt(stage.node, 'vpc_config');
    const value = resolved(entry?.value);
    if (!entry || !value || byNode.has(value)) continue;
    byNode.set(value, { stage, extendedBy: extendingStages(settings, stage, 'vpc_config'), entry, value });
  }
  return [...byNode.values()];
}

/** An id list of a `vpc_config` or `alb_vpc_config`: its entry, and its items if it is a list. */
export interface WrittenIdList {
  readonly key: IdListKey;
  readonly of: 'vpc_config' | 'alb_vpc_config';
  readonly config: Mapping;
  readonly stage: Stage;
  /** The names of the other stages that have it too. */
  readonly extendedBy: readonly string[];
  readonly value: Node;
  readonly items: readonly Node[];
}

/**
 * The id lists of every `vpc_config`, and of every `alb_vpc_config` that some stage uses, each once. A single string
 * counts as a list of one.
 */
export function writtenIdLists(settings: ZappaSettings): readonly WrittenIdList[] {
  const seen = new Set<Node>();
  const listsOf = (
    of: WrittenIdList['of'],
    stage: Stage,
    extendedBy: readonly string[],
    config: Node | undefined,
  ): WrittenIdList[] =>
    config?.kind !== 'mapping'
      ? []
      : entriesOf(config).flatMap(({ key, value: written }) => {
          const value = resolved(written);
          if (!isIdListKey(key.text) || !value || value.kind === 'mapping' || seen.has(value)) return [];
          seen.add(value);
          const items = value.kind === 'sequence' ? value.items : [value];
          return [{ key: key.text, of, config, stage, extendedBy, value, items }];
        });
  return [
    ...writtenVpcConfigs(settings).flatMap(({ stage, extendedBy, value }) =>
      listsOf('vpc_config', stage, extendedBy, value),
    ),
    ...settings.stages
      .filter((stage) => isTrue(settingValue(stage, 'alb_enabled')))
      .flatMap((stage) => {
        const setting = settingOf(stage, 'alb_vpc_config');
        // A stage that inherits alb_vpc_config may have no load balancer.
        return setting ? listsOf('alb_vpc_config', stage, [], resolved(setting.entry.value)) : [];
      }),
  ];
}

/** The strings of a list; other items are left out. */
export function textsOf(list: Node | undefined): readonly Scalar[] {
  const items = list?.kind === 'sequence' ? list.items.map(resolved) : [];
  return items.flatMap((item) => (item?.kind === 'scalar' && typeof item.value === 'string' ? [item] : []));
}

/** Whether the ids are of the kind that the list takes, and each is there once. */
export function areAllOf(key: IdListKey, ids: readonly string[]): boolean {
  const isOne = (text: string) => {
    const id = readId(text);
    return id.kind === 'id' && id.prefix === ID_LISTS[key];
  };
  return new Set(ids).size === ids.length && ids.every(isOne);
}

export function isIdListKey(key: string): key is IdListKey {
  return Object.hasOwn(ID_LISTS, key);
}

/**
 * The key that is meant by `subnet_ids`, `SubnetsIds`, `Subnets`, `SecurityGroupids` or `sg_ids`; undefined if no key
 * is similar enough.
 */
export function meantKey(written: string): VpcConfigKey | undefined {
  const letters = written.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^subnets?(ids?|list)?$/.test(letters)) return 'SubnetIds';
  if (/^(sg|security|vpcsecurity)(groups?)?(ids?|list)?$/.test(letters)) return 'SecurityGroupIds';
  if (letters.startsWith('ipv6')) return 'Ipv6AllowedForDualStack';
  return undefined;
}
