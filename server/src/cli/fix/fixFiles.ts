import { resolve } from 'node:path';
import { countOf } from '../countOf.ts';
import { writeText } from '../writeText.ts';
import { unifiedDiff } from './fixDiff.ts';

/** A file that fixes change. */
export interface FixedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly fixCount: number;
}

/** Writes the files; returns a sentence about the first that cannot be written. */
export function writeFixes(files: readonly FixedFile[], cwd: string): string | undefined {
  for (const [written, { name, before, after }] of files.entries()) {
    const result = writeText(resolve(cwd, name), before, after);
    if (result === 'written') continue;
    const others =
      written > 0 ? `; ${countOf(written, 'file')} before it ${written > 1 ? 'are' : 'is'} fixed` : '';
    return result === 'changed'
      ? `${name} was changed by another program${others}.`
      : `${name} cannot be written${others}.`;
  }
  return undefined;
}

export function diffOf(files: readonly FixedFile[]): string {
  return files.map(({ name, before, after }) => unifiedDiff(name, before, after)).join('');
}

/** "Made 3 fixes in 2 files.", or how many would be made. */
export function countFixes(files: readonly FixedFile[], isDone: boolean): string {
  const count = files.reduce((sum, { fixCount }) => sum + fixCount, 0);
  if (count === 0) return 'There is nothing to fix.';
  return `${isDone ? 'Made' : 'Would make'} ${countOf(count, 'fix')} in ${countOf(files.length, 'file')}.`;
}
