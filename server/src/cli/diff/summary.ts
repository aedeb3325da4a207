import { countOf } from '../countOf.ts';
import type { FileDiff } from './compare.ts';

/** The number of differences of each kind, over all files. */
export interface Summary {
  readonly exposures: number;
  readonly losses: number;
  readonly uncertain: number;
  readonly openings: number;
  readonly replaced: number;
  readonly mayBeReplaced: number;
  readonly interrupted: number;
  readonly failures: number;
  readonly deleted: number;
  readonly newFindings: number;
  readonly goneFindings: number;
  readonly files: number;
  readonly changedFiles: number;
}

export function summaryOf(files: readonly FileDiff[], count: number): Summary {
  const reach = files.flatMap(({ diff }) => diff.reach.flatMap(({ changes }) => changes));
  const meaning = (wanted: string) => reach.filter((one) => one.meaning === wanted).length;
  const replaced = (certainty: string) =>
    sum(
      files,
      ({ diff }) =>
        new Set(diff.replacements.filter((one) => one.certainty === certainty).map(({ id }) => id)).size,
    );
  return {
    exposures: meaning('exposure'),
    losses: meaning('loss'),
    uncertain: meaning('uncertain'),
    openings: meaning('opening'),
    replaced: replaced('yes'),
    mayBeReplaced: replaced('perhaps'),
    interrupted: sum(files, ({ diff }) => new Set(diff.interruptions.map(({ id }) => id)).size),
    failures: sum(files, ({ diff }) => diff.failures.length),
    deleted: sum(files, ({ diff }) => diff.deletions.length),
    newFindings: sum(files, ({ diff }) => diff.findings.appeared.length),
    goneFindings: sum(files, ({ diff }) => diff.findings.gone.length),
    files: count,
    changedFiles: files.length,
  };
}

function sum(files: readonly FileDiff[], of: (file: FileDiff) => number): number {
  return files.reduce((total, file) => total + of(file), 0);
}

/** "1 exposure", "2 resources replaced" …; a single part that says so if there is nothing. */
export function summaryParts(summary: Summary): readonly string[] {
  const { files, changedFiles } = summary;
  const parts: readonly (readonly [count: number, one: string, many: string])[] = [
    [summary.exposures, 'exposure', 'exposures'],
    [summary.losses, 'connection lost', 'connections lost'],
    [summary.uncertain, 'connection uncertain', 'connections uncertain'],
    [summary.openings, 'connection new', 'connections new'],
    [summary.failures, 'failing update', 'failing updates'],
    [summary.replaced, 'resource replaced', 'resources replaced'],
    [summary.mayBeReplaced, 'resource maybe replaced', 'resources maybe replaced'],
    [summary.interrupted, 'resource interrupted', 'resources interrupted'],
    [summary.deleted, 'resource with data deleted', 'resources with data deleted'],
    [summary.newFindings, 'new finding', 'new findings'],
    [summary.goneFindings, 'finding gone', 'findings gone'],
  ];
  const counts = parts.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`],
  );
  const among = `${changedFiles} of ${countOf(files, 'file')} differ${changedFiles === 1 ? 's' : ''}`;
  return counts.length > 0 ? [...counts, among] : [`Nothing of the network changes (${among})`];
}
