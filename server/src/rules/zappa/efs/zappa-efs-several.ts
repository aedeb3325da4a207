import { fileSystemNodes } from '../../../zappa/efs.ts';
import { writtenValues } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

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
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'efs_config') : []) {
      const fileSystems = fileSystemNodes(value);
      const [, second] = fileSystems;
      if (!second) continue;
      yield {
        at: second,
        stage: owner.name,
        extendedBy,
        message: `Stage "${owner.name}" has ${fileSystems.length} file systems. Lambda supports one and rejects the function.`,
      };
    }
  },
});
