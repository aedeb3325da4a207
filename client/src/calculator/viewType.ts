/** What VS Code calls the calculator's panels; in a file of its own, so that activation loads nothing else of them. */
export const VIEW_TYPE = 'vpcLens.calculator';

/** The editor of plans that are saved in files. */
export const PLAN_EDITOR = 'vpcLens.subnetPlan';
