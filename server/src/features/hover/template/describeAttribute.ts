import { type Markdown, md } from '../../../escape/markdown.ts';
import { entriesOf, type Node, type Scalar, valueAt } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const SAM = 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/';

/** What a key of a resource besides its properties says, and the page about it. */
const KEYS: Readonly<Record<string, readonly [says: string, page: string]>> = table({
  DependsOn: [
    'The resource is created after those named here, and deleted before them. References order resources without it.',
    `${REFERENCE}aws-attribute-dependson.html`,
  ],
  Condition: [
    'The resource is created only where this condition is true.',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  ],
  DeletionPolicy: [
    'What becomes of the resource when it leaves the stack or the stack is deleted.',
    `${REFERENCE}aws-attribute-deletionpolicy.html`,
  ],
  UpdateReplacePolicy: [
    'What becomes of the old resource when an update replaces it.',
    `${REFERENCE}aws-attribute-updatereplacepolicy.html`,
  ],
  CreationPolicy: [
    'CloudFormation waits for signals before the resource counts as created.',
    `${REFERENCE}aws-attribute-creationpolicy.html`,
  ],
  UpdatePolicy: [
    'How an update changes the members of the group.',
    `${REFERENCE}aws-attribute-updatepolicy.html`,
  ],
  Metadata: [
    'Data about the resource; a change of it alone updates nothing in AWS.',
    `${REFERENCE}aws-attribute-metadata.html`,
  ],
  Connectors: [
    'Permissions from this resource to others, for which SAM writes the policies.',
    `${SAM}managing-permissions-connectors.html`,
  ],
  IgnoreGlobals: [
    'The properties that the resource does not inherit from Globals; * for all.',
    `${SAM}sam-specification-template-anatomy-globals.html`,
  ],
});

/** The values of DeletionPolicy and UpdateReplacePolicy. */
const POLICIES: Readonly<Record<string, string>> = table({
  Delete: 'AWS deletes the resource with what it contains.',
  Retain: 'The resource stays in the account, outside of the stack, and goes on to cost.',
  RetainExceptOnCreate: 'The resource stays, except where the operation that created it is rolled back.',
  Snapshot: 'AWS makes a snapshot first, which stays in the account, and then deletes the resource.',
});

/** A key of a resource besides its properties, the value of a policy, or a section of Globals; undefined elsewhere. */
export function describeAttribute(
  path: readonly Node[],
  scalar: Scalar,
  root: Node | undefined,
): Markdown | undefined {
  const owner = path.at(-2);
  const entry = entriesOf(owner).find(({ key, value }) => key === scalar || value === scalar);
  if (entry && owner && path.at(-3) === valueAt(root, 'Resources')) {
    const { text } = entry.key;
    const policy = entry.value === scalar && text.endsWith('Policy') ? POLICIES[scalar.text] : undefined;
    if (policy !== undefined) return md`**${scalar.text}** — ${policy}`;
    const known = entry.key === scalar ? KEYS[text] : undefined;
    return known && md`**${text}** — ${known[0]}\n\n[AWS documentation](${{ markdown: known[1] }})`;
  }
  if (entry?.key !== scalar || owner !== valueAt(root, 'Globals')) return undefined;
  return md`**${scalar.text}** — what each AWS::Serverless::${scalar.text} inherits unless it has its own; mappings and lists are joined\n\n[AWS documentation](${{ markdown: `${SAM}sam-specification-template-anatomy-globals.html` }})`;
}
