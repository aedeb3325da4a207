import type { Scene } from './checks.ts';
import { type Flow, type Mode, sizeOf } from './flow.ts';
import { type Path, wholeFlow } from './paths.ts';
import type { Verdict } from './question.ts';

/** What is left of a path's packets after all that may stop them. */
export function remaining({ flow, checks }: Path, mode: Mode): readonly Flow[] {
  let flows: readonly Flow[] = [flow];
  for (const check of checks) {
    flows = flows.flatMap((part) => check.pass(part, mode));
    if (flows.length === 0) break;
  }
  return flows;
}

/**
 * What a pair comes to: the packets that surely get through, against those that may. Everything: reachable. Nothing may:
 * blocked. Some do and some surely do not: partial. Otherwise what is not known decides.
 */
export function runPaths(scene: Scene, paths: (mode: Mode) => readonly Path[]): Verdict {
  const whole = sizeOf([wholeFlow(scene)]);
  const through = (mode: Mode) => paths(mode).reduce((sum, path) => sum + sizeOf(remaining(path, mode)), 0n);
  const certain = through('certain');
  if (certain >= whole) return 'reachable';
  const possible = through('possible');
  if (possible === 0n) return 'blocked';
  return certain > 0n && possible < whole ? 'partial' : 'unknown';
}

/** What pairs come to together. */
export function joined(verdicts: readonly Verdict[]): Verdict {
  const has = (wanted: Verdict) => verdicts.includes(wanted);
  if (has('partial') || (has('reachable') && has('blocked'))) return 'partial';
  if (has('unknown') || verdicts.length === 0) return 'unknown';
  return has('reachable') ? 'reachable' : 'blocked';
}
