import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A file system of a function that Lambda does not mount. */
export default defineRule({
  id: 'lambda-file-system',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Lambda does not accept the file system of the function',
  why: 'A function mounts an EFS file system through an access point, in the VPC that has the mount targets, at a path of one name below /mnt. Lambda rejects a function with a file system and without a VpcConfig, with the ARN of the file system itself, or with another path. A function mounts one file system.',
  howToFix:
    'Give the function a VpcConfig with subnets that have a mount target in their zone, name the ARN of an AWS::EFS::AccessPoint, and mount it at a path such as /mnt/files.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  ],

  *check(file) {
    for (const reader of existingResources(file, FUNCTIONS)) {
      const own = reader.property('FileSystemConfigs');
      const list = own.kind === 'absent' ? reader.globals('Function')?.property('FileSystemConfigs') : own;
      const systems = itemsOf(list ?? own);
      if (systems.length === 0) continue;
      yield* outsideVpc(reader, systems);
      yield* moreThanOne(reader, systems);
      for (const system of systems) yield* wrongIn(reader, system);
    }
  },
});

const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

function* outsideVpc(
  { object, property, globals }: ResourceReader,
  systems: readonly Value[],
): Generator<Report> {
  const places = [property('VpcConfig'), globals('Function')?.property('VpcConfig')];
  if (places.some((place) => place && place.kind !== 'absent')) return;
  const [first] = systems;
  // The pages for EFS do not say what an access point of S3 Files needs.
  if (!first || !isOfEfs(fieldIn(first, 'Arn'))) return;
  yield {
    at: object.at,
    resource: object.id,
    message: `${object.id} mounts a file system and has no VpcConfig. Lambda rejects it.`,
  };
}

/** The schema of AWS::Lambda::Function has the limit, and SAM's has none. */
function* moreThanOne({ object, resource }: ResourceReader, systems: readonly Value[]): Generator<Report> {
  const [, second] = systems;
  if (!second || second.kind === 'absent' || resource.type !== 'AWS::Serverless::Function') return;
  yield {
    at: second.at,
    resource: object.id,
    message: `${object.id} mounts ${systems.length} file systems. Lambda mounts one and rejects the function.`,
  };
}

function* wrongIn({ object, typeOf }: ResourceReader, system: Value): Generator<Report> {
  const arn = fieldIn(system, 'Arn');
  const path = fieldIn(system, 'LocalMountPath');
  if (arn.kind === 'reference' && typeOf(arn.resource) === 'AWS::EFS::FileSystem')
    yield {
      at: arn.at,
      resource: object.id,
      message: `${arn.resource} is a file system; ${object.id} mounts only an access point of it. Lambda rejects it.`,
    };
  if (path.kind === 'known' && !/^\/mnt\/[\w.-]+$/.test(path.text))
    yield {
      at: path.at,
      resource: object.id,
      defaults: path.defaults,
      message: `LocalMountPath of ${object.id} is ${path.text}; Lambda accepts /mnt/ and one name.`,
    };
}

function isOfEfs(arn: Value): boolean {
  if (arn.kind === 'reference') return true;
  const text = textOrPartial(arn);
  return text?.includes(':elasticfilesystem:') ?? false;
}
