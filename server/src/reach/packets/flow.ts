import { EMPTY, intersect, isEmpty, type Ranges, subtract } from './ranges.ts';

/**
 * A set of packets: every combination of a source address, a destination address, a source port and the port that a NAT
 * gateway translates to. The destination port and the protocol are the same for all.
 */
export interface Flow {
  readonly from: Ranges;
  readonly to: Ranges;
  readonly port: Ranges;
  readonly natPort: Ranges;
  /**
   * Sides of which only a superset of the addresses is known, such as S3's: nothing can be concluded about a part of
   * it.
   */
  readonly supersets: readonly ('from' | 'to')[];
}

/** The source ports of a NAT gateway (fact NAT-03). */
export const NAT_PORTS = [1024, 65_535] as const;

export type Dimension = 'from' | 'to' | 'port' | 'natPort';

/** `certain`: unknown filters are closed. `possible`: unknown filters are open. */
export type Mode = 'certain' | 'possible';

/** Memoizes a function by mode. */
export function perMode<T>(make: (mode: Mode) => T): (mode: Mode) => T {
  const cache = new Map<Mode, T>();
  return (mode) => {
    if (!cache.has(mode)) cache.set(mode, make(mode));
    return cache.get(mode)!;
  };
}

/** A box of addresses and ports: their Cartesian product. */
export interface PacketBox {
  readonly addresses: Ranges;
  readonly ports: Ranges;
}

/** The part of a flow whose `dimension` is in the set; the same object if that is all of it. */
export function narrow(flow: Flow, dimension: Dimension, set: Ranges, mode: Mode): readonly Flow[] {
  const part = intersect(flow[dimension], set);
  if (part === flow[dimension]) return [flow];
  if (isEmpty(part)) return [];
  if (isSuperset(flow, dimension)) return mode === 'possible' ? [flow] : [];
  return [{ ...flow, [dimension]: part }];
}

function isSuperset({ supersets }: Flow, dimension: Dimension): boolean {
  return (dimension === 'from' || dimension === 'to') && supersets.includes(dimension);
}

/** The parts of a flow that are in one of the boxes, which are disjoint. */
export function narrowToBoxes(
  flow: Flow,
  addresses: 'from' | 'to',
  ports: 'port' | 'natPort',
  boxes: readonly PacketBox[],
  mode: Mode,
): readonly Flow[] {
  const parts = boxes.flatMap((box) =>
    narrow(flow, addresses, box.addresses, mode).flatMap((part) => narrow(part, ports, box.ports, mode)),
  );
  return flowSize(parts) >= flowSize([flow]) ? [flow] : parts;
}

/** The number of packets in the flows, which are disjoint. */
export function flowSize(flows: readonly Flow[]): bigint {
  let size = 0n;
  for (const { from, to, port, natPort } of flows)
    size += count(from) * count(to) * count(port) * count(natPort);
  return size;
}

function count(set: Ranges): bigint {
  let size = 0n;
  for (const [low, high] of set) size += high - low + 1n;
  return size;
}

/** The part of a box outside of another, as disjoint boxes. */
export function subtractBox(box: PacketBox, other: PacketBox): readonly PacketBox[] {
  const addresses = intersect(box.addresses, other.addresses);
  const ports = isEmpty(addresses) ? EMPTY : intersect(box.ports, other.ports);
  if (isEmpty(ports)) return [box];
  return [
    { addresses: subtract(box.addresses, addresses), ports: box.ports },
    { addresses, ports: subtract(box.ports, ports) },
  ].filter((part) => !isEmpty(part.addresses) && !isEmpty(part.ports));
}

export function intersectBox(box: PacketBox, other: PacketBox): PacketBox | undefined {
  const addresses = intersect(box.addresses, other.addresses);
  const ports = isEmpty(addresses) ? EMPTY : intersect(box.ports, other.ports);
  return isEmpty(ports) ? undefined : { addresses, ports };
}
