import type { Inventory } from './inventory.ts';
import { nameTag } from './inventory.ts';

/** `subnet-0a1b2c3d (private-a)`; the id alone for what has no name. */
export function idWithName(id: string, { parts }: Inventory): string {
  const name = nameOfId(id, parts);
  return name === undefined || name === id ? id : `${id} (${name})`;
}

/** A sentence with the names of what its ids stand for. */
export function withNames(text: string, inventory: Inventory): string {
  return text.replaceAll(/\b[a-z]+-(?:[0-9a-f]{17}|[0-9a-f]{8})\b(?! \()/g, (id) =>
    idWithName(id, inventory),
  );
}

/** The name that somebody gave what an id stands for: its tag, or a security group's own name. */
export function nameOfId(id: string, parts: Inventory['parts']): string | undefined {
  const group = parts.SecurityGroups.entries.get(id);
  if (group) return nameTag(group) ?? group.GroupName;
  for (const part of [
    'Subnets',
    'Vpcs',
    'RouteTables',
    'NatGateways',
    'InternetGateways',
    'VpcEndpoints',
  ] as const) {
    const entry = parts[part].entries.get(id);
    if (entry) return nameTag(entry);
  }
  return undefined;
}

/** `the inventory of 2026-11-20`, in the time of UTC; what is known of its age, and no more. */
export function inventoryWithDate({ capturedAt, writtenAt }: Inventory): string {
  if (capturedAt !== undefined) return `the inventory of ${dateOf(capturedAt)}`;
  if (writtenAt !== undefined) return `the inventory of ${dateOf(writtenAt)} or before`;
  return 'the inventory';
}

/** `3 days old`, `at least 3 days old`, or nothing where nobody knows. `now` in milliseconds since 1970. */
export function ageOf({ capturedAt, writtenAt }: Inventory, now: number): string | undefined {
  const since = capturedAt ?? writtenAt;
  if (since === undefined || since > now) return undefined;
  const age = durationOf(now - since);
  return capturedAt === undefined ? `at least ${age} old` : `${age} old`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In the largest unit of which there are two at least, rounded down. */
function durationOf(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  if (ms >= 2 * HOUR) return `${Math.floor(ms / HOUR)} hours`;
  const minutes = Math.floor(ms / MINUTE);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
