import { valueAt } from '../../syntax/tree.ts';
import { fact } from '../engine/watchedFile.ts';

/**
 * A part of a template, which another tool puts together with others, has neither a version nor what a whole one alone
 * has.
 */
export const isPartOfTemplate = fact('part of a template', ({ tree }) =>
  OF_A_WHOLE.every((section) => valueAt(tree.root, section) === undefined),
);

const OF_A_WHOLE = ['AWSTemplateFormatVersion', 'Transform', 'Rules'];
