/**
 * The view type of calculator panels. In a file of its own, so that activation loads nothing else of the calculator.
 */
export const VIEW_TYPE = 'vpcLens.calculator';

/** The editor of plans that are saved in files. */
export const PLAN_EDITOR = 'vpcLens.subnetPlan';
