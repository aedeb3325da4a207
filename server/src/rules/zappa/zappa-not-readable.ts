import type { Edit } from '../../syntax/edit.ts';
import type { Node, Scalar, SyntaxTree } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';

/** What is right by the rules of TOML or YAML, and not for the readers that Zappa uses. */
export default defineRule({
  id: 'zappa-not-readable',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: "Zappa's parser does not accept this syntax",
  why: "Zappa reads TOML with the toml package, which supports TOML 0.5: all values in a list must have one type, and the file begins without a byte order mark, which Notepad and PowerShell write. It reads YAML with PyYAML's safe_load, which knows no custom tags. Both stop with an error, and no stage in the file can be deployed.",
  howToFix:
    'In TOML, use one type in the whole list and save the file as UTF-8 without a byte order mark. In YAML, remove the custom tag.',
  sources: [
    'zappa/cli.py:2996-3009',
    'https://toml.io/en/v0.5.0#array',
    'https://pyyaml.org/wiki/PyYAMLDocumentation',
  ],

  *check({ tree, zappa }) {
    if (!zappa || !tree.root || tree.format === 'json') return;
    if (tree.format === 'toml' && tree.text.startsWith('\uFEFF')) yield byteOrderMark(tree.root);
    const look = tree.format === 'toml' ? mixedList : strangeTag;
    for (const node of nodesOf(tree)) yield* look(node);
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
    // A number among ids has its own message.
    cause: { rule: 'zappa-vpc-type', at: odd },
  };
}

/** Where some items are texts already, the others as texts too. */
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

function* nodesOf({ root }: SyntaxTree): Generator<Node> {
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (node.kind === 'sequence') open.push(...node.items);
    if (node.kind === 'mapping') open.push(...node.entries.map(({ value }) => value));
  }
}
