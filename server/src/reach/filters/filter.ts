import type { Network } from '../../network/model.ts';
import type { Doubt, Truth } from '../../network/truth.ts';
import type { Span } from '../../syntax/span.ts';
import type { Location, Traffic } from '../locations/location.ts';
import type { Flow, Mode } from '../packets/flow.ts';
import type { Blocker, Hop } from '../question.ts';

/** One thing on a path that may stop packets. */
export interface Filter {
  readonly hop: Omit<Hop, 'allows' | 'by'>;
  /** The part of a flow that it lets through; the very flow where that is all. */
  readonly apply: (flow: Flow, mode: Mode) => readonly Flow[];
  /** What lets it through, in words, and where that is written if not where the hop is. */
  readonly by?: () => By | undefined;
  /** Not worth a line where it lets everything through. */
  readonly isQuiet?: boolean;
  /** What stops it, and what would not. */
  readonly blocker: () => Blocker;
  /** What is not known here and may decide. */
  readonly unknownReasons?: () => readonly string[];
  /** Parameters whose defaults it rests on. */
  readonly defaults?: () => readonly string[];
}

export interface By {
  readonly text: string;
  readonly at?: Span;
}

/** Where a check is made: everything that all checks of a path share. */
export interface FlowContext {
  readonly from: Location;
  readonly to: Location;
  readonly traffic: Traffic;
  readonly network: Network;
  /** Which rules may name groups of the other side; all where nothing is said. */
  readonly groupReferences?: GroupReferences;
}

/** `ingress`: those that let in. `maybe-ingress`: whether these may is not known. */
export type GroupReferences = 'none' | 'ingress' | 'maybe-ingress';

/** Whether a filter lets everything through, or nothing, or why that is not known. */
export type FilterState = 'open' | 'closed' | Doubt;

export function filterState(passes: Truth): FilterState {
  return passes === 'yes' ? 'open' : passes === 'no' ? 'closed' : passes;
}

/** Something that lets everything through, or nothing. */
export function constantFilter(
  hop: Omit<Hop, 'allows' | 'by'>,
  state: FilterState,
  blocker: () => Blocker,
  by?: string,
): Filter {
  return {
    hop,
    apply: (flow, mode) =>
      state === 'open' || (typeof state === 'object' && mode === 'possible') ? [flow] : [],
    blocker,
    ...(by !== undefined && { by: () => ({ text: by }) }),
    ...(typeof state === 'object' && { unknownReasons: () => [state.why] }),
  };
}

/** A filter at an end of every path: where it blocks, another route changes nothing. */
export function onEveryWay(filter: Filter): Filter {
  return { ...filter, blocker: () => ({ ...filter.blocker(), onEveryWay: true }) };
}

export function present(checks: readonly (Filter | undefined)[]): readonly Filter[] {
  return checks.filter((check) => check !== undefined);
}
