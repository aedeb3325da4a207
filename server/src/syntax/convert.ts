import { dataOf, isSameData } from './edit/data.ts';
import { isDataMapping, penFor, printKey } from './edit/print.ts';
import { styleOf } from './edit/style.ts';
import { entryLines, printBlock } from './edit/yaml/block.ts';
import type { Data } from './edit.ts';
import { lineBreakOf } from './lines.ts';
import { parse } from './parse.ts';
import type { Format, Node, SyntaxTree } from './tree.ts';

/** A document converted from YAML to JSON, or from JSON to YAML. */
export interface Converted {
  readonly format: 'json' | 'yaml';
  readonly text: string;
}

/**
 * Writes calls in short form in YAML and in long form in JSON; comments in YAML are lost. Undefined for what the other
 * format cannot express (comments in JSON, anchors, numbers such as 0777) and for broken text.
 */
export function converted(tree: SyntaxTree): Converted | undefined {
  const data = tree.root && tree.problems.length === 0 ? dataOf(tree.root) : undefined;
  if (data === undefined || !isDataMapping(data) || !keepsScalars(tree.root)) return undefined;
  const format = tree.format === 'json' ? 'yaml' : 'json';
  const text = (format === 'json' ? `${JSON.stringify(data, undefined, 2)}\n` : printed(data)).replaceAll(
    '\n',
    lineBreakOf(tree.text),
  );
  const read = parse(text, format);
  const after = read.root && read.problems.length === 0 ? dataOf(read.root) : undefined;
  return after !== undefined && isSameData(data, after) ? { format, text } : undefined;
}

/** Sections with an empty line between them. */
function printed(data: { readonly [key: string]: Data }): string {
  const format: Format = 'yaml';
  const pen = penFor(format, styleOf(parse('\n', format)), undefined);
  return Object.entries(data)
    .map(
      ([key, value]) => `${entryLines(printKey(key, pen, false), printBlock(value, pen), pen).join('\n')}\n`,
    )
    .join('\n');
}

/** False for a number whose value does not determine its spelling, such as an account id with a leading zero. */
function keepsScalars(node: Node | undefined): boolean {
  switch (node?.kind) {
    case 'scalar':
      return typeof node.value !== 'number' || String(node.value) === node.text;
    case 'sequence':
      return node.items.every(keepsScalars);
    case 'mapping':
      return node.entries.every(({ key, value }) => typeof key.value === 'string' && keepsScalars(value));
    default:
      return false;
  }
}
