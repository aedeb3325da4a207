import { textsOfType } from '../../aws/schema/texts.ts';
import { table } from '../../table.ts';

/** CloudFormation's update behaviour for a resource's properties. */
export interface UpdateBehavior {
  /** Paths of properties whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** Paths of properties whose change may replace it. */
  readonly mayReplace: readonly string[];
}

const NONE: UpdateBehavior = { replaces: [], mayReplace: [] };

/**
 * By `createOnlyProperties` and `conditionalCreateOnlyProperties` of AWS's resource schemas; empty for types outside of
 * networks. https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 */
export function updateBehaviorOf(type: string): UpdateBehavior {
  // SAM hands these on as they are:
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
  if (type === 'AWS::Serverless::Function')
    return { replaces: ['FunctionName', 'PackageType'], mayReplace: [] };
  const texts = textsOfType(type);
  if (!texts) return NONE;
  return { replaces: texts.replaced ?? [], mayReplace: texts.maybeReplaced ?? [] };
}

/** Defaults of properties: adding a property with its default changes nothing. Each is on the page of its type. */
const LEFT_OUT: Readonly<Record<string, string>> = table({
  'AWS::EC2::NatGateway.ConnectivityType': 'public',
  'AWS::EC2::NatGateway.AvailabilityMode': 'zonal',
  'AWS::EC2::VPCEndpoint.VpcEndpointType': 'Gateway',
  'AWS::ElasticLoadBalancing::LoadBalancer.Scheme': 'internet-facing',
  'AWS::ElasticLoadBalancingV2::LoadBalancer.Scheme': 'internet-facing',
  'AWS::ElasticLoadBalancingV2::LoadBalancer.Type': 'application',
  'AWS::ElasticLoadBalancingV2::TargetGroup.IpAddressType': 'ipv4',
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetType': 'instance',
  'AWS::EC2::NetworkAclEntry.Egress': 'false',
  'AWS::Lambda::Function.PackageType': 'Zip',
  'AWS::Serverless::Function.PackageType': 'Zip',
  'AWS::RDS::DBInstance.StorageEncrypted': 'false',
  'AWS::RDS::DBCluster.StorageEncrypted': 'false',
  'AWS::EFS::FileSystem.Encrypted': 'false',
  'AWS::EFS::FileSystem.PerformanceMode': 'generalPurpose',
  'AWS::SQS::Queue.FifoQueue': 'false',
  'AWS::SNS::Topic.FifoTopic': 'false',
});

/** True for a text that AWS also takes where the property is left out, so that writing it changes nothing. */
export function isTakenAnyway(type: string, path: string, text: string): boolean {
  return LEFT_OUT[`${type}.${path}`] === text;
}

/**
 * The name property of types whose names are unique in the account and region, so that the old and the new resource
 * cannot both have the name.
 */
const NAMES: Readonly<Record<string, string>> = table({
  'AWS::AmazonMQ::Broker': 'BrokerName',
  'AWS::AppRunner::VpcConnector': 'VpcConnectorName',
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::AutoScaling::LaunchConfiguration': 'LaunchConfigurationName',
  'AWS::Batch::ComputeEnvironment': 'ComputeEnvironmentName',
  'AWS::CodeBuild::Project': 'Name',
  'AWS::DAX::Cluster': 'ClusterName',
  'AWS::DAX::SubnetGroup': 'SubnetGroupName',
  'AWS::DocDB::DBCluster': 'DBClusterIdentifier',
  'AWS::DocDB::DBInstance': 'DBInstanceIdentifier',
  'AWS::DocDB::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::DocDBElastic::Cluster': 'ClusterName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::EKS::Cluster': 'Name',
  'AWS::ElastiCache::CacheCluster': 'ClusterName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'LoadBalancerName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::Elasticsearch::Domain': 'DomainName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::MSK::Cluster': 'ClusterName',
  'AWS::MSK::ServerlessCluster': 'ClusterName',
  'AWS::MemoryDB::Cluster': 'ClusterName',
  'AWS::MemoryDB::SubnetGroup': 'SubnetGroupName',
  'AWS::Neptune::DBCluster': 'DBClusterIdentifier',
  'AWS::Neptune::DBInstance': 'DBInstanceIdentifier',
  'AWS::Neptune::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::OpenSearchService::Domain': 'DomainName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBProxy': 'DBProxyName',
  'AWS::RDS::DBProxyEndpoint': 'DBProxyEndpointName',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::Redshift::Cluster': 'ClusterIdentifier',
  'AWS::RedshiftServerless::Workgroup': 'WorkgroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Serverless::Function': 'FunctionName',
});

/** The property of a type that has its unique name; undefined if it has none. */
export function nameProperty(type: string): string | undefined {
  return NAMES[type];
}

/** Types whose resources store data that is lost by a replacement. */
const KEEP_DATA: ReadonlySet<string> = new Set([
  'AWS::AmazonMQ::Broker',
  'AWS::DAX::Cluster',
  'AWS::DocDB::DBCluster',
  'AWS::DocDBElastic::Cluster',
  'AWS::DynamoDB::Table',
  'AWS::EFS::FileSystem',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::Elasticsearch::Domain',
  'AWS::MSK::Cluster',
  'AWS::MSK::ServerlessCluster',
  'AWS::MemoryDB::Cluster',
  'AWS::Neptune::DBCluster',
  'AWS::OpenSearchService::Domain',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::SQS::Queue',
]);

/** True for a type whose resources store data. */
export function keepsData(type: string): boolean {
  return KEEP_DATA.has(type);
}
