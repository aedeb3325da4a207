/**
 * AWS services with VPC endpoints, by their name in `com.amazonaws.REGION.NAME` (facts EP-01, EP-09).
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const ENDPOINT_SERVICES: ReadonlySet<string> = new Set(
  `s3 dynamodb sqs sns secretsmanager ssm ssmmessages ec2messages kms logs monitoring execute-api apigateway lambda rds
  rds-data sts ecr.api ecr.dkr events states kinesis-streams kinesis-firehose email-smtp elasticache elasticfilesystem
  dynamodb-streams ec2 xray athena glue batch ecs cloudformation synthetics scheduler bedrock-runtime acm textract
  rekognition comprehend translate servicediscovery appconfigdata`.split(/\s+/),
);

/** Services with gateway endpoints (fact EP-01). S3 Express has a prefix list like the other two, so it is included. */
export const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb', 's3express']);

/** Resources that are reached through the endpoint of a service rather than over the network of a VPC (fact DB-06). */
export const SERVICE_OF_TYPE: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 's3',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::Serverless::SimpleTable': 'dynamodb',
  'AWS::SQS::Queue': 'sqs',
  'AWS::SNS::Topic': 'sns',
  'AWS::SecretsManager::Secret': 'secretsmanager',
  'AWS::SSM::Parameter': 'ssm',
  'AWS::KMS::Key': 'kms',
  'AWS::StepFunctions::StateMachine': 'states',
  'AWS::Serverless::StateMachine': 'states',
  'AWS::Events::EventBus': 'events',
  'AWS::Kinesis::Stream': 'kinesis-streams',
  'AWS::KinesisFirehose::DeliveryStream': 'kinesis-firehose',
  'AWS::ECR::Repository': 'ecr.api',
};

/** Endpoint names for action prefixes that differ from them. */
export const SERVICE_OF_ACTION: Readonly<Record<string, string>> = {
  kinesis: 'kinesis-streams',
  firehose: 'kinesis-firehose',
};

/** Display names of services that differ from their endpoint names. */
const TITLES: Readonly<Record<string, string>> = {
  s3: 'S3',
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  sns: 'SNS',
  sqs: 'SQS',
  sts: 'STS',
  secretsmanager: 'Secrets Manager',
};

/** The display name of a service: `S3` for `s3`. */
export function serviceText(name: string): string {
  return TITLES[name] ?? name;
}
