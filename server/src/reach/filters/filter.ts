import type { Network } from '../../network/model.ts';
import type { Truth } from '../../network/truth.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Span } from '../../syntax/span.ts';
import type { Location, Traffic } from '../locations/location.ts';
import type { Flow, Mode } from '../packets/flow.ts';
import type { Blocker, Hop } from '../question.ts';

/** Something on a path that may stop packets. */
export interface Filter {
  readonly hop: Omit<Hop, 'allows' | 'by'>;
  /** The part of a flow that the filter lets through; the same object if that is all of it. */
  readonly apply: (flow: Flow, mode: Mode) => readonly Flow[];
  /** What lets it through, in words, and where that is written if it is not at the hop's object. */
  readonly by?: () => By | undefined;
  /** True if the filter is not worth a line when it lets everything through. */
  readonly isQuiet?: boolean;
  /** What stops the packets, and the change that would open the filter. */
  readonly blocker: () => Blocker;
  /** What is unknown here and may decide the verdict. */
  readonly unknownReasons?: () => readonly UnknownReason[];
  /** The parameters whose defaults the filter depends on. */
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
  /** Which rules may refer to groups of the other side; all if absent. */
  readonly groupReferences?: GroupReferences;
}

/** `ingress`: inbound rules alone. `maybe-ingress`: it is unknown whether inbound rules may. */
export type GroupReferences = 'none' | 'ingress' | 'maybe-ingress';

/** A filter lets everything through (`open`), nothing (`closed`), or it is unknown which. */
export type FilterState = 'open' | 'closed' | UnknownReason;

export function filterState(passes: Truth): FilterState {
  return passes === 'yes' ? 'open' : passes === 'no' ? 'closed' : passes;
}

/** A filter that lets through everything or nothing. */
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
    ...(typeof state === 'object' && { unknownReasons: () => [state] }),
  };
}

/** Marks a filter at an end of every path: if it blocks, another route does not help. */
export function onEveryPath(filter: Filter): Filter {
  return { ...filter, blocker: () => ({ ...filter.blocker(), onEveryPath: true }) };
}

export function present(checks: readonly (Filter | undefined)[]): readonly Filter[] {
  return checks.filter((check) => check !== undefined);
}
