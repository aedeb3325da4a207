import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../evaluation/intrinsic.ts';
import { ANY_ITEM } from '../parameters.ts';
import { literalText, referredName } from './literals.ts';

/** Conditions that people write have fewer placeholders and shorter texts. */
const MAX_HOLES = 8;
const MAX_TEXT = 200;

/**
 * Values of parameters for which a function returns a text: for `!Sub "${Env}-vpc"` and prod-vpc, `Env` = prod. Returns
 * one solution if there are several; none if there is no solution or the function is not understood.
 */
export function preimages(node: Node | undefined, text: string, depth = 0): Preimages {
  const target = resolved(node);
  const name = referredName(target);
  if (name !== undefined) return [[name, text]];
  const call = callOf(target);
  if (!call || depth > MAX_HOLES || text.length > MAX_TEXT) return [];
  const inside: Inside = (one, part) => preimages(one, part, depth + 1);
  const [first, second] = argumentsOf(call).map(resolved);
  switch (call.name) {
    case 'Fn::Sub':
      return ofSub(first, second, text, inside);
    case 'Fn::Join':
      return ofJoin(first, second, text, inside);
    case 'Fn::Select':
      return ofSelect(first, second, text, inside);
    case 'Fn::Length':
      return ofLength(call.isShort ? first : call.argument, text);
    default:
      return [];
  }
}

type Preimages = [name: string, text: string][];

/** The preimages of a text under an inner expression. */
type Inside = (node: Node | undefined, text: string) => Preimages;

function ofSub(
  template: Node | undefined,
  variables: Node | undefined,
  text: string,
  inside: Inside,
): Preimages {
  const parts = (template?.kind === 'scalar' ? template.text : '').split(/\$\{([^!{}]+)\}/);
  // Every second part is a name.
  const pieces = parts.map((part, i) => (i % 2 === 0 ? part : undefined));
  return fill(pieces, text).flatMap(([i, value]) => {
    const hole = parts[i]!.trim();
    const replacement = valueAt(variables, hole);
    return replacement ? inside(replacement, value) : [[hole, value]];
  });
}

function ofJoin(
  delimiter: Node | undefined,
  values: Node | undefined,
  text: string,
  inside: Inside,
): Preimages {
  const separator = literalText(delimiter);
  if (separator === undefined) return [];
  const list = referredName(values);
  if (list !== undefined) return [[list, separator === '' ? text : text.split(separator).join(',')]];
  if (values?.kind !== 'sequence' || values.tag !== undefined) return [];
  const pieces = values.items.flatMap((item, i) => [
    ...(i > 0 ? [separator] : []),
    literalText(resolved(item)),
  ]);
  return fill(pieces, text).flatMap(([i, value]) => inside(values.items[i / 2], value));
}

function ofSelect(
  position: Node | undefined,
  values: Node | undefined,
  text: string,
  inside: Inside,
): Preimages {
  const index = Number(literalText(position));
  if (!Number.isInteger(index) || index < 0 || index > MAX_HOLES) return [];
  const items = [...new Array<string>(index).fill(ANY_ITEM), text];
  const list = referredName(values);
  if (list !== undefined) return [[list, items.join(',')]];
  const split = callOf(values);
  if (split?.name !== 'Fn::Split') return [];
  const [separator, source] = argumentsOf(split).map(resolved);
  return inside(source, items.join(literalText(separator) ?? ','));
}

function ofLength(values: Node | undefined, text: string): Preimages {
  const list = referredName(resolved(values));
  const count = Number(text);
  if (list === undefined || !Number.isInteger(count) || count < 0 || count > MAX_TEXT) return [];
  return [[list, new Array<string>(count).fill(ANY_ITEM).join(',')]];
}

/**
 * Solves for the placeholders (undefined) among literal pieces so that the concatenation is `text`: the text of each
 * with its index.
 */
function fill(pieces: readonly (string | undefined)[], text: string): [index: number, value: string][] {
  const holes = pieces.flatMap((piece, i) => (piece === undefined ? [i] : []));
  if (holes.length === 0 || holes.length > MAX_HOLES) return [];
  const texts = [''];
  for (const piece of pieces) {
    if (piece === undefined) texts.push('');
    else texts[texts.length - 1] += piece;
  }
  const found: [number, string][] = [];
  let at = texts[0]!.length;
  if (!text.startsWith(texts[0]!)) return [];
  for (const [i, index] of holes.entries()) {
    const behind = texts[i + 1]!;
    // The earliest position leaves the most text for the pieces that follow; the last piece is at the end of the text.
    const end = i === holes.length - 1 ? text.length - behind.length : text.indexOf(behind, at);
    if (end < at || !text.startsWith(behind, end)) return [];
    found.push([index, text.slice(at, end)]);
    at = end + behind.length;
  }
  return found;
}
