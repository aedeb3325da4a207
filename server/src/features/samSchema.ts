import { SAM_EVENTS, type SamEvent } from '../aws/samEvents.ts';
import { SAM_POLICY_PARAMETERS } from '../aws/samPolicies.ts';
import { propertySchema, type Schema, schemaOf } from '../aws/schema/schema.ts';
import { type Node, stringValue, valueAt } from '../syntax/tree.ts';
import { table } from '../table.ts';

const FUNCTION = 'AWS::Serverless::Function';

/** Any mapping of names that the user chooses. */
const OPEN: Schema = { type: 'object' };

/** The type whose `Ref`, or `Type.Attribute` whose `Fn::GetAtt`, is the parameter of a policy template. */
const OF_POLICY: Readonly<Record<string, string>> = table({
  QueueName: 'AWS::SQS::Queue.QueueName',
  TableName: 'AWS::DynamoDB::Table',
  BucketName: 'AWS::S3::Bucket',
  TopicName: 'AWS::SNS::Topic.TopicName',
  FunctionName: 'AWS::Serverless::Function',
  StateMachineName: 'AWS::Serverless::StateMachine.Name',
  SecretArn: 'AWS::SecretsManager::Secret',
  StreamName: 'AWS::Kinesis::Stream',
  EventBusName: 'AWS::Events::EventBus',
  KeyId: 'AWS::KMS::Key',
});

/** The same for the source of an event. */
const OF_EVENT: Readonly<Record<string, string>> = table({
  Queue: 'AWS::SQS::Queue.Arn',
  Topic: 'AWS::SNS::Topic',
  Bucket: 'AWS::S3::Bucket',
  RestApiId: 'AWS::Serverless::Api',
  ApiId: 'AWS::Serverless::HttpApi',
  Broker: 'AWS::AmazonMQ::Broker.Arn',
  UserPool: 'AWS::Cognito::UserPool',
  LogGroupName: 'AWS::Logs::LogGroup',
});

const STREAM_OF: Readonly<Record<string, string>> = table({
  DynamoDB: 'AWS::DynamoDB::Table.StreamArn',
  Kinesis: 'AWS::Kinesis::Stream.Arn',
  MSK: 'AWS::MSK::Cluster',
});

function named(takes: string | undefined): Schema {
  return takes === undefined ? { type: 'string' } : { type: 'string', takes };
}

const EVENT: Schema = {
  type: 'object',
  properties: { Type: { type: 'string', enum: Object.keys(SAM_EVENTS) }, Properties: OPEN },
  required: ['Type', 'Properties'],
};

/** Each item is a template with its parameters, or something else. */
const POLICIES: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(SAM_POLICY_PARAMETERS).map(([name, parameters]) => [
        name,
        {
          type: 'object',
          properties: Object.fromEntries(parameters.map((one) => [one, named(OF_POLICY[one])])),
          required: parameters,
        } satisfies Schema,
      ]),
    ),
  },
};

/**
 * The schema of a property of a SAM function that the schema of its type leaves open; undefined elsewhere. `names` is the
 * path of the property, and `mapping` the one that has it.
 */
export function samSchema(
  type: string,
  names: readonly string[],
  mapping: Node | undefined,
): Schema | undefined {
  if (type !== FUNCTION) return undefined;
  const [top, , part] = names;
  if (top === 'Policies') return names.length === 1 ? POLICIES : undefined;
  if (top !== 'Events') return undefined;
  if (names.length === 1) return OPEN;
  if (names.length === 2) return EVENT;
  if (part !== 'Properties' || names.length !== 3) return undefined;
  const kind = stringValue(valueAt(mapping, 'Type')) ?? '';
  const event = SAM_EVENTS[kind];
  return event && eventSchema(kind, event);
}

/** A property has the schema that the mapping of Lambda has for it. */
function eventSchema(type: string, event: SamEvent): Schema {
  const ofMapping = schemaOf('AWS::Lambda::EventSourceMapping');
  const entries = [...event.required, ...event.optional].map((name) => {
    const values = event.values?.[name];
    const known = propertySchema(ofMapping, name);
    if (values) return [name, { type: 'string' as const, enum: values }] as const;
    const taken = name === 'Stream' ? STREAM_OF[type] : OF_EVENT[name];
    return [name, taken === undefined ? plain(known) : named(taken)] as const;
  });
  return { type: 'object', properties: Object.fromEntries(entries), required: event.required };
}

/** Without a reference to a definition, which another type does not have. */
function plain(schema: Schema | undefined): Schema {
  return schema && schema.$ref === undefined && schema.items?.$ref === undefined ? schema : {};
}
