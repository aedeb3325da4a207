import type { Hover, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { parseCidr } from '../cidr/parse.ts';
import { pathAt } from '../syntax/parse.ts';
import { offsetAt } from '../syntax/span.ts';
import type { Node, Scalar } from '../syntax/tree.ts';
import { readId } from '../zappa/ids.ts';
import { describeCidr } from './describeCidr.ts';
import { describeId } from './describeId.ts';
import { describeZappaKey } from './describeZappaKey.ts';
import { rangeOf } from './ranges.ts';

/** What is known of the place: a block, an id of AWS, a key of `vpc_config`. Null where there is nothing to say. */
export function hover(analysis: Analysis, position: Position): Hover | null {
  const { tree, lines } = analysis;
  const path = pathAt(tree, offsetAt(tree.text, lines, position));
  const node = path.at(-1);
  if (node?.kind !== 'scalar') return null;
  const text = describe(analysis, path, node);
  if (text === undefined) return null;
  return { contents: { kind: 'markdown', value: text }, range: rangeOf(lines, node) };
}

function describe(analysis: Analysis, path: readonly Node[], scalar: Scalar): string | undefined {
  const written = scalar.text.trim();
  const cidr = written.includes('/') ? parseCidr(written) : undefined;
  if (cidr?.kind === 'cidr') return describeCidr(cidr, scalar, analysis);
  const id = readId(written);
  if (id.kind === 'id') return describeId(written, id.prefix);
  if (analysis.kind === 'zappa') return describeZappaKey(path, scalar);
  return undefined;
}
