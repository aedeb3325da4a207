import type { Edit } from '../../../syntax/edit.ts';
import { lineEndOf, lineStartOf } from '../../../syntax/lines.ts';
import type { Span } from '../../../syntax/span.ts';
import { entriesOf, resolved, type Sequence, scalarText, valueAt } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { readId } from '../../../zappa/ids.ts';
import {
  ID_LISTS,
  type IdListKey,
  meantKey,
  type WrittenIdList,
  writtenIdLists,
} from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix } from '../../defineRule.ts';

/** A well-formed id in the wrong list: an `sg-` among the subnets, a `vpc-` anywhere. */
export default defineRule({
  id: 'zappa-id-kind',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The list contains an id of another kind',
  why: 'SubnetIds accepts ids that start with subnet-, SecurityGroupIds ids that start with sg-. AWS rejects any other. The subnets determine the VPC, so no setting names it.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html', 'ID-01', 'LAM-11'],

  *check({ tree, zappa }) {
    for (const list of zappa ? writtenIdLists(zappa) : []) {
      for (const item of list.items.map(resolved)) {
        if (item?.kind !== 'scalar' || typeof item.value !== 'string') continue;
        const id = readId(item.text);
        if (id.kind !== 'id' || id.prefix === ID_LISTS[list.key]) continue;
        yield {
          at: item,
          stage: list.stage.name,
          extendedBy: list.extendedBy,
          message: `${item.text} is ${KINDS[id.prefix] ?? `an id of another kind (${id.prefix}-)`}; ${list.key} accepts only ids that start with ${ID_LISTS[list.key]}-. AWS rejects it.`,
          fixes: moves(list, item, id.prefix, tree.text),
        };
      }
    }
  },
});

const KINDS: Record<string, string> = table({
  subnet: 'a subnet',
  sg: 'a security group',
  vpc: 'a VPC',
  rtb: 'a route table',
  igw: 'an internet gateway',
  nat: 'a NAT gateway',
  eni: 'a network interface',
  acl: 'a network ACL',
  vpce: 'a VPC endpoint',
});

/**
 * Moves an id to the list where it belongs, if the stage has it. The id of a VPC belongs in neither list and is
 * removed.
 */
function moves(
  list: WrittenIdList,
  item: NonNullable<ReturnType<typeof resolved>>,
  prefix: string,
  source: string,
): readonly Fix[] {
  const { config, value } = list;
  if (value.kind !== 'sequence' || !value.items.includes(item)) return [];
  // The last id cannot be removed: an empty list removes the function from the VPC, or is rejected.
  if (value.items.length < 2) return [];
  if (prefix === 'vpc') {
    return [
      { title: "Remove the VPC's id", preferred: true, edits: [{ op: 'remove-item', from: value, item }] },
    ];
  }
  const other = (Object.keys(ID_LISTS) as IdListKey[]).find((key) => ID_LISTS[key] === prefix);
  const target = other && valueAt(config, other);
  const text = hasComment(source, item) ? undefined : scalarText(item);
  if (
    other &&
    text !== undefined &&
    !target &&
    !entriesOf(config).some(({ key }) => meantKey(key.text) === other)
  ) {
    const edits: readonly Edit[] = [
      { op: 'remove-item', from: value, item },
      { op: 'insert-entry', into: config, key: other, value: [text], order: Object.keys(ID_LISTS) },
    ];
    return [{ title: `Move to ${other}`, preferred: true, edits }];
  }
  if (!other || target?.kind !== 'sequence') return [];
  const holdsAlready = target.items.some((node) => scalarText(node) === scalarText(item));
  const edits = holdsAlready
    ? [{ op: 'remove-item' as const, from: value, item }]
    : [{ op: 'move-item' as const, from: value, item, to: target as Sequence }];
  return [{ title: `Move to ${other}`, preferred: true, edits }];
}

/** Whether the item has a comment, which would be lost if the id is written elsewhere. */
function hasComment(source: string, { start, end }: Span): boolean {
  const above = source.slice(0, lineStartOf(source, start)).trimEnd();
  const beside = source.slice(end, lineEndOf(source, end));
  return /#/.test(beside) || /(?:^|\n)[ \t]*#[^\n]*$/.test(above);
}
