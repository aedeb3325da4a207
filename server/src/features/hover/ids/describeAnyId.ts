import type { Analysis } from '../../../analysis.ts';
import { type Markdown, paragraphs } from '../../../escape/markdown.ts';
import { describeExisting, describeMissing } from './describeExisting.ts';
import { describeId } from './describeId.ts';

/** An AWS id: its object in the inventory, or else the kind that its prefix denotes. */
export function describeAnyId(
  id: string,
  prefix: string,
  { inventory }: Analysis,
  now: number | undefined,
): Markdown | undefined {
  const existing = inventory && describeExisting(id, inventory, now);
  return existing ?? paragraphs(describeId(id, prefix), inventory && describeMissing(prefix, inventory));
}
