import type { Edit } from '../../../syntax/edit.ts';
import type { Span } from '../../../syntax/span.ts';
import type { Mapping, Node, Scalar, SyntaxTree } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** What is right by the rules of TOML or YAML, and not for the readers that Zappa uses. */
export default defineRule({
  id: 'zappa-not-readable',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: "Zappa's parser does not accept this syntax",
  why: "Zappa reads TOML with the toml package, which supports TOML 0.5: all values in a list must have one type, an inline table is on one line and has no comma at its end, and the file begins without a byte order mark, which Notepad and PowerShell write. It reads YAML with PyYAML's safe_load, which knows no custom tags, and where an unquoted string within brackets or braces ends at a question mark. Both stop with an error, and no stage in the file can be deployed.",
  howToFix:
    'In TOML, use one type in the whole list, write an inline table on one line, and save the file as UTF-8 without a byte order mark. In YAML, remove the custom tag, and put strings with a question mark in quotes.',
  sources: [
    'zappa/cli.py:2996-3009',
    'https://toml.io/en/v0.5.0#array',
    'https://toml.io/en/v0.5.0#inline-table',
    'https://pyyaml.org/wiki/PyYAMLDocumentation',
  ],

  *check({ tree, zappa }) {
    if (!zappa || !tree.root || tree.format === 'json') return;
    if (tree.format === 'toml' && tree.text.startsWith('\uFEFF')) yield byteOrderMark(tree.root);
    for (const node of nodesOf(tree)) {
      if (tree.format === 'toml') yield* mixedList(node);
      else yield* strangeTag(node);
    }
    if (tree.format === 'toml') for (const table of inlineTables(tree.root)) yield* notOnOneLine(table, tree);
    else for (const scalar of plainInFlow(tree.root, false)) yield* withQuestionMark(scalar, tree);
  },
});

/** Python opens the file as UTF-8, which leaves the mark in the text, and the package toml takes it for a key. */
function byteOrderMark(root: Node): Report {
  const first = root.kind === 'mapping' ? root.entries[0]?.key : undefined;
  return {
    at: first ?? root,
    message:
      "The file begins with a byte order mark. Zappa's TOML parser does not support it and stops with an error.",
  };
}

function* mixedList(node: Node): Generator<Report> {
  if (node.kind !== 'sequence') return;
  const scalars = node.items.filter((item): item is Scalar => item.kind === 'scalar');
  if (scalars.length < node.items.length) return;
  const odd = scalars.find((item) => typeInToml(item) !== typeInToml(scalars[0]!));
  if (!odd) return;
  yield {
    at: odd,
    message: `The list mixes ${NOUNS[typeInToml(scalars[0]!)]} and ${NOUNS[typeInToml(odd)]}. Zappa's TOML parser requires one type and stops with an error.`,
    fixes: inQuotes(scalars),
    // zappa-vpc-type reports a number among ids.
    cause: { rule: 'zappa-vpc-type', at: odd },
  };
}

/** Adds quotes to the numbers of a list that also has strings. */
function inQuotes(scalars: readonly Scalar[]): readonly Fix[] {
  const bare = scalars.filter((one) => typeInToml(one) !== 'text');
  if (bare.length === scalars.length) return [];
  const edits = bare.map((node): Edit => ({ op: 'replace', node, value: node.text }));
  return [{ title: `Write ${listed(bare.map(({ text }) => text))} in quotes`, preferred: false, edits }];
}

/** Zappa's TOML parser distinguishes whole numbers from others. */
function typeInToml({ value, text, style }: Scalar): 'text' | 'bool' | 'int' | 'float' | 'date' {
  if (typeof value === 'string') return style === 'plain' ? 'date' : 'text';
  if (typeof value === 'boolean') return 'bool';
  return /^[+-]?(?:0[xob])|^[+-]?[\d_]+$/.test(text) ? 'int' : 'float';
}

const NOUNS = {
  text: 'strings',
  bool: 'booleans',
  int: 'integers',
  float: 'floats',
  date: 'dates',
};

function* strangeTag(node: Node): Generator<Report> {
  const { tag } = node;
  if (tag === undefined || tag === '!' || tag.startsWith('!!') || tag.startsWith('!<tag:yaml.org,2002:'))
    return;
  yield {
    at: { start: node.start, end: node.start + tag.length },
    message: `Zappa's YAML parser does not support the tag "${tag.slice(1)}" and stops with an error.`,
  };
}

