import type { Network } from '../../network/model.ts';
import { COLLECTIONS } from '../../network/template/contributions.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { watchedMap, watchedNetwork } from '../../network/watched.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { inputOf } from '../../template/evaluation/inputs.ts';
import { THIS_SCENARIO, thisVersion } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { NO_SCENARIO, type ScenarioSet } from '../../template/evaluation/scenarioSet.ts';
import type { Template } from '../../template/template.ts';
import type { CheckedFile } from '../defineRule.ts';

/**
 * A template's file in a scenario: as it is, and as rules see it. The second records every read, so that reports can
 * be reused.
 */
interface Watched {
  readonly file: CheckedFile;
  readonly watched: CheckedFile;
}

const ofScenario = new WeakMap<Scenario, Watched>();

const scenarios = new WeakMap<CheckedFile, Scenario>();

export function watch(file: CheckedFile, scenario: Scenario): CheckedFile {
  const template = file.template && watchedTemplate(file.template, scenario);
  const network = watchedNetwork(file.network, {
    whole: () => wholeNetwork(scenario, ''),
    part: (part) => networkPart(scenario, part),
    key: (part, key) => keysOf[part](scenario, key),
    derived: (name, derive) => derivedBy(name, derive)(scenario, ''),
  });
  const watched = new Proxy(file, {
    get(_, name) {
      if (name === 'network') return network;
      if (name === 'template') return template;
      if (name === 'scenario') scenario.values.reads.push(THIS_SCENARIO);
      if (name === 'tree' || name === 'scenarios') thisVersion(scenario, '');
      if (name === 'tree' || name === 'scenario' || name === 'scenarios') return file[name];
      return fileField(scenario, name as keyof CheckedFile);
    },
  });
  ofScenario.set(scenario, { file, watched });
  scenarios.set(watched, scenario);
  return watched;
}

/** The file as rules see it in a scenario. */
export function watchedIn(scenario: Scenario): CheckedFile {
  return ofScenario.get(scenario)!.watched;
}

/** The scenario of a file that is watched. */
export function scenarioOf(file: CheckedFile): Scenario | undefined {
  return scenarios.get(file);
}

/** The file without recorded reads, for data that is computed in each version and never cached. */
export function unwatched(file: CheckedFile): CheckedFile {
  const scenario = scenarios.get(file);
  return (scenario && ofScenario.get(scenario)?.file) ?? file;
}

const fileField = inputOf(
  'file',
  (scenario, name) => ofScenario.get(scenario)?.file[name as keyof CheckedFile],
  // The network and the scenario are recorded by other inputs.
  { scope: 'version' },
);

const wholeNetwork = inputOf('network', networkOfTemplate);

const networkPart = inputOf(
  'network part',
  (scenario, name) => networkOfTemplate(scenario)[name as keyof Network],
  { alike: (scenario, name) => scenariosWithPart(name as keyof Network, scenario) },
);

/** The scenarios whose networks have the very same part: most conditions decide about a few parts of a network. */
function scenariosWithPart(part: keyof Network, scenario: Scenario): ScenarioSet {
  const { scenarios, self } = scenario.values;
  if (scenarios.length < 2) return self;
  const byPart = partsIn.get(scenarios) ?? new Map<keyof Network, ReadonlyMap<unknown, ScenarioSet>>();
  partsIn.set(scenarios, byPart);
  let sets = byPart.get(part);
  if (!sets) {
    const found = new Map<unknown, ScenarioSet>();
    for (const one of scenarios) {
      const content = networkOfTemplate(one)[part];
      found.set(content, (found.get(content) ?? NO_SCENARIO) | one.values.self);
    }
    sets = found;
    byPart.set(part, sets);
  }
  return sets.get(networkOfTemplate(scenario)[part]) ?? self;
}

/** By the scenarios of a version. */
const partsIn = new WeakMap<readonly Scenario[], Map<keyof Network, ReadonlyMap<unknown, ScenarioSet>>>();

function derivedBy(name: string, derive: (network: Network) => unknown) {
  const known = inputsOfDerived.get(name) ?? inputOf(name, (scenario) => derive(networkOfTemplate(scenario)));
  inputsOfDerived.set(name, known);
  return known;
}

const inputsOfDerived = new Map<string, ReturnType<typeof inputOf>>();

const keysOf = Object.fromEntries(
  COLLECTIONS.map((part) => [
    part,
    inputOf(
      `key of ${part}`,
      (scenario, key) => {
        const content = networkOfTemplate(scenario)[part] as
          | ReadonlyMap<string, unknown>
          | ReadonlySet<string>;
        return 'get' in content ? content.get(key) : content.has(key);
      },
      { alike: (scenario) => scenariosWithPart(part, scenario) },
    ),
  ]),
) as Record<keyof Network, ReturnType<typeof inputOf>>;

function watchedTemplate(template: Template, scenario: Scenario): Template {
  return new Proxy(template, {
    get(_, name) {
      const field = name as keyof Template;
      const content = template[field];
      if (!(content instanceof Map)) return templateField(scenario, field);
      return watchedMap(content, {
        whole: () => thisVersion(scenario, ''),
        key: (id) => sectionOf(field)(scenario, id),
      });
    },
  });
}

const templateField = inputOf('template', (scenario, name) => templateOf(scenario)[name as keyof Template], {
  scope: 'version',
});

/** The template with all of its conditions; the scenario's has those that matter to the network. */
function templateOf(scenario: Scenario): Template {
  return ofScenario.get(scenario)?.file.template ?? scenario.template;
}

/** The entry of a section of a template with a name. */
function sectionOf(field: keyof Template) {
  const known =
    sections.get(field) ??
    inputOf(
      field,
      (scenario, name) => (templateOf(scenario)[field] as ReadonlyMap<string, unknown>).get(name),
      { scope: 'version' },
    );
  sections.set(field, known);
  return known;
}

const sections = new Map<keyof Template, ReturnType<typeof inputOf>>();

/** A property of the whole file that rules read: their findings stay cached as long as it has the same value. */
export function derived<T>(
  name: string,
  derive: (file: CheckedFile) => T,
  how: Parameters<typeof inputOf<T>>[2] = {},
): (file: CheckedFile) => T {
  const input = inputOf(name, (scenario) => derive(ofScenario.get(scenario)!.file), how);
  return (file) => {
    const scenario = scenarios.get(file);
    return scenario ? input(scenario, '') : derive(file);
  };
}

/** As `derived`, for something small that is the same in all scenarios. */
export function fact<T extends string | number | boolean | undefined>(
  name: string,
  look: (file: CheckedFile) => T,
): (file: CheckedFile) => T {
  const known = new WeakMap<SyntaxTree, { readonly answer: T }>();
  return derived(
    name,
    (file) => {
      const made = known.get(file.tree) ?? { answer: look(file) };
      known.set(file.tree, made);
      return made.answer;
    },
    { scope: 'version' },
  );
}
