/** The subnet calculator without its page: plans, and everything that can be done with them. Pure functions over data. */

export { bindVpc, planOfVpc, type TemplateSubnet, type TemplateVpc, unbind } from './bind.ts';
export { type NeedOutcome, planByHosts, planByTiers } from './byNeed.ts';
export { isDavidcSubnets, readDavidcSubnets } from './davidcSubnets.ts';
export { EXPORTS, type ExportFormat, exportPlan, rangeText, usableIn } from './exports.ts';
export { FORMAT, MOST_CHARACTERS, readPlan, readPlanData, writePlan, writePlanShort } from './file.ts';
export { advance, amend, type History, historyOf, redo, undo } from './history.ts';
export { ipv6Text, pair, setIpv6 } from './ipv6.ts';
export { join } from './join.ts';
export { fitsIn, type Limit, limitsOfBlock, limitsOfRoot } from './limits.ts';
export * from './model.ts';
export {
  clear,
  label,
  MOST_PARTS,
  nextPrefix,
  type Outcome,
  splitInto,
  splitTo,
} from './operations.ts';
export { PAGES } from './pages.ts';
export { insertable, replacementText, type Update, updatesOf } from './pending.ts';
export { shareOf, tiersOf } from './picture.ts';
export { addRoot, changeRoot, overlapsOf, removeRoot, setZones } from './roots.ts';
export { indexOfRow, keyOfRow, kindOf, type Row, type RowKind, rowsOf } from './rows.ts';
export { isVisualSubnetCalculator, readVisualSubnetCalculator } from './visualSubnetCalculator.ts';
