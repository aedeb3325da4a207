import { type Node, resolved } from '../../syntax/tree.ts';
import { fileSystemNodes } from '../../zappa/efs.ts';
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
  why: 'Zappa passes every file system in efs_config to Lambda and creates those that do not exist. Lambda supports one file system per function and rejects the deployment.',
  howToFix: 'Keep one file system; subfolders of it can be mounted through one access point.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html', 'zappa/cli.py:935'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const setting = settingOf(stage, 'efs_config');
      const config = resolved(setting?.entry.value);
      if (!zappa || !setting || !config || seen.has(config)) continue;
      seen.add(config);
      const fileSystems = fileSystemNodes(config);
      const [, second] = fileSystems;
      if (!second) continue;
      const { name } = setting.from;
      yield {
        at: second,
        stage: name,
        heirs: heirsOf(zappa, setting.from, 'efs_config'),
        message: `Stage "${name}" has ${fileSystems.length} file systems. Lambda supports one and rejects the function.`,
      };
    }
  },
});
