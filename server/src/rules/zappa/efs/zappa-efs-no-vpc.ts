import { type Node, resolved } from '../../../syntax/tree.ts';
import { isTrue } from '../../../zappa/python.ts';
import { deployedStages, type Setting, settingOf, settingValue } from '../../../zappa/settings.ts';
import { defineRule, type Fix } from '../../defineRule.ts';

/** A file system for a function that is in no VPC. */
export default defineRule({
  id: 'zappa-efs-no-vpc',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'efs_config is set without vpc_config',
  why: 'A function reaches an EFS file system only through a VPC. Zappa stops every command for the stage with "efs_config requires vpc_config to be set".',
  howToFix: 'Add a vpc_config with SubnetIds and SecurityGroupIds to the stage, or remove efs_config.',
  sources: ['zappa/cli.py:2675-2677', 'G80'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const efs = settingOf(stage, 'efs_config');
      if (!efs || !isTrue(efs.entry.value) || isTrue(settingValue(stage, 'vpc_config')) !== false) continue;
      if (seen.has(efs.entry.key)) continue;
      seen.add(efs.entry.key);
      const own = settingOf(stage, 'vpc_config');
      const lost = stage.lineage.find(({ node }) => node !== own?.from.node && hasConfig(node));
      yield {
        at: efs.entry.key,
        stage: stage.name,
        message: `Stage "${stage.name}" has efs_config but ${own ? 'an empty' : 'no'} vpc_config. Zappa stops with an error.`,
        related:
          lost && own
            ? [{ at: own.entry.key, message: `This replaces the vpc_config of "${lost.name}"` }]
            : [],
        fixes: lost && own ? removed(own) : [],
      };
    }
  },
});

/** Without an empty vpc_config the stage inherits that of the stage that it extends. */
function removed({ entry, from: { name, node } }: Setting): readonly Fix[] {
  if (node.kind !== 'mapping' || !node.entries.includes(entry)) return [];
  const title = `Remove the empty vpc_config of "${name}"`;
  return [{ title, preferred: false, edits: [{ op: 'remove-entry', from: node, entry }] }];
}

function hasConfig(stage: Node): boolean {
  return (
    stage.kind === 'mapping' &&
    stage.entries.some(({ key, value }) => key.text === 'vpc_config' && isTrue(resolved(value)))
  );
}
