import type { Cidr } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Field, Target, TargetList } from '../../network/field.ts';
import type { PortRange, Protocol } from '../../network/protocol.ts';
import type { MapSource } from './view.ts';

/** Model values as JSON. Null for a value that is known only after deployment, or is not set. */

export function targetId(field: Field<Target>): string | null {
  return field.kind === 'known' ? field.value.id : null;
}

/** Null if the whole list is unknown; null as an item if the item is unknown. */
export function namesOfTargets(list: TargetList): readonly (string | null)[] | null {
  if (list.kind === 'unknown') return null;
  return list.kind === 'known' ? list.items.map(targetId) : [];
}

export function block(field: Field<Cidr>): string | null {
  return field.kind === 'known' ? formatCidr(field.value) : null;
}

/** `preset` is AWS's default. */
export function plain<T extends string | number | boolean>(
  field: Field<T>,
  preset: T | null = null,
): T | null {
  if (field.kind === 'known') return field.value;
  return field.kind === 'absent' ? preset : null;
}

/** The name of a protocol, or its number as a string; `all` for every protocol. */
export function protocolText(protocol: Protocol): string {
  return typeof protocol === 'string' ? protocol : String(protocol.number);
}

export interface TrafficMap {
  readonly protocol: string | null;
  /** Both ends are inclusive; null if they are unknown. */
  readonly from: number | null;
  readonly to: number | null;
}

export function traffic(protocol: Field<Protocol>, ports: Field<PortRange>): TrafficMap {
  return {
    protocol: protocol.kind === 'known' ? protocolText(protocol.value) : null,
    from: ports.kind === 'known' ? ports.value.from : null,
    to: ports.kind === 'known' ? ports.value.to : null,
  };
}

/** An id with its line. */
export function entry({ id, at }: { id: string; at: { start: number; end: number } }, { lineOf }: MapSource) {
  return { id, line: lineOf(at) };
}
