/**
 * Who may take an action with a function's role: the function alone, Lambda or a service as well, or Lambda where it delivers
 * for the function what that returns or fails on.
 */
export type Caller = 'function' | 'lambda' | 'lambda-delivering';

/**
 * Actions that Lambda needs of a function's role to poll queues and streams for it.
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

/** To a dead-letter queue or a destination: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const DELIVERS: ReadonlySet<string> = new Set([
  ...['sqs:SendMessage', 'sns:Publish', 'lambda:InvokeFunction', 'events:PutEvents'],
]);

/** SAM's policy templates for polling. */
const POLICIES: ReadonlySet<string> = new Set([
  'SQSPollerPolicy',
  'DynamoDBStreamReadPolicy',
  'KinesisStreamReadPolicy',
]);

/**
 * Who may take an action, or need a policy template of SAM. Services use keys of KMS for who calls them:
 * https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html
 */
export function callerOf(name: string): Caller {
  if (POLLS.has(name) || POLICIES.has(name) || /^kms:|^KMS\w*Policy$/.test(name)) return 'lambda';
  return DELIVERS.has(name) ? 'lambda-delivering' : 'function';
}
