import { REGIONS } from '../../aws/regions.ts';
import { ENDPOINT_SERVICES, serviceNamed } from '../../aws/services.ts';
import type { NetworkObject } from '../../network/field.ts';
import type { VpcEndpoint } from '../../network/model.ts';
import { type Scalar, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Known, textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A misspelled service name, or a name that the service has elsewhere. */
export default defineRule({
  id: 'endpoint-service-unknown',
  area: 'endpoints',
  // AWS may have added the service since.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'There is no service of that name',
  why: 'The names of services with endpoints are not always those of their APIs or products: CloudWatch is monitoring, Firehose is kinesis-firehose, EFS is elasticfilesystem. EC2 answers InvalidServiceName for a name that it does not know, and the stack fails.',
  howToFix: 'Look the name up with `aws ec2 describe-vpc-endpoint-services`.',
  whenToIgnore: 'If AWS has added the service since this version of VPC Lens.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'EP-09',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EC2::VPCEndpoint'])) {
      const name = property('ServiceName');
      const report =
        wrongBeginning(object.id, name) ?? wrongEnd(object, file.network.endpoints.get(object.id)?.service);
      if (report) yield report;
    }
  },
});

/** A name without its beginning, with the beginning of another service, or of a host. */
function wrongBeginning(id: string, name: Value): Report | undefined {
  const rejected = (
    wrong: { readonly text: string } & Pick<Known, 'at' | 'defaults'>,
    fact: string,
  ): Report => ({
    at: wrong.at,
    resource: id,
    defaults: wrong.defaults,
    message: `ServiceName of ${id} is ${wrong.text}, ${fact} AWS rejects ${id}.`,
  });
  const part = partOfName(name);
  if (part) {
    const { whole, literal } = part;
    const fixes: readonly Fix[] = literal
      ? [
          {
            title: `Change to ${whole}`,
            preferred: true,
            edits: [{ op: 'replace', node: literal, value: { 'Fn::Sub': whole } }],
          },
        ]
      : [];
    return { ...rejected(part, `a part of ${whole}.`), fixes };
  }
  const other = otherBeginning(name);
  if (other) return rejected(other, `but the name of that service is ${other.whole}.`);
  const host = hostOf(name);
  return host && rejected(host, 'which is a host. The name of a service begins with com.amazonaws.');
}

/** A name whose last part no service has. */
function wrongEnd(
  { id, properties }: NetworkObject,
  service: VpcEndpoint['service'] | undefined,
): Report | undefined {
  if (service?.kind !== 'known') return undefined;
  const { name, isAws } = service.value;
  const meant = isAws ? meantBy(name) : undefined;
  if (!meant) return undefined;
  const node = valueAt(properties, 'ServiceName');
  const fixes: Fix[] =
    meant.length === 1 && node?.kind === 'scalar' && node.text.endsWith(`.${name}`)
      ? [
          {
            title: `Change to ${meant[0]}`,
            preferred: true,
            edits: [{ op: 'replace', node, value: withName(node, name, meant[0]!) }],
          },
        ]
      : [];
  return {
    at: service.at,
    resource: id,
    defaults: service.defaults,
    message: `No endpoint service is called ${name}; ${meant.join(' and ')} ${meant.length === 1 ? 'is' : 'are'}. AWS rejects ${id}.`,
    fixes,
  };
}

/** EP-09: the names of AWS's services begin with their domain, read backwards; their hosts end with it. */
function hostOf(value: Value): Known | undefined {
  return value.kind === 'known' && value.text.endsWith('.amazonaws.com') ? value : undefined;
}

interface PartOfName {
  readonly text: string;
  readonly whole: string;
  readonly at: Known['at'];
  readonly defaults: readonly string[];
  readonly literal?: Scalar;
}

/** `s3`, `com.amazonaws.s3`, or `amazonaws.eu-west-1.s3`, for the whole name of a service of AWS. */
function partOfName(value: Value): PartOfName | undefined {
  const text = textOrPartial(value);
  if (text === undefined || value.kind === 'absent') return undefined;
  const service = ENDPOINT_SERVICES.has(text)
    ? text
    : PARTS.map((one) => one.exec(text)?.[1]).find(isService);
  if (service === undefined) return undefined;
  const origin = value.kind === 'known' && value.origin?.start === value.at.start ? value.origin : undefined;
  return {
    text,
    whole: `com.amazonaws.\${AWS::Region}.${service}`,
    at: value.at,
    defaults: defaultsOfValue(value),
    ...(origin && { literal: origin }),
  };
}

