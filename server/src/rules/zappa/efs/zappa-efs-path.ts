import { entryAt, isString, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { DEFAULT_MOUNT_PATH, fileSystemNodes } from '../../../zappa/efs.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { writtenValues } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A mount path that Zappa or Lambda does not accept, or that two file systems share. */
export default defineRule({
  id: 'zappa-efs-path',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The mount path of a file system cannot be used',
  why: 'Zappa accepts mount paths that start with /mnt/, each used once; without LocalMountPath it uses /mnt/efs. Lambda accepts one path segment after /mnt/, made of letters, digits, hyphens, underscores and full stops.',
  sources: [
    'zappa/cli.py:2690-2703',
    'https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html',
    'G80',
  ],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'efs_config') : []) {
      for (const report of mountReports(value, owner.name))
        yield { ...report, stage: owner.name, extendedBy };
    }
  },
});

function* mountReports(config: Node, stage: string): Generator<Report> {
  const taken = new Map<string, Node>();
  const fileSystems = fileSystemNodes(config);
  const paths = fileSystems.map(pathOf);
  for (const fileSystem of fileSystems) {
    const entry = entryAt(fileSystem, 'LocalMountPath');
    const written = resolved(entry?.value);
    const at = written && isString(written) ? written : undefined;
    if (entry && (!at || isFilledInLater(at.text))) continue;
    const path = at?.text ?? DEFAULT_MOUNT_PATH;
    const place = at ?? fileSystem;
    const first = taken.get(path);
    taken.set(path, first ?? place);
    if (at && !/^\/mnt\/[A-Za-z0-9_.-]+$/.test(path)) yield refused(at, paths);
    else if (first)
      yield {
        at: place,
        message: `Stage "${stage}" mounts two file systems at ${path}${at ? '' : ', the default path'}. Zappa stops with an error.`,
        related: [{ at: first, message: 'The first one is mounted here' }],
      };
  }
}

/** The mount path; undefined if it is no string. */
function pathOf(fileSystem: Node): string | undefined {
  const entry = entryAt(fileSystem, 'LocalMountPath');
  const at = resolved(entry?.value);
  if (!entry) return DEFAULT_MOUNT_PATH;
  return at?.kind === 'scalar' ? at.text : undefined;
}

function refused(at: Scalar, paths: readonly (string | undefined)[]): Report {
  const path = at.text;
  const name = nameIn(path);
  // Zappa also rejects two file systems at one path.
  const isFree = name !== undefined && paths.filter((other) => nameIn(other) === name).length === 1;
  const fixes = isFree ? changeTo(at, `/mnt/${name}`, true) : [];
  const message = path.startsWith('/mnt/')
    ? `Lambda rejects "${path}": the path must have exactly one segment after /mnt/.`
    : `"${path}" does not start with /mnt/. Zappa stops with an error.`;
  return { at, message, fixes };
}

/** The name in a path with or without the required prefix; undefined if the path has no single segment. */
function nameIn(path: string | undefined): string | undefined {
  return path === undefined ? undefined : /^\/*(?:mnt\/+)?([A-Za-z0-9_.-]+)\/*$/.exec(path)?.[1];
}
