import { join, resolve } from 'node:path';
import { printableLine } from '../../escape/printable.ts';
import { makeFolder, removeFile, writeNew } from '../writeText.ts';
import { createMask } from './mask.ts';
import type { RegionAnswers } from './readNetwork.ts';

export interface HowWritten {
  /** The displayed folder, and the folder that it is relative to. */
  readonly output: string;
  readonly cwd: string;
  readonly now: Date;
  /** Only objects of these VPCs are kept; all if there are none. */
  readonly vpc: readonly string[];
  readonly mask: boolean;
}

export interface WrittenParts {
  readonly written: readonly { readonly part: string; readonly count: number }[];
  /** A sentence for each part that is left out because of a missing permission. */
  readonly denied: readonly string[];
  /** The names of the files for display. */
  readonly shown: string;
}

/** Writes a file for each part. A part without permission is left out, which means that it is unknown. */
export function writeNetwork(
  { region, answers }: RegionAnswers,
  { output, cwd, now, vpc, mask }: HowWritten,
): WrittenParts | { readonly problem: string } {
  const folder = resolve(cwd, output);
  const masked = mask ? createMask() : (value: unknown) => value;
  const about = { Region: region, CapturedAt: now.toISOString(), ...(vpc.length > 0 && { OnlyVpcs: vpc }) };
  if (!makeFolder(folder)) return { problem: `${output} cannot be created.` };
  const written: { part: string; count: number }[] = [];
  const denied: string[] = [];
  for (const answer of answers) {
    const { part } = answer;
    const file = join(folder, `${region}.${part}.json`);
    if ('denied' in answer) {
      // An older file would be mistaken for the current state.
      if (!removeFile(file)) return { problem: `${file} cannot be removed.` };
      denied.push(`${part} is missing, and so unknown: AWS denies ${answer.denied}.`);
      continue;
    }
    const items = vpc.length > 0 ? answer.items.filter((item) => belongsTo(part, item, vpc)) : answer.items;
    const text = `${JSON.stringify({ ...about, [part]: masked(items) }, null, 2)}\n`;
    if (writeNew(file, text, true) !== 'written') return { problem: `${file} cannot be written.` };
    written.push({ part, count: items.length });
  }
  if (written.length === 0) return { problem: 'AWS denies every call that an inventory needs.' };
  return { written, denied, shown: `${output}/${region}.*.json` };
}

/** Prefix lists and clusters belong to no VPC. */
const WITHOUT_VPC = new Set(['PrefixLists', 'DBClusters']);

function belongsTo(part: string, item: unknown, vpcs: readonly string[]): boolean {
  return WITHOUT_VPC.has(part) || mentions(item, vpcs);
}

export function mentions(item: unknown, ids: readonly string[]): boolean {
  const text = JSON.stringify(item);
  return ids.some((id) => text.includes(`"${id}"`));
}

/** The SDK's message on one line, with a full stop. */
export function errorText(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const text = printableLine(message.trim() || name);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
