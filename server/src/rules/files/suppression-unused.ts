import { defineRule } from '../defineRule.ts';

/** A `vpc-lens-disable` comment or `Metadata` entry that silences nothing. */
export default defineRule({
  id: 'suppression-unused',
  area: 'files',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template', 'zappa'],
  title: 'The suppression has no effect',
  why: 'The finding that it suppressed is fixed, or the rule name is wrong. If the comment stays, it hides the next mistake of that kind.',
  whenToIgnore: 'If the suppression is needed only in another version of the file.',
  sources: ['docs/rules/README.md'],

  *check({ unusedSuppressions }) {
    for (const { rule, at, removal } of unusedSuppressions) {
      yield {
        at,
        message: `${rule} finds nothing here, so this suppression has no effect.`,
        fixes: removal ? [{ title: 'Remove the suppression', preferred: true, edits: [removal] }] : [],
      };
    }
  },
});
