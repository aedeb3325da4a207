import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

/** More combinations of conditions than are evaluated. */
export default defineRule({
  id: 'scenarios-cut',
  area: 'files',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Only 32 condition combinations are checked',
  why: 'Every combination of condition values is a different network. VPC Lens checks at most 32 of them, chosen so that every condition is true at least once and false at least once, and pairs of conditions occur in as many combinations as possible. A mistake that occurs only in another combination is not found.',
  howToFix: 'Split the template, or combine conditions that always have the same value.',
  whenToIgnore: 'Always: it is a hint about the limits of the check.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  ],

  *check({ tree, scenarios }) {
    const at = entryAt(tree.root, 'Conditions')?.key;
    if (!scenarios?.isCut || !at) return;
    const count = scenarios.all.length;
    yield {
      at,
      message: `VPC Lens checks only ${count === 1 ? 'one combination' : `${count} combinations`} of the conditions. A mistake that occurs only in another combination is not found.`,
    };
  },
});
