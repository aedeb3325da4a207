import type { Entry, Mapping, Node } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import { defineRule } from '../defineRule.ts';

/** Two entries of a template with the same key. */
export default defineRule({
  id: 'key-twice',
  area: 'names',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A key is written twice',
  why: 'CloudFormation accepts two equal keys in JSON and in YAML without a message and uses the last one. Nothing of the first is deployed: not the block of a subnet, and of two resources with one name not the first resource.',
  whenToIgnore: 'If the first one is there as a note and the last one is what you mean.',
  howToFix: 'Give one of them another name, or remove the one that you do not need.',
  sources: [
    'https://github.com/aws-cloudformation/cfn-language-discussion/issues/96',
    'https://github.com/aws/aws-cli/issues/2404',
    'https://github.com/aws-cloudformation/cfn-lint/issues/35',
  ],

  *check({ template, tree }) {
    if (!template) return;
    for (const mapping of mappingsIn(tree.root)) {
      for (const { first, last } of repeated(mapping)) {
        const { text } = first.key;
        const isResource = template.resources.get(text)?.key === last.key;
        const resource = isResource ? text : resourceAround(first, template);
        yield {
          at: first.key,
          ...(resource !== undefined && { resource }),
          message: `${text}${resource === undefined || isResource ? '' : ` of ${resource}`} is written twice. CloudFormation uses only the last one.`,
          related: [{ at: last.key, message: 'CloudFormation uses this one' }],
          fixes: [
            {
              title: `Remove the first ${text}`,
              preferred: false,
              edits: [{ op: 'remove-entry', from: mapping, entry: first }],
            },
          ],
        };
      }
    }
  },
});

/** All mappings as they are written: an alias is another name of one of them. */
function* mappingsIn(node: Node | undefined): Generator<Mapping> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* mappingsIn(item);
  if (node?.kind !== 'mapping') return;
  yield node;
  for (const { value } of node.entries) yield* mappingsIn(value);
}

interface Pair {
  readonly first: Entry;
  readonly last: Entry;
}

/** The first and the last of each key that a mapping has more than once; it can merge several others. */
function repeated({ entries }: Mapping): readonly Pair[] {
  const lastOf = new Map(entries.map((entry) => [entry.key.text, entry]));
  if (lastOf.size === entries.length) return [];
  const seen = new Set<string>(['<<']);
  return entries.flatMap((first): Pair[] => {
    const last = lastOf.get(first.key.text)!;
    if (first === last || seen.has(first.key.text)) return [];
    seen.add(first.key.text);
    return [{ first, last }];
  });
}

function resourceAround({ key }: Entry, { resources }: Template): string | undefined {
  return [...resources.values()].find(({ body }) => body.start <= key.start && key.end <= body.end)?.id;
}
