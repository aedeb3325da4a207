import type { Analysis } from '../../analysis.ts';
import { describeExisting, describeMissing } from './describeExisting.ts';
import { describeId } from './describeId.ts';

/** An id of AWS: what the inventory knows of it, else what its prefix tells. */
export function describeAnyId(
  id: string,
  prefix: string,
  { inventory }: Analysis,
  now: number | undefined,
): string | undefined {
  const existing = inventory && describeExisting(id, inventory, now);
  return existing ?? joined(describeId(id, prefix), inventory && describeMissing(prefix, inventory));
}

/** Texts under each other; undefined where there is none. */
export function joined(...texts: readonly (string | undefined)[]): string | undefined {
  const told = texts.filter((text) => text !== undefined);
  return told.length > 0 ? told.join('\n\n') : undefined;
}
