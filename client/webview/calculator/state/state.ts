import { contains } from '../../../../server/src/cidr/cidr.ts';
import { formatCount } from '../../../../server/src/cidr/format.ts';
import {
  advance,
  amend,
  bindVpc,
  EMPTY_PLAN,
  findBlock,
  historyOf,
  type OperationResult,
  type PlanHistory,
  planOfVpc,
  redo,
  replacementText,
  type SubnetPlan,
  unbind,
  undo,
  updatesOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { type ColumnId, HIDDEN_FIRST } from '../grid/columns.ts';
import type { BoundTemplate, Preview } from '../messages.ts';

/** The keyboard focus: a whole row, or a cell of it. */
export interface Active {
  readonly key: string;
  readonly column: ColumnId | null;
}

export interface Notice {
  readonly text: string;
  readonly failed: boolean;
  /** Incremented so that an identical sentence is announced again. */
  readonly number: number;
  /** Offers to undo what the text says. */
  readonly canUndo: boolean;
}

export type Dialog =
  | { readonly kind: 'plan'; readonly by: 'tiers' | 'hosts'; readonly key: string }
  | { readonly kind: 'split'; readonly key: string }
  | { readonly kind: 'addRoot' }
  | { readonly kind: 'changeRoot'; readonly id: string }
  | { readonly kind: 'ipv6'; readonly id: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'write'; readonly vpc: string }
  | { readonly kind: 'confirm'; readonly texts: readonly string[]; readonly outcome: OperationResult };

export interface State {
  readonly history: PlanHistory;
  readonly closed: ReadonlySet<string>;
  readonly active: Active | null;
  /** True while the active cell is being edited. */
  readonly isEditing: boolean;
  readonly hidden: ReadonlySet<ColumnId>;
  readonly template: BoundTemplate | null;
  /** The name of the document that the page edits; null for a plan that was not saved yet. */
  readonly document: string | null;
  readonly dialog: Dialog | null;
  /** What the dialog that writes into the template would write; null until the extension has answered. */
  readonly preview: Preview | null;
  readonly notice: Notice;
}

export const FIRST_STATE: State = {
  history: historyOf(EMPTY_PLAN),
  closed: new Set(),
  active: null,
  isEditing: false,
  hidden: new Set(HIDDEN_FIRST),
  template: null,
  document: null,
  dialog: null,
  preview: null,
  notice: { text: '', failed: false, number: 0, canUndo: false },
};

/** The state with a message for the user. */
export function withNotice(state: State, text: string, failed = false): State {
  return { ...state, notice: { text, failed, number: state.notice.number + 1, canUndo: false } };
}

/** The state without its message, which no longer applies. */
export function quiet(state: State): State {
  return state.notice.text === '' ? state : withNotice(state, '');
}

/**
 * The state after an operation. If AWS would replace a subnet of the template, it asks for confirmation first, unless
 * `isAgreed`.
 */
export function after(state: State, outcome: OperationResult, isAgreed = false): State {
  if (outcome.kind === 'refused') return withNotice(state, outcome.message, true);
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
  const withMessage = withNotice(shown, outcome.message);
  return outcome.removes ? { ...withMessage, notice: { ...withMessage.notice, canUndo: true } } : withMessage;
}

/** The state with another active row; its ancestors are expanded. */
export function selected(state: State, key: string, column: ColumnId | null = null): State {
  const found = findBlock(state.history.present, key);
  if (!found) return state;
  return { ...state, active: { key, column }, closed: opened(state, key), isEditing: false };
}

/** The closed rows without the ancestors of a row. */
function opened({ closed, history }: State, key: string): ReadonlySet<string> {
  const above = [...closed].filter((one) => one !== key && isAbove(history.present, one, key));
  if (above.length === 0) return closed;
  return new Set([...closed].filter((one) => !above.includes(one)));
}

function isAbove(plan: SubnetPlan, upper: string, lower: string): boolean {
  const [a, b] = [findBlock(plan, upper), findBlock(plan, lower)];
  if (!a || !b || a.root !== b.root || b.kind === 'root') return false;
  if (a.kind === 'root') return true;
  return a.block.cidr.prefix <= b.block.cidr.prefix && contains(a.block.cidr, b.block.cidr);
}

export function undone(state: State): State {
  if (state.history.past.length === 0) return withNotice(state, 'Nothing to undo.');
  return withNotice(rebound({ ...state, history: undo(state.history), isEditing: false }), 'Undone.');
}

export function redone(state: State): State {
  if (state.history.future.length === 0) return withNotice(state, 'Nothing to redo.');
  return withNotice(rebound({ ...state, history: redo(state.history), isEditing: false }), 'Redone.');
}

/** The plan with the template's subnets at their current places. */
export function rebound(state: State): State {
  const { template, history } = state;
  if (!template) return state;
  const { plan, displaced } = boundTo(history.present, template);
  const next = plan === history.present ? state : { ...state, history: amend(history, plan) };
  if (displaced.length === 0) return next;
  const names = displaced.slice(0, 3).join(', ');
  return withNotice(
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
    // A template that is broken at the moment may lack its blocks; the plan stays until they are back.
    if (vpc.blocks.length === 0 || !plan.roots.some((root) => root.isBound && root.vpc === vpc.id)) continue;
    const result = bindVpc(bound, vpc);
    bound = result.plan;
    displaced.push(...result.displaced);
  }
  return { plan: bound, displaced };
}

/** The state with a template, and with the roots of one of its VPCs if the plan has none yet. */
export function withTemplate(state: State, template: BoundTemplate, vpc: string | null): State {
  const isOther = state.template !== null && state.template.uri !== template.uri;
  const kept = isOther ? leaving(state, state.template!.name) : state;
  // The text is another one, for example because the editor has undone what was written into it.
  const isChanged = !isOther && state.template !== null && state.template.version !== template.version;
  const next = rebound({ ...(isChanged ? quiet(kept) : kept), template });
  const wanted = template.vpcs.find(({ id }) => id === vpc);
  if (!wanted || wanted.blocks.length === 0) return next;
  const own = next.history.present.roots.find((root) => root.isBound && root.vpc === wanted.id);
  if (own) return selected(next, own.id);
  const isFirst = next.history.present.roots.length === 0;
  const plan = isFirst ? planOfVpc(wanted) : bindVpc(next.history.present, wanted).plan;
  const root = plan.roots.find((one) => one.isBound && one.vpc === wanted.id);
  const history = isFirst ? historyOf(plan) : advance(next.history, plan);
  const shown = root ? selected({ ...next, history }, root.id) : { ...next, history };
  const existing = wanted.subnets.length;
  const content =
    existing === 0
      ? 'no subnets yet'
      : existing === 1
        ? '1 subnet'
        : `${formatCount(BigInt(existing))} subnets`;
  return withNotice(shown, `${wanted.id} of ${template.name}: ${content}.`);
}

/**
 * The plan without its template: its subnets become planned ones, and their VPC is renamed, since the next template may
 * have a VPC of that name.
 */
function leaving(state: State, name: string): State {
  const plan = unbind(state.history.present);
  const roots = plan.roots.map((root, index) =>
    state.history.present.roots[index]!.isBound ? { ...root, vpc: `${root.vpc} (${name})` } : root,
  );
  return { ...state, history: advance(state.history, { ...plan, roots }) };
}

/** Replaces the page's state by the result of a function of it. */
export type SetState = (change: (state: State) => State) => void;
