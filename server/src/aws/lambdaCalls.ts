/**
 * Who calls an action with a function's role: only the function; possibly Lambda or another service; or possibly Lambda
 * delivering results and failed events of the function.
 */
export type Caller = 'function' | 'lambda' | 'lambda-delivering';

/**
 * Actions that Lambda needs in a function's role to poll queues and streams.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
const POLLS: ReadonlySet<string> = new Set([
  ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ChangeMessageVisibility'].map(
    (action) => `sqs:${action}`,
  ),
  ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (action) => `dynamodb:${action}`,
  ),
  ...[
    ...['DescribeStream', 'DescribeStreamSummary', 'DescribeStreamConsumer', 'GetRecords'],
    ...['GetShardIterator', 'ListShards', 'ListStreams', 'SubscribeToShard'],
  ].map((action) => `kinesis:${action}`),
]);

/**
 * For a dead-letter queue or a destination:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const DELIVERS: ReadonlySet<string> = new Set([
  ...['sqs:SendMessage', 'sns:Publish', 'lambda:InvokeFunction', 'events:PutEvents'],
]);

/** SAM policy templates for polling. */
const POLICIES: ReadonlySet<string> = new Set([
  'SQSPollerPolicy',
  'DynamoDBStreamReadPolicy',
  'KinesisStreamReadPolicy',
]);

/**
 * Who calls an action, or needs a SAM policy template. Services use KMS keys on behalf of their callers:
 * https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html
 */
export function callerOf(name: string): Caller {
  if (POLLS.has(name) || POLICIES.has(name) || /^kms:|^KMS\w*Policy$/.test(name)) return 'lambda';
  return DELIVERS.has(name) ? 'lambda-delivering' : 'function';
}
