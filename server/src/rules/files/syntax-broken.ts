import { defineRule } from '../defineRule.ts';

/** Text that is not what its format allows. Only the first place: the others usually follow from it. */
export default defineRule({
  id: 'syntax-broken',
  area: 'files',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template', 'zappa'],
  title: 'The file cannot be read',
  why: 'What stands behind the place may be understood differently from what was meant, or not at all. AWS and Zappa refuse the file.',
  sources: [
    'https://yaml.org/spec/1.1/',
    'https://www.rfc-editor.org/rfc/rfc8259',
    'https://toml.io/en/v0.5.0',
  ],

  *check({ tree }) {
    const problem = tree.problems.find(({ kind }) => kind === 'broken' || kind === 'limit');
    if (!problem) return;
    // What only VPC Lens does not read may well be fine for AWS.
    const isLimit = problem.kind === 'limit';
    yield { at: problem, message: problem.message, ...(isLimit && { severity: 'info' as const }) };
  },
});
