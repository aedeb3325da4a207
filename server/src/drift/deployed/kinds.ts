/**
 * The kinds of objects that are compared: the list of a network, the part of an inventory, and CloudFormation's type.
 */
export const KINDS = [
  { list: 'vpcs', part: 'Vpcs', type: 'AWS::EC2::VPC', noun: 'VPC' },
  { list: 'subnets', part: 'Subnets', type: 'AWS::EC2::Subnet', noun: 'subnet' },
  { list: 'routeTables', part: 'RouteTables', type: 'AWS::EC2::RouteTable', noun: 'route table' },
  {
    list: 'internetGateways',
    part: 'InternetGateways',
    type: 'AWS::EC2::InternetGateway',
    noun: 'internet gateway',
  },
  { list: 'natGateways', part: 'NatGateways', type: 'AWS::EC2::NatGateway', noun: 'NAT gateway' },
  { list: 'networkAcls', part: 'NetworkAcls', type: 'AWS::EC2::NetworkAcl', noun: 'network ACL' },
  {
    list: 'securityGroups',
    part: 'SecurityGroups',
    type: 'AWS::EC2::SecurityGroup',
    noun: 'security group',
  },
  { list: 'endpoints', part: 'VpcEndpoints', type: 'AWS::EC2::VPCEndpoint', noun: 'VPC endpoint' },
] as const;

export type ComparedPart = (typeof KINDS)[number];
