import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { PlainWorkload } from '../../../network/workload.ts';
import { workloadsOf } from '../../../network/workload.ts';
import { valueAt } from '../../../syntax/tree.ts';
import { evaluatePlain } from '../../../template/evaluation/evaluate.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import { textOrPartial, type Value } from '../../../template/evaluation/value.ts';
import type { Resource } from '../../../template/resource.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { scenarioOf } from '../../engine/watchedFile.ts';
import { resourcesOfTypes } from './typedResources.ts';

/** An instance, or an Auto Scaling group, whose setup mounts an EFS file system of the template. */
export interface SetupMount {
  readonly host: PlainWorkload;
  readonly fileSystem: string;
  readonly mountTargets: readonly PlainWorkload[];
}

/** The NFS mounts in user data and in the metadata of cfn-init, of file systems with mount targets in the template. */
export function setupMounts(file: CheckedFile): readonly SetupMount[] {
  const { network, template } = file;
  const scenario = scenarioOf(file);
  if (!scenario || template?.hasMacros) return [];
  const targets = workloadsOf(network, 'mount-target');
  if (targets.length === 0) return [];
  const mounted = new Map(
    resourcesOfTypes(file, TYPES).map(({ resource }) => [
      resource.id,
      fileSystemsIn(textsOfSetup(resource, scenario), network),
    ]),
  );
  return [...workloadsOf(network, 'instance'), ...workloadsOf(network, 'auto-scaling-group')].flatMap(
    (host) => {
      const launched = find(network.launchTemplates, host.launchTemplate)?.id;
      const own = [host.id, launched ?? ''].flatMap((id) => mounted.get(id) ?? []);
      return [...new Set(own)].map((fileSystem) => ({
        host,
        fileSystem,
        mountTargets: targets.filter((one) => keyOfField(one.fileSystem) === fileSystem),
      }));
    },
  );
}

const TYPES = [
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::AutoScaling::AutoScalingGroup',
];

/** The strings of an instance's setup, with unknown parts as `${Name}`. */
function textsOfSetup({ body }: Resource, scenario: Scenario): readonly string[] {
  const userData =
    valueAt(body, 'Properties', 'UserData') ?? valueAt(body, 'Properties', 'LaunchTemplateData', 'UserData');
  const init = valueAt(body, 'Metadata', 'AWS::CloudFormation::Init');
  return [userData, init].flatMap((node) => textsIn(evaluatePlain(node, scenario)));
}

function textsIn(value: Value): readonly string[] {
  if (value.kind === 'list') return value.items.flatMap(textsIn);
  if (value.kind === 'fields') return [...value.fields.values()].flatMap(textsIn);
  const text = textOrPartial(value);
  return text === undefined ? [] : [text];
}

/** https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html and mount-fs-auto-mount-onreboot.html */
const OVER_NFS: ReadonlySet<string> = new Set(['efs', 'nfs', 'nfs4']);

/** Whether a line is a mount command, or writes one of /etc/fstab. */
function mountsOverNfs(line: string): boolean {
  if (line.trimStart().startsWith('#')) return false;
  const words = line.split(/[\s"']+/);
  return words.some((word, index) => {
    if (!OVER_NFS.has(word)) return false;
    if (words[index - 1] === '-t') return words.slice(0, index).some((one) => /(?:^|\/)mount$/.test(one));
    return /_netdev|defaults/.test(words[index + 1] ?? '');
  });
}

/** A file system by its id, or one of its mount targets by its address. */
function fileSystemsIn(texts: readonly string[], network: Network): readonly string[] {
  const targets = workloadsOf(network, 'mount-target');
  const named = texts
    .filter((text) => text.split('\n').some(mountsOverNfs))
    .flatMap((text) =>
      [...text.matchAll(/\$\{(\w+)(?:\.(?:FileSystemId|IpAddress))?\}/g)].map(([, id]) => id!),
    );
  return named.flatMap((name) => {
    if (targets.some((one) => keyOfField(one.fileSystem) === name)) return name;
    const own = targets.find(({ id }) => id === name);
    return (own && keyOfField(own.fileSystem)) ?? [];
  });
}
