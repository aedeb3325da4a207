import { spawnSync } from 'node:child_process';

/** What a row of the table says. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** Absent where there is nothing to meet. */
  readonly target?: string;
  readonly isMet?: boolean;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** "12 ms", "1.2 s". */
export function spell(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** Times that should stay below a limit at the 95th percentile. */
export function below(what: string, times: readonly number[], limit: number): Figure {
  const p95 = quantile(times, 0.95);
  return {
    what,
    target: `p95 ≤ ${limit} ms`,
    measured: `p50 ${spell(median(times))}, p95 ${spell(p95)}`,
    isMet: p95 <= limit,
  };
}

/** A time whose median should stay below a limit. */
export function atMost(what: string, times: readonly number[], limit: number): Figure {
  return { what, target: `≤ ${limit} ms`, measured: spell(median(times)), isMet: median(times) <= limit };
}

/** How much faster than cfn-lint, each run in turn so that what else the machine does hits both. */
export function ratio(
  what: string,
  ours: readonly number[],
  theirs: readonly number[],
  least: number,
): Figure {
  const times = median(theirs) / median(ours);
  return {
    what,
    target: `≥ ${least} × faster`,
    measured: `${times.toFixed(times < 20 ? 1 : 0)} × (${spell(median(ours))} against ${spell(median(theirs))})`,
    isMet: times >= least,
  };
}

/** Milliseconds of a whole process. Throws where it does not end with one of the statuses. */
export function timeOf(command: string, args: readonly string[], statuses: readonly number[] = [0]): number {
  const started = performance.now();
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
  const took = performance.now() - started;
  if (error) throw error;
  if (!statuses.includes(status ?? -1))
    throw new Error(`${command} ended with ${status}: ${stderr.slice(0, 500)}`);
  return took;
}
