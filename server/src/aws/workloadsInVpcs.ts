// Types of services that AWS manages, beside those of `workloadTypes.ts`: which of them open connections from a VPC, and which answer in
// one. Each has the page that says so.

import type { PropertyPath, WorkloadType } from './workloadType.ts';

type Types = Readonly<Record<string, WorkloadType>>;

/** Most types call the two lists so, within a property of their own. */
function at(path: PropertyPath, kind: WorkloadType['kind']): WorkloadType {
  return {
    kind,
    subnets: [`${path}.SubnetIds`],
    securityGroups: [`${path}.SecurityGroupIds`],
    onlyWithSubnets: true,
  };
}

/** SageMaker and Comprehend call the two `Subnets` and `SecurityGroupIds`. */
function job(path: PropertyPath): WorkloadType {
  return {
    kind: 'managed-application',
    subnets: [`${path}.Subnets`],
    securityGroups: [`${path}.SecurityGroupIds`],
    onlyWithSubnets: true,
  };
}

/** Without subnets, agents and their tools are in a public network of AWS's. */
function agent(path: PropertyPath): WorkloadType {
  return {
    kind: 'managed-application',
    subnets: [`${path}.Subnets`],
    securityGroups: [`${path}.SecurityGroups`],
  };
}

/** The types of Kendra's data sources, each of which has a property of its own. */
const KENDRA = ['Database', 'Confluence', 'SharePoint'].map(
  (name) => `DataSourceConfiguration.${name}Configuration`,
);

/** The destinations of Firehose, each of which has a property of its own. */
const FIREHOSE = [
  'AmazonopensearchserviceDestinationConfiguration',
  'AmazonOpenSearchServerlessDestinationConfiguration',
  'ElasticsearchDestinationConfiguration',
];

