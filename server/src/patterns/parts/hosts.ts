import type { Data } from '../../syntax/edit.ts';
import type { NetworkRequest } from '../request.ts';
import { ANYWHERE, group } from './access.ts';
import type { SubnetsByTier } from './layout.ts';
import { attribute, named, output, type Part, ref } from './part.ts';

/**
 * The current Amazon Linux 2023, with the agent of Session Manager:
 * https://docs.aws.amazon.com/linux/al2023/ug/ec2.html and
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ami-preinstalled-agent.html.
 */
const IMAGE: Readonly<Record<string, Data>> = {
  HostImage: {
    Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
    Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    Description: 'The image of the hosts; the default is the current Amazon Linux 2023',
  },
};

const SIZE = 't4g.nano';

/** A host with a public address that admits SSH from the addresses of the administrators. */
export function bastionPart(layout: SubnetsByTier): Part {
  return {
    comment: 'The bastion host. Only AdminCidr reaches it, and only by SSH.',
    parameters: {
      AdminCidr: {
        Type: 'String',
        Description: 'The addresses that may log in to the bastion host, such as 203.0.113.7/32',
        AllowedPattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}/(1[6-9]|2[0-9]|3[0-2])$',
        ConstraintDescription: 'an IPv4 block from /16 to /32',
      },
      BastionKey: {
        Type: 'AWS::EC2::KeyPair::KeyName',
        Description: 'The key pair for SSH on the bastion host',
      },
      ...IMAGE,
    },
    resources: {
      BastionGroup: group(
        'The bastion host',
        'bastion',
        [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            CidrIp: ref('AdminCidr'),
            Description: 'SSH from the administrators',
          },
        ],
        ANYWHERE,
      ),
      Bastion: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: ref('HostImage'),
          InstanceType: SIZE,
          KeyName: ref('BastionKey'),
          SubnetId: ref(layout.public[0]!.id),
          SecurityGroupIds: [attribute('BastionGroup', 'GroupId')],
          Tags: named('bastion'),
        },
      },
      BastionAddress: {
        Type: 'AWS::EC2::EIP',
        DependsOn: 'InternetGatewayAttachment',
        Properties: { Domain: 'vpc', InstanceId: ref('Bastion'), Tags: named('bastion') },
      },
    },
    outputs: { BastionIp: output('The public address of the bastion host', ref('BastionAddress')) },
  };
}

/** A host without an open port; Session Manager opens shells and forwards ports to it (ADM-01). */
export function sessionManagerPart({ pattern }: NetworkRequest, layout: SubnetsByTier): Part {
  return {
    comment: 'A host for Session Manager: no port is open, and IAM decides who gets a shell.',
    parameters: IMAGE,
    resources: {
      SessionHostGroup: group('The host for Session Manager', 'session-host', [], ANYWHERE),
      SessionHostRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
            ],
          },
          // https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
          ManagedPolicyArns: [
            { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore' },
          ],
        },
      },
      SessionHostProfile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { Roles: [ref('SessionHostRole')] },
      },
      SessionHost: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: ref('HostImage'),
          InstanceType: SIZE,
          IamInstanceProfile: ref('SessionHostProfile'),
          SubnetId: ref(layout[pattern.appTier][0]!.id),
          SecurityGroupIds: [attribute('SessionHostGroup', 'GroupId')],
          Tags: named('session-host'),
        },
      },
    },
    outputs: { SessionHostId: output('The target for aws ssm start-session', ref('SessionHost')) },
  };
}
