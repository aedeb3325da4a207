import { type Caller, callerOf } from '../../../../aws/lambdaCalls.ts';
import { SERVICE_OF_TYPE } from '../../../../aws/services.ts';
import { entriesOf, type Node, resolved, stringValue, valueAt } from '../../../../syntax/tree.ts';
import type { Field, Target } from '../../../field.ts';
import { itemsOf, targetField } from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';

/** IAM policies are read for one purpose: which services a workload is meant to use. Only allowed actions count. */

export function readRole({ resource, object }: ResourceReader, draft: Draft): void {
  note(ownOf(object), valueAt(resource.properties, 'Policies'), draft);
}

export function readPolicy({ resource, property }: ResourceReader, draft: Draft): void {
  for (const role of itemsOf(property('Roles')))
    note(targetField(role), valueAt(resource.properties, 'PolicyDocument'), draft);
}

/** SAM's policies of a function: statements, documents, and templates such as `S3ReadPolicy: {BucketName: …}`. */
export function readFunctionPolicies({ resource, object }: ResourceReader, draft: Draft): void {
  const to = ownOf(object);
  const policies = valueAt(resource.properties, 'Policies');
  note(to, policies, draft);
  for (const policy of eachOf(policies)) {
    for (const { key } of entriesOf(policy)) {
      const prefix = SAM_POLICIES.find(([start]) => key.text.startsWith(start))?.[1];
      if (prefix !== undefined && key.text.endsWith('Policy'))
        draft.grants.push({ to, prefix, caller: callerOf(key.text), at: key });
    }
  }
}

/**
 * What a connector of SAM lets a function do with resources of the file:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
export function readConnector({ resource, typeOf }: ResourceReader, draft: Draft): void {
  const source = stringValue(valueAt(resource.properties, 'Source', 'Id'));
  if (source !== undefined) readConnection(source, resource.properties, typeOf, draft);
}

/**
 * The connectors within a function, which is their source:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
export function readOwnConnectors({ resource, typeOf }: ResourceReader, draft: Draft): void {
  for (const { value } of entriesOf(valueAt(resource.body, 'Connectors')))
    readConnection(resource.id, valueAt(value, 'Properties'), typeOf, draft);
}

function readConnection(
  source: string,
  properties: Node | undefined,
  typeOf: ResourceReader['typeOf'],
  draft: Draft,
): void {
  if (!/^AWS::(?:Serverless|Lambda)::Function$/.test(typeOf(source) ?? '')) return;
  const permissions = eachOf(valueAt(properties, 'Permissions')).map(stringValue);
  for (const one of eachOf(valueAt(properties, 'Destination'))) {
    const id = valueAt(one, 'Id');
    const prefix = id?.kind === 'scalar' ? SERVICE_OF_TYPE[typeOf(id.text) ?? ''] : undefined;
    if (!id || prefix === undefined) continue;
    const to: Field<Target> = {
      kind: 'known',
      value: { kind: 'resource', id: source },
      at: id,
      defaults: [],
    };
    const isOnlyRead = permissions.every((permission) => permission === 'Read');
    draft.grants.push({ to, prefix, caller: callerOfConnection(prefix, isOnlyRead), at: id });
  }
}

/** The items of a list, or the one thing in its place. */
function eachOf(node: Node | undefined): readonly (Node | undefined)[] {
  return node?.kind === 'sequence' ? node.items.map(resolved) : [node];
}

/** Lambda polls a queue by the permission to read it, and delivers failed events by that to write. */
function callerOfConnection(service: string, isOnlyRead: boolean): Caller {
  if (service === 'sqs' && isOnlyRead) return 'lambda';
  return ['sqs', 'sns', 'lambda', 'events'].includes(service) ? 'lambda-delivering' : 'function';
}