/** Types that open connections from network interfaces in the subnets. */
export const SENDERS_IN_VPCS: Types = {
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_VpcConfiguration.html
  'AWS::KinesisFirehose::DeliveryStream': {
    kind: 'vpc-connector',
    subnets: FIREHOSE.map((path) => `${path}.VpcConfiguration.SubnetIds`),
    securityGroups: FIREHOSE.map((path) => `${path}.VpcConfiguration.SecurityGroupIds`),
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/grafana/latest/APIReference/API_VpcConfiguration.html
  'AWS::Grafana::Workspace': at('VpcConfiguration', 'vpc-connector'),
  // https://docs.aws.amazon.com/quicksight/latest/user/vpc-creating-a-connection-in-quicksight-cli.html
  'AWS::QuickSight::VPCConnection': {
    kind: 'vpc-connector',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-network-reqs.html
  'AWS::MSK::Replicator': at('KafkaClusters.*.VpcConfig', 'vpc-connector'),
  // https://docs.aws.amazon.com/kendra/latest/dg/connector-vpc-steps.html
  'AWS::Kendra::DataSource': {
    kind: 'vpc-connector',
    subnets: KENDRA.map((path) => `${path}.VpcConfiguration.SubnetIds`),
    securityGroups: KENDRA.map((path) => `${path}.VpcConfiguration.SecurityGroupIds`),
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/amazonq/latest/api-reference/API_DataSourceVpcConfiguration.html
  'AWS::QBusiness::DataSource': at('VpcConfiguration', 'vpc-connector'),
  // https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-host-create.html
  'AWS::CodeConnections::Host': at('VpcConfiguration', 'vpc-connector'),
  // https://docs.aws.amazon.com/iot/latest/developerguide/kafka-vpc-destination.html
  'AWS::IoT::TopicRuleDestination': {
    kind: 'vpc-connector',
    subnets: ['VpcProperties.SubnetIds'],
    securityGroups: ['VpcProperties.SecurityGroups'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
  'AWS::APS::Scraper': {
    kind: 'vpc-connector',
    subnets: ['Source.EksConfiguration.SubnetIds', 'Source.VpcConfiguration.SubnetIds'],
    securityGroups: ['Source.EksConfiguration.SecurityGroupIds', 'Source.VpcConfiguration.SecurityGroupIds'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_NetworkSettings.html
  'AWS::WorkSpacesWeb::NetworkSettings': {
    kind: 'vpc-connector',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/devicefarm/latest/developerguide/vpc-eni-prerequisites.html
  'AWS::DeviceFarm::Project': at('VpcConfig', 'device-project'),
  'AWS::DeviceFarm::TestGridProject': at('VpcConfig', 'vpc-connector'),
  // https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.reserved-capacity-fleets.html
  'AWS::CodeBuild::Fleet': {
    kind: 'build-project',
    subnets: ['FleetVpcConfig.Subnets'],
    securityGroups: ['FleetVpcConfig.SecurityGroupIds'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-vpc.html
  'AWS::SageMaker::DataQualityJobDefinition': job('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::ModelBiasJobDefinition': job('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::ModelExplainabilityJobDefinition': job('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::ModelQualityJobDefinition': job('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::MonitoringSchedule': job(
    'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.VpcConfig',
  ),
  // https://docs.aws.amazon.com/sagemaker/latest/dg/process-vpc.html
  'AWS::SageMaker::ProcessingJob': job('NetworkConfig.VpcConfig'),
  // https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-prerequisites.html
  'AWS::SageMaker::Cluster': job('VpcConfig'),
  // https://docs.aws.amazon.com/comprehend/latest/dg/usingVPC.html
  'AWS::Comprehend::DocumentClassifier': job('VpcConfig'),
  'AWS::Comprehend::EntityRecognizer': job('VpcConfig'),
  'AWS::Comprehend::Flywheel': job('DataSecurityConfig.VpcConfig'),
  // https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html
  'AWS::BedrockAgentCore::Runtime': agent('NetworkConfiguration.NetworkModeConfig'),
  'AWS::BedrockAgentCore::BrowserCustom': agent('NetworkConfiguration.VpcConfig'),
  'AWS::BedrockAgentCore::CodeInterpreterCustom': agent('NetworkConfiguration.VpcConfig'),
  // https://docs.aws.amazon.com/lambda/latest/lambda-core/API_NetworkConnectorVpcEgressConfiguration.html
  'AWS::Lambda::NetworkConnector': at('Configuration.VpcEgressConfiguration', 'vpc-connector'),
  'AWS::Serverless::NetworkConnector': at('VpcConfig', 'vpc-connector'),
  // The group of the workspaces; the other one is for clusters that they are attached to:
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
  'AWS::EMR::Studio': {
    kind: 'managed-application',
    subnets: ['SubnetIds'],
    securityGroups: ['WorkspaceSecurityGroupId'],
  },
  // https://docs.aws.amazon.com/medialive/latest/ug/delivery-out-vpc.html
  'AWS::MediaLive::Channel': { ...at('Vpc', 'vpc-connector'), publicIp: ['Vpc.PublicAddressAllocationIds'] },
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
  'AWS::SageMaker::EndpointConfig': job('VpcConfig'),
  // https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDevEndpoint.html
  'AWS::Glue::DevEndpoint': {
    kind: 'managed-application',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroupIds'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-mwaaserverless-workflow-networkconfiguration.html
  'AWS::MWAAServerless::Workflow': at('NetworkConfiguration', 'managed-application'),
  // Its groups, like its subnet, are ARNs: https://docs.aws.amazon.com/datasync/latest/userguide/API_Ec2Config.html
  'AWS::DataSync::LocationEFS': { kind: 'vpc-connector', subnets: ['Ec2Config.SubnetArn'] },
  // In the subnet of the file system: https://docs.aws.amazon.com/datasync/latest/userguide/required-network-interfaces.html
  'AWS::DataSync::LocationFSxLustre': { kind: 'vpc-connector', cluster: 'FsxFilesystemArn' },
  'AWS::DataSync::LocationFSxOpenZFS': { kind: 'vpc-connector', cluster: 'FsxFilesystemArn' },
  'AWS::DataSync::LocationFSxWindows': { kind: 'vpc-connector', cluster: 'FsxFilesystemArn' },
  // In the subnets of its directory: https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-vpc.html
  'AWS::WorkSpaces::Workspace': { kind: 'managed-application', cluster: 'DirectoryId' },
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateInstanceProfile.html
  'AWS::DMS::InstanceProfile': {
    kind: 'replication-instance',
    subnetGroup: 'SubnetGroupIdentifier',
    securityGroups: ['VpcSecurityGroups'],
    publicIp: ['PubliclyAccessible'],
  },
};

/** Types that answer their clients at network interfaces in the subnets. */
export const ENDPOINTS_IN_VPCS: Types = {
  // The port is the warehouse's: https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-cross-vpc.html
  'AWS::Redshift::EndpointAccess': {
    kind: 'managed-endpoint',
    subnetGroup: 'SubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/pipeline-security.html
  'AWS::OSIS::Pipeline': { ...at('VpcOptions', 'managed-endpoint'), port: { preset: 443 } },
  // https://docs.aws.amazon.com/transfer/latest/userguide/create-webapp-in-vpc.html
  'AWS::Transfer::WebApp': { ...at('EndpointDetails.Vpc', 'managed-endpoint'), port: { preset: 443 } },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-neptunegraph-privategraphendpoint.html
  'AWS::NeptuneGraph::PrivateGraphEndpoint': {
    kind: 'managed-endpoint',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_CreateLicenseEndpoint.html
  'AWS::Deadline::LicenseEndpoint': {
    kind: 'managed-endpoint',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // The interfaces of its tasks: https://docs.aws.amazon.com/datasync/latest/userguide/datasync-network.html
  'AWS::DataSync::Agent': {
    kind: 'managed-endpoint',
    subnets: ['SubnetArns'],
    onlyWithSubnets: true,
    port: { preset: 443 },
  },
  // https://docs.aws.amazon.com/cloudhsm/latest/userguide/configure-sg.html
  'AWS::CloudHSM::Cluster': {
    kind: 'managed-endpoint',
    subnets: ['SubnetIds'],
    onlyWithSubnets: true,
    port: { preset: [2223, 2224, 2225] },
  },
  // https://docs.aws.amazon.com/fsx/latest/FileCacheGuide/limit-access-security-groups.html
  'AWS::FSx::FileCache': {
    kind: 'file-share',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    port: { preset: 988 },
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-resources.html
  'AWS::S3Files::MountTarget': {
    kind: 'mount-target',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroups'],
    port: { preset: 2049 },
  },
  // https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influx-getting-started-creating-db-instance.html
  'AWS::Timestream::InfluxDBCluster': {
    kind: 'database',
    subnets: ['VpcSubnetIds'],
    securityGroups: ['VpcSecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
    port: { path: 'Port', preset: 8086 },
  },
};

const SCHEDULED = 'Target.EcsParameters';
const PIPED = 'TargetParameters.EcsTaskParameters';
const MANAGED_INSTANCES = 'ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration';

/** Instances and containers that something else than their own resource starts. */
export const INSTANCES_AND_TASKS: Types = {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-external.html
  'AWS::ECS::TaskSet': {
    kind: 'container-service',
    subnets: ['NetworkConfiguration.AwsVpcConfiguration.Subnets'],
    securityGroups: ['NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'],
    publicIp: ['NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp'],
    targetGroups: 'LoadBalancers.*.TargetGroupArn',
    taskDefinitions: 'TaskDefinition',
    onlyWithSubnets: true,
    port: { path: 'LoadBalancers.*.ContainerPort' },
  },
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
  'AWS::Scheduler::Schedule': {
    kind: 'container-service',
    subnets: [`${SCHEDULED}.NetworkConfiguration.AwsvpcConfiguration.Subnets`],
    securityGroups: [`${SCHEDULED}.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups`],
    publicIp: [`${SCHEDULED}.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp`],
    taskDefinitions: `${SCHEDULED}.TaskDefinitionArn`,
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEcsTaskParameters.html
  'AWS::Pipes::Pipe': {
    kind: 'container-service',
    subnets: [`${PIPED}.NetworkConfiguration.AwsvpcConfiguration.Subnets`],
    securityGroups: [`${PIPED}.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups`],
    publicIp: [`${PIPED}.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp`],
    taskDefinitions: `${PIPED}.TaskDefinitionArn`,
    onlyWithSubnets: true,
  },
  // As resources/workloads/expressService.ts names them.
  'AWS::ECS::ExpressGatewayService': {
    kind: 'container-service',
    subnets: ['Subnets'],
    securityGroups: ['SecurityGroups'],
    publicIp: ['AssignPublicIp'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/pcs/latest/userguide/working-with_launch-templates_create.html
  'AWS::PCS::ComputeNodeGroup': {
    kind: 'instance-fleet',
    subnets: ['SubnetIds'],
    launchTemplate: ['CustomLaunchTemplate.TemplateId'],
  },
  // The names of its options, see resources/workloads/beanstalk.ts.
  'AWS::ElasticBeanstalk::Environment': {
    kind: 'instance-fleet',
    subnets: ['Subnets'],
    securityGroups: ['SecurityGroups'],
    publicIp: ['AssociatePublicIpAddress'],
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-fleet.html
  'AWS::EC2::EC2Fleet': {
    kind: 'instance-fleet',
    subnets: ['LaunchTemplateConfigs.*.Overrides.*.SubnetId'],
    launchTemplate: [
      'LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateId',
      'LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateName',
    ],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-fleet.html
  'AWS::EC2::SpotFleet': {
    kind: 'instance-fleet',
    subnets: ['SpotFleetRequestConfigData.LaunchTemplateConfigs.*.Overrides.*.SubnetId'],
    launchTemplate: [
      'SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateId',
      'SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateName',
    ],
    onlyWithSubnets: true,
  },
  // FleetIQ makes an Auto Scaling group of it:
  // https://docs.aws.amazon.com/gameliftservers/latest/fleetiqguide/gsg-integrate-gameservergroup.html
  'AWS::GameLift::GameServerGroup': {
    kind: 'instance-fleet',
    subnets: ['VpcSubnets'],
    launchTemplate: ['LaunchTemplate.LaunchTemplateId', 'LaunchTemplate.LaunchTemplateName'],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-capacityprovider-managedinstancesnetworkconfiguration.html
  'AWS::ECS::CapacityProvider': {
    kind: 'instance-fleet',
    subnets: [`${MANAGED_INSTANCES}.Subnets`],
    securityGroups: [`${MANAGED_INSTANCES}.SecurityGroups`],
    onlyWithSubnets: true,
  },
  // https://docs.aws.amazon.com/imagebuilder/latest/userguide/manage-infra-config.html
  'AWS::ImageBuilder::InfrastructureConfiguration': {
    kind: 'instance-fleet',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroupIds'],
    onlyWithSubnets: true,
  },
  // Functions on managed instances: https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-capacity-providers.html
  'AWS::Lambda::CapacityProvider': at('VpcConfig', 'instance-fleet'),
  'AWS::Serverless::CapacityProvider': at('VpcConfig', 'instance-fleet'),
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-function-network-access.html
  'AWS::SecretsManager::RotationSchedule': {
    kind: 'rotation-function',
    subnets: ['HostedRotationLambda.VpcSubnetIds'],
    securityGroups: ['HostedRotationLambda.VpcSecurityGroupIds'],
    onlyWithSubnets: true,
  },
};
