/** The model of the subnet calculator: plans and the operations on them. Pure functions over data. */

export { bindVpc, planOfVpc, type TemplateVpc, unbind } from './bind.ts';
export { type NeedOutcome, planByHosts, planByTiers } from './byNeed.ts';
export { isDavidcSubnets, readDavidcSubnets } from './formats/davidcSubnets.ts';
export { EXPORTS, type ExportFormat, exportPlan, rangeText } from './formats/exports.ts';
export {
  readPlan,
  readPlanData,
  writePlan,
  writePlanShort,
} from './formats/file.ts';
export { isNameList, readList } from './formats/list.ts';
export { PAGES } from './formats/pages.ts';
export { shareOf } from './formats/picture.ts';
export { isVisualSubnetCalculator, readVisualSubnetCalculator } from './formats/visualSubnetCalculator.ts';
export { advance, amend, historyOf, type PlanHistory, redo, undo } from './history.ts';
export { ipv6Text, setIpv6 } from './ipv6.ts';
export { join } from './join.ts';
export { fitsIn, type Limit, limitsOfBlock, limitsOfRoot } from './limits.ts';
export * from './model.ts';
export {
  clear,
  label,
  MOST_PARTS,
  nextPrefix,
  type OperationResult,
  splitInto,
  splitTo,
} from './operations.ts';
export { insertable, replacementText, updatesOf } from './pending.ts';
export { addRoot, changeRoot, removeRoot, setZones } from './roots.ts';
export { indexOfRow, keyOfRow, kindOf, type Row, type RowKind, visibleRows } from './rows.ts';
export { inkOn, lookOfTier } from './tierLook.ts';
export { percentagesOf, usableIn, usageOf } from './usage.ts';
