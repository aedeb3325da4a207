import { table } from '../table.ts';

/** Services that answer over HTTPS alone (fact EP-20), apart from those of `OTHER_PORTS`. */
export const HTTPS_SERVICES: ReadonlySet<string> = new Set(
  `s3 dynamodb sqs sns secretsmanager ssm ssmmessages ec2messages kms logs monitoring execute-api apigateway lambda
  rds rds-data sts ecr.api ecr.dkr events states kinesis-streams kinesis-firehose email email-smtp elasticache
  elasticfilesystem dynamodb-streams ec2 xray athena glue batch ecs cloudformation synthetics scheduler
  bedrock-runtime acm textract rekognition comprehend translate servicediscovery appconfigdata`.split(/\s+/),
);

/** Mail is sent on these: https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html */
export const OTHER_PORTS: Readonly<Record<string, readonly number[]>> = table({
  'email-smtp': [25, 465, 587, 2465, 2587],
});

/**
 * Host names that differ from the names of their endpoints:
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
const SERVICE_OF_HOST: Readonly<Record<string, string>> = table({
  kinesis: 'kinesis-streams',
  firehose: 'kinesis-firehose',
  'api.ecr': 'ecr.api',
  'dkr.ecr': 'ecr.dkr',
  'api.ecr-public': 'ecr-public.api',
  'api.sagemaker': 'sagemaker.api',
  'runtime.sagemaker': 'sagemaker.runtime',
  'metrics.sagemaker': 'sagemaker.metrics',
  'featurestore-runtime.sagemaker': 'sagemaker.featurestore-runtime',
  'streams.dynamodb': 'dynamodb-streams',
  'api.pricing': 'pricing.api',
  'session.qldb': 'qldb.session',
  'controlplane.payment-cryptography': 'payment-cryptography.controlplane',
  'dataplane.payment-cryptography': 'payment-cryptography.dataplane',
  appstream2: 'appstream.api',
  codeartifact: 'codeartifact.api',
  codeconnections: 'codeconnections.api',
  'codestar-connections': 'codestar-connections.api',
});

/**
 * Names of clients in the AWS SDK for Python that are neither host names nor names of endpoints:
 * https://docs.aws.amazon.com/boto3/latest/reference/services/index.html
 */
const SERVICE_OF_CLIENT: Readonly<Record<string, string>> = table({
  cloudwatch: 'monitoring',
  dynamodbstreams: 'dynamodb-streams',
  ecr: 'ecr.api',
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  mwaa: 'airflow.api',
  opensearch: 'es',
  opensearchserverless: 'aoss',
  sagemaker: 'sagemaker.api',
  'sagemaker-runtime': 'sagemaker.runtime',
  ses: 'email',
  sesv2: 'email',
  stepfunctions: 'states',
});

/** The part of a host name before the region. */
export function hostOfService(name: string): string {
  return Object.entries(SERVICE_OF_HOST).find(([, own]) => own === name)?.[0] ?? name;
}

