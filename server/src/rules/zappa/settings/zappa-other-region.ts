import { REGIONS } from '../../../aws/regions.ts';
import { entryAt, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { fileSystemNodes } from '../../../zappa/efs.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import {
  deployedStages,
  extendingStages,
  type Stage,
  settingOf,
  settingValue,
  writtenValues,
  type ZappaSettings,
} from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';

/** Something that a function uses in its own region alone, named in another one. */
export default defineRule({
  id: 'zappa-other-region',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage names something in another region',
  why: 'Zappa creates the function in aws_region. Lambda mounts file systems, pulls images and layers, and reads queues and streams of that region only, and sends failed events only within it; it rejects any other. A load balancer needs a certificate of its own region. Lambda loads code from buckets of its own region alone, so stages of two regions need two buckets. The domain of an API is the exception: Zappa makes it edge-optimized, so its certificate is in us-east-1 whatever the region of the stage is.',
  howToFix: 'Name the one in the region of the stage, or change aws_region.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    'zappa/core.py:3247-3251',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    if (zappa) yield* certificatesOfDomains(zappa);
    if (zappa) yield* bucketsOfTwoRegions(zappa);
    for (const stage of zappa?.stages ?? []) {
      const region = settingValue(stage, 'aws_region');
      if (!zappa || region?.kind !== 'scalar' || !REGIONS.has(region.text)) continue;
      for (const { at, name, noun, other, who = 'Lambda' } of regionalIn(stage)) {
        const setting = settingOf(stage, name);
        if (!setting || seen.has(at) || other === region.text || !REGIONS.has(other)) continue;
        seen.add(at);
        yield {
          at,
          stage: stage.name,
          extendedBy: extendingStages(zappa, setting.from, name).filter((heir) => heir !== stage.name),
          message: `The ${noun} is in ${other}, and stage "${stage.name}" is in ${region.text}. ${who} rejects it.`,
          related: [{ at: region, message: `The stage is in ${region.text}` }],
        };
      }
    }
  },
});

interface Regional {
  readonly at: Scalar;
  /** The setting that names the resource. */
  readonly name: string;
  readonly noun: string;
  readonly other: string;
  /** Who rejects it; Lambda if undefined. */
  readonly who?: string;
}

/** API Gateway and CloudFront use certificates of us-east-1 for edge-optimized domains. */
function* certificatesOfDomains(zappa: ZappaSettings): Generator<Report> {
  for (const { value: at, owner, extendedBy } of writtenValues(zappa, 'certificate_arn')) {
    const other = at.kind === 'scalar' ? OF_ACM.exec(at.text)?.[1] : undefined;
    if (other === undefined || other === 'us-east-1' || !REGIONS.has(other) || !isOfPartitionAws(other))
      continue;
    yield {
      at,
      stage: owner.name,
      extendedBy,
      message: `The certificate is in ${other}; that of a domain must be in us-east-1. zappa certify stops with an error.`,
    };
  }
}

/**
 * A bucket that stages of two regions name: it is in one region. Stages that others extend are left out, since they
 * may never be deployed.
 */
function* bucketsOfTwoRegions(zappa: ZappaSettings): Generator<Report> {
  const first = new Map<
    string,
    { readonly stage: Stage; readonly region: Node & { readonly text: string } }
  >();
  const seen = new Set<string>();
  for (const stage of deployedStages(zappa)) {
    const bucket = settingValue(stage, 's3_bucket');
    const region = settingValue(stage, 'aws_region');
    if (bucket?.kind !== 'scalar' || region?.kind !== 'scalar' || !REGIONS.has(region.text)) continue;
    if (isFilledInLater(bucket.text) || settingValue(stage, 'docker_image_uri')) continue;
    const other = first.get(bucket.text);
    // Several stages may have the region from one that they extend.
    const place = `${bucket.text} ${region.start}`;
    if (!other) first.set(bucket.text, { stage, region });
    else if (other.region.text !== region.text && !seen.has(place)) {
      seen.add(place);
      yield {
        at: region,
        stage: stage.name,
        message: `Stages "${other.stage.name}" and "${stage.name}" share the bucket ${bucket.text}, and are in ${other.region.text} and ${region.text}. Lambda rejects the code of one of them.`,
        related: [{ at: other.region, message: `Stage "${other.stage.name}" is in ${other.region.text}` }],
      };
    }
  }
}

/** China and GovCloud have regional domains only. */
function isOfPartitionAws(region: string): boolean {
  return !/^(?:cn|us-gov)-/.test(region);
}

function* regionalIn(stage: Stage): Generator<Regional> {
  for (const fileSystem of fileSystemNodes(settingValue(stage, 'efs_config')))
    yield* regional(resolved(entryAt(fileSystem, 'Arn')?.value), 'efs_config', 'file system', OF_EFS);
  const image = settingValue(stage, 'docker_image_uri');
  yield* regional(image, 'docker_image_uri', 'repository of the image', OF_ECR);
  const events = settingValue(stage, 'events');
  for (const event of events?.kind === 'sequence' ? events.items : []) {
    const source = resolved(entryAt(resolved(event), 'event_source')?.value);
    const arn = resolved(entryAt(source, 'arn')?.value);
    yield* regional(arn, 'events', 'queue', OF_SQS);
    yield* regional(arn, 'events', 'stream', OF_STREAM);
  }
  const layers = settingValue(stage, 'layers');
  for (const layer of layers?.kind === 'sequence' ? layers.items : [])
    yield* regional(resolved(layer), 'layers', 'layer', OF_LAYER);
  const failed = settingValue(stage, 'dead_letter_arn');
  yield* regional(failed, 'dead_letter_arn', 'queue for failed events', OF_SQS);
  yield* regional(failed, 'dead_letter_arn', 'topic for failed events', OF_SNS);
  const certificate = resolved(entryAt(settingValue(stage, 'alb_vpc_config'), 'CertificateArn')?.value);
  for (const one of regional(certificate, 'alb_vpc_config', 'certificate', OF_ACM))
    yield { ...one, who: 'The load balancer' };
}

const OF_EFS = /^arn:aws[\w-]*:elasticfilesystem:([a-z0-9-]+):/;
const OF_STREAM = /^arn:aws[\w-]*:(?:kinesis|dynamodb):([a-z0-9-]+):/;
const OF_LAYER = /^arn:aws[\w-]*:lambda:([a-z0-9-]+):/;
const OF_SNS = /^arn:aws[\w-]*:sns:([a-z0-9-]+):/;
const OF_ACM = /^arn:aws[\w-]*:acm:([a-z0-9-]+):/;
const OF_SQS = /^arn:aws[\w-]*:sqs:([a-z0-9-]+):/;
const OF_ECR = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\./;

function* regional(at: Node | undefined, name: string, noun: string, pattern: RegExp): Generator<Regional> {
  const other = at?.kind === 'scalar' ? pattern.exec(at.text)?.[1] : undefined;
  if (at?.kind === 'scalar' && other !== undefined) yield { at, name, noun, other };
}
