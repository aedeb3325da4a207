import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** A group that nothing uses and that no rule names. */
export default defineRule({
  id: 'sg-unused',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'Nothing uses the security group',
  why: 'A group that nothing is behind filters nothing. Somebody may put something behind it that its rules were not made for.',
  whenToIgnore: 'If another stack looks the group up by a tag.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { id, at } of network.securityGroups.values()) {
      if (network.exportedIds.has(id) || isNamedBeside(id, [], file)) continue;
      yield {
        at,
        resource: id,
        message: `Nothing in the template is behind ${id}, and no rule names it.`,
        fixes: resourceRemoval(id, file),
      };
    }
  },
});
