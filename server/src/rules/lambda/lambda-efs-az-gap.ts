import { addResource } from '../../changes/edits.ts';
import { existsWherever, isConditional } from '../../changes/resources.ts';
import { isInAvailabilityZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet } from '../../network/model.ts';
import type { LambdaFunction, PlainWorkload } from '../../network/workload.ts';
import { dataOf } from '../../syntax/edit/data.ts';
import type { Data } from '../../syntax/edit.ts';
import { entriesOf } from '../../syntax/tree.ts';
import { functionsIn } from '../clients.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { waitFor } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { fileSystemsOf, mountTargetsOfFunction } from './mountTargets.ts';

/** A function with a subnet in a zone where its file system has no mount target. */
export default defineRule({
  id: 'lambda-efs-az-gap',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The file system has no mount target in a zone of the function',
  why: 'A function mounts its file system by the mount target of the zone that it happens to run in. In a zone without one the mount fails, so some calls work and others end with EFSMountConnectivityException or EFSMountTimeoutException.',
  howToFix: 'Add a mount target in each zone of the function, or remove the subnet from the function.',
  whenToIgnore: 'If another stack adds the mount target.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'G12',
  ],

  *check(file) {
    const oneZone = existingResources(file, ['AWS::EFS::FileSystem']);
    const inOneZone = new Set(
      [...oneZone]
        .filter(({ property }) => property('AvailabilityZoneName').kind !== 'absent')
        .map(({ object }) => object.id),
    );
    for (const source of functionsIn(file.network)) yield* gapsOf(source, inOneZone, file);
  },
});

function* gapsOf(
  source: LambdaFunction,
  inOneZone: ReadonlySet<string>,
  file: CheckedFile,
): Generator<Report> {
  const { network } = file;
  const systems = fileSystemsOf(source, network);
  // Another stack may add mount targets.
  if (systems.some((id) => inOneZone.has(id) || network.exportedIds.has(id))) return;
  if (new Set(systems).size !== 1 || file.template?.hasMacros) return;
  const targets = mountTargetsOfFunction(source, network);
  const places = targets.map((target) => ({ target, subnet: subnetOf(target, network) }));
  const { subnets } = placements(network).get(source.id)!;
  const without = subnets.filter(
    (subnet) =>
      isInAvailabilityZone(subnet) &&
      places.every((place) => place.subnet && isSameZone(place.subnet.zone, subnet.zone) === 'no'),
  );
  const [first] = places;
  if (without.length === 0 || !first) return;
  const names = without.map(({ id, zone }) => `${id} (${zoneName(zone)})`);
  yield {
    at: source.at,
    resource: source.id,
    defaults: defaultsOf(
      ...without.map(({ zone }) => zone),
      ...places.flatMap(({ subnet }) => subnet?.zone ?? []),
    ),
    message: `${source.id} runs in ${names.join(' and ')} too, and ${systems[0]} has no mount target there. Calls that run there cannot mount it.`,
    related: targets.map(({ id, at }) => ({ at, message: `${id} is in another zone` })),
    fixes: without.length === 1 ? fixesOf(without[0]!, first.target, source.id, file) : [],
  };
}

function subnetOf(target: PlainWorkload, network: Network): Subnet | undefined {
  const { subnets, otherSubnets } = placements(network).get(target.id)!;
  return otherSubnets === undefined && subnets.length === 1 ? subnets[0] : undefined;
}

/** A mount target like the existing one. */
function fixesOf(subnet: Subnet, like: PlainWorkload, source: string, file: CheckedFile): readonly Fix[] {
  const { properties } = like;
  if (!properties || isConditional(properties)) return [];
  if (![subnet.id, keyOfField(like.fileSystem) ?? ''].every((id) => existsWherever(file, id, source)))
    return [];
  const copied: [string, Data][] = [];
  for (const { key, value } of entriesOf(properties)) {
    const data = ['FileSystemId', 'SecurityGroups'].includes(key.text) ? dataOf(value) : undefined;
    if (data !== undefined) copied.push([key.text, data]);
  }
  if (!copied.some(([key]) => key === 'FileSystemId')) return [];
  const added = addResource(file, `${like.id}In${subnet.id}`, like.id, {
    Type: 'AWS::EFS::MountTarget',
    Properties: { ...Object.fromEntries(copied), SubnetId: { Ref: subnet.id } },
  });
  const name = added?.flatMap((edit) => (edit.op === 'insert-entry' ? edit.key : []))[0];
  // Lambda accepts a mount target only once it is available.
  const [wait] = name === undefined ? [] : waitFor([source], [name], file);
  if (!added || !wait) return [];
  const title = `Add a mount target in ${subnet.id} that ${source} waits for`;
  return [{ title, preferred: false, edits: [...added, ...wait.edits] }];
}
