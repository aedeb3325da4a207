import { valueAt } from '../../syntax/tree.ts';
import { fact } from '../engine/watchedFile.ts';

/**
 * A part of a template, which another tool puts together with others, has neither a version nor what a whole one alone has.
 * Such parts are written by hand, in YAML; what a program has written in JSON is whole once there is more than resources.
 */
export const isPartOfTemplate = fact('part of a template', ({ tree }) => {
  const has = (section: string) => valueAt(tree.root, section) !== undefined;
  return !OF_A_WHOLE.some(has) && !(tree.format === 'json' && OF_A_WHOLE_IN_JSON.some(has));
});

const OF_A_WHOLE = ['AWSTemplateFormatVersion', 'Transform', 'Rules'];

const OF_A_WHOLE_IN_JSON = ['Conditions', 'Mappings', 'Outputs', 'Parameters'];
