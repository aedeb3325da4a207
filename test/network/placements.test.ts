import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOfGroup, rulesOfGroup } from '../../server/src/network/analysis/groupRules.ts';
import { aclOf } from '../../server/src/network/analysis/subnets/subnetAcl.ts';
import { subnetUses } from '../../server/src/network/analysis/subnets/subnetUse.ts';
import { placements } from '../../server/src/network/analysis/workloads/placement.ts';
import { networkOf } from './shown.ts';

const AROUND = `Parameters: { P: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  G: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: g } }
  H: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: h } }
`;
const resource = (id: string, type: string, properties: string) =>
  `  ${id}: { Type: ${type}, Properties: { ${properties} } }\n`;

/** Subnets, groups and why there may be others, in one line. */
const CASES: Readonly<Record<string, readonly [resources: string, expected: string]>> = {
  'a function': [
    resource(
      'X',
      'AWS::Lambda::Function',
      'VpcConfig: { SubnetIds: [!Ref A, !Ref B, !Ref A], SecurityGroupIds: [!Ref G] }',
    ),
    'A B | G',
  ],
  'a function outside a VPC': [resource('X', 'AWS::Lambda::Function', 'Handler: a.b'), ' | '],
  'a function in a subnet that is unknown': [
    resource(
      'X',
      'AWS::Lambda::Function',
      'VpcConfig: { SubnetIds: [!Ref A, !Ref P], SecurityGroupIds: !Ref P }',
    ),
    'A +the parameter P has no default | +the parameter P has no default',
  ],
  'the default group of a VPC of the file': [
    resource('X', 'AWS::EC2::Instance', 'SubnetId: !Ref A'),
    'A | the default group of Vpc',
  ],
  'the default group by its attribute': [
    resource(
      'X',
      'AWS::EC2::Instance',
      'SubnetId: !Ref A, SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]',
    ),
    'A | the default group of Vpc',
  ],
  'a database by its subnet group': [
    resource('X', 'AWS::RDS::DBInstance', 'DBSubnetGroupName: !Ref N, VPCSecurityGroups: [!Ref G]') +
      resource('N', 'AWS::RDS::DBSubnetGroup', 'SubnetIds: [!Ref A, !Ref B]'),
    'A B | G',
  ],
  'a subnet group outside this file': [
    resource('X', 'AWS::RDS::DBInstance', 'DBSubnetGroupName: own, VPCSecurityGroups: [!Ref G]'),
    '+its subnet group is not in this file | G',
  ],
  'an instance of a cluster': [
    resource('X', 'AWS::RDS::DBInstance', 'DBClusterIdentifier: !Ref C, Engine: aurora-mysql') +
      resource('C', 'AWS::RDS::DBCluster', 'DBSubnetGroupName: !Ref N, VpcSecurityGroupIds: [!Ref H]') +
      resource('N', 'AWS::RDS::DBSubnetGroup', 'SubnetIds: [!Ref B]'),
    'B | H',
  ],
  'a replica': [
    resource('X', 'AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier: arn:x, VPCSecurityGroups: [!Ref G]'),
    '+it is a copy, which may be in the network of its source | G',
  ],
  'an interface of its own': [
    resource(
      'X',
      'AWS::EC2::Instance',
      'NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: !Ref I }]',
    ) + resource('I', 'AWS::EC2::NetworkInterface', 'SubnetId: !Ref B, GroupSet: [!Ref H]'),
    'B | H',
  ],
  'a second interface': [
    resource('X', 'AWS::EC2::Instance', 'SubnetId: !Ref A, SecurityGroupIds: [!Ref G]') +
      resource('I', 'AWS::EC2::NetworkInterface', 'SubnetId: !Ref B, GroupSet: [!Ref H]') +
      resource(
        'J',
        'AWS::EC2::NetworkInterfaceAttachment',
        "InstanceId: !Ref X, NetworkInterfaceId: !Ref I, DeviceIndex: '1'",
      ),
    'A B | G H',
  ],
  'an interface outside this file': [
    resource(
      'X',
      'AWS::EC2::Instance',
      'NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: eni-0a1b2c3d }]',
    ),
    '+one of its network interfaces is not in this file | +one of its network interfaces is not in this file',
  ],
  'a launch template': [
    resource(
      'X',
      'AWS::AutoScaling::AutoScalingGroup',
      'VPCZoneIdentifier: [!Ref A], LaunchTemplate: { LaunchTemplateId: !Ref L }',
    ) + resource('L', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData: { SecurityGroupIds: [!Ref G] }'),
    'A | G',
  ],
  'a launch template that says where': [
    resource('X', 'AWS::EC2::Instance', 'LaunchTemplate: { LaunchTemplateId: !Ref L, Version: 1 }') +
      resource(
        'L',
        'AWS::EC2::LaunchTemplate',
        'LaunchTemplateData: { NetworkInterfaces: [{ SubnetId: !Ref B, Groups: [!Ref G] }] }',
      ),
    'B | G',
  ],
  'a launch template by its name': [
    resource(
      'X',
      'AWS::AutoScaling::AutoScalingGroup',
      'VPCZoneIdentifier: [!Ref A], LaunchTemplate: { LaunchTemplateName: x }',
    ),
    'A | +its launch template is not in this file',
  ],
  'an EKS cluster has a group of its own beside': [
    resource(
      'X',
      'AWS::EKS::Cluster',
      'ResourcesVpcConfig: { SubnetIds: [!Ref A], SecurityGroupIds: [!Ref G] }',
    ),
    'A | G the cluster security group of X',
  ],
  'nodes whose template names no group': [
    resource(
      'X',
      'AWS::EKS::Nodegroup',
      'Subnets: [!Ref A], ClusterName: c, LaunchTemplate: { Id: !Ref L }',
    ) + resource('L', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData: { InstanceType: t3.small }'),
    'A | +EKS makes a group of its own',
  ],
  'nodes whose template names one': [
    resource(
      'X',
      'AWS::EKS::Nodegroup',
      'Subnets: [!Ref A], ClusterName: c, LaunchTemplate: { Id: !Ref L }',
    ) + resource('L', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData: { SecurityGroupIds: [!Ref G] }'),
    'A | G',
  ],
  'a Network Load Balancer without groups': [
    resource('X', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Type: network, Subnets: [!Ref A]'),
    'A | ',
  ],
  'a gateway endpoint': [
    resource('X', 'AWS::EC2::VPCEndpoint', 'VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.s3'),
    ' | ',
  ],
  'an interface endpoint without groups': [
    resource(
      'X',
      'AWS::EC2::VPCEndpoint',
      'VpcId: !Ref Vpc, VpcEndpointType: Interface, SubnetIds: [!Ref A], ServiceName: com.amazonaws.eu-west-1.sqs',
    ),
    'A | the default group of Vpc',
  ],
};

for (const [title, [resources, expected]] of Object.entries(CASES)) {
  test(title, () => {
    const { subnets, otherSubnets, groups, otherGroups } = placements(networkOf(AROUND + resources)).get(
      'X',
    )!;
    const joined = (names: readonly string[], other: string | undefined) =>
      [...names, ...(other === undefined ? [] : [`+${other}`])].join(' ');
    assert.equal(
      `${joined(
        subnets.map(({ id }) => id),
        otherSubnets?.why,
      )} | ${joined(groups.map(nameOfGroup), otherGroups?.why)}`,
      expected,
    );
  });
}

test('a rule of a group outside this file belongs to none of this one', () => {
  const rule = (group: string) =>
    AROUND +
    resource('R', 'AWS::EC2::SecurityGroupIngress', `GroupId: ${group}, IpProtocol: -1, CidrIp: 0.0.0.0/0`);
  const moreOf = (text: string) => {
    const network = networkOf(text);
    return rulesOfGroup({ kind: 'group', group: network.securityGroups.get('G')! }, network).mayHaveMore
      .ingress;
  };
  assert.equal(moreOf(rule('!Ref P')), undefined);
  assert.equal(moreOf(rule('!Select [0, !Ref P]')), 'R may be a rule of G');
});

test('an ACL for a subnet outside this file leaves the others to the default one', () => {
  const acl = resource('N', 'AWS::EC2::NetworkAcl', 'VpcId: !Ref Vpc');
  const uses = (subnet: string) =>
    resource('U', 'AWS::EC2::SubnetNetworkAclAssociation', `SubnetId: ${subnet}, NetworkAclId: !Ref N`);
  const kindOf = (text: string) => {
    const network = networkOf(text);
    return aclOf(network.subnets.get('A')!, network).kind;
  };
  assert.equal(kindOf(AROUND + acl + uses('!Ref A')), 'acl');
  assert.equal(kindOf(AROUND + acl + uses('!Ref P')), 'default');
  assert.equal(kindOf(AROUND + acl + uses('!Select [0, !Ref P]')), 'unknown');
});

test('addresses: functions once for each set of groups, an interface once with its instance', () => {
  const vpcConfig = (groups: string) => `VpcConfig: { SubnetIds: [!Ref A], SecurityGroupIds: [${groups}] }`;
  const network = networkOf(
    AROUND +
      resource('F1', 'AWS::Lambda::Function', vpcConfig('!Ref G, !Ref H')) +
      resource('F2', 'AWS::Lambda::Function', vpcConfig('!Ref H, !Ref G')) +
      resource('F3', 'AWS::Lambda::Function', vpcConfig('!Ref G')) +
      resource('I', 'AWS::EC2::NetworkInterface', 'SubnetId: !Ref B') +
      resource(
        'X',
        'AWS::EC2::Instance',
        'NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: !Ref I }]',
      ) +
      resource('L', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Subnets: [!Ref B]'),
  );
  const needed = (id: string) => subnetUses(network).get(id)!.needed;
  assert.deepEqual([needed('A'), needed('B')], [2, 9]);
  assert.equal(subnetUses(network).get('A')!.usable, 251n);
});
