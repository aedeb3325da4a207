import { ENDPOINT_SERVICES } from '../../aws/services.ts';
import { valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { slipsOf } from '../../wording/nearest.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A service whose name is a slip of another's, or what the service is called elsewhere. */
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
    for (const { object } of existingResources(file, ['AWS::EC2::VPCEndpoint'])) {
      const service = file.network.endpoints.get(object.id)?.service;
      if (service?.kind !== 'known') continue;
      const { name, isAws } = service.value;
      const meant = isAws ? meantBy(name) : undefined;
      if (!meant) continue;
      const node = valueAt(object.properties, 'ServiceName');
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
      yield {
        at: service.at,
        resource: object.id,
        defaults: service.defaults,
        message: `No service with endpoints is called ${name}; ${meant.join(' and ')} ${meant.length === 1 ? 'is' : 'are'}. AWS rejects ${object.id}.`,
        fixes,
      };
    }
  },
});

/** What people write for a service, with the name of its endpoint. */
const CALLED: Readonly<Record<string, readonly string[]>> = table({
  cloudwatch: ['monitoring'],
  'cloudwatch-logs': ['logs'],
  cloudwatchlogs: ['logs'],
  ecr: ['ecr.api', 'ecr.dkr'],
  efs: ['elasticfilesystem'],
  eventbridge: ['events'],
  firehose: ['kinesis-firehose'],
  kinesis: ['kinesis-streams'],
  stepfunctions: ['states'],
  'step-functions': ['states'],
  'secrets-manager': ['secretsmanager'],
  'systems-manager': ['ssm'],
});

/** Short names are near others that exist: ecs, ec2, ecr. */
const SHORTEST = 6;

function meantBy(name: string): readonly string[] | undefined {
  if (ENDPOINT_SERVICES.has(name)) return undefined;
  const called = CALLED[name];
  if (called) return called;
  const slips = name.length < SHORTEST - 1 ? [] : slipsOf(name, ENDPOINT_SERVICES);
  return slips.length === 1 && slips[0]!.length >= SHORTEST ? slips : undefined;
}

function withName(node: Extract<ReturnType<typeof valueAt>, { kind: 'scalar' }>, from: string, to: string) {
  const text = `${node.text.slice(0, -from.length)}${to}`;
  return node.tag === '!Sub' ? { 'Fn::Sub': text } : text;
}
