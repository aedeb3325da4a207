import type { SubnetPlan } from './model.ts';

/** A plan with the earlier plans and, after an undo, the later ones. Plans share unchanged parts. */
export interface PlanHistory {
  readonly past: readonly SubnetPlan[];
  readonly present: SubnetPlan;
  readonly future: readonly SubnetPlan[];
}

/** Undo steps that are kept. */
const MOST_STEPS = 200;

export function historyOf(plan: SubnetPlan): PlanHistory {
  return { past: [], present: plan, future: [] };
}

/** Adds a plan as a step; returns the same history if nothing changed. */
export function advance(history: PlanHistory, plan: SubnetPlan): PlanHistory {
  if (plan === history.present) return history;
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present: plan, future: [] };
}

/** Undoes one step; returns the same history if there is none. */
export function undo({ past, present, future }: PlanHistory): PlanHistory {
  const before = past.at(-1);
  if (!before) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** Redoes one step; returns the same history if there is none. */
export function redo({ past, present, future }: PlanHistory): PlanHistory {
  const [next, ...rest] = future;
  if (!next) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}

/** Replaces the present plan without adding an undo step, for example because the template changed. */
export function amend(history: PlanHistory, plan: SubnetPlan): PlanHistory {
  return { ...history, present: plan };
}
