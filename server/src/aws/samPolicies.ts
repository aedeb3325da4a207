import { table } from '../table.ts';

/**
 * The policy templates of SAM and their parameters, in aws-sam-translator 1.110.0:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
const TEMPLATES = `
  SQSPollerPolicy QueueName
  SQSSendMessagePolicy QueueName
  DynamoDBCrudPolicy TableName
  DynamoDBReadPolicy TableName
  DynamoDBWritePolicy TableName
  DynamoDBStreamReadPolicy StreamName TableName
  S3ReadPolicy BucketName
  S3WritePolicy BucketName
  S3CrudPolicy BucketName
  SNSPublishMessagePolicy TopicName
  LambdaInvokePolicy FunctionName
  AWSSecretsManagerGetSecretValuePolicy SecretArn
  SSMParameterReadPolicy ParameterName
  StepFunctionsExecutionPolicy StateMachineName
  EventBridgePutEventsPolicy EventBusName
  VPCAccessPolicy
  KMSDecryptPolicy KeyId
  KMSEncryptPolicy KeyId
  KinesisStreamReadPolicy StreamName
  KinesisCrudPolicy StreamName
  SESCrudPolicy IdentityName
  AMIDescribePolicy
  AWSSecretsManagerRotationPolicy FunctionName
  AcmGetCertificatePolicy CertificateArn
  AthenaQueryPolicy WorkGroupName
  CloudFormationDescribeStacksPolicy
  CloudWatchDashboardPolicy
  CloudWatchDescribeAlarmHistoryPolicy
  CloudWatchPutMetricPolicy
  CodeCommitCrudPolicy RepositoryName
  CodeCommitReadPolicy RepositoryName
  CodePipelineLambdaExecutionPolicy
  CodePipelineReadOnlyPolicy PipelineName
  ComprehendBasicAccessPolicy
  CostExplorerReadOnlyPolicy
  DynamoDBBackupFullAccessPolicy TableName
  DynamoDBReconfigurePolicy TableName
  DynamoDBRestoreFromBackupPolicy TableName
  EC2CopyImagePolicy ImageId
  EC2DescribePolicy
  EFSWriteAccessPolicy AccessPoint FileSystem
  EKSDescribePolicy
  EcsRunTaskPolicy TaskDefinition
  ElasticMapReduceAddJobFlowStepsPolicy ClusterId
  ElasticMapReduceCancelStepsPolicy ClusterId
  ElasticMapReduceModifyInstanceFleetPolicy ClusterId
  ElasticMapReduceModifyInstanceGroupsPolicy ClusterId
  ElasticMapReduceSetTerminationProtectionPolicy ClusterId
  ElasticMapReduceTerminateJobFlowsPolicy ClusterId
  ElasticsearchHttpPostPolicy DomainName
  FilterLogEventsPolicy LogGroupName
  FirehoseCrudPolicy DeliveryStreamName
  FirehoseWritePolicy DeliveryStreamName
  KMSEncryptPolicy_v2 KeyId
  MobileAnalyticsWriteOnlyAccessPolicy
  OrganizationsListAccountsPolicy
  PinpointEndpointAccessPolicy PinpointApplicationId
  PollyFullAccessPolicy LexiconName
  RekognitionDetectOnlyPolicy
  RekognitionFacesManagementPolicy CollectionId
  RekognitionFacesPolicy
  RekognitionLabelsPolicy
  RekognitionNoDataAccessPolicy CollectionId
  RekognitionReadPolicy CollectionId
  RekognitionWriteOnlyAccessPolicy CollectionId
  Route53ChangeResourceRecordSetsPolicy HostedZoneId
  S3FullAccessPolicy BucketName
  SESBulkTemplatedCrudPolicy IdentityName
  SESBulkTemplatedCrudPolicy_v2 IdentityName TemplateName
  SESEmailTemplateCrudPolicy
  SESSendBouncePolicy IdentityName
  SNSCrudPolicy TopicName
  SSMParameterWithSlashPrefixReadPolicy ParameterName
  SageMakerCreateEndpointConfigPolicy EndpointConfigName
  SageMakerCreateEndpointPolicy EndpointName
  ServerlessRepoReadWriteAccessPolicy
  StepFunctionsCallbackPolicy StateMachineName
  StepFunctionsExecutionPolicy_v2 StateMachineName
  TextractDetectAnalyzePolicy
  TextractGetResultPolicy
  TextractPolicy
`;

/** The parameters of each template, by its name; those that are used most come first. */
export const SAM_POLICY_PARAMETERS: Readonly<Record<string, readonly string[]>> = table(
  Object.fromEntries(
    TEMPLATES.trim()
      .split('\n')
      .map((line) => {
        const [name = '', ...parameters] = line.trim().split(' ');
        return [name, parameters];
      }),
  ),
);

export const SAM_POLICY_TEMPLATES: readonly string[] = Object.keys(SAM_POLICY_PARAMETERS);
