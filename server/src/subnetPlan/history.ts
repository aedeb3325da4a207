import type { SubnetPlan } from './model.ts';

/** A plan with those before it and, after an undo, those that came after it. Plans share what they have in common. */
export interface History {
  readonly past: readonly SubnetPlan[];
  readonly present: SubnetPlan;
  readonly future: readonly SubnetPlan[];
}

/** Enough for an afternoon. */
const MOST_STEPS = 200;

export function historyOf(plan: SubnetPlan): History {
  return { past: [], present: plan, future: [] };
}

/** The history with a new plan at its end; the same one where nothing changed. */
export function advance(history: History, plan: SubnetPlan): History {
  if (plan === history.present) return history;
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present: plan, future: [] };
}

/** One step back; the same history where there is none. */
export function undo({ past, present, future }: History): History {
  const before = past.at(-1);
  if (!before) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** One step forward again; the same history where there is none. */
export function redo({ past, present, future }: History): History {
  const [next, ...rest] = future;
  if (!next) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}

/** The history with another present that is no step of the user's, as when the template changed. */
export function amend(history: History, plan: SubnetPlan): History {
  return { ...history, present: plan };
}
