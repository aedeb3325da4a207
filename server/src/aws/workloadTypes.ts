import { table } from '../table.ts';
import { ENDPOINTS_IN_VPCS, INSTANCES_AND_TASKS, SENDERS_IN_VPCS } from './workloadsInVpcs.ts';
import type { WorkloadType } from './workloadType.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
const RUNS_TASK: WorkloadType = {
  kind: 'container-service',
  subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
  securityGroups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
  publicIp: ['NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp'],
  taskDefinitions: 'TaskDefinition',
  onlyWithSubnets: true,
};

export const WORKLOAD_TYPES: Readonly<Record<string, WorkloadType>> = table({
  'AWS::EC2::Instance': {
    kind: 'instance',
    subnets: ['NetworkInterfaces.*.SubnetId', 'SubnetId'],
    // `SecurityGroups` has names, for the default VPC, or references:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
    securityGroups: ['NetworkInterfaces.*.GroupSet', 'SecurityGroupIds', 'SecurityGroups'],
    launchTemplate: ['LaunchTemplate.LaunchTemplateId', 'LaunchTemplate.LaunchTemplateName'],
    publicIp: ['NetworkInterfaces.*.AssociatePublicIpAddress'],
  },
  'AWS::EC2::NetworkInterface': {
    kind: 'network-interface',
    subnets: ['SubnetId'],
    securityGroups: ['GroupSet'],
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'auto-scaling-group',
    subnets: ['VPCZoneIdentifier'],
    launchTemplate: [
      'LaunchTemplate.LaunchTemplateId',
      'LaunchTemplate.LaunchTemplateName',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName',
      'LaunchConfigurationName',
      // The instance to copy.
      'InstanceId',
    ],
    targetGroups: 'TargetGroupARNs',
    // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_AttachLoadBalancers.html
    classicBalancers: 'LoadBalancerNames',
  },
  'AWS::ECS::Service': {
    kind: 'container-service',
    subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    securityGroups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
    publicIp: ['NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp'],
    targetGroups: 'LoadBalancers.*.TargetGroupArn',
    taskDefinitions: 'TaskDefinition',
    port: { path: 'LoadBalancers.*.ContainerPort' },
  },
  // The paths are within EcsParameters of a target.
  'AWS::Events::Rule': {
    kind: 'container-service',
    subnets: ['NetworkConfiguration.AwsVpcConfiguration.Subnets'],
    securityGroups: ['NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'],
    publicIp: ['NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp'],
    taskDefinitions: 'TaskDefinitionArn',
  },
  // The paths are within the parameters of a state.
  'AWS::StepFunctions::StateMachine': RUNS_TASK,
  'AWS::Serverless::StateMachine': RUNS_TASK,
  'AWS::EKS::Cluster': {
    kind: 'kubernetes-cluster',
    subnets: ['ResourcesVpcConfig.SubnetIds'],
    securityGroups: ['ResourcesVpcConfig.SecurityGroupIds'],
  },
  'AWS::EKS::Nodegroup': {
    kind: 'node-group',
    subnets: ['Subnets'],
    launchTemplate: ['LaunchTemplate.Id', 'LaunchTemplate.Name'],
    cluster: 'ClusterName',
  },
  'AWS::EKS::FargateProfile': { kind: 'node-group', subnets: ['Subnets'], cluster: 'ClusterName' },
  'AWS::RDS::DBInstance': {
    kind: 'database',
    subnetGroup: 'DBSubnetGroupName',
    securityGroups: ['VPCSecurityGroups'],
    cluster: 'DBClusterIdentifier',
    publicIp: ['PubliclyAccessible'],
    port: { path: 'Port', engine: 'Engine' },
  },
  'AWS::RDS::DBCluster': {
    kind: 'database',
    subnetGroup: 'DBSubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
    // Without it, Aurora PostgreSQL has a port by its mode (fact RDS-08).
    port: { path: 'Port', engine: 'Engine' },
  },
  'AWS::RDS::DBProxy': {
    kind: 'database-proxy',
    subnets: ['VpcSubnetIds'],
    securityGroups: ['VpcSecurityGroupIds'],
    // RDS-07 gives no port for SQL Server.
    port: { engine: 'EngineFamily', disputed: ['sqlserver'] },
  },
  'AWS::RDS::DBProxyEndpoint': {
    kind: 'database-proxy',
    subnets: ['VpcSubnetIds'],
    securityGroups: ['VpcSecurityGroupIds'],
  },
  'AWS::DocDB::DBCluster': {
    kind: 'database',
    subnetGroup: 'DBSubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
    // Fact DB-03, for Neptune too.
    port: { path: 'Port', preset: 27_017 },
  },
  'AWS::DocDB::DBInstance': { kind: 'database', cluster: 'DBClusterIdentifier' },
  'AWS::DocDBElastic::Cluster': {
    kind: 'database',
    subnets: ['SubnetIds'],
    securityGroups: ['VpcSecurityGroupIds'],
    // https://docs.aws.amazon.com/documentdb/latest/developerguide/elastic-get-started.html
    port: { preset: 27_017 },
  },
  'AWS::Neptune::DBCluster': {
    kind: 'database',
    subnetGroup: 'DBSubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
    port: { path: 'DBPort', preset: 8182 },
  },
  'AWS::Neptune::DBInstance': {
    kind: 'database',
    subnetGroup: 'DBSubnetGroupName',
    cluster: 'DBClusterIdentifier',
    // https://docs.aws.amazon.com/neptune/latest/userguide/neptune-public-endpoints.html
    publicIp: ['PubliclyAccessible'],
  },
  'AWS::ElastiCache::ReplicationGroup': {
    kind: 'cache',
    subnetGroup: 'CacheSubnetGroupName',
    securityGroups: ['SecurityGroupIds'],
    port: { path: 'Port', preset: 6379 },
  },
  'AWS::ElastiCache::CacheCluster': {
    kind: 'cache',
    subnetGroup: 'CacheSubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
    port: { path: 'Port', engine: 'Engine' },
  },
  'AWS::ElastiCache::ServerlessCache': {
    kind: 'cache',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    port: { engine: 'Engine' },
  },
  'AWS::MemoryDB::Cluster': {
    kind: 'cache',
    subnetGroup: 'SubnetGroupName',
    securityGroups: ['SecurityGroupIds'],
    port: { path: 'Port', preset: 6379 },
  },
  'AWS::DAX::Cluster': {
    kind: 'cache',
    subnetGroup: 'SubnetGroupName',
    securityGroups: ['SecurityGroupIds'],
    port: { engine: 'ClusterEndpointEncryptionType', preset: 8111 },
  },
  'AWS::Redshift::Cluster': {
    kind: 'warehouse',
    subnetGroup: 'ClusterSubnetGroupName',
    securityGroups: ['VpcSecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
    port: { path: 'Port', preset: 5439 },
  },
  'AWS::RedshiftServerless::Workgroup': {
    kind: 'warehouse',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
    port: { path: 'Port', preset: 5439 },
  },
  'AWS::OpenSearchService::Domain': {
    kind: 'search-domain',
    subnets: ['VPCOptions.SubnetIds'],
    securityGroups: ['VPCOptions.SecurityGroupIds'],
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
    port: { preset: 443 },
  },
  'AWS::Elasticsearch::Domain': {
    kind: 'search-domain',
    subnets: ['VPCOptions.SubnetIds'],
    securityGroups: ['VPCOptions.SecurityGroupIds'],
    port: { preset: 443 },
  },
  'AWS::MSK::Cluster': {
    kind: 'broker',
    subnets: ['BrokerNodeGroupInfo.ClientSubnets'],
    securityGroups: ['BrokerNodeGroupInfo.SecurityGroups'],
    publicIp: ['BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type'],
  },
  'AWS::MSK::ServerlessCluster': {
    kind: 'broker',
    subnets: ['VpcConfigs.*.SubnetIds'],
    securityGroups: ['VpcConfigs.*.SecurityGroups'],
  },
  'AWS::AmazonMQ::Broker': {
    kind: 'broker',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroups'],
    publicIp: ['PubliclyAccessible'],
  },
  'AWS::DMS::ReplicationInstance': {
    kind: 'replication-instance',
    subnetGroup: 'ReplicationSubnetGroupIdentifier',
    securityGroups: ['VpcSecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
  },
  'AWS::DMS::ReplicationConfig': {
    kind: 'replication-instance',
    subnetGroup: 'ComputeConfig.ReplicationSubnetGroupId',
    securityGroups: ['ComputeConfig.VpcSecurityGroupIds'],
  },
  'AWS::EFS::MountTarget': {
    kind: 'mount-target',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroups'],
    fileSystem: 'FileSystemId',
    port: { preset: 2049 },
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    kind: 'resolver-endpoint',
    subnets: ['IpAddresses.*.SubnetId'],
    securityGroups: ['SecurityGroupIds'],
  },
  'AWS::EC2::InstanceConnectEndpoint': {
    kind: 'instance-connect-endpoint',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html
  'AWS::Glue::Connection': {
    kind: 'glue-connection',
    subnets: ['ConnectionInput.PhysicalConnectionRequirements.SubnetId'],
    securityGroups: ['ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList'],
  },
  // Its subnets are those of its associations: https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-vpc.html
  'AWS::EC2::ClientVpnEndpoint': {
    kind: 'client-vpn-endpoint',
    securityGroups: ['SecurityGroupIds'],
  },
  'AWS::CodeBuild::Project': {
    kind: 'build-project',
    subnets: ['VpcConfig.Subnets'],
    securityGroups: ['VpcConfig.SecurityGroupIds'],
  },
  'AWS::Synthetics::Canary': {
    kind: 'canary',
    subnets: ['VPCConfig.SubnetIds'],
    securityGroups: ['VPCConfig.SecurityGroupIds'],
  },
  'AWS::MWAA::Environment': {
    kind: 'airflow-environment',
    subnets: ['NetworkConfiguration.SubnetIds'],
    securityGroups: ['NetworkConfiguration.SecurityGroupIds'],
  },
  'AWS::Batch::ComputeEnvironment': {
    kind: 'compute-environment',
    subnets: ['ComputeResources.Subnets'],
    securityGroups: ['ComputeResources.SecurityGroupIds'],
    launchTemplate: [
      'ComputeResources.LaunchTemplate.LaunchTemplateId',
      'ComputeResources.LaunchTemplate.LaunchTemplateName',
    ],
  },
  'AWS::AppRunner::VpcConnector': {
    kind: 'vpc-connector',
    subnets: ['Subnets'],
    securityGroups: ['SecurityGroups'],
  },
  'AWS::ApiGatewayV2::VpcLink': {
    kind: 'vpc-connector',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // In the subnets of what it is for.
  'AWS::CloudFront::VpcOrigin': { kind: 'vpc-connector' },
  // https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html
  'AWS::VpcLattice::ResourceGateway': {
    kind: 'vpc-connector',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/verified-access/latest/ug/create-load-balancer-endpoint.html
  'AWS::EC2::VerifiedAccessEndpoint': {
    kind: 'vpc-connector',
    subnets: ['LoadBalancerOptions.SubnetIds', 'RdsOptions.SubnetIds', 'CidrOptions.SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
  },
  // The ports: https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html
  'AWS::FSx::FileSystem': {
    kind: 'file-share',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    port: { engine: 'FileSystemType' },
  },
  // https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
  'AWS::SageMaker::NotebookInstance': {
    kind: 'notebook',
    subnets: ['SubnetId'],
    securityGroups: ['SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html
  'AWS::SageMaker::Domain': {
    kind: 'notebook',
    subnets: ['SubnetIds'],
    securityGroups: ['DefaultUserSettings.SecurityGroups'],
  },
  // https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html
  'AWS::SageMaker::Model': {
    kind: 'managed-application',
    subnets: ['VpcConfig.Subnets'],
    securityGroups: ['VpcConfig.SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html
  'AWS::EMRServerless::Application': {
    kind: 'managed-application',
    subnets: ['NetworkConfiguration.SubnetIds'],
    securityGroups: ['NetworkConfiguration.SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html
  'AWS::KinesisAnalyticsV2::Application': {
    kind: 'managed-application',
    subnets: ['ApplicationConfiguration.VpcConfigurations.*.SubnetIds'],
    securityGroups: ['ApplicationConfiguration.VpcConfigurations.*.SecurityGroupIds'],
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-internet-access.html
  'AWS::KafkaConnect::Connector': {
    kind: 'managed-application',
    subnets: ['KafkaCluster.ApacheKafkaCluster.Vpc.Subnets'],
    securityGroups: ['KafkaCluster.ApacheKafkaCluster.Vpc.SecurityGroups'],
  },
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html
  'AWS::EMR::Cluster': { kind: 'emr-cluster', subnets: ['Instances.Ec2SubnetId', 'Instances.Ec2SubnetIds'] },
  // https://docs.aws.amazon.com/appstream2/latest/developerguide/default-internet-access.html
  'AWS::AppStream::Fleet': {
    kind: 'desktop-fleet',
    subnets: ['VpcConfig.SubnetIds'],
    securityGroups: ['VpcConfig.SecurityGroupIds'],
    publicIp: ['EnableDefaultInternetAccess'],
  },
  'AWS::AppStream::ImageBuilder': {
    kind: 'desktop-fleet',
    subnets: ['VpcConfig.SubnetIds'],
    securityGroups: ['VpcConfig.SecurityGroupIds'],
    publicIp: ['EnableDefaultInternetAccess'],
  },
  'AWS::AppStream::AppBlockBuilder': {
    kind: 'desktop-fleet',
    subnets: ['VpcConfig.SubnetIds'],
    securityGroups: ['VpcConfig.SecurityGroupIds'],
    publicIp: ['EnableDefaultInternetAccess'],
  },
  // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
  'AWS::Transfer::Server': {
    kind: 'transfer-server',
    subnets: ['EndpointDetails.SubnetIds'],
    securityGroups: ['EndpointDetails.SecurityGroupIds'],
    publicIp: ['EndpointDetails.AddressAllocationIds'],
  },
  // https://docs.aws.amazon.com/directoryservice/latest/admin-guide/create_details_managed.html
  'AWS::DirectoryService::MicrosoftAD': {
    kind: 'directory',
    subnets: ['VpcSettings.SubnetIds'],
    port: { preset: 389 },
  },
  'AWS::DirectoryService::SimpleAD': {
    kind: 'directory',
    subnets: ['VpcSettings.SubnetIds'],
    port: { preset: 389 },
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cross-account-user-action.html
  'AWS::MSK::VpcConnection': {
    kind: 'managed-endpoint',
    subnets: ['ClientSubnets'],
    securityGroups: ['SecurityGroups'],
  },
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html
  'AWS::OpenSearchServerless::VpcEndpoint': {
    kind: 'managed-endpoint',
    subnets: ['SubnetIds'],
    securityGroups: ['SecurityGroupIds'],
    port: { preset: 443 },
  },
  // https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influx-getting-started-creating-db-instance.html
  'AWS::Timestream::InfluxDBInstance': {
    kind: 'database',
    subnets: ['VpcSubnetIds'],
    securityGroups: ['VpcSecurityGroupIds'],
    publicIp: ['PubliclyAccessible'],
    port: { path: 'Port', preset: 8086 },
  },
  ...SENDERS_IN_VPCS,
  ...ENDPOINTS_IN_VPCS,
  ...INSTANCES_AND_TASKS,
});

/** Resource types that are named groups of subnets, with the property that lists the subnets. */
export const SUBNET_GROUP_TYPES: Readonly<Record<string, string>> = table({
  'AWS::RDS::DBSubnetGroup': 'SubnetIds',
  'AWS::DocDB::DBSubnetGroup': 'SubnetIds',
  'AWS::Neptune::DBSubnetGroup': 'SubnetIds',
  'AWS::ElastiCache::SubnetGroup': 'SubnetIds',
  'AWS::MemoryDB::SubnetGroup': 'SubnetIds',
  'AWS::DAX::SubnetGroup': 'SubnetIds',
  'AWS::Redshift::ClusterSubnetGroup': 'SubnetIds',
  'AWS::DMS::ReplicationSubnetGroup': 'SubnetIds',
});

/** The default port of an engine, by the start of the engine's name in lower case. Facts RDS-06, RDS-07, DB-02. */
const PORT_OF_ENGINE: readonly (readonly [engine: string, port: number])[] = [
  ['aurora-postgresql', 5432],
  ['postgres', 5432],
  ['aurora', 3306],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['oracle', 1521],
  ['custom-oracle', 1521],
  ['sqlserver', 1433],
  ['custom-sqlserver', 1433],
  ['db2', 50_000],
  ['redis', 6379],
  ['valkey', 6379],
  ['memcached', 11_211],
  ['neptune', 8182],
  ['docdb', 27_017],
  // The two kinds of encryption of a DAX cluster:
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.cli.configure-inbound-rules.html
  ['none', 8111],
  ['tls', 9111],
  // The kinds of file systems of FSx, those with several protocols by NFS:
  // https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/limit-access-security-groups.html
  ['lustre', 988],
  ['windows', 445],
  ['ontap', 2049],
  ['openzfs', 2049],
];

/** Undefined for an unlisted engine, whose port is unknown. */
export function portOfEngine(engine: string): number | undefined {
  const name = engine.trim().toLowerCase();
  return PORT_OF_ENGINE.find(([start]) => name.startsWith(start))?.[1];
}
