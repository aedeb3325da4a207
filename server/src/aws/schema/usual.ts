import { table } from '../../table.ts';

/**
 * Properties that a type, or a definition of one, is hardly ever written without, in the order in which people write them.
 * The schemas require fewer of them, since others would do: a subnet can have its block from an address pool.
 */
const USUAL: Readonly<Record<string, string>> = table({
  'AWS::EC2::VPC': 'CidrBlock EnableDnsSupport EnableDnsHostnames',
  'AWS::EC2::Subnet': 'VpcId CidrBlock AvailabilityZone',
  'AWS::EC2::RouteTable': 'VpcId',
  'AWS::EC2::Route': 'RouteTableId DestinationCidrBlock',
  'AWS::EC2::SubnetRouteTableAssociation': 'SubnetId RouteTableId',
  'AWS::EC2::VPCGatewayAttachment': 'VpcId InternetGatewayId',
  'AWS::EC2::EIP': 'Domain',
  'AWS::EC2::NatGateway': 'SubnetId AllocationId',
  'AWS::EC2::SecurityGroup': 'GroupDescription VpcId',
  'AWS::EC2::SecurityGroup.Ingress': 'IpProtocol FromPort ToPort SourceSecurityGroupId',
  'AWS::EC2::SecurityGroup.Egress': 'IpProtocol FromPort ToPort DestinationSecurityGroupId',
  'AWS::EC2::SecurityGroupIngress': 'GroupId IpProtocol FromPort ToPort SourceSecurityGroupId',
  'AWS::EC2::SecurityGroupEgress': 'GroupId IpProtocol FromPort ToPort DestinationSecurityGroupId',
  'AWS::EC2::VPCEndpoint': 'VpcId ServiceName VpcEndpointType',
  'AWS::EC2::NetworkAcl': 'VpcId',
  'AWS::EC2::NetworkAclEntry': 'NetworkAclId RuleNumber Protocol RuleAction CidrBlock',
  'AWS::EC2::SubnetNetworkAclAssociation': 'SubnetId NetworkAclId',
  'AWS::EC2::VPCPeeringConnection': 'VpcId PeerVpcId',
  'AWS::EC2::TransitGatewayAttachment': 'TransitGatewayId VpcId SubnetIds',
  'AWS::Lambda::Function.VpcConfig': 'SubnetIds SecurityGroupIds',
  'AWS::Serverless::Function.VpcConfig': 'SubnetIds SecurityGroupIds',
  'AWS::EC2::Instance': 'ImageId InstanceType SubnetId SecurityGroupIds',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Scheme Subnets SecurityGroups',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'VpcId Protocol Port TargetType',
  'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttribute': 'Key Value',
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttribute': 'Key Value',
  'AWS::ElasticLoadBalancingV2::Listener': 'LoadBalancerArn Protocol Port DefaultActions',
  'AWS::ElasticLoadBalancingV2::Listener.Action': 'Type TargetGroupArn',
  'AWS::ECS::Service': 'Cluster TaskDefinition LaunchType DesiredCount NetworkConfiguration',
  'AWS::ECS::Service.LoadBalancer': 'TargetGroupArn ContainerName ContainerPort',
  'AWS::ECS::Service.NetworkConfiguration': 'AwsvpcConfiguration',
  'AWS::ECS::Service.AwsVpcConfiguration': 'Subnets SecurityGroups AssignPublicIp',
  'AWS::EC2::Instance.NetworkInterface': 'DeviceIndex SubnetId GroupSet AssociatePublicIpAddress',
  'AWS::EC2::NetworkAclEntry.PortRange': 'From To',
  'AWS::EC2::FlowLog': 'ResourceType ResourceId TrafficType LogDestinationType LogDestination',
  'AWS::EKS::Cluster.ResourcesVpcConfig': 'SubnetIds SecurityGroupIds EndpointPrivateAccess',
  'AWS::EC2::SubnetCidrBlock': 'SubnetId Ipv6CidrBlock',
  'AWS::Lambda::Function': 'Runtime Handler Role Code VpcConfig',
  'AWS::Serverless::Function': 'Runtime Handler CodeUri VpcConfig',
  'AWS::RDS::DBCluster': 'Engine DBSubnetGroupName VpcSecurityGroupIds',
  'AWS::RDS::DBInstance': 'Engine DBInstanceClass DBSubnetGroupName VPCSecurityGroups',
});

