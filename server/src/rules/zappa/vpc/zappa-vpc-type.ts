import type { Edit } from '../../../syntax/edit.ts';
import { entriesOf, type Node, resolved, type Scalar, type Sequence } from '../../../syntax/tree.ts';
import { isFilledInLater, readId } from '../../../zappa/ids.ts';
import {
  areAllOf,
  ID_LISTS,
  type IdListKey,
  isIdListKey,
  writtenIdLists,
  writtenVpcConfigs,
} from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';
import { isBrokenIn } from '../../shared/isBrokenIn.ts';

/** A value in `vpc_config` of a type that boto3 refuses, such as one text in place of a list. */
export default defineRule({
  id: 'zappa-vpc-type',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A value in vpc_config has the wrong type',
  why: 'Zappa passes vpc_config to Lambda unchanged. boto3 checks the types before it calls AWS: SubnetIds and SecurityGroupIds must be lists of strings, even for one id. Anything else stops the deployment.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'LAM-08',
    'zappa/core.py:1238,1439',
  ],

  *check({ zappa, tree }) {
    if (!zappa) return;
    for (const { stage, extendedBy, value } of writtenVpcConfigs(zappa)) {
      // If a part cannot be parsed, it may be the list.
      if (isBrokenIn(tree, value)) continue;
      for (const report of wrongConfig(value)) yield { ...report, stage: stage.name, extendedBy };
    }
    for (const { stage, extendedBy, key, value, items } of writtenIdLists(zappa)) {
      if (isBrokenIn(tree, value)) continue;
      for (const report of wrongIds(key, value, items)) yield { ...report, stage: stage.name, extendedBy };
    }
  },
});

function wrongConfig(config: Node): readonly Report[] {
  if (config.kind === 'mapping')
    return entriesOf(config).flatMap(({ key, value }) => wrongEntry(key, resolved(value)));
  // Zappa accepts whatever Python calls false as no vpc_config (zappa/core.py: "if not vpc_config").
  if (isFalsy(config) || isFilledIn(config)) return [];
  const message = `vpc_config is ${nameOf(config)}; it must be a mapping with the lists SubnetIds and SecurityGroupIds. boto3 stops the deployment.`;
  return [{ at: config, message }];
}

function wrongEntry(key: Scalar, value: Node | undefined): readonly Report[] {
  if (!value || isFilledIn(value)) return [];
  if (key.text === 'Ipv6AllowedForDualStack' && typeof scalarOf(value) !== 'boolean') {
    const message = `Ipv6AllowedForDualStack is ${nameOf(value)}; it must be true or false. boto3 stops the deployment.`;
    return [{ at: value, message, fixes: flagFixes(value) }];
  }
  if (!isIdListKey(key.text) || value.kind !== 'mapping') return [];
  const message = `${key.text} must be a list of ids, not a mapping. boto3 stops the deployment.`;
  return [{ at: key, message }];
}

function wrongIds(key: IdListKey, value: Node, items: readonly Node[]): readonly Report[] {
  if (value.kind !== 'sequence') return isFilledIn(value) ? [] : [wrongList(key, value)];
  return items.flatMap((written) => {
    const item = resolved(written);
    if (!item || typeof scalarOf(item) === 'string') return [];
    const message = `${key} contains ${isEmpty(item) ? 'an empty item' : nameOf(item)}; every item must be a string. boto3 stops the deployment.`;
    const fixes = value.items.length > 1 && isEmpty(item) ? emptyFixes(value, item) : [];
    return [{ at: item, message, fixes }];
  });
}

/** Changes the string "true" or "false" to the boolean. */
function flagFixes(flag: Node): readonly Fix[] {
  const word = flag.kind === 'scalar' && typeof flag.value === 'string' ? flag.text.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') return [];
  const edits: readonly Edit[] = [{ op: 'replace', node: flag, value: word === 'true' }];
  return [{ title: `Write ${word}, without quotes`, preferred: true, edits }];
}

function emptyFixes(from: Sequence, item: Node): readonly Fix[] {
  if (!from.items.includes(item)) return [];
  return [{ title: 'Remove the empty item', preferred: true, edits: [{ op: 'remove-item', from, item }] }];
}

function wrongList(key: IdListKey, value: Node): Report {
  const bullet = value.kind === 'scalar' && /^\s*([–—•*])/.exec(value.text)?.[1];
  const name = bullet === '–' || bullet === '—' ? 'a dash' : `"${bullet}"`;
  const why = bullet ? ` (${name} does not start a list item)` : '';
  const written = value.kind === 'scalar' ? readId(value.text) : undefined;
  const what =
    written?.kind === 'list' && written.ids.length > 1
      ? `one string with ${written.ids.length} ids`
      : nameOf(value);
  return {
    at: value,
    message: `${key} must be a list, even for one id; it is ${what}${why}. boto3 stops the deployment.`,
    fixes: listFixes(key, value),
  };
}

/**
 * Makes a list of the value. Preferred only for ids of the right kind, since AWS rejects anything else in the list as
 * well.
 */
function listFixes(key: IdListKey, value: Node): readonly Fix[] {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
  const written = readId(value.text);
  if (written.kind === 'list') {
    const { ids } = written;
    const title =
      ids.length === 1 ? `Change to a list of ${ids[0]}` : `Change to a list of ${ids.length} ids`;
    return [{ title, preferred: areAllOf(key, ids), edits: [{ op: 'replace', node: value, value: ids }] }];
  }
  const preferred = written.kind === 'id' && written.prefix === ID_LISTS[key];
  return [{ title: 'Wrap in a list', preferred, edits: [{ op: 'wrap', node: value }] }];
}

function isEmpty(node: Node): boolean {
  return scalarOf(node) === null;
}

function isFalsy(node: Node): boolean {
  return node.kind === 'sequence' ? node.items.length === 0 : node.kind === 'scalar' && !node.value;
}

/** Whether a pipeline fills in the value, which may be a list. */
function isFilledIn(node: Node): boolean {
  return node.kind === 'scalar' && isFilledInLater(node.text);
}

function scalarOf(node: Node): string | number | boolean | null | undefined {
  return node.kind === 'scalar' ? node.value : undefined;
}

const LONGEST_QUOTE = 40;

function nameOf(node: Node): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  const value = scalarOf(node);
  if (typeof value === 'string') return value.length <= LONGEST_QUOTE ? `the string "${value}"` : 'a string';
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? `${value}` : 'empty';
}
