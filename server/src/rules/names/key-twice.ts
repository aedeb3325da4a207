import type { Entry, Mapping, Node } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { each } from '../each.ts';

/** Two entries of a template with the same key. */
export default defineRule({
  id: 'key-twice',
  area: 'names',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A key is written twice',
  why: 'CloudFormation accepts two equal keys in JSON and in YAML without a message and uses the last one. Nothing of the first is deployed, be it the block of a subnet or a whole resource.',
  whenToIgnore: 'If the first one is there as a note and the last one is what you mean.',
  howToFix: 'Give one of them another name, or remove the one that you do not need.',
  sources: [
    'https://github.com/aws-cloudformation/cfn-language-discussion/issues/96',
    'https://github.com/aws/aws-cli/issues/2404',
    'https://github.com/aws-cloudformation/cfn-lint/issues/35',
  ],

  check: each(placesOfKeys, function* (place, { template }) {
    if (!template) return;
    const repeats = 'first' in place ? [place] : mappingsIn(place.value).flatMap(repeatsOf);
    for (const { mapping, first, last } of repeats) {
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
  }),
});

/** A key that a mapping has twice. */
interface Repeat {
  readonly mapping: Mapping;
  readonly first: Entry;
  readonly last: Entry;
}

/**
 * The places in which a key may be twice: the template itself, its sections, and each entry of a section. The reports
 * on an entry are reused until it changes.
 */
function placesOfKeys({ template, tree: { root } }: CheckedFile): readonly (Repeat | Entry)[] {
  if (!template || root?.kind !== 'mapping') return [];
  return [
    ...repeatsOf(root),
    ...root.entries.flatMap((section) =>
      section.value?.kind === 'mapping' ? [...repeatsOf(section.value), ...section.value.entries] : [section],
    ),
  ];
}

/** All mappings as they are written: an alias is another name of one of them. */
function mappingsIn(node: Node | undefined): readonly Mapping[] {
  if (node?.kind === 'sequence') return node.items.flatMap(mappingsIn);
  if (node?.kind !== 'mapping') return [];
  return [node, ...node.entries.flatMap(({ value }) => mappingsIn(value))];
}

/** The first and the last of each key that a mapping has more than once; it can merge several others. */
function repeatsOf(mapping: Mapping): readonly Repeat[] {
  const { entries } = mapping;
  const lastOf = new Map(entries.map((entry) => [entry.key.text, entry]));
  if (lastOf.size === entries.length) return [];
  const seen = new Set<string>(['<<']);
  return entries.flatMap((first): Repeat[] => {
    const last = lastOf.get(first.key.text)!;
    if (first === last || seen.has(first.key.text)) return [];
    seen.add(first.key.text);
    return [{ mapping, first, last }];
  });
}

function resourceAround({ key }: Entry, { resources }: Template): string | undefined {
  return [...resources.values()].find(({ body }) => body.start <= key.start && key.end <= body.end)?.id;
}
