import { REGIONS } from '../../aws/regions.ts';
import { entryAt, type Node, resolved, type Scalar } from '../../syntax/tree.ts';
import { fileSystemNodes } from '../../zappa/efs.ts';
import { heirsOf, type Stage, settingOf, settingValue } from '../../zappa/settings.ts';
import { defineRule } from '../defineRule.ts';

/** Something that a function uses in its own region alone, named in another one. */
export default defineRule({
  id: 'zappa-other-region',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage names something in another region',
  why: 'Zappa creates the function in aws_region. Lambda mounts file systems of that region, pulls images from repositories of that region and reads from queues of that region; it rejects any other.',
  howToFix: 'Name the one in the region of the stage, or change aws_region.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const region = settingValue(stage, 'aws_region');
      if (!zappa || region?.kind !== 'scalar' || !REGIONS.has(region.text)) continue;
      for (const { at, name, noun, other } of regionalIn(stage)) {
        const setting = settingOf(stage, name);
        if (!setting || seen.has(at) || other === region.text || !REGIONS.has(other)) continue;
        seen.add(at);
        yield {
          at,
          stage: stage.name,
          heirs: heirsOf(zappa, setting.from, name).filter((heir) => heir !== stage.name),
          message: `The ${noun} is in ${other}, and stage "${stage.name}" is in ${region.text}. Lambda rejects it.`,
          related: [{ at: region, message: `The stage is in ${region.text}` }],
        };
      }
    }
  },
});

interface Regional {
  readonly at: Scalar;
  /** The setting that it is in. */
  readonly name: string;
  readonly noun: string;
  readonly other: string;
}

function* regionalIn(stage: Stage): Generator<Regional> {
  for (const fileSystem of fileSystemNodes(settingValue(stage, 'efs_config')))
    yield* regional(resolved(entryAt(fileSystem, 'Arn')?.value), 'efs_config', 'file system', OF_EFS);
  const image = settingValue(stage, 'docker_image_uri');
  yield* regional(image, 'docker_image_uri', 'repository of the image', OF_ECR);
  const events = settingValue(stage, 'events');
  for (const event of events?.kind === 'sequence' ? events.items : []) {
    const source = resolved(entryAt(resolved(event), 'event_source')?.value);
    yield* regional(resolved(entryAt(source, 'arn')?.value), 'events', 'queue', OF_SQS);
  }
}

const OF_EFS = /^arn:aws[\w-]*:elasticfilesystem:([a-z0-9-]+):/;
const OF_SQS = /^arn:aws[\w-]*:sqs:([a-z0-9-]+):/;
const OF_ECR = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\./;

function* regional(at: Node | undefined, name: string, noun: string, pattern: RegExp): Generator<Regional> {
  const other = at?.kind === 'scalar' ? pattern.exec(at.text)?.[1] : undefined;
  if (at?.kind === 'scalar' && other !== undefined) yield { at, name, noun, other };
}
