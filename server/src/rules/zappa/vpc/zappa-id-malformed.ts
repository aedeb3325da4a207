import type { Edit } from '../../../syntax/edit.ts';
import { resolved, type Scalar } from '../../../syntax/tree.ts';
import { readId } from '../../../zappa/ids.ts';
import {
  areAllOf,
  ID_LISTS,
  type IdListKey,
  textsOf,
  type WrittenIdList,
  writtenIdLists,
} from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A text that no AWS id can be: too short, too long, capital letters, a name. */
export default defineRule({
  id: 'zappa-id-malformed',
  area: 'zappa',
  // Fact ID-01 is rated B.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The value is not an AWS resource id',
  why: 'An id consists of its kind, a hyphen and 8 or 17 lowercase hexadecimal digits (0–9, a–f). Names and tags are not looked up; AWS responds that the subnet or group does not exist. Each list item is one id: a list inside quotes is one string, not several ids.',
  whenToIgnore: 'If a script replaces the value before Zappa reads it.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
    // The pattern that every id of a VpcConfig has to match.
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'ID-01',
  ],

  *check({ zappa }) {
    for (const list of zappa ? writtenIdLists(zappa) : []) {
      for (const item of list.items.map(resolved)) {
        // zappa-not-readable reports a tag such as !Ref.
        if (item?.kind !== 'scalar' || typeof item.value !== 'string' || isOwnTag(item)) continue;
        const written = readId(item.text);
        if (written.kind === 'list') yield listAsText(list, item, written.ids);
        else if (written.kind === 'malformed') yield malformed(list, item);
      }
    }
  },
});

function isOwnTag({ tag }: Scalar): boolean {
  return tag !== undefined && !tag.startsWith('!!');
}

function malformed({ key, value, stage, extendedBy }: WrittenIdList, item: Scalar): Report {
  const trimmed = item.text.trim();
  const isThere = (id: string) => textsOf(value).some(({ text }) => text === id);
  const corrected = [trimmed, trimmed.toLowerCase()].find(
    (text) => readId(text).kind === 'id' && !isThere(text),
  );
  return {
    at: item,
    stage: stage.name,
    extendedBy,
    message: `"${item.text}" ${faultOf(trimmed, key)}. AWS rejects it.`,
    fixes: corrected ? changeTo(item, corrected, areAllOf(key, [corrected])) : [],
  };
}

/** How a text differs from an id, as a predicate. */
function faultOf(text: string, key: IdListKey): string {
  const noun = key === 'SubnetIds' ? 'subnet' : 'security group';
  const prefix = `${ID_LISTS[key]}-`;
  const { length } = text.startsWith(prefix)
    ? (/^[0-9a-f]+$/.exec(text.slice(prefix.length))?.[0] ?? '')
    : '';
  return length === 0 || length === 8 || length === 17
    ? `is not a ${noun} id: ${prefix} followed by 8 or 17 lowercase hexadecimal digits`
    : `has ${length} hexadecimal ${length === 1 ? 'digit' : 'digits'}; a ${noun} id has 8 or 17`;
}

/** An item with several ids, or with more than an id: AWS rejects it whatever ids exist. */
function listAsText(list: WrittenIdList, item: Scalar, ids: readonly string[]): Report {
  const { key, value, stage, extendedBy } = list;
  const what =
    ids.length === 1
      ? `"${item.text}" contains more than the id ${ids[0]}`
      : `"${item.text}" is one string with ${ids.length} ids`;
  return {
    at: item,
    stage: stage.name,
    extendedBy,
    severity: 'error',
    // If the value is no list, zappa-vpc-type reports the mistake.
    ...(value.kind !== 'sequence' && { cause: { rule: 'zappa-vpc-type', at: item } }),
    message: `${what}; each item of ${key} must be one id. AWS rejects it.`,
    fixes: splitFixes(list, item, ids),
  };
}

function splitFixes({ key, value }: WrittenIdList, item: Scalar, ids: readonly string[]): readonly Fix[] {
  if (value.kind !== 'sequence' || !value.items.includes(item)) return [];
  const others = textsOf(value).filter((one) => one !== item && ids.includes(one.text));
  const [first, ...more] = ids;
  // No fix with ids of another kind, or that the list has already: AWS would reject them, or they would be reported in
  // turn.
  if (first === undefined || others.length > 0 || !areAllOf(key, ids)) return [];
  const index = value.items.indexOf(item) + 1;
  return [
    {
      title: more.length === 0 ? `Change to ${first}` : `Split into ${ids.length} items`,
      preferred: true,
      edits: [
        { op: 'replace', node: item, value: first },
        ...more.map((id): Edit => ({ op: 'insert-item', into: value, value: id, index })),
      ],
    },
  ];
}
