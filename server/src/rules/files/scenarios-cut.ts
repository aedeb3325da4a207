import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

/** More ways in which the conditions can come out than are looked at. */
export default defineRule({
  id: 'scenarios-cut',
  area: 'files',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Not every way in which the conditions come out is looked at',
  why: 'Each way in which the conditions can come out together is a network of its own. At most 32 of them are looked at, chosen so that every condition is seen both ways and pairs of conditions in all their combinations as far as may be. A mistake that only shows in one of the others is not found.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  ],

  *check({ tree, scenarios }) {
    const at = entryAt(tree.root, 'Conditions')?.key;
    if (!scenarios?.isCut || !at) return;
    const count = scenarios.all.length;
    yield {
      at,
      message: `The conditions come out together in more ways than VPC Lens looks at: it checks ${count === 1 ? 'one' : count} of them, and a mistake that shows only in another is not found.`,
    };
  },
});
