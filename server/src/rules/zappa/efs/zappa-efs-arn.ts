import { entryAt, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { fileSystemNodes } from '../../../zappa/efs.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { extendingStages, settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

/** A file system in place of its access point. */
export default defineRule({
  id: 'zappa-efs-arn',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Arn of efs_config is not the ARN of an access point',
  why: 'Lambda mounts a file system through an access point of EFS. Arn is the ARN of the access point, which ends in access-point/fsap-…; Lambda rejects the ARN or the id of the file system. A string is no file system to Zappa, which ignores it.',
  howToFix:
    'Create an access point in the file system and name its ARN, or leave Arn out: Zappa then creates a file system with one.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
  ],
  isInSchema: true,

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const setting = settingOf(stage, 'efs_config');
      const text = resolved(setting?.entry.value);
      if (zappa && setting && isText(text) && !seen.has(text)) {
        seen.add(text);
        yield {
          at: text,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, 'efs_config'),
          message: 'efs_config is a string, which Zappa ignores: it mounts no file system.',
          severity: 'warning',
        };
      }
      for (const fileSystem of fileSystemNodes(resolved(setting?.entry.value))) {
        const at = resolved(entryAt(fileSystem, 'Arn')?.value);
        if (!zappa || !setting || at?.kind !== 'scalar' || seen.has(at)) continue;
        seen.add(at);
        const what = whatElse(at.text);
        if (what === undefined) continue;
        yield {
          at,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, 'efs_config'),
          isBesideSchema: true,
          message: `${at.text} is ${what}. Lambda accepts only the ARN of an access point.`,
        };
      }
    }
  },
});

const ID_OR_FILE_SYSTEM =
  /^(?:arn:aws[\w-]*:elasticfilesystem:[\w-]*:\d*:file-system\/)?fs(?:ap)?-[0-9a-f]+$/;

/** What a string is instead of the ARN of an access point; undefined if it may be one. */
function whatElse(text: string): string | undefined {
  if (!ID_OR_FILE_SYSTEM.test(text)) return undefined;
  if (text.startsWith('fsap-')) return 'the id of an access point';
  return `the ${text.startsWith('arn:') ? 'ARN' : 'id'} of a file system`;
}

function isText(node: Node | undefined): node is Scalar {
  return (
    node?.kind === 'scalar' &&
    typeof node.value === 'string' &&
    node.text !== '' &&
    !isFilledInLater(node.text)
  );
}
