import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { nameOfPort } from '../../aws/ports.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { printableLine } from '../../escape/printable.ts';
import { offsetAt, positionAt, type Span } from '../../syntax/span.ts';
import { type Entry, type Node, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import { isNoEcho } from '../../template/secret.ts';
import { IS_PORT } from '../hover/describePort.ts';

/**
 * Hints after values that are not readable: the block or zone that a call returns, an imported value, a port's name.
 */
export function inlayHints(analysis: Analysis, range: Range): InlayHint[] {
  const { content, tree, lines } = analysis;
  if (content.kind !== 'template') return [];
  const asked: Span = {
    start: offsetAt(tree.text, lines, range.start),
    end: offsetAt(tree.text, lines, range.end),
  };
  const hints: InlayHint[] = [];
  const visit = (node: Node, entry: Entry | undefined): void => {
    if (node.end < asked.start || node.start > asked.end || node.kind === 'alias') return;
    const call = callOf(node);
    const label = call ? callHint(node, call, analysis) : portHint(node, entry);
    if (label !== undefined) {
      const position = positionAt(lines, trimmedEnd(node, tree.text));
      hints.push({ position, label: printableLine(label), kind: InlayHintKind.Type, paddingLeft: true });
      return;
    }
    if (node.kind === 'sequence') for (const item of node.items) visit(item, undefined);
    if (node.kind === 'mapping') for (const inner of node.entries) visit(inner.value, inner);
  };
  for (const section of ['Resources', 'Outputs']) {
    const node = valueAt(tree.root, section);
    if (node) visit(node, undefined);
  }
  return hints;
}

/** Functions whose value is computed, or comes from another file. */
const COMPUTED: ReadonlySet<string> = new Set([
  'Fn::Select',
  'Fn::FindInMap',
  'Fn::ImportValue',
  'Fn::Sub',
  'Fn::Join',
  'Fn::GetAtt',
  'Ref',
  'Fn::If',
]);

/** The value, if it is the same in every scenario. */
function callHint(node: Node, { name }: Call, { content }: Analysis): string | undefined {
  if (content.kind !== 'template' || !COMPUTED.has(name)) return undefined;
  const { template, scenarios } = content;
  if (template.loops.some(({ start, end }) => start <= node.start && node.end <= end)) return undefined;
  const labels = new Set(
    scenarios.all.map((scenario) => labelOf(evaluate(node, scenario), name, template.parameters)),
  );
  return labels.size === 1 ? [...labels][0] : undefined;
}

function labelOf(
  value: Value,
  name: string,
  parameters: ReadonlyMap<string, { readonly body: Node }>,
): string | undefined {
  if (value.kind === 'zone') return `AZ ${value.index + 1}`;
  if (value.kind !== 'known') return undefined;
  const isSecret = defaultsOfValue(value).some((one) => {
    const parameter = parameters.get(one);
    return parameter !== undefined && isNoEcho(parameter.body);
  });
  const isShown =
    name === 'Fn::ImportValue' || (value.text.includes('/') && parseCidr(value.text).kind === 'cidr');
  return isSecret || !isShown ? undefined : `= ${value.text}`;
}

function portHint(node: Node, entry: Entry | undefined): string | undefined {
  if (node.kind !== 'scalar' || !entry || !IS_PORT.test(entry.key.text) || !/^\d{1,5}$/.test(node.text))
    return undefined;
  return nameOfPort(Number(node.text));
}

/** A block mapping or list ends after its line break. */
function trimmedEnd({ start, end }: Span, text: string): number {
  return start + text.slice(start, end).trimEnd().length;
}
