import { defineRule } from '../defineRule.ts';

/** A `vpc-lens-disable` comment or `Metadata` entry that silences nothing. */
export default defineRule({
  id: 'suppression-unused',
  area: 'files',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template', 'zappa'],
  title: 'The suppression silences nothing',
  why: 'What it was written for is mended, or the name of the rule is another. Left in, it hides the next mistake of that kind.',
  sources: ['docs/rules/README.md'],

  *check({ unusedSuppressions }) {
    for (const { rule, at, removal } of unusedSuppressions) {
      yield {
        at,
        message: `${rule} finds nothing here, so nothing is silenced.`,
        fixes: removal ? [{ title: 'Remove the suppression', preferred: true, edits: [removal] }] : [],
      };
    }
  },
});
