import { type Node, resolved } from '../../syntax/tree.ts';
import { fileSystemsOf } from '../../zappa/efs.ts';
import { heirsOf, settingOf } from '../../zappa/settings.ts';
import { defineRule } from '../defineRule.ts';

/** More file systems than Lambda mounts. */
export default defineRule({
  id: 'zappa-efs-several',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'efs_config has more than one file system',
  why: 'Zappa passes on as many file systems as efs_config lists, and makes those that do not exist. Lambda mounts one in a function and refuses the deployment.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html', 'zappa/cli.py:935'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const setting = settingOf(stage, 'efs_config');
      const config = resolved(setting?.entry.value);
      if (!zappa || !setting || !config || seen.has(config)) continue;
      seen.add(config);
      const fileSystems = fileSystemsOf(config);
      const [, second] = fileSystems;
      if (!second) continue;
      const { name } = setting.from;
      yield {
        at: second,
        stage: name,
        heirs: heirsOf(zappa, setting.from, 'efs_config'),
        message: `Stage "${name}" has ${fileSystems.length} file systems. Lambda mounts one and refuses the function.`,
      };
    }
  },
});