/**
 * The services of SAM's policy templates, by the start of their names:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
const SAM_POLICIES: readonly (readonly [start: string, prefix: string])[] = [
  ['S3', 's3'],
  ['DynamoDB', 'dynamodb'],
  ['SQS', 'sqs'],
  ['SNS', 'sns'],
  ['AWSSecretsManager', 'secretsmanager'],
  ['SSM', 'ssm'],
  ['KMS', 'kms'],
  ['Kinesis', 'kinesis'],
  ['Firehose', 'firehose'],
  ['StepFunctions', 'states'],
  ['EventBridge', 'events'],
  ['LambdaInvoke', 'lambda'],
  ['SES', 'ses'],
  ['EcsRunTask', 'ecs'],
  ['EKS', 'eks'],
  ['Athena', 'athena'],
  ['Textract', 'textract'],
  ['Rekognition', 'rekognition'],
  ['Comprehend', 'comprehend'],
  ['Polly', 'polly'],
  ['CloudWatch', 'cloudwatch'],
  ['CloudFormation', 'cloudformation'],
  ['CodeCommit', 'codecommit'],
  ['CodePipeline', 'codepipeline'],
  ['CostExplorer', 'ce'],
  ['ElasticMapReduce', 'elasticmapreduce'],
  ['Organizations', 'organizations'],
  ['SageMaker', 'sagemaker.api'],
];

function ownOf({ id, at }: ResourceReader['object']): Field<Target> {
  return { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] };
}

/**
 * Reads a policy document, a statement, or a list or an object that contains them. It is read as written, not
 * evaluated: documents are large, and every scenario would evaluate them again.
 */
function note(to: Field<Target>, node: Node | undefined, draft: Draft, depth = 0): void {
  const target = resolved(node);
  if (!target || depth > MAX_DEPTH) return;
  if (target.kind === 'sequence') for (const item of target.items) note(to, item, draft, depth + 1);
  if (target.kind !== 'mapping') return;
  const effect = valueAt(target, 'Effect');
  if (effect === undefined) {
    for (const { value } of entriesOf(target)) note(to, value, draft, depth + 1);
    return;
  }
  if (effect.kind !== 'scalar' || effect.text !== 'Allow') return;
  const actions = valueAt(target, 'Action');
  for (const action of eachOf(actions)) {
    const text = action?.kind === 'scalar' ? action.text : '';
    const prefix = /^([a-z0-9-]+):/.exec(text)?.[1];
    if (prefix === undefined || !action) continue;
    draft.grants.push({ to, prefix: endpointOf(text) ?? prefix, caller: callerOf(text), at: action });
  }
}

/** The first that matches has the endpoint of an action; each has the page that names the endpoint. */
const ENDPOINTS: readonly (readonly [action: RegExp, endpoint: string])[] = [
  // https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html
  [/^bedrock:(?:InvokeAgent|InvokeFlow|Retrieve)/, 'bedrock-agent-runtime'],
  [/^bedrock:(?:Invoke|Converse|ApplyGuardrail)/, 'bedrock-runtime'],
  // https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
  [/^sagemaker:InvokeEndpoint/, 'sagemaker.runtime'],
  [/^sagemaker:/, 'sagemaker.api'],
  [/^appconfig:(?:GetLatestConfiguration|StartConfigurationSession)/, 'appconfigdata'],
  // https://docs.aws.amazon.com/step-functions/latest/dg/vpc-endpoints.html
  [/^states:(?:StartSyncExecution|TestState)$/, 'sync-states'],
  // Every function may write its own log, which Lambda does for it.
  [/^logs:(?:CreateExportTask|FilterLogEvents|GetLogEvents|GetQueryResults|StartQuery)$/, 'logs.read'],
  [/^iot:(?:Publish|\w+ThingShadow)$/, 'iot.data'],
];

/** The endpoint of an action that is not called like the prefix. */
function endpointOf(action: string): string | undefined {
  return ENDPOINTS.find(([form]) => form.test(action))?.[1];
}

/** Policies › item › PolicyDocument › Statement › item, each possibly inside of a call. */
const MAX_DEPTH = 10;
