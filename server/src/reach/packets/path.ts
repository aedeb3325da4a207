import type { Filter, FlowContext } from '../filters/filter.ts';
import type { Location } from '../locations/location.ts';
import { type Flow, type Mode, NAT_PORTS } from './flow.ts';
import { portRanges, type Ranges } from './ranges.ts';

/** Everything on a way that may stop packets, in order. */
export interface Passage {
  readonly checks: readonly Filter[];
  /** What is taken for granted on it. */
  readonly assumptions?: readonly string[];
}

/** One way for a part of the packets. */
export interface Path extends Passage {
  readonly flow: Flow;
}

/** One way for the packets to some of the destinations, or from some of the sources. */
export interface PartialPath extends Passage {
  readonly part: Ranges;
}

/** All packets of a pair. */
export function wholeFlow({ from, to, traffic }: FlowContext): Flow {
  return {
    from: from.addresses,
    to: to.addresses,
    port: traffic.protocol === 'icmp' ? portRanges(0, 0) : from.sourcePorts,
    natPort: portRanges(...NAT_PORTS),
    // A service has one of these addresses; that is looked at where all pairs are.
    vague: [
      ...(from.isVague ? (['from'] as const) : []),
      ...(to.isVague && to.subnet ? (['to'] as const) : []),
    ],
  };
}

/** A place that packets go to, and the ways there. */
export interface Destination {
  readonly to: Location;
  readonly paths: (mode: Mode) => readonly Path[];
}
