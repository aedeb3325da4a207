import type { Filter, FlowContext } from '../filters/filter.ts';
import type { Location } from '../locations/party.ts';
import { type Flow, type Mode, NAT_PORTS } from './flow.ts';
import { portRanges } from './ranges.ts';

/** One way for a part of the packets, and everything on it that may stop them, in order. */
export interface Path {
  readonly flow: Flow;
  readonly checks: readonly Filter[];
  /** What is taken for granted on it. */
  readonly assumptions?: readonly string[];
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
