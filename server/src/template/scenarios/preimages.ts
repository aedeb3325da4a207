import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../evaluation/intrinsic.ts';
import { ANY_ITEM } from '../parameters.ts';
import { literalText, referredName } from './literals.ts';

/** More holes in a text, or longer texts, than people write in a condition. */
const MAX_HOLES = 8;
const MAX_TEXT = 200;

/**
 * Values of parameters under which a function comes to a text, such as `Env` = prod for `!Sub "${Env}-vpc"` and
 * prod-vpc. One way where there are several; none where no value does it, or the function is not understood.
 */
export function preimages(node: Node | undefined, text: string, depth = 0): [name: string, text: string][] {
  const target = resolved(node);
  const name = referredName(target);
  if (name !== undefined) return [[name, text]];
  const call = callOf(target);
  if (!call || depth > MAX_HOLES || text.length > MAX_TEXT) return [];
  const inside = (one: Node | undefined, part: string) => preimages(one, part, depth + 1);
  const [first, second] = argumentsOf(call).map(resolved);
  switch (call.name) {
    case 'Fn::Sub': {
      const parts = (first?.kind === 'scalar' ? first.text : '').split(/\$\{([^!{}]+)\}/);
      // Every second part is a name.
      const pieces = parts.map((part, i) => (i % 2 === 0 ? part : undefined));
      return fill(pieces, text).flatMap(([i, value]) => {
        const hole = parts[i]!.trim();
        const replacement = valueAt(second, hole);
        return replacement ? inside(replacement, value) : [[hole, value]];
      });
    }
    case 'Fn::Join': {
      const separator = literalText(first);
      if (separator === undefined) return [];
      const list = referredName(second);
      if (list !== undefined) return [[list, separator === '' ? text : text.split(separator).join(',')]];
      if (second?.kind !== 'sequence' || second.tag !== undefined) return [];
      const pieces = second.items.flatMap((item, i) => [
        ...(i > 0 ? [separator] : []),
        literalText(resolved(item)),
      ]);
      return fill(pieces, text).flatMap(([i, value]) => inside(second.items[i / 2], value));
    }
    case 'Fn::Select': {
      const index = Number(literalText(first));
      if (!Number.isInteger(index) || index < 0 || index > MAX_HOLES) return [];
      const items = [...new Array<string>(index).fill(ANY_ITEM), text];
      const list = referredName(second);
      if (list !== undefined) return [[list, items.join(',')]];
      const split = callOf(second);
      if (split?.name !== 'Fn::Split') return [];
      const [separator, source] = argumentsOf(split).map(resolved);
      return inside(source, items.join(literalText(separator) ?? ','));
    }
    case 'Fn::Length': {
      const list = referredName(resolved(call.isShort ? first : call.argument));
      const count = Number(text);
      if (list === undefined || !Number.isInteger(count) || count < 0 || count > MAX_TEXT) return [];
      return [[list, new Array<string>(count).fill(ANY_ITEM).join(',')]];
    }
    default:
      return [];
  }
}

/** What the holes (undefined) among pieces of text hold when all together is `text`: each with its index. */
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
    // The first place leaves the most for the others; what stands last ends the text.
    const end = i === holes.length - 1 ? text.length - behind.length : text.indexOf(behind, at);
    if (end < at || !text.startsWith(behind, end)) return [];
    found.push([index, text.slice(at, end)]);
    at = end + behind.length;
  }
  return found;
}