/** A name without its first part, or without its region, which only the one of S3's global access points lacks. */
const PARTS = [/^amazonaws\.[^.]+\.(.+)$/, /^com\.amazonaws\.(.+)$/];

function isService(name: string | undefined): name is string {
  return name !== undefined && ENDPOINT_SERVICES.has(name) && !name.startsWith('s3-global');
}

/**
 * `com.amazonws.eu-west-1.s3`, `com.amazon.eu-west-1.s3`, or `com.amazonawseu-west-1.s3`: the names of AWS's services begin
 * with com.amazonaws, in China with cn.com.amazonaws too.
 */
function otherBeginning(value: Value): Omit<PartOfName, 'literal'> | undefined {
  const text = textOrPartial(value);
  if (text === undefined || value.kind === 'absent') return undefined;
  const [, beginning = '', ...dotted] = DOTTED.exec(text) ?? [];
  const [, ...joined] = JOINED.exec(text) ?? [];
  const [region = '', service = ''] = isNearlyAws(beginning) ? dotted : joined;
  const isRegion = REGIONS.has(region) || region === '${AWS::Region}';
  if (!isRegion || !ENDPOINT_SERVICES.has(service)) return undefined;
  return {
    text,
    whole: `com.amazonaws.${region}.${service}`,
    at: value.at,
    defaults: defaultsOfValue(value),
  };
}

const DOTTED = /^([^.]+\.[^.]+)\.([^.]+)\.(.+)$/;
const JOINED = /^com\.amazonaws-?([^.]+)\.(.+)$/;

function isNearlyAws(beginning: string): boolean {
  if (beginning === 'com.amazonaws') return false;
  return (
    beginning === 'com.amazon' ||
    beginning === 'com.aws' ||
    misspellingsOf(beginning, ['com.amazonaws']).length > 0
  );
}

/** What people write for a service, with the name of its endpoint. */
const CALLED: Readonly<Record<string, readonly string[]>> = table({
  cloudwatch: ['monitoring'],
  'cloudwatch-logs': ['logs'],
  cloudwatchlogs: ['logs'],
  ecr: ['ecr.api', 'ecr.dkr'],
  efs: ['elasticfilesystem'],
  elb: ['elasticloadbalancing'],
  emr: ['elasticmapreduce'],
  eventbridge: ['events'],
  firehose: ['kinesis-firehose'],
  kinesis: ['kinesis-streams'],
  stepfunctions: ['states'],
  'step-functions': ['states'],
  'secrets-manager': ['secretsmanager'],
  'systems-manager': ['ssm'],
});

/** Shorter names are too similar to other services: ecs, ec2, ecr. */
const SHORTEST = 6;

function meantBy(name: string): readonly string[] | undefined {
  if (ENDPOINT_SERVICES.has(name)) return undefined;
  const called = CALLED[name];
  if (called) return called;
  const slips = misspellingsOf(name, ENDPOINT_SERVICES);
  if (slips.length !== 1) return undefined;
  if (name.length >= SHORTEST - 1 && slips[0]!.length >= SHORTEST) return slips;
  return isShortSlip(name, slips[0]!) && serviceNamed(name) === undefined ? slips : undefined;
}

/**
 * A short name with one letter more or less, two of them exchanged, or capitals. Another letter makes the name of
 * another service, which AWS may have added since: oam beside ram.
 */
function isShortSlip(name: string, meant: string): boolean {
  if (!/^[a-z][a-z0-9.-]+$/i.test(name)) return false;
  return name.length !== meant.length || lettersOf(name) === lettersOf(meant);
}

function lettersOf(name: string): string {
  return [...name.toLowerCase()].sort().join('');
}

function withName(node: Extract<ReturnType<typeof valueAt>, { kind: 'scalar' }>, from: string, to: string) {
  const text = `${node.text.slice(0, -from.length)}${to}`;
  return node.tag === '!Sub' ? { 'Fn::Sub': text } : text;
}