/** Inline tables outside of lists; the package toml accepts several lines for one within a list. */
function* inlineTables(node: Node): Generator<Mapping> {
  if (node.kind !== 'mapping') return;
  if (node.style === 'flow') yield node;
  for (const { value } of node.entries) yield* inlineTables(value);
}

function* notOnOneLine(table: Mapping, { text }: SyntaxTree): Generator<Report> {
  // Dotted keys are mappings without a place of their own.
  if (table.entries.some(({ value }) => value.kind === 'mapping' && value.style === 'dotted')) return;
  const gaps = gapsIn(table);
  const written = gaps.map(({ start, end }) => text.slice(start, end));
  const isOverLines = written.some((gap) => gap.includes('\n'));
  if (!isOverLines && !written.at(-1)!.includes(',')) return;
  const isCommented = written.some((gap) => gap.includes('#'));
  yield {
    at: { start: table.start, end: table.start + 1 },
    message: isOverLines
      ? "This inline table is over several lines. Zappa's TOML parser accepts one line and stops with an error."
      : "This inline table ends with a comma. Zappa's TOML parser does not accept that and stops with an error.",
    fixes: isCommented
      ? []
      : [
          {
            title: isOverLines ? 'Write it on one line' : 'Remove the comma',
            preferred: true,
            edits: gaps.flatMap((gap, index) => joined(gap, written[index]!, index === gaps.length - 1)),
          },
        ],
  };
}

/** The places before the first entry, between entries and after the last one. */
function gapsIn({ start, end, entries }: Mapping): readonly Span[] {
  const ends = [start + 1, ...entries.map((entry) => entry.end)];
  const starts = [...entries.map((entry) => entry.start), end - 1];
  return ends.map((from, index) => ({ start: from, end: starts[index]! }));
}

/**
 * The edits that delete the line breaks around a comma, with all spaces beside them but one, and everything before the
 * closing brace.
 */
function joined({ start, end }: Span, gap: string, isLast: boolean): readonly Edit[] {
  const isRagged = gap.includes('\n') || gap.includes(',');
  if (isLast) return isRagged ? [{ op: 'delete', at: { start, end } }] : [];
  const comma = gap.indexOf(',');
  const after = { start: start + comma + 1, end: gap.endsWith(' ') ? end - 1 : end };
  const parts = comma < 0 ? [after] : [{ start, end: start + comma }, after];
  return parts
    .filter((part) => gap.slice(part.start - start, part.end - start).includes('\n'))
    .map((at) => ({ op: 'delete', at }));
}

interface FlowScalar {
  readonly scalar: Scalar;
  readonly isKey: boolean;
}

/** Unquoted keys and values within brackets or braces. */
function* plainInFlow(node: Node, inFlow: boolean): Generator<FlowScalar> {
  if (node.kind === 'scalar' && inFlow && node.style === 'plain') yield { scalar: node, isKey: false };
  const within = inFlow || (node.kind !== 'scalar' && node.kind !== 'alias' && node.style === 'flow');
  if (node.kind === 'sequence') for (const item of node.items) yield* plainInFlow(item, within);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    if (within && key.style === 'plain') yield { scalar: key, isKey: true };
    yield* plainInFlow(value, within);
  }
}

/** Within brackets PyYAML takes a question mark for the beginning of a key (`scan_plain` in its scanner). */
function* withQuestionMark({ scalar, isKey }: FlowScalar, { text }: SyntaxTree): Generator<Report> {
  if (!text.slice(scalar.start, scalar.end).includes('?')) return;
  yield {
    at: scalar,
    message: `"${scalar.text}" is within brackets without quotes. Zappa's YAML parser ends it at the question mark and stops with an error.`,
    fixes: isKey
      ? []
      : [
          {
            title: 'Add quotes',
            preferred: true,
            edits: [{ op: 'replace', node: scalar, value: scalar.text }],
          },
        ],
  };
}

function* nodesOf({ root }: SyntaxTree): Generator<Node> {
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (node.kind === 'sequence') open.push(...node.items);
    if (node.kind === 'mapping') open.push(...node.entries.map(({ value }) => value));
  }
}