/** What people add to those most often, as public templates have it. */
const OFTEN: Readonly<Record<string, string>> = table({
  'AWS::EC2::VPC': 'Tags InstanceTenancy',
  'AWS::EC2::Subnet': 'MapPublicIpOnLaunch Tags Ipv6CidrBlock',
  'AWS::EC2::RouteTable': 'Tags',
  'AWS::EC2::NatGateway': 'Tags',
  'AWS::EC2::SecurityGroup': 'SecurityGroupIngress SecurityGroupEgress GroupName Tags',
  'AWS::EC2::SecurityGroup.Ingress': 'CidrIp Description SourcePrefixListId',
  'AWS::EC2::SecurityGroup.Egress': 'CidrIp Description DestinationPrefixListId',
  'AWS::EC2::SecurityGroupIngress': 'CidrIp Description SourcePrefixListId',
  'AWS::EC2::SecurityGroupEgress': 'CidrIp Description DestinationPrefixListId',
  'AWS::EC2::NetworkAclEntry': 'Egress PortRange',
  'AWS::EC2::VPCEndpoint': 'RouteTableIds SubnetIds SecurityGroupIds PrivateDnsEnabled PolicyDocument',
  'AWS::EC2::Instance':
    'KeyName UserData IamInstanceProfile BlockDeviceMappings NetworkInterfaces SourceDestCheck Tags',
  'AWS::EC2::LaunchTemplate.LaunchTemplateData':
    'ImageId InstanceType SecurityGroupIds IamInstanceProfile KeyName UserData NetworkInterfaces BlockDeviceMappings',
  'AWS::AutoScaling::LaunchConfiguration':
    'SecurityGroups KeyName UserData IamInstanceProfile AssociatePublicIpAddress',
  'AWS::AutoScaling::AutoScalingGroup':
    'VPCZoneIdentifier DesiredCapacity LaunchTemplate TargetGroupARNs HealthCheckType HealthCheckGracePeriod Tags',
  'AWS::Lambda::Function': 'Timeout MemorySize Environment FunctionName Description Layers Architectures',
  'AWS::Serverless::Function': 'Timeout MemorySize Environment Events Policies FunctionName Layers',
  'AWS::RDS::DBInstance':
    'AllocatedStorage MasterUsername ManageMasterUserPassword MasterUserPassword MultiAZ PubliclyAccessible StorageEncrypted EngineVersion DBName BackupRetentionPeriod Port',
  'AWS::RDS::DBCluster':
    'EngineVersion MasterUsername ManageMasterUserPassword MasterUserPassword DatabaseName StorageEncrypted BackupRetentionPeriod Port',
  'AWS::ElastiCache::ReplicationGroup':
    'CacheNodeType Engine CacheSubnetGroupName SecurityGroupIds NumCacheClusters AutomaticFailoverEnabled TransitEncryptionEnabled AtRestEncryptionEnabled EngineVersion Port',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Type LoadBalancerAttributes Name Tags',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'HealthCheckPath HealthCheckProtocol Matcher TargetGroupAttributes Targets',
  'AWS::ElasticLoadBalancingV2::Listener': 'Certificates SslPolicy',
  'AWS::ECS::Service':
    'LoadBalancers HealthCheckGracePeriodSeconds DeploymentConfiguration EnableExecuteCommand ServiceName',
  'AWS::EC2::VPNConnection': 'CustomerGatewayId VpnGatewayId TransitGatewayId StaticRoutesOnly',
  'AWS::IAM::Role': 'ManagedPolicyArns Policies Path RoleName',
});

/** The properties that people often write in a resource of a type, or in a definition of it. */
export function oftenProperties(type: string, definition?: string): readonly string[] {
  return listIn(OFTEN, type, definition);
}

export function usualProperties(type: string, definition?: string): readonly string[] {
  if (definition === 'Tag') return ['Key', 'Value'];
  return listIn(USUAL, type, definition);
}

function listIn(lists: typeof USUAL, type: string, definition: string | undefined): readonly string[] {
  return (lists[definition === undefined ? type : `${type}.${definition}`] ?? '').split(' ').filter(Boolean);
}
