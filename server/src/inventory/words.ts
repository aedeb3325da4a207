import { type Inventory, nameTag } from './inventory.ts';

/** `subnet-0a1b2c3d (private-a)`; only the id for an object without a name. */
export function idWithName(id: string, { parts }: Inventory): string {
  const name = nameOfId(id, parts);
  return name === undefined || name === id ? id : `${id} (${name})`;
}

/** A sentence with the names of the objects added behind their ids. */
export function withNames(text: string, inventory: Inventory): string {
  return text.replaceAll(/\b[a-z]+-(?:[0-9a-f]{17}|[0-9a-f]{8})\b(?! \()/g, (id) =>
    idWithName(id, inventory),
  );
}

/** The name of the object with that id: its tag `Name`, or the name of the security group. */
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

/** `the inventory of 2026-11-20` (UTC), or without the date if neither the capture nor the files have one. */
export function inventoryWithDate({ capturedAt, writtenAt }: Inventory): string {
  if (capturedAt !== undefined) return `the inventory of ${dateOf(capturedAt)}`;
  if (writtenAt !== undefined) return `the inventory of ${dateOf(writtenAt)} or before`;
  return 'the inventory';
}

/**
 * `3 days old`, or `at least 3 days old` if only the files' dates are known; empty if the age is unknown. `now` is in
 * milliseconds since 1970.
 */
export function ageOf({ capturedAt, writtenAt }: Inventory, now: number): string | undefined {
  const since = capturedAt ?? writtenAt;
  if (since === undefined || since > now) return undefined;
  const age = durationOf(now - since);
  return capturedAt === undefined ? `at least ${age} old` : `${age} old`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In the largest unit with a count of at least two, rounded down. */
function durationOf(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  if (ms >= 2 * HOUR) return `${Math.floor(ms / HOUR)} hours`;
  const minutes = Math.floor(ms / MINUTE);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
