/**
 * Edits that no rule reports and that are no mistake, or none of the network's, with the reason: by the type and property, after
 * the operator where only that one is meant. Needed for an edit that changes who reaches whom, and for one to which cfn-lint
 * objects; any other silent edit is legal by both (`node test/mutation/generic/write.mjs` writes them for cfn-lint to check).
 */
export const ACCEPTED: Readonly<Record<string, string>> = {
  // Who may connect to whom is the author's decision, and another one is as legal.
  'another of the kind AWS::EC2::SecurityGroup SecurityGroupIngress.SourceSecurityGroupId':
    'Another group of clients is as legal as the one that was there.',
  'AWS::EC2::Instance SecurityGroupIds': 'Other groups, or the default group, are as legal.',
  'AWS::EC2::Instance SubnetId': 'An instance may be in any subnet; what has an address of its own is told.',
  'AWS::EC2::SubnetRouteTableAssociation RouteTableId':
    'A database may have a way out, and a subnet another default route.',
  'AWS::EC2::SubnetRouteTableAssociation SubnetId': 'Subnets of one class are alike.',
  'AWS::RDS::DBSubnetGroup SubnetIds': 'A database may be in subnets with a way out.',
  'AWS::EFS::MountTarget SubnetId': 'A mount target may be in any subnet of its zone.',
  'AWS::AutoScaling::AutoScalingGroup VPCZoneIdentifier': 'Fewer subnets are as legal.',
  'AWS::EC2::SecurityGroup SecurityGroupIngress': 'A host that nobody reaches may still send.',
  // Network ACLs.
  'delete resource AWS::EC2::SubnetNetworkAclAssociation ': 'The default ACL allows everything.',
  'AWS::EC2::SubnetNetworkAclAssociation SubnetId': 'The default ACL allows everything.',
  'AWS::EC2::NetworkAclEntry PortRange.From': 'One of 64,512 ports.',
  'AWS::EC2::NetworkAclEntry PortRange.To': 'One of 64,512 ports.',
  // Whole parts that others may bring, or that are left out.
  'delete resource AWS::ECS::Service ': 'Without the service there is nobody to ask.',
  'delete resource AWS::AutoScaling::AutoScalingGroup ': 'Without the fleet there is nobody to ask.',
  'delete resource AWS::ElasticLoadBalancingV2::Listener ': 'A load balancer may get its listeners later.',
  // A network without IPv6, or with it inside the VPC alone, is legal.
  'delete resource AWS::EC2::Route ': 'IPv6 may stay within the VPC.',
  'exchange AWS::EC2::Route RouteTableId': 'Either table may have the default route for IPv6.',
  'AWS::EC2::Subnet AssignIpv6AddressOnCreation': 'Off is the default of AWS.',
  'AWS::Lambda::Function VpcConfig.Ipv6AllowedForDualStack': 'Off is the default of AWS.',
  // cfn-lint objects, and it is not about the network.
  'AWS::Lambda::Function Handler': 'How code runs is not about the network.',
  'AWS::EC2::Instance ImageId': 'Images are not about the network.',
  'AWS::EC2::Instance InstanceType': 'Sizes are not about the network.',
  'AWS::EC2::LaunchTemplate LaunchTemplateData.ImageId': 'Images are not about the network.',
  'AWS::EC2::LaunchTemplate LaunchTemplateData.InstanceType': 'Sizes are not about the network.',
  'AWS::AutoScaling::AutoScalingGroup MinSize': 'Sizes are not about the network.',
  'AWS::AutoScaling::AutoScalingGroup MaxSize': 'Sizes are not about the network.',
  'AWS::RDS::DBInstance DBInstanceClass': 'Sizes are not about the network.',
  'AWS::RDS::DBInstance AllocatedStorage': 'Sizes are not about the network.',
  'AWS::ECS::TaskDefinition Cpu': 'Which sizes go together is not about the network.',
  'AWS::ECS::TaskDefinition Memory': 'Which sizes go together is not about the network.',
  'AWS::ECS::TaskDefinition RequiresCompatibilities': 'The launch type of the service says the same.',
  'AWS::ECS::TaskDefinition ContainerDefinitions': 'What a task runs is not about the network.',
  'AWS::EC2::VPCEndpoint RouteTableIds': 'A list with the same item twice is left to cfn-lint (E3037).',
  'AWS::EC2::VPCEndpoint SubnetIds': 'A list with the same item twice is left to cfn-lint (E3037).',
  'AWS::EC2::SecurityGroup SecurityGroupIngress.FromPort': 'EC2 takes ICMPv6 without a type as all types.',
  'AWS::EC2::SecurityGroup SecurityGroupIngress.ToPort': 'EC2 takes ICMPv6 without a code as all codes.',
};
