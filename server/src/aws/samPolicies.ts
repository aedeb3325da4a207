/**
 * The policy templates of SAM:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export const SAM_POLICY_TEMPLATES: readonly string[] =
  `SQSPoller LambdaInvoke CloudWatchDescribeAlarmHistory CloudWatchPutMetric EC2Describe DynamoDBCrud DynamoDBRead
  DynamoDBWrite DynamoDBReconfigure SESSendBounce ElasticsearchHttpPost S3Read S3Write S3Crud AMIDescribe
  CloudFormationDescribeStacks RekognitionDetectOnly RekognitionNoDataAccess RekognitionRead
  RekognitionWriteOnlyAccess SQSSendMessage SNSPublishMessage VPCAccess DynamoDBStreamRead KinesisStreamRead SESCrud
  SNSCrud KinesisCrud KMSDecrypt KMSEncrypt PollyFullAccess S3FullAccess CodePipelineLambdaExecution
  ServerlessRepoReadWriteAccess EC2CopyImage AWSSecretsManagerRotation AWSSecretsManagerGetSecretValue
  CodePipelineReadOnly CloudWatchDashboard RekognitionFacesManagement RekognitionFaces RekognitionLabels
  DynamoDBBackupFullAccess DynamoDBRestoreFromBackup ComprehendBasicAccess MobileAnalyticsWriteOnlyAccess
  PinpointEndpointAccess FirehoseWrite FirehoseCrud EKSDescribe CostExplorerReadOnly OrganizationsListAccounts
  SESBulkTemplatedCrud SESEmailTemplateCrud FilterLogEvents SSMParameterRead StepFunctionsExecution CodeCommitCrud
  CodeCommitRead AthenaQuery Textract TextractDetectAnalyze TextractGetResult EventBridgePutEvents
  ElasticMapReduceModifyInstanceFleet ElasticMapReduceSetTerminationProtection ElasticMapReduceModifyInstanceGroups
  ElasticMapReduceCancelSteps ElasticMapReduceTerminateJobFlows ElasticMapReduceAddJobFlowSteps
  SageMakerCreateEndpoint SageMakerCreateEndpointConfig EcsRunTask EFSWriteAccess`
    .split(/\s+/)
    .map((name) => `${name}Policy`);
