import type { Entry, Scalar, SyntaxTree } from '../../syntax/tree.ts';
import { repeatsProperty } from '../../template/evaluation/attributes.ts';
import { bindingInWords } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { entriesIn, usesUnder } from '../../template/references.ts';
import type { Resource } from '../../template/resource.ts';
import type { Template } from '../../template/template.ts';

/**
 * Resources in which nothing was wrong in an earlier version of a document. One that says the same, where everything that
 * its values rest on says the same too, need not be looked at again.
 */
export interface Unchanged {
  isKnownGood(resource: Resource): boolean;
  /** For a resource that is the same in every scenario. */
  noteGood(resource: Resource): void;
}

export function unchangedIn(tree: SyntaxTree, scenario: Scenario): Unchanged {
  const { template } = scenario;
  let unchanged = known.get(template);
  if (!unchanged) {
    unchanged = makeUnchanged(tree, scenario);
    known.set(template, unchanged);
  }
  return unchanged;
}

const known = new WeakMap<Template, Unchanged>();

/** By a resource's entry, which stays the same object while its text does, what its values rested on. */
const good = new WeakMap<Entry, string>();

function makeUnchanged(tree: SyntaxTree, scenario: Scenario): Unchanged {
  const entries = new Map<Scalar, Entry>(entriesIn(tree, 'Resources').map((entry) => [entry.key, entry]));
  const surroundings = surroundingsOf(tree, scenario);
  return {
    isKnownGood({ key }) {
      const entry = entries.get(key);
      return entry !== undefined && good.get(entry) === surroundings;
    },
    noteGood({ key }) {
      const entry = entries.get(key);
      if (entry && !reachesOut(entry, tree, scenario.template)) good.set(entry, surroundings);
    },
  };
}

/** What the value of any property can rest on beside other resources' properties. */
function surroundingsOf({ text, root }: SyntaxTree, { template, bindings, values }: Scenario): string {
  const sections = root?.kind === 'mapping' ? root.entries : [];
  const written = sections
    .filter(({ key }) => key.text !== 'Resources' && key.text !== 'Outputs' && key.text !== 'Metadata')
    .map(({ start, end }) => text.slice(start, end));
  const types = [...template.resources.values()].map(
    ({ id, type, condition }) => `${id} ${type} ${condition}`,
  );
  const given = [...bindings]
    .filter(([name]) => !values.varying.has(bindingInWords.of(name)))
    .map(([name, binding]) => `${name} ${binding.kind === 'fixed' ? binding.text : binding.kind}`);
  return JSON.stringify([written, types, given]);
}

/** Whether a value rests on another resource's properties or on another file. */
function reachesOut(entry: Entry, tree: SyntaxTree, { resources, neighbours }: Template): boolean {
  if (neighbours && tree.text.slice(entry.start, entry.end).includes('ImportValue')) return true;
  return usesUnder(entry, 'Resources', tree).some(({ name, attribute }) => {
    if (!attribute) return false;
    return (
      attribute.name.startsWith('Outputs.') ||
      repeatsProperty(resources.get(name)?.type ?? '', attribute.name)
    );
  });
}
