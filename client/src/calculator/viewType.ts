/**
 * The view type of calculator panels. In a file of its own, so that activation loads nothing else of the calculator.
 */
export const VIEW_TYPE = 'vpcLens.calculator';
