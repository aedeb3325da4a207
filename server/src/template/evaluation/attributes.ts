import { table } from '../../table.ts';

/**
 * Attributes of `Fn::GetAtt` whose value follows from the text. What AWS returns for each stands under "Return values"
 * on the page of the type, such as
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html
 */

/** The attributes that return the property of the same name. */
const REPEATED: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::VPC': ['CidrBlock'],
  'AWS::EC2::Subnet': ['CidrBlock', 'AvailabilityZone', 'AvailabilityZoneId', 'OutpostArn', 'VpcId'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
});

/** The attributes that return the same id as `Ref`: the type's primary identifier. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::CustomerGateway': ['CustomerGatewayId'],
  'AWS::EC2::DHCPOptions': ['DhcpOptionsId'],
  'AWS::EC2::EgressOnlyInternetGateway': ['Id'],
  'AWS::EC2::Instance': ['InstanceId'],
  'AWS::EC2::InternetGateway': ['InternetGatewayId'],
  'AWS::EC2::NatGateway': ['NatGatewayId'],
  'AWS::EC2::NetworkAcl': ['Id'],
  'AWS::EC2::NetworkInterface': ['Id'],
  'AWS::EC2::PrefixList': ['PrefixListId'],
  'AWS::EC2::RouteTable': ['RouteTableId'],
  // Without a VpcId, `Ref` returns the group's name; the name and the id identify the same group.
  'AWS::EC2::SecurityGroup': ['GroupId', 'Id'],
  'AWS::EC2::Subnet': ['SubnetId'],
  'AWS::EC2::TransitGateway': ['Id'],
  'AWS::EC2::TransitGatewayAttachment': ['Id'],
  'AWS::EC2::TransitGatewayRouteTable': ['TransitGatewayRouteTableId'],
  'AWS::EC2::TransitGatewayVpcAttachment': ['Id'],
  'AWS::EC2::VPC': ['VpcId'],
  'AWS::EC2::VPCEndpoint': ['Id'],
  'AWS::EC2::VPCPeeringConnection': ['Id'],
  'AWS::EC2::VPNConnection': ['VpnConnectionId'],
  'AWS::EC2::VPNGateway': ['VPNGatewayId'],
  'AWS::EFS::AccessPoint': ['AccessPointId'],
  'AWS::EFS::FileSystem': ['FileSystemId'],
  'AWS::EFS::MountTarget': ['Id'],
  'AWS::ElasticLoadBalancingV2::Listener': ['ListenerArn'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['LoadBalancerArn'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['TargetGroupArn'],
  'AWS::SNS::Topic': ['TopicArn'],
  'AWS::SQS::Queue': ['QueueUrl'],
});

/** The attributes that return the address which a property requests, if it requests one. */
const REQUESTED: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  'AWS::EC2::Instance': table({ PrivateIp: 'PrivateIpAddress' }),
  'AWS::EC2::NetworkInterface': table({ PrimaryPrivateIpAddress: 'PrivateIpAddress' }),
});

/** The property whose value an attribute has; undefined if no property requests it. */
export function requestedBy(type: string, attribute: string): string | undefined {
  return REQUESTED[type]?.[attribute];
}

/** Whether an attribute of a resource type returns the property of the same name. */
export function repeatsProperty(type: string, attribute: string): boolean {
  return REPEATED[type]?.includes(attribute) ?? false;
}

/** Whether an attribute of a resource type identifies the resource, as `Ref` does. */
export function isIdentity(type: string, attribute: string): boolean {
  return IDENTITY[type]?.includes(attribute) ?? false;
}
