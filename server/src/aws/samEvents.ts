import { table } from '../table.ts';

/** A type of event of a SAM function. */
export interface SamEvent {
  /** Who invokes the function, and whether the VPC is involved. */
  readonly is: string;
  /** Without these SAM rejects the template. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The values of properties that have few. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const MAPPING =
  'BatchSize MaximumBatchingWindowInSeconds Enabled FilterCriteria FunctionResponseTypes KmsKeyArn MetricsConfig';
const STREAM = `${MAPPING} BisectBatchOnFunctionError DestinationConfig MaximumRecordAgeInSeconds MaximumRetryAttempts ParallelizationFactor StartingPositionTimestamp TumblingWindowInSeconds`;
const KAFKA = `${MAPPING} BisectBatchOnFunctionError ConsumerGroupId DestinationConfig LoggingConfig MaximumRecordAgeInSeconds MaximumRetryAttempts ProvisionedPollerConfig SchemaRegistryConfig StartingPositionTimestamp`;
const TARGET = 'DeadLetterConfig RetryPolicy Input';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const POSITIONS = { StartingPosition: ['TRIM_HORIZON', 'LATEST'] };
const KAFKA_POSITIONS = { StartingPosition: ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'] };
const STATES = { State: ['ENABLED', 'DISABLED'] };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
const METHODS = { Method: ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'any'] };

const OUTSIDE = 'outside of the VPC, so the function needs no route for it';

/**
 * The types of events of a function, as aws-sam-translator 1.110.0 reads them:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export const SAM_EVENTS: Readonly<Record<string, SamEvent>> = table({
  Api: event(
    'a request to a REST API',
    'Path Method',
    'RestApiId Auth RequestModel RequestParameters TimeoutInMillis ResponseTransferMode',
    METHODS,
  ),
  HttpApi: event(
    'a request to an HTTP API',
    '',
    'Path Method ApiId Auth PayloadFormatVersion RouteSettings TimeoutInMillis',
    METHODS,
  ),
  SQS: event(`messages of a queue, which Lambda polls ${OUTSIDE}`, 'Queue', `${MAPPING} ScalingConfig`),
  SNS: event(
    'a message of a topic',
    'Topic',
    'FilterPolicy FilterPolicyScope Region RedrivePolicy SqsSubscription',
  ),
  S3: event('an object of a bucket', 'Bucket Events', 'Filter'),
  Schedule: event(
    'a schedule of EventBridge',
    'Schedule',
    `Name Description State Enabled ${TARGET}`,
    STATES,
  ),
  ScheduleV2: event(
    'a schedule of EventBridge Scheduler',
    'ScheduleExpression',
    `ScheduleExpressionTimezone Name Description State StartDate EndDate FlexibleTimeWindow GroupName KmsKeyArn OmitName PermissionsBoundary RoleArn ${TARGET}`,
    STATES,
  ),
  EventBridgeRule: event(
    'an event of EventBridge that matches a pattern',
    '',
    `Pattern EventBusName RuleName InputPath InputTransformer State Target ${TARGET}`,
    STATES,
  ),
  CloudWatchEvent: event(
    'an event of EventBridge that matches a pattern',
    '',
    `Pattern EventBusName RuleName InputPath InputTransformer Enabled State Target ${TARGET}`,
    STATES,
  ),
  DynamoDB: event(
    `changes of a table, whose stream Lambda polls ${OUTSIDE}`,
    'Stream StartingPosition',
    STREAM,
    POSITIONS,
  ),
  Kinesis: event(
    `records of a stream, which Lambda polls ${OUTSIDE}`,
    'Stream StartingPosition',
    STREAM,
    KAFKA_POSITIONS,
  ),
  MSK: event(
    'messages of an MSK cluster, which Lambda polls in the subnets of the cluster',
    'Stream StartingPosition',
    `Topics SourceAccessConfigurations ${KAFKA}`,
    KAFKA_POSITIONS,
  ),
  SelfManagedKafka: event(
    'messages of Kafka, which Lambda polls in the subnets of SourceAccessConfigurations',
    '',
    `KafkaBootstrapServers Topics SourceAccessConfigurations StartingPosition ${KAFKA}`,
    KAFKA_POSITIONS,
  ),
  MQ: event(
    'messages of a broker, which Lambda polls in the subnets of the broker',
    'Broker',
    'Queues SourceAccessConfigurations BatchSize MaximumBatchingWindowInSeconds Enabled FilterCriteria KmsKeyArn DynamicPolicyName SecretsManagerKmsKeyId',
  ),
  DocumentDB: event(
    'changes of a DocumentDB cluster, which Lambda polls in the subnets of the cluster',
    'Cluster DatabaseName',
    'SourceAccessConfigurations CollectionName FullDocument StartingPosition StartingPositionTimestamp BatchSize MaximumBatchingWindowInSeconds Enabled FilterCriteria KmsKeyArn SecretsManagerKmsKeyId',
    KAFKA_POSITIONS,
  ),
  CloudWatchLogs: event('lines of a log group', 'LogGroupName FilterPattern', ''),
  Cognito: event('a trigger of a user pool', 'UserPool Trigger', ''),
  IoTRule: event('a message that a rule of IoT selects', 'Sql', 'AwsIotSqlVersion'),
  AlexaSkill: event('a skill of Alexa', '', 'SkillId'),
});

function event(is: string, required: string, optional: string, values?: SamEvent['values']): SamEvent {
  const names = (text: string) => text.split(' ').filter((name) => name !== '');
  return { is, required: names(required), optional: names(optional), ...(values && { values }) };
}