/**
 * AWS services with VPC endpoints, by their name in `com.amazonaws.REGION.NAME` (facts EP-01, EP-09).
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const ENDPOINT_SERVICES: ReadonlySet<string> = new Set([
  ...HTTPS_SERVICES,
  ...`access-analyzer account acm-pca airflow.api airflow.env airflow.ops analytics-omics app-integrations appconfig
  application-autoscaling application-signals applicationinsights appmesh appmesh-envoy-management apprunner
  apprunner.requests appstream.api appstream.streaming appsync-api apptest aps aps-workspaces arsenal-discovery
  auditmanager autoscaling autoscaling-plans awsconnector b2bi backup backup-gateway bcm-pricing-calculator
  bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore bedrock-agentcore.gateway bedrock-data-automation
  bedrock-data-automation-runtime billing billingconductor braket cases cassandra ce cleanrooms cleanrooms-ml
  cloudcontrolapi clouddirectory cloudhsmv2 cloudtrail codeartifact.api codeartifact.repositories codebuild
  codecatalyst.git codecatalyst.packages codecommit codeconnections.api codedeploy codedeploy-commands-secure
  codeguru-profiler codeguru-reviewer codepipeline codestar-connections.api codewhisperer cognito-identity
  cognito-idp comprehendmedical compute-optimizer config connect-campaigns console control-storage-omics
  controlcatalog cost-optimization-hub data-servicediscovery databrew dataexchange datasync datazone
  deadline.management deadline.scheduling deviceadvisor.iot devops-guru dicom-medical-imaging discovery dms drs ds
  ds-data dsql ebs ecr-public.api ecs-agent ecs-telemetry eks eks-auth eks-proxy elastic-inference.runtime
  elasticbeanstalk elasticbeanstalk-health elasticloadbalancing elasticmapreduce emr-containers
  emr-serverless emr-serverless-services.livy emr-serverless.dashboard emrwal.prod entityresolution evidently
  evidently-dataplane finspace finspace-api fis forecast forecastquery frauddetector fsx geo.geofencing geo.maps
  geo.metadata geo.places geo.routes geo.tracking git-codecommit glue.dashboard grafana grafana-workspace
  greengrass groundstation guardduty guardduty-data healthlake identitystore imagebuilder inspector-scan
  inspector2 internetmonitor invoicing iot.credentials iot.data iot.fleethub.api iotfleetwise iotroborunner
  iotsitewise.api iotsitewise.data iottwinmaker.api iottwinmaker.data iotwireless.api kafka kafkaconnect kendra
  lakeformation launchwizard license-manager license-manager-linux-subscriptions
  license-manager-user-subscriptions lookoutequipment lookoutmetrics lookoutvision lorawan.cups lorawan.lns m2
  macie2 mail-manager managedblockchain-query managedblockchain.bitcoin.mainnet managedblockchain.bitcoin.testnet
  mediaconnect medical-imaging memory-db mgn migrationhub-orchestrator migrationhub-strategy models-v2-lex mq
  neptune-graph neptune-graph-data network-firewall networkflowmonitor networkflowmonitorreports networkmonitor
  nimble observabilityadmin organizations outposts panorama payment-cryptography.controlplane
  payment-cryptography.dataplane pca-connector-ad pca-connector-scep pcs personalize personalize-events
  personalize-runtime pi pinpoint pinpoint-sms-voice-v2 pipes pipes-data polly pricing.api private-networks
  profile proton q qapps qldb.session quicksight-website ram rbin redshift redshift-data redshift-serverless
  refactor-spaces repostspace resource-groups robomaker rolesanywhere rum rum-dataplane runtime-medical-imaging
  runtime-v2-lex s3-outposts s3express s3tables s3vectors sagemaker-data-science-assistant sagemaker-geospatial
  sagemaker.api sagemaker.featurestore-runtime sagemaker.metrics sagemaker.runtime schemas scn securityhub
  securitylake serverlessrepo service.user-subscriptions servicecatalog servicecatalog-appregistry shield signin
  simspaceweaver sms snow-device-management social-messaging ssm-contacts ssm-incidents ssm-quicksetup
  storage-omics storagegateway streaming-rekognition swf sync-states tagging tags-omics tax thinclient.api
  timestream-influxdb tnb transcribe transcribestreaming transfer transfer.server trustedadvisor
  verifiedpermissions voiceid vpc-lattice wafv2 wellarchitected wisdom workflows-omics workmail workspaces
  workspaces-web`.split(/\s+/),
]);

/**
 * Other services by their host names. No endpoint of theirs is known, so they are on the internet, unless the file has one:
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
const OTHER_SERVICES: ReadonlySet<string> = new Set(
  `amplify aoss appflow appsync budgets chatbot chime cloud9 cloudfront cloudsearch cognito-sync connect controltower
  cur datapipeline dax detective devicefarm directconnect dlm docdb-elastic ec2-instance-connect elastictranscoder es
  fms gamelift glacier globalaccelerator health iam inspector iot iotanalytics iotevents ivs ivschat kendra-ranking
  kinesisanalytics kinesisvideo lightsail managedblockchain mediaconvert medialive mediapackage mediapackage-vod
  mediapackagev2 mediastore mgh networkmanager notifications oam oidc omics opsworks osis qbusiness qldb quicksight
  resiliencehub resource-explorer-2 route53 route53domains route53resolver savingsplans sdb servicequotas signer
  snowball sso support waf waf-regional workdocs`.split(/\s+/),
);

/**
 * The service that a name means, by its endpoint, host or client; undefined if there is none. A service with endpoints for FIPS has
 * a name of its own for them: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function serviceNamed(name: string): string | undefined {
  const service = SERVICE_OF_HOST[name] ?? SERVICE_OF_CLIENT[name] ?? name;
  const usual = service.replace(/-fips$/, '');
  return ENDPOINT_SERVICES.has(usual) || OTHER_SERVICES.has(usual) ? service : undefined;
}

/** Services with gateway endpoints (fact EP-01). S3 Express has a prefix list like the other two, so it is included. */
export const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb', 's3express']);

/** Resources that are reached through the endpoint of a service rather than over the network of a VPC (fact DB-06). */
export const SERVICE_OF_TYPE: Readonly<Record<string, string>> = table({
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
});

/**
 * More resources whose clients call a service. A reference to one does not say that it is called, so they count only
 * where somebody asks for them:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const SERVICE_OF_ASKED_TYPE: Readonly<Record<string, string>> = table({
  ...SERVICE_OF_TYPE,
  'AWS::Athena::WorkGroup': 'athena',
  'AWS::Batch::JobQueue': 'batch',
  'AWS::Bedrock::Agent': 'bedrock-agent-runtime',
  'AWS::Bedrock::AgentAlias': 'bedrock-agent-runtime',
  'AWS::Bedrock::ApplicationInferenceProfile': 'bedrock-runtime',
  'AWS::Bedrock::Guardrail': 'bedrock-runtime',
  'AWS::Bedrock::KnowledgeBase': 'bedrock-agent-runtime',
  'AWS::CodeArtifact::Repository': 'codeartifact.repositories',
  'AWS::Cognito::IdentityPool': 'cognito-identity',
  'AWS::Cognito::UserPool': 'cognito-idp',
  'AWS::Glue::Job': 'glue',
  'AWS::KMS::Alias': 'kms',
  'AWS::Logs::LogGroup': 'logs',
  'AWS::Rekognition::Collection': 'rekognition',
  'AWS::S3::AccessPoint': 's3',
  'AWS::S3Express::DirectoryBucket': 's3express',
  'AWS::SES::EmailIdentity': 'email',
  'AWS::SageMaker::Endpoint': 'sagemaker.runtime',
  'AWS::StepFunctions::Activity': 'states',
});

/** Endpoint names for action prefixes that differ from them. */
export const SERVICE_OF_ACTION: Readonly<Record<string, string>> = table({
  'logs.read': 'logs',
  kinesis: 'kinesis-streams',
  firehose: 'kinesis-firehose',
  ses: 'email',
  cloudwatch: 'monitoring',
});

/** Display names of services that differ from their endpoint names. */
const TITLES: Readonly<Record<string, string>> = table({
  s3: 'S3',
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  sns: 'SNS',
  sqs: 'SQS',
  sts: 'STS',
  secretsmanager: 'Secrets Manager',
});

/** The display name of a service: `S3` for `s3`. */
export function serviceText(name: string): string {
  return TITLES[name] ?? name;
}
