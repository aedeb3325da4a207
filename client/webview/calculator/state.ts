import { contains } from '../../../server/src/cidr/cidr.ts';
import {
  advance,
  amend,
  bindVpc,
  EMPTY_PLAN,
  find,
  type History,
  historyOf,
  type Outcome,
  redo,
  replacementText,
  type SubnetPlan,
  unbind,
  undo,
  updatesOf,
} from '../../../server/src/subnetPlan/index.ts';
import { type ColumnId, HIDDEN_FIRST } from './columns.ts';
import type { BoundTemplate } from './messages.ts';

/** Where the keyboard is: on a whole line, or on a cell of it. */
export interface Active {
  readonly key: string;
  readonly column: ColumnId | null;
}

export interface Said {
  readonly text: string;
  readonly failed: boolean;
  /** Counts up, so that the same sentence is read out again. */
  readonly number: number;
}

export type Dialog =
  | { readonly kind: 'plan'; readonly by: 'tiers' | 'hosts'; readonly key: string }
  | { readonly kind: 'split'; readonly key: string }
  | { readonly kind: 'addRoot' }
  | { readonly kind: 'changeRoot'; readonly id: string }
  | { readonly kind: 'ipv6'; readonly id: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'write'; readonly vpc: string }
  | { readonly kind: 'confirm'; readonly texts: readonly string[]; readonly outcome: Outcome };

export interface State {
  readonly history: History;
  readonly closed: ReadonlySet<string>;
  readonly active: Active | null;
  /** The active cell is being written in. */
  readonly isEditing: boolean;
  readonly hidden: ReadonlySet<ColumnId>;
  readonly template: BoundTemplate | null;
  /** The file that the plan is saved in. */
  readonly file: { readonly uri: string; readonly name: string } | null;
  readonly dialog: Dialog | null;
  readonly said: Said;
}

export const FIRST_STATE: State = {
  history: historyOf(EMPTY_PLAN),
  closed: new Set(),
  active: null,
  isEditing: false,
  hidden: new Set(HIDDEN_FIRST),
  template: null,
  file: null,
  dialog: null,
  said: { text: '', failed: false, number: 0 },
};

/** The state with something to tell. */
export function saying(state: State, text: string, failed = false): State {
  return { ...state, said: { text, failed, number: state.said.number + 1 } };
}

/**
 * The state after an operation. One that makes AWS replace a subnet of the template is asked about first, unless
 * `isAgreed`.
 */
export function after(state: State, outcome: Outcome, isAgreed = false): State {
  if (outcome.kind === 'refused') return saying(state, outcome.says, true);
  if (!isAgreed) {
    const before = new Set(updatesOf(state.history.present).map(replacementText));
    const texts = updatesOf(outcome.plan)
      .map(replacementText)
      .filter((text) => !before.has(text));
    if (texts.length > 0) return { ...state, isEditing: false, dialog: { kind: 'confirm', texts, outcome } };
  }
  const history = advance(state.history, outcome.plan);
  const key = outcome.key ?? state.active?.key;
  const next = { ...state, history, dialog: null, isEditing: false };
  const shown = key === undefined ? next : selected(next, key, state.active?.column ?? null);
  return saying(shown, outcome.says);
}

/** The state with another line active, and everything above it open. */
export function selected(state: State, key: string, column: ColumnId | null = null): State {
  const found = find(state.history.present, key);
  if (!found) return state;
  return { ...state, active: { key, column }, closed: opened(state, key), isEditing: false };
}

/** What is closed without what stands above a line. */
function opened({ closed, history }: State, key: string): ReadonlySet<string> {
  const above = [...closed].filter((one) => one !== key && isAbove(history.present, one, key));
  if (above.length === 0) return closed;
  return new Set([...closed].filter((one) => !above.includes(one)));
}

function isAbove(plan: SubnetPlan, upper: string, lower: string): boolean {
  const [a, b] = [find(plan, upper), find(plan, lower)];
  if (!a || !b || a.root !== b.root || b.kind === 'root') return false;
  if (a.kind === 'root') return true;
  return a.block.cidr.prefix <= b.block.cidr.prefix && contains(a.block.cidr, b.block.cidr);
}

export function undone(state: State): State {
  if (state.history.past.length === 0) return saying(state, 'There is nothing to undo.');
  return saying(rebound({ ...state, history: undo(state.history), isEditing: false }), 'Undone.');
}

export function redone(state: State): State {
  if (state.history.future.length === 0) return saying(state, 'There is nothing to redo.');
  return saying(rebound({ ...state, history: redo(state.history), isEditing: false }), 'Redone.');
}

/** The plan with the template's own subnets where they are now. */
export function rebound(state: State): State {
  const { template, history } = state;
  if (!template) return state;
  const { plan, displaced } = boundTo(history.present, template);
  const next = plan === history.present ? state : { ...state, history: amend(history, plan) };
  if (displaced.length === 0) return next;
  const names = displaced.slice(0, 3).join(', ');
  return saying(
    next,
    `${names}${displaced.length > 3 ? ' and others' : ''} gave way to what the template has there.`,
    true,
  );
}

function boundTo(
  plan: SubnetPlan,
  template: BoundTemplate,
): { plan: SubnetPlan; displaced: readonly string[] } {
  const displaced: string[] = [];
  let bound = plan;
  for (const vpc of template.vpcs) {
    // Broken text may have lost its blocks for a moment; the plan waits for them.
    if (vpc.blocks.length === 0 || !plan.roots.some((root) => root.isBound && root.vpc === vpc.id)) continue;
    const result = bindVpc(bound, vpc);
    bound = result.plan;
    displaced.push(...result.displaced);
  }
  return { plan: bound, displaced };
}

/** The state with the template, and with the roots of a VPC of it where the plan has none yet. */
export function withTemplate(state: State, template: BoundTemplate, vpc: string | null): State {
  const isOther = state.template !== null && state.template.uri !== template.uri;
  const kept = isOther ? leaving(state, state.template!.name) : state;
  const next = rebound({ ...kept, template });
  const wanted = template.vpcs.find(({ id }) => id === vpc);
  if (!wanted || wanted.blocks.length === 0) return next;
  const own = next.history.present.roots.find((root) => root.isBound && root.vpc === wanted.id);
  if (own) return selected(next, own.id);
  const { plan } = bindVpc(next.history.present, wanted);
  const root = plan.roots.find((one) => one.isBound && one.vpc === wanted.id);
  const isFirst = next.history.present.roots.length === 0;
  const history = isFirst ? historyOf(plan) : advance(next.history, plan);
  const shown = root ? selected({ ...next, history }, root.id) : { ...next, history };
  const there = wanted.subnets.length;
  const says =
    there === 0 ? 'no subnet is there yet' : there === 1 ? '1 subnet is there' : `${there} subnets are there`;
  return saying(shown, `${wanted.id} of ${template.name}: ${says}.`);
}

/** The plan without its template, whose subnets stay as planned ones; a VPC of the next template may have its name. */
function leaving(state: State, name: string): State {
  const plan = unbind(state.history.present);
  const roots = plan.roots.map((root, index) =>
    state.history.present.roots[index]!.isBound ? { ...root, vpc: `${root.vpc} (${name})` } : root,
  );
  return { ...state, history: advance(state.history, { ...plan, roots }) };
}

/** Replaces the page's state by what a function makes of it. */
export type Change = (change: (state: State) => State) => void;
