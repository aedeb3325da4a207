import { dirname, relative, resolve } from 'node:path';
import { readText } from '../../files/readFile.ts';
import { countOf } from '../countOf.ts';
import { absolutePath } from '../input/files.ts';
import { writeNew } from '../writeText.ts';
import type { FileReport } from './fileReport.ts';
import { fingerprintsOf } from './fingerprints.ts';

/** A known finding in a baseline. The names are for people who review changes of the file. */
interface Entry {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** The findings that are left to report. */
export interface BaselineResult {
  readonly reports: readonly FileReport[];
  readonly notes: readonly string[];
}

/** Removes the baseline's findings; returns a sentence if it cannot be read. */
export function withoutKnown(
  files: readonly FileReport[],
  name: string,
  cwd: string,
): BaselineResult | { readonly problem: string } {
  const text = readText(resolve(cwd, name));
  if (text === undefined) return { problem: `The baseline ${name} cannot be read.` };
  const entries = entriesIn(text);
  if (!entries) return { problem: `${name} is not a baseline; --write-baseline ${name} writes one.` };
  const left = new Map(entries.map(({ file, fingerprint }) => [`${file}\n${fingerprint}`, file]));
  const sorted = files.map((file) => {
    const fingerprints = fingerprintsOf(file);
    const path = pathFrom(name, file.name, cwd);
    const known = new Set(
      file.findings.filter((finding) => left.delete(`${path}\n${fingerprints.get(finding)}`)),
    );
    return { ...file, findings: file.findings.filter((finding) => !known.has(finding)), known: [...known] };
  });
  const count = sorted.reduce((sum, { known }) => sum + known.length, 0);
  const checked = new Set(files.map((file) => pathFrom(name, file.name, cwd)));
  const gone = [...left.values()].filter((file) => checked.has(file)).length;
  return {
    reports: sorted,
    notes: [
      ...(count > 0
        ? [`${countOf(count, 'finding')} in ${name} ${count === 1 ? 'is' : 'are'} not shown.`]
        : []),
      ...(gone > 0
        ? [
            `${countOf(gone, 'finding')} in ${name} no longer exist${gone === 1 ? 's' : ''}; --write-baseline removes ${gone === 1 ? 'it' : 'them'}.`,
          ]
        : []),
    ],
  };
}

/** Writes all findings to a baseline, which makes them known; returns a sentence if it cannot be written. */
export function writeBaseline(
  files: readonly FileReport[],
  name: string,
  cwd: string,
): BaselineResult | { readonly problem: string } {
  const entries = files.flatMap((file): Entry[] => {
    const fingerprints = fingerprintsOf(file);
    return file.findings.map((finding) => ({
      file: pathFrom(name, file.name, cwd),
      rule: finding.rule,
      fingerprint: fingerprints.get(finding)!,
    }));
  });
  // One per line and sorted, so that branches that change the file can be merged.
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).sort();
  const text = `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
  if (writeNew(resolve(cwd, name), text, true) !== 'written')
    return { problem: `The baseline ${name} cannot be written.` };
  return {
    reports: files.map((file) => ({ ...file, findings: [], known: file.findings })),
    notes: [`${countOf(entries.length, 'finding')} written to ${name}.`],
  };
}

/** A file's path in the baseline, independent of the current folder. */
function pathFrom(baseline: string, name: string, cwd: string): string {
  return relative(dirname(absolutePath(baseline, cwd)), absolutePath(name, cwd)).replaceAll('\\', '/');
}

function entriesIn(text: string): readonly Entry[] | undefined {
  try {
    const { version, findings } = JSON.parse(text);
    return version === 1 && Array.isArray(findings) && findings.every(isEntry) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { file, fingerprint } = (value ?? {}) as Partial<Entry>;
  return typeof file === 'string' && typeof fingerprint === 'string';
}
