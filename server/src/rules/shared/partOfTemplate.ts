import { valueAt } from '../../syntax/tree.ts';
import { entriesIn } from '../../template/references.ts';
import { fact } from '../engine/watchedFile.ts';

/**
 * True for a part of a template that another tool combines with others: it has neither a version nor a section that
 * only whole templates have. Such parts are written by hand in YAML; generated JSON is whole if it has more than
 * resources, and so is what the CDK writes, of which the logical ids end with a hash of eight digits:
 * https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html. YAML with parameters and what it says of itself or gives to
 * others is whole too, unless a tool puts values into it.
 */
export const isPartOfTemplate = fact('part of a template', ({ tree }) => {
  const has = (section: string) => valueAt(tree.root, section) !== undefined;
  if (OF_A_WHOLE.some(has) || (tree.format === 'json' && OF_A_WHOLE_IN_JSON.some(has))) return false;
  if (has('Parameters') && BESIDE_PARAMETERS.some(has) && !VARIABLE_OF_TOOL.test(tree.text)) return false;
  const ids = entriesIn(tree, 'Resources').map(({ key }) => key.text);
  const hashed = ids.filter((id) => /[0-9A-F]{8}$/.test(id));
  return hashed.length < FEWEST_HASHED || hashed.length * 2 < ids.length;
});

/** One or two ids may end so by chance. */
const FEWEST_HASHED = 3;

const OF_A_WHOLE = ['AWSTemplateFormatVersion', 'Transform', 'Rules'];

const BESIDE_PARAMETERS = ['Description', 'Outputs'];

/** https://www.serverless.com/framework/docs/providers/aws/guide/variables, and its plugin for pseudo parameters. */
const VARIABLE_OF_TOOL = /\$\{(?:self|opt|file|env|param|sls|cf|ssm)[:(]|#\{|\{\{ ?[a-z]+ ?\}\}|\{%/;

const OF_A_WHOLE_IN_JSON = ['Conditions', 'Mappings', 'Outputs', 'Parameters'];
