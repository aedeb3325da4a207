import {
  historyOf,
  type PlanHistory,
  readPlanData,
  type SubnetPlan,
  writePlanShort,
} from '../../../../server/src/subnetPlan/index.ts';
import { COLUMNS, type ColumnId } from '../grid/columns.ts';
import { FIRST_STATE, type State } from './state.ts';

/** The state that the window keeps of a page: enough to continue, including as much undo history as fits. */
interface Memory {
  readonly version: 1;
  readonly plan: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly closed: readonly string[];
  readonly hidden: readonly string[];
  readonly active: string | null;
  /** The URI of the template, for the extension. */
  readonly template: string | null;
}

/** In characters, for the undo history: the window writes all of it each time. */
const ROOM = 400_000;

export function memoryOf({ history, closed, hidden, active, template }: State): Memory {
  const plan = writePlanShort(history.present);
  let room = ROOM - plan.length;
  const written = (plans: readonly SubnetPlan[]): string[] => {
    const texts: string[] = [];
    for (const one of plans) {
      const text = writePlanShort(one);
      room -= text.length;
      if (room < 0) break;
      texts.push(text);
    }
    return texts;
  };
  // A large plan is saved without its history, which would take longer than the operation itself.
  const isSmall = plan.length < ROOM / 8;
  return {
    version: 1,
    plan,
    past: isSmall ? written(history.past.slice(-20).reverse()).reverse() : [],
    future: isSmall ? written(history.future.slice(0, 20)) : [],
    closed: [...closed],
    hidden: [...hidden],
    active: active?.key ?? null,
    template: template?.uri ?? null,
  };
}

/** Restores a remembered state; undefined if there is none or it is unreadable. */
export function stateOf(memory: unknown): State | undefined {
  if (typeof memory !== 'object' || memory === null) return undefined;
  const { plan, past, future, closed, hidden, active } = memory as Partial<Memory>;
  const present = planOf(plan);
  if (!present) return undefined;
  const history: PlanHistory = { ...historyOf(present), past: plansOf(past), future: plansOf(future) };
  return {
    ...FIRST_STATE,
    history,
    closed: new Set(textsOf(closed)),
    hidden: new Set(textsOf(hidden).filter((id): id is ColumnId => COLUMNS.some((one) => one.id === id))),
    active: typeof active === 'string' ? { key: active, column: null } : null,
  };
}

function planOf(text: unknown): SubnetPlan | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    // Not `readPlan`, whose size limit is for files: any plan that was here must be restored.
    const read = readPlanData(JSON.parse(text));
    return read.kind === 'plan' ? read.plan : undefined;
  } catch {
    return undefined;
  }
}

function plansOf(texts: unknown): SubnetPlan[] {
  return textsOf(texts).flatMap((text) => planOf(text) ?? []);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
