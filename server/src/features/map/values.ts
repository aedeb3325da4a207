import type { Cidr } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Field, PortRange, Protocol, Target, TargetList } from '../../network/model.ts';
import type { View } from '../hover/resource/view.ts';

/** Values of the model as JSON has them. Null is what is known only when the stack is deployed, or not written at all. */

export function named(field: Field<Target>): string | null {
  return field.kind === 'known' ? field.value.id : null;
}

/** Null where the list as a whole is not known, and within it for an item that is not. */
export function namesIn(list: TargetList): readonly (string | null)[] | null {
  if (list.kind === 'unknown') return null;
  return list.kind === 'known' ? list.items.map(named) : [];
}

export function block(field: Field<Cidr>): string | null {
  return field.kind === 'known' ? formatCidr(field.value) : null;
}

/** `preset` is what AWS takes where nothing is written. */
export function plain<T extends string | number | boolean>(
  field: Field<T>,
  preset: T | null = null,
): T | null {
  if (field.kind === 'known') return field.value;
  return field.kind === 'absent' ? preset : null;
}

/** The name of a protocol, or its number as text; `all` for every one. */
export function protocolText(protocol: Protocol): string {
  return typeof protocol === 'string' ? protocol : String(protocol.number);
}

export interface TrafficMap {
  readonly protocol: string | null;
  /** Both ends are included; null where they are not known. */
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
export function entry({ id, at }: { id: string; at: { start: number; end: number } }, { lineOf }: View) {
  return { id, line: lineOf(at) };
}
