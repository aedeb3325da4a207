/**
 * Slips that cfn-lint reports and VPC Lens does not, with the reason: a rule of cfn-lint, a space, and the start of the type
 * and property, `TYPE PROPERTY`; or the start of the type and property alone, for all of its rules.
 */
export const ACCEPTED: Readonly<Record<string, string>> = {
  // Not about the network.
  'AWS::Batch::JobDefinition ': 'What a job runs is not about the network.',
  'AWS::Batch::JobQueue ': 'Which jobs come first is not about the network.',
  'AWS::AutoScaling::AutoScalingGroup DesiredCapacity': 'Sizes are not about the network.',
  'AWS::AutoScaling::AutoScalingGroup MaxSize': 'Sizes are not about the network.',
  'AWS::AutoScaling::AutoScalingGroup MinSize': 'Sizes are not about the network.',
  'AWS::AutoScaling::ScalingPolicy ': 'When a fleet grows is not about the network.',
  'AWS::EC2::Instance BlockDeviceMappings': 'Volumes are not about the network.',
  'AWS::EC2::Instance ImageId': 'Images are not about the network.',
  'AWS::EC2::Instance InstanceType': 'Sizes are not about the network.',
  'AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings': 'Volumes are not about the network.',
  'AWS::EC2::LaunchTemplate LaunchTemplateData.InstanceType': 'Sizes are not about the network.',
  'AWS::Lambda::Alias ': 'Versions of functions are not about the network.',
  'AWS::Lambda::EventInvokeConfig ': 'Retries of functions are not about the network.',
  'AWS::Lambda::LayerVersion ': 'Code is not about the network.',
  'AWS::Lambda::Version ': 'Versions of functions are not about the network.',
  'AWS::RDS::DBInstance DBInstanceClass': 'Sizes are not about the network.',
  'AWS::RDS::DBInstance AllocatedStorage': 'Sizes are not about the network.',
  // Places to be filled in.
  'E1150 ': 'An id of made-up letters is an example.',
  'E1151 ': 'An id of made-up letters is an example.',
  'E1154 ': 'An id of made-up letters is an example.',
  // Without a schema here: most of their properties would need a description of ours.
  'AWS::EC2::IPAMPoolCidr ': 'A pool of addresses has no schema.',
  'AWS::Route53::HealthCheck ': 'AWS documents more than the schema has.',
  'AWS::VpcLattice::': 'VPC Lattice has no schema.',
  // EC2 takes what cfn-lint does not.
  'E3688 AWS::EC2::SecurityGroup SecurityGroupIngress.FromPort':
    'EC2 ignores the ports of a rule for all protocols.',
  'E3688 AWS::EC2::SecurityGroup SecurityGroupEgress.FromPort':
    'EC2 ignores the ports of a rule for all protocols.',
  'E3688 AWS::EC2::SecurityGroup SecurityGroupIngress.ToPort':
    'EC2 ignores the ports of a rule for all protocols.',
  'E3688 AWS::EC2::SecurityGroup SecurityGroupEgress.ToPort':
    'EC2 ignores the ports of a rule for all protocols.',
};
