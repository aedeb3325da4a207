import type { Node } from '../../syntax/tree.ts';
import type { Binding } from '../parameters.ts';
import type { Template } from '../template.ts';
import type { ScenarioSet } from './scenarioSet.ts';
import type { Value } from './value.ts';

/** A template with every condition and parameter decided. */
export interface Scenario {
  readonly template: Template;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Parameters that are bound otherwise than `bindingOf` says. */
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly values: Values;
}

/** A value that was worked out, and what from. */
interface EvaluatedNode {
  readonly value: Value;
  readonly reads: readonly Read[];
}

/**
 * Values that were worked out already. Most nodes of a template come to the same in every scenario, so scenarios have these
 * in common, and a template with thirty scenarios costs little more than one with two.
 */
export interface Values extends SharedValues {
  /** The scenario among those of its version. */
  readonly self: ScenarioSet;
  readonly ownCache: Map<Node, EvaluatedNode>;
  /** What was looked up, in its order. Whoever works something out takes what it rests on from the end. */
  readonly reads: Read[];
}

/** What the scenarios of one version of a document have in common. */
export interface SharedValues {
  /** Another number for each version: what is kept of one must not hold on to the rest of it. */
  readonly version: number;
  /** The same for all versions of a document. */
  readonly history: History;
  /** What the scenarios differ in, by the names of its reads. */
  readonly varying: ReadonlySet<string>;
  /** All of them; none for a scenario that stands alone. */
  readonly scenarios: Scenario[];
  readonly sharedCache: Map<Node, EvaluatedNode>;
}

/** Stands for a document through all of its versions: what is kept for the next one is found by it. */
export interface History {
  /** By the places of `perHistory`. */
  readonly kept: unknown[];
}

/** Something that can be looked up in the scenarios of a document. */
export interface Source {
  /** Equal for two that are the same thing. */
  readonly of: string;
  readonly name: string;
  /** Is kept as long as what was read, so it holds on to nothing of the scenario. */
  readonly look: LookUp<unknown>;
  readonly scope: Scope;
  /** The scenarios that surely have the same result as this one, in place of what the scope says. */
  readonly alike: ((scenario: Scenario, name: string) => ScenarioSet) | undefined;
  /** Whether two results are equal for those who read them. */
  readonly isSame: (a: unknown, b: unknown) => boolean;
  /** The version in which it was looked up last, and in which of its scenarios. */
  version: number;
  looked: ScenarioSet;
  /** What was seen there, and in the version before: one read for each thing, the same for all who see it. */
  current: readonly Read[];
  earlier: readonly Read[];
}

/** Something that was seen where it was looked up. */
export interface Read {
  readonly source: Source;
  readonly seen: unknown;
  /** The version in which that was compared last, in which of its scenarios, and in which of these the same was seen. */
  version: number;
  looked: ScenarioSet;
  same: ScenarioSet;
  /** The last list of reads that it was put into. */
  mark: number;
}

/**
 * Where a look-up has the same result in one version of a document. `version`: in all scenarios. `decided`: in all scenarios,
 * unless what is looked up differs among them. `reads`: where every input that the look-up reads is the same. `scenario`:
 * perhaps only in one. `never`: not even in a second look-up.
 */
export type Scope = 'version' | 'decided' | 'reads' | 'scenario' | 'never';

export type LookUp<T> = (scenario: Scenario, name: string) => T;
