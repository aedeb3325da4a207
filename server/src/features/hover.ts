import type { Hover, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { parseCidr } from '../cidr/parse.ts';
import { pathAt } from '../syntax/parse.ts';
import { offsetAt } from '../syntax/span.ts';
import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../syntax/tree.ts';
import { readId } from '../zappa/ids.ts';
import { describeCidr } from './describeCidr.ts';
import { describeId } from './describeId.ts';
import { describeResource } from './describeResource.ts';
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
  const resource = resourceNamed(path, scalar, analysis);
  return resource === undefined ? undefined : describeResource(resource, analysis);
}

/** The logical id that a scalar is: the key of a resource, or what Ref, GetAtt or DependsOn name. */
function resourceNamed(
  path: readonly Node[],
  scalar: Scalar,
  { content, tree }: Analysis,
): string | undefined {
  if (content.kind !== 'template') return undefined;
  const isKey = path.at(-2) === valueAt(tree.root, 'Resources');
  const key = entriesOf(path.at(-2)).find(({ value }) => resolved(value) === scalar)?.key.text;
  const names =
    isKey || /^!(Ref|GetAtt)$/.test(scalar.tag ?? '') || /^(Ref|Fn::GetAtt|DependsOn)$/.test(key ?? '');
  const id = names ? scalar.text.split('.')[0] : undefined;
  return id !== undefined && content.template.resources.has(id) ? id : undefined;
}
