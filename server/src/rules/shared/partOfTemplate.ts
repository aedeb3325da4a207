import { valueAt } from '../../syntax/tree.ts';
import { fact } from '../engine/watchedFile.ts';

/**
 * True for a part of a template that another tool combines with others: it has neither a version nor a section that
 * only whole templates have. Such parts are written by hand in YAML; generated JSON is whole if it has more than
 * resources.
 */
export const isPartOfTemplate = fact('part of a template', ({ tree }) => {
  const has = (section: string) => valueAt(tree.root, section) !== undefined;
  return !OF_A_WHOLE.some(has) && !(tree.format === 'json' && OF_A_WHOLE_IN_JSON.some(has));
});

const OF_A_WHOLE = ['AWSTemplateFormatVersion', 'Transform', 'Rules'];

const OF_A_WHOLE_IN_JSON = ['Conditions', 'Mappings', 'Outputs', 'Parameters'];
