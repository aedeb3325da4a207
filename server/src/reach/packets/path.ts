import type { Filter, FlowContext } from '../filters/filter.ts';
import type { Location } from '../locations/location.ts';
import { type Flow, type Mode, NAT_PORTS } from './flow.ts';
import { portRanges, type Ranges } from './ranges.ts';

/** The filters on a path, in order. */
export interface FilterChain {
  readonly checks: readonly Filter[];
  /** What the path assumes. */
  readonly assumptions?: readonly string[];
}

/** A path with the part of the packets that take it. */
export interface Path extends FilterChain {
  readonly flow: Flow;
}

/** A path for some of the destinations or some of the sources. */
export interface PartialPath extends FilterChain {
  readonly part: Ranges;
}

/** All packets of a pair. */
export function wholeFlow({ from, to, traffic }: FlowContext): Flow {
  return {
    from: from.addresses,
    to: to.addresses,
    port: traffic.protocol === 'icmp' ? portRanges(0, 0) : from.sourcePorts,
    natPort: portRanges(...NAT_PORTS),
    // A service has one of these addresses; `runService` decides over all pairs together.
    supersets: [
      ...(from.isSuperset ? (['from'] as const) : []),
      ...(to.isSuperset && to.subnet ? (['to'] as const) : []),
    ],
  };
}

/** A location that packets are sent to, and the paths to it. */
export interface Destination {
  readonly to: Location;
  readonly paths: (mode: Mode) => readonly Path[];
}
