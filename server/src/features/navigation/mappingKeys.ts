import { pathAt } from '../../syntax/parse.ts';
import { encloses, type Span } from '../../syntax/span.ts';
import { entriesOf, type Node, resolved, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';

/**
 * The keys in the section `Mappings` that an argument of `Fn::FindInMap` names. A second-level key has one in each
 * first-level key that may be meant.
 */
export function mappingKeysAt(tree: SyntaxTree, offset: number): readonly Span[] {
  const call = pathAt(tree, offset)
    .map(callOf)
    .findLast((one) => one?.name === 'Fn::FindInMap');
  if (!call) return [];
  const given = argumentsOf(call);
  const index = given.findIndex((one) => encloses(one, { start: offset, end: offset }));
  const [mapping, top, second] = given.map(plainText);
  const rows = entriesOf(valueAt(tree.root, 'Mappings', mapping ?? ''));
  if (index === 1) return rows.filter(({ key }) => key.text === top).map(({ key }) => key);
  if (index !== 2 || second === undefined) return [];
  return rows
    .filter(({ key }) => top === undefined || key.text === top)
    .flatMap(({ value }) => entriesOf(resolved(value)))
    .filter(({ key }) => key.text === second)
    .map(({ key }) => key);
}

function plainText(node: Node): string | undefined {
  return node.kind === 'scalar' && node.tag === undefined ? node.text : undefined;
}
