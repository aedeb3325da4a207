import { exists } from '../../network/template/networkOfTemplate.ts';
import type { Span } from '../../syntax/span.ts';
import { type Entry, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { entriesIn, type Reference, referencesUnder, usesUnder } from '../../template/references.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';

/** A reference to a resource that the conditions of the template leave out, by something that is created. */
export default defineRule({
  id: 'reference-not-created',
  area: 'names',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A resource that is referenced is not created',
  why: 'A resource whose condition is false is not created. By the documentation CloudFormation then does not create what depends on it either; in practice it stops with "Unresolved resource dependencies". A reference within the branch of Fn::If that is not taken does not count, nor does DependsOn.',
  howToFix:
    'Give both resources the same condition, or put the reference into Fn::If with AWS::NoValue in the other branch.',
  whenToIgnore: 'If nobody ever gives the parameters those values.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-condition.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html',
  ],
  cfnLint: 'W1001',

  *check(file) {
    const { scenario, isBroken } = file;
    if (!scenario || scenario.template.hasMacros || isBroken) return;
    const { resources } = scenario.template;
    const missing = new Map([...resources].filter(([, one]) => isLeftOut(one.condition, scenario)));
    if (missing.size === 0) return;
    // One resource that is missing is one mistake, whatever refers to it.
    for (const [id, [first, ...others]] of referencesTo(missing, file, scenario)) {
      const condition = missing.get(id)!.body;
      const name = valueAt(condition, 'Condition');
      yield {
        at: first.at,
        ...(first.resource !== undefined && { resource: first.resource }),
        message: `${first.owner} refers to ${id}, which is not created. ${
          first.resource === undefined
            ? 'CloudFormation rejects the stack.'
            : `CloudFormation does not create ${first.resource} either.`
        }`,
        related: [
          ...(name ? [{ at: name, message: `${id} has a condition` }] : []),
          ...others.map(({ at, owner }) => ({ at, message: `${owner} refers to ${id} too` })),
        ],
      };
    }
  },
});

/** Left out for certain: a condition that is not there, or cannot be decided, is another matter. */
function isLeftOut(condition: string | undefined, { conditions }: Scenario): boolean {
  return condition !== undefined && conditions.get(condition) === false;
}

interface OwnedReference {
  readonly at: Span;
  /** In a sentence. */
  readonly owner: string;
  /** Undefined for an output. */
  readonly resource: string | undefined;
}

/** The references to missing resources, by the resource's name: the first of each owner. */
function referencesTo(
  missing: ReadonlyMap<string, unknown>,
  { tree }: CheckedFile,
  scenario: Scenario,
): ReadonlyMap<string, readonly [OwnedReference, ...OwnedReference[]]> {
  const found = new Map<string, [OwnedReference, ...OwnedReference[]]>();
  for (const section of ['Resources', 'Outputs'] as const) {
    for (const entry of entriesIn(tree, section)) {
      for (const { name, reference } of referencesToMissing(entry, section, missing, tree, scenario)) {
        const known = found.get(name);
        if (!known) found.set(name, [reference]);
        else if (known.every(({ owner }) => owner !== reference.owner)) known.push(reference);
      }
    }
  }
  return found;
}

function referencesToMissing(
  entry: Entry,
  section: 'Resources' | 'Outputs',
  missing: ReadonlyMap<string, unknown>,
  tree: SyntaxTree,
  scenario: Scenario,
): readonly { readonly name: string; readonly reference: OwnedReference }[] {
  // The names in an entry are cached from version to version, and their positions are not.
  if (!usesUnder(entry, section, tree).some(({ name }) => missing.has(name))) return [];
  if (!isPresent(entry, section, scenario)) return [];
  const id = entry.key.text;
  const [owner, resource] = section === 'Resources' ? [id, id] : [`The output ${id}`, undefined];
  return referencesUnder(entry, section, tree)
    .filter((mention) => missing.has(mention.name) && counts(mention, scenario))
    .map(({ name, at }) => ({ name, reference: { at, owner, resource } }));
}

/** Whether the scenario has the resource or output. */
function isPresent(entry: Entry, section: 'Resources' | 'Outputs', scenario: Scenario): boolean {
  if (section === 'Outputs') return isGiven(entry, scenario);
  const resource = scenario.template.resources.get(entry.key.text);
  return resource !== undefined && exists(resource, scenario);
}

function isGiven({ value }: Entry, scenario: Scenario): boolean {
  const condition = valueAt(value, 'Condition');
  return (
    condition === undefined ||
    (condition.kind === 'scalar' && scenario.conditions.get(condition.text) === true)
  );
}

/** Whether AWS resolves the reference: it is in a branch that is taken. */
function counts({ by, sections, place, guards }: Reference, { conditions }: Scenario): boolean {
  const [section, , key] = place;
  return (
    by !== 'DependsOn' &&
    sections.includes('Resources') &&
    (section === 'Resources' ? key === 'Properties' : key === 'Value') &&
    guards.every(({ condition, holds }) => conditions.get(condition) === holds)
  );
}
