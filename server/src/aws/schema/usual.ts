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

export function usualProperties(type: string, definition?: string): readonly string[] {
  if (definition === 'Tag') return ['Key', 'Value'];
  return (USUAL[definition === undefined ? type : `${type}.${definition}`] ?? '').split(' ').filter(Boolean);
}
