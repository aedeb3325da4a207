import type { Node } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { unwatched } from '../engine/watchedFile.ts';

/** `VpcId: {{resolve:ssm:/net/vpc}}` without quotes: to YAML, a mapping whose key is a mapping. */
export default defineRule({
  id: 'dynamic-reference-unquoted',
  area: 'functions',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The dynamic reference has no quotes',
  why: 'YAML reads an opening brace as the start of a mapping, and two braces as a mapping whose key is a mapping. CloudFormation accepts only strings as keys and fails with "map keys must be strings".',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/292',
  ],

  check: each(valuesIn, function* (value, file) {
    // A search in the text costs a fraction of a walk over all nodes. The text is not recorded as read: an unchanged
    // value has the same text.
    if (!unwatched(file).tree.text.slice(value.start, value.end).includes('{{resolve:')) return;
    for (const node of unquotedIn(value)) {
      const text = file.tree.text.slice(node.start, node.end);
      yield {
        at: node,
        message: `Without quotes, YAML reads ${text} as a nested mapping, not as a dynamic reference. AWS rejects the template.`,
        fixes: [{ title: 'Add quotes', preferred: true, edits: [{ op: 'replace', node, value: text }] }],
      };
    }
  }),
});

/** The content of the sections of a YAML template. */
function valuesIn({ tree, template }: CheckedFile): readonly Node[] {
  if (!template || tree.format !== 'yaml' || tree.root?.kind !== 'mapping') return [];
  return tree.root.entries.flatMap(({ value }) =>
    value.kind === 'mapping' && value.style === 'block' ? value.entries.map((entry) => entry.value) : [value],
  );
}

function* unquotedIn(root: Node): Generator<Node> {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isUnquoted(node)) yield node;
    else if (node.kind === 'mapping') for (const { value } of node.entries) open.push(value);
    else if (node.kind === 'sequence') for (const item of node.items) open.push(item);
  }
}

/** Whether a node is one key in two pairs of braces, without a value. */
function isUnquoted(node: Node): boolean {
  if (node.kind !== 'mapping' || node.style !== 'flow' || node.tag !== undefined) return false;
  const [entry, other] = node.entries;
  if (!entry || other) return false;
  return entry.key.text.startsWith('{resolve:') && entry.value.start === entry.value.end;
}
