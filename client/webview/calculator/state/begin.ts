import { advance } from '../../../../server/src/subnetPlan/history.ts';
import {
  addRoot,
  historyOf,
  isDavidcSubnets,
  isNameList,
  isVisualSubnetCalculator,
  readDavidcSubnets,
  readList,
  readPlan,
  readVisualSubnetCalculator,
  unbind,
} from '../../../../server/src/subnetPlan/index.ts';
import { after, rebound, type State, withNotice } from './state.ts';

/** The state with the first block and, if requested, the dialog to plan in it. */
export function begun(state: State, cidr: string, by: 'tiers' | 'hosts' | null): State {
  const next = after(state, addRoot(state.history.present, cidr, 'Vpc'));
  const key = next.active?.key;
  return by && key ? { ...next, dialog: { kind: 'plan', by, key } } : next;
}

/** The state with a plan from a text, in our format or that of another calculator, or a list of blocks; a sentence if it is not a plan. */
export function withImportedPlan(state: State, text: string): State | string {
  const foreign = isVisualSubnetCalculator(text)
    ? readVisualSubnetCalculator(text)
    : isDavidcSubnets(text)
      ? readDavidcSubnets(text)
      : isNameList(text)
        ? readList(text)
        : undefined;
  const read = foreign ?? readPlan(text);
  if (read.kind === 'error') return read.message;
  const ids = state.template?.vpcs.map(({ id }) => id) ?? [];
  // Without the template that the plan was made for, its subnets become planned ones.
  const isAtHome = read.plan.roots.every(({ isBound, vpc }) => !isBound || ids.includes(vpc));
  const plan = isAtHome ? read.plan : unbind(read.plan);
  const isFirst = state.history.present.roots.length === 0;
  // An existing plan stays in the undo history.
  const history = isFirst ? historyOf(plan) : advance(state.history, plan);
  const roots = plan.roots.length;
  const next = rebound({
    ...state,
    history,
    closed: new Set(),
    active: null,
    isEditing: false,
    dialog: null,
  });
  return withNotice(next, `Plan opened: ${roots === 1 ? '1 VPC block' : `${roots} VPC blocks`}.`);
}
