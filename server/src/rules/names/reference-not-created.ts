import type { Span } from '../../syntax/span.ts';
import { type Entry, valueAt } from '../../syntax/tree.ts';
import { haveSameItems } from '../../template/evaluation/inputs.ts';
import { conditionHolds, isCreated } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { entriesIn, type NameUse, referencesUnder, usesUnder } from '../../template/references.ts';
import type { Resource } from '../../template/resource.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { derived, scenarioOf, unwatched } from '../engine/watchedFile.ts';

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
    const scenario = scenarioOf(file);
    if (!scenario || file.template?.hasMacros || file.isBroken) return;
    const missing = new Map(
      conditionalResources(file)
        .filter(({ condition }) => conditionHolds(scenario, condition!) === false)
        .map((resource) => [resource.id, resource.body]),
    );
    if (missing.size === 0) return;
    // One finding for each missing resource, however many refer to it.
    for (const [id, [first, ...others]] of referencesTo(missing, file, scenario)) {
      const name = valueAt(missing.get(id), 'Condition');
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

const conditionalResources = derived(
  'resources with a condition',
  ({ scenario }): readonly Resource[] =>
    [...(scenario?.template.resources.values() ?? [])].filter(({ condition }) => condition !== undefined),
  { scope: 'version', isSame: haveSameItems },
);

/** An entry of a section. */
interface SectionEntry {
  readonly entry: Entry;
  readonly section: 'Resources' | 'Outputs';
}

/** The resources and outputs that mention a resource with a condition. */
const entriesWithReferences = derived(
  'references to resources with a condition',
  (file): readonly SectionEntry[] => {
    const ids = new Set(conditionalResources(file).map(({ id }) => id));
    if (ids.size === 0) return [];
    return (['Resources', 'Outputs'] as const).flatMap((section) =>
      entriesIn(file.tree, section)
        .filter((entry) => usesUnder(entry, section, file.tree).some(({ name }) => ids.has(name)))
        .map((entry) => ({ entry, section })),
    );
  },
  {
    scope: 'version',
    isSame: (a, b) =>
      a.length === b.length &&
      a.every(({ entry, section }, i) => entry === b[i]!.entry && section === b[i]!.section),
  },
);

interface OwnedReference {
  readonly at: Span;
  /** The resource, or "The output Name", as the subject of a sentence. */
  readonly owner: string;
  /** Undefined for an output. */
  readonly resource: string | undefined;
}

/** The references to missing resources, by the resource's name: the first of each owner. */
function referencesTo(
  missing: ReadonlyMap<string, unknown>,
  file: CheckedFile,
  scenario: Scenario,
): ReadonlyMap<string, readonly [OwnedReference, ...OwnedReference[]]> {
  const found = new Map<string, [OwnedReference, ...OwnedReference[]]>();
  for (const one of entriesWithReferences(file)) {
    for (const { name, reference } of referencesToMissing(one, missing, file, scenario)) {
      const known = found.get(name);
      if (!known) found.set(name, [reference]);
      else if (known.every(({ owner }) => owner !== reference.owner)) known.push(reference);
    }
  }
  return found;
}

function referencesToMissing(
  { entry, section }: SectionEntry,
  missing: ReadonlyMap<string, unknown>,
  file: CheckedFile,
  scenario: Scenario,
): readonly { readonly name: string; readonly reference: OwnedReference }[] {
  const isOne = (use: NameUse) => missing.has(use.name) && counts(use, scenario);
  // The text is not recorded as read: the names in an entry are cached, their positions are not.
  const { tree } = unwatched(file);
  if (!isPresent(entry, section, scenario) || !usesUnder(entry, section, tree).some(isOne)) return [];
  const id = entry.key.text;
  const [owner, resource] = section === 'Resources' ? [id, id] : [`The output ${id}`, undefined];
  return referencesUnder(entry, section, tree)
    .filter(isOne)
    .map(({ name, at }) => ({ name, reference: { at, owner, resource } }));
}

/** Whether the scenario has the resource or output. */
function isPresent(entry: Entry, section: 'Resources' | 'Outputs', scenario: Scenario): boolean {
  if (section === 'Outputs') return isGiven(entry, scenario);
  const resource = scenario.template.resources.get(entry.key.text);
  return resource !== undefined && isCreated(resource, scenario);
}

function isGiven({ value }: Entry, scenario: Scenario): boolean {
  const condition = valueAt(value, 'Condition');
  return (
    condition === undefined ||
    (condition.kind === 'scalar' && conditionHolds(scenario, condition.text) === true)
  );
}

/** Whether AWS resolves the reference: it is in a branch that is taken. */
function counts({ by, sections, place, guards }: NameUse, scenario: Scenario): boolean {
  const [section, , key] = place;
  return (
    by !== 'DependsOn' &&
    sections.includes('Resources') &&
    (section === 'Resources' ? key === 'Properties' : key === 'Value') &&
    guards.every(({ condition, holds }) => conditionHolds(scenario, condition) === holds)
  );
}
