import type { Edit } from '../../../syntax/edit.ts';
import { type Entry, entriesOf, entryAt, type Mapping, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import {
  areAllOf,
  isIdListKey,
  meantKey,
  textsOf,
  VPC_CONFIG_KEYS,
  type VpcConfigKey,
  writtenVpcConfigs,
} from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { isBrokenIn } from '../../shared/isBrokenIn.ts';

/** A key in `vpc_config` that Lambda does not know, such as `subnet_ids`. */
export default defineRule({
  id: 'zappa-vpc-key',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'vpc_config has a key that Lambda does not support',
  why: 'Zappa passes vpc_config to Lambda unchanged. boto3 rejects every key except SubnetIds, SecurityGroupIds and Ipv6AllowedForDualStack with "Unknown parameter in VpcConfig", and the deployment stops.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'LAM-08',
    'zappa/core.py:1238,1439',
  ],

  *check({ zappa, tree }) {
    const seen = new Set<Node>();
    for (const { stage, extendedBy, value } of zappa ? writtenVpcConfigs(zappa) : []) {
      // If a part cannot be parsed, it may be a list whose items look like keys.
      if (value.kind !== 'mapping' || isBrokenIn(tree, value)) continue;
      for (const entry of entriesOf(value)) {
        const { key } = entry;
        // A key that several vpc_config have from one anchor is one mistake.
        if (VPC_CONFIG_KEYS.some((known) => known === key.text) || seen.has(key)) continue;
        seen.add(key);
        const meant = meantKey(key.text);
        const isFree = meant !== undefined && !entryAt(value, meant);
        const isOnly = entriesOf(value).filter((one) => meantKey(one.key.text) === meant).length === 1;
        yield {
          at: key,
          stage: stage.name,
          extendedBy,
          message: `Lambda does not support "${key.text}" in vpc_config; boto3 stops the deployment. ${
            meant ? `The key is ${meant}.` : `The keys are ${VPC_CONFIG_KEYS.slice(0, 2).join(' and ')}.`
          }`,
          fixes: isFree ? renameKey(entry, meant, isOnly) : removeKey(value, entry, meant),
        };
      }
    }
  },
});

/**
 * A key that is there in the right spelling too, or means nothing to Lambda: it gets the VPC from its subnets
 * (https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfigResponse.html).
 */
function removeKey(from: Mapping, entry: Entry, meant: VpcConfigKey | undefined): readonly Fix[] {
  if (!from.entries.includes(entry) || from.entries.length < 2) return [];
  const { text } = entry.key;
  return [
    {
      title: `Remove ${text}`,
      preferred: meant === undefined && text.toLowerCase().replace(/[^a-z]/g, '') === 'vpcid',
      edits: [{ op: 'remove-entry', from, entry }],
    },
  ];
}

/** Renames a key, if boto3 accepts the value under the right key, alone or as the item of a list. */
function renameKey(entry: Entry, key: VpcConfigKey, preferred: boolean): readonly Fix[] {
  const rename: Edit = { op: 'rename', entry, key };
  if (fits(key, entry.value)) return [{ title: `Rename to ${key}`, preferred, edits: [rename] }];
  const { value } = entry;
  const isOneId = isIdListKey(key) && value.kind === 'scalar' && areAllOf(key, [value.text]);
  if (!isOneId) return [];
  return [
    { title: `Rename to ${key} and wrap in a list`, preferred, edits: [rename, { op: 'wrap', node: value }] },
  ];
}

/** A pipeline may fill in a value of any type. */
function fits(key: VpcConfigKey, node: Node): boolean {
  const value = resolved(node);
  if (value?.kind === 'scalar' && isFilledInLater(value.text)) return true;
  if (key === 'Ipv6AllowedForDualStack') return value?.kind === 'scalar' && typeof value.value === 'boolean';
  const ids = textsOf(value).map(({ text }) => text);
  const written = ids.filter((text) => !isFilledInLater(text));
  return value?.kind === 'sequence' && value.items.length === ids.length && areAllOf(key, written);
}
