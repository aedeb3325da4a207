// Parties and what stands between them that the random networks do not have: a table of small templates, each with what AWS's
// pages say of it and a twin that differs in one thing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../../server/src/reach/question.ts';
import { sentenceOf } from '../../../server/src/wording/blockers.ts';
import { answerIn } from '../engine.ts';

/** A VPC with a public and two private subnets in two zones, an instance and a function in the private ones. */
const BASE = `Resources:
  Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Att: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Igw } }
  Front: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a, MapPublicIpOnLaunch: true } }
  FrontB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b, MapPublicIpOnLaunch: true } }
  Back: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.10.0/24, AvailabilityZone: eu-west-1a } }
  BackB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.11.0/24, AvailabilityZone: eu-west-1b } }
  BackC: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.12.0/24, AvailabilityZone: eu-west-1c } }
  FrontTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
  FrontWay: { Type: AWS::EC2::Route, DependsOn: Att, Properties: { RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  FrontOn: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Front, RouteTableId: !Ref FrontTable } }
  FrontBOn: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref FrontB, RouteTableId: !Ref FrontTable } }
  BackTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
  BackOn: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Back, RouteTableId: !Ref BackTable } }
  BackBOn: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref BackB, RouteTableId: !Ref BackTable } }
  Open: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }] } }
  Shut: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: none, VpcId: !Ref Net, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 10.0.0.1/32 }] } }
  Own: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: vpc, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 10.0.0.0/16 }] } }
  Host: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open] } }
  Quiet: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Shut] } }
  Web: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open] } }
  Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.13, Handler: a.b, Role: arn:aws:iam::111122223333:role/a, Code: { ZipFile: x }, VpcConfig: { SubnetIds: [!Ref Back], SecurityGroupIds: [!Ref Open] } } }
`;

const NAT = `  Ip: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Front, AllocationId: !GetAtt Ip.AllocationId } }
  BackWay: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
`;

const endpoint = (id: string, service: string, more = '') =>
  `  ${id}: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Net, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.${service}', SubnetIds: [!Ref Back], SecurityGroupIds: [!Ref Open], PrivateDnsEnabled: true${more} } }\n`;

const gatewayEndpoint = `  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Net, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', RouteTableIds: [!Ref BackTable] } }\n`;

const dhcp = (
  servers: string,
) => `  Dhcp: { Type: AWS::EC2::DHCPOptions, Properties: { DomainNameServers: [${servers}] } }
  DhcpOn: { Type: AWS::EC2::VPCDHCPOptionsAssociation, Properties: { VpcId: !Ref Net, DhcpOptionsId: !Ref Dhcp } }
`;

interface Balancing {
  readonly type?: 'application' | 'network';
  readonly scheme?: 'internet-facing' | 'internal';
  readonly subnets?: string;
  readonly target?: string;
  readonly targetType?: string;
  readonly protocol?: string;
  readonly attributes?: string;
  readonly groups?: string;
  readonly group?: string;
}

/** A load balancer `Lb` with a listener on 443 for `App` on 8080, an instance behind `group` in `target`. */
function balanced({
  type = 'application',
  scheme = 'internet-facing',
  subnets = 'Front, !Ref FrontB',
  target = 'Back',
  targetType = 'instance',
  protocol = type === 'network' ? 'TCP' : 'HTTP',
  attributes = '',
  groups = type === 'network' ? '' : ', SecurityGroups: [!Ref Open]',
  group = 'Own',
}: Balancing): string {
  return `  App: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref ${target}, SecurityGroupIds: [!Ref ${group}] } }
  Lb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, DependsOn: Att, Properties: { Type: ${type}, Scheme: ${scheme}, Subnets: [!Ref ${subnets}]${groups} } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Net, Port: 8080, Protocol: ${protocol}, TargetType: ${targetType}, Targets: [{ Id: !Ref App }]${attributes} } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Lb, Port: 443, Protocol: ${protocol === 'HTTP' ? 'HTTPS' : protocol}, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
`;
}

const attributes = (key: string, value: string) =>
  `, TargetGroupAttributes: [{ Key: ${key}, Value: '${value}' }]`;

const api = (more = '') => `  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop${more} } }\n`;
const PRIVATE = ', EndpointConfiguration: { Types: [PRIVATE] }';

const card = (id: string, subnet: string, group = 'Open') =>
  `  ${id}: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref ${subnet}, GroupSet: [!Ref ${group}] } }\n`;
const elastic = (to: string) => `  Eip: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
  EipOn: { Type: AWS::EC2::EIPAssociation, Properties: { AllocationId: !GetAtt Eip.AllocationId, ${to} } }
`;
const cards = (...ids: string[]) =>
  `  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, NetworkInterfaces: [${ids.map((id, i) => `{ NetworkInterfaceId: !Ref ${id}, DeviceIndex: '${i}' }`).join(', ')}] } }\n`;

const launched = (...subnets: string[]) =>
  `  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, NetworkInterfaces: [${subnets.map((subnet, i) => `{ SubnetId: !Ref ${subnet}, GroupSet: [!Ref Open], DeviceIndex: '${i}' }`).join(', ')}] } }\n`;

const aurora = (
  publics: readonly string[],
  engine = 'aurora-mysql',
) => `  Places: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: d, SubnetIds: [!Ref Front, !Ref FrontB] } }
  Db: { Type: AWS::RDS::DBCluster, Properties: { Engine: ${engine}, DBSubnetGroupName: !Ref Places, VpcSecurityGroupIds: [!Ref Open] } }
${publics.map((is, i) => `  Db${i}: { Type: AWS::RDS::DBInstance, Properties: { Engine: ${engine}, DBClusterIdentifier: !Ref Db, DBInstanceClass: db.r6g.large, PubliclyAccessible: ${is} } }\n`).join('')}`;

const vpn = (
  rules: string,
) => `  Vpn: { Type: AWS::EC2::ClientVpnEndpoint, Properties: { ClientCidrBlock: 10.100.0.0/22, VpcId: !Ref Net, SecurityGroupIds: [!Ref Open] } }
  VpnOn: { Type: AWS::EC2::ClientVpnTargetNetworkAssociation, Properties: { ClientVpnEndpointId: !Ref Vpn, SubnetId: !Ref Front } }
${rules}`;
const allows = (block: string) =>
  `  VpnRule: { Type: AWS::EC2::ClientVpnAuthorizationRule, Properties: { ClientVpnEndpointId: !Ref Vpn, TargetNetworkCidr: ${block}, AuthorizeAllGroups: true } }\n`;
const leads = (block: string) =>
  `  VpnWay: { Type: AWS::EC2::ClientVpnRoute, Properties: { ClientVpnEndpointId: !Ref Vpn, DestinationCidrBlock: ${block}, TargetVpcSubnetId: !Ref Front } }\n`;

const natHost = (
  check: string,
  more = '',
) => `  Host2: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open]${check} } }
  BackWay: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, InstanceId: !Ref Host2 } }
${more}`;

const files = (...subnets: string[]) =>
  `  Files: { Type: AWS::EFS::FileSystem }\n${subnets.map((subnet, i) => `  Mount${i}: { Type: AWS::EFS::MountTarget, Properties: { FileSystemId: !Ref Files, SubnetId: !Ref ${subnet}, SecurityGroups: [!Ref Own] } }\n`).join('')}`;

const aclOnBack = (
  from: number,
  to: number,
) => `  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Net } }
  AclOn: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref Back, NetworkAclId: !Ref Acl } }
  AclOut: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 } }
  AclIn: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: ${from}, To: ${to} } } }
`;
const image = (id: string, name: string) =>
  `  ${id}: { Type: AWS::EC2::Instance, Properties: { ImageId: '{{resolve:ssm:/aws/service/${name}}}', SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open] } }\n`;

/** `from → to [protocol] [port]`, the verdict, and a part of what is said of it. */
type Row = readonly [asked: string, verdict: Verdict, says?: string];

const CASES: Readonly<Record<string, readonly [resources: string, ...rows: Row[]]>> = {
  // SG-11
  'a group without a VPC is one of the default VPC': [
    `  Stray: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x } }
  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Stray] } }\n`,
    ['Box → Host', 'blocked', 'Box cannot be deployed: Stray names no VPC'],
    ['Host → Box', 'blocked', 'Box cannot be deployed'],
    ['Box → 169.254.169.254 80', 'blocked', 'cannot be deployed'],
    ['Host → Web', 'reachable'],
  ],
  'a group of another VPC': [
    `  Net2: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  Stray: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: !Ref Net2, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }] } }
  Lent: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: !Ref Net2, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }] } }
  LentTo: { Type: AWS::EC2::SecurityGroupVpcAssociation, Properties: { GroupId: !Ref Lent, VpcId: !Ref Net } }
  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Stray] } }
  Box2: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Lent] } }
  Fn2: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.13, Handler: a.b, Role: arn:aws:iam::111122223333:role/a, Code: { ZipFile: x }, VpcConfig: { SubnetIds: [!Ref Back], SecurityGroupIds: [!Ref Stray] } } }\n`,
    ['Host → Box', 'blocked', 'Stray belongs to Net2'],
    ['Fn2 → s3', 'blocked', 'Fn2 cannot be deployed'],
    ['Fn2 → internet', 'blocked', 'Fn2 cannot be deployed'],
    ['Host → Box2', 'reachable'],
  ],
  'a group of a VPC that is a parameter may be of the same one': [
    `  Stray: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: !ImportValue net, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }] } }
  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Stray] } }\n`,
    ['Host → Box', 'reachable'],
  ],
  // DNS-03
  'what the host answers is never filtered': [
    '',
    ['Quiet → 10.0.0.2 udp 53', 'reachable'],
    ['Quiet → 10.0.0.2 tcp 53', 'reachable'],
    ['Quiet → 169.254.169.253 udp 53', 'reachable'],
    ['Fn → 169.254.169.253 udp 53', 'reachable'],
    ['Quiet → 169.254.169.254 80', 'reachable'],
    ['Quiet → fd00:ec2::254 80', 'reachable'],
    ['Quiet → 169.254.169.123 udp 123', 'reachable'],
    ['Quiet → 169.254.169.123 tcp 123', 'blocked', 'listens on UDP 123, not on'],
    ['Quiet → 10.0.0.2 tcp 80', 'blocked', 'listens on UDP and TCP 53, not on'],
    ['Quiet → 10.0.0.3 udp 53', 'blocked'],
    ['Fn → 169.254.169.254 80', 'unknown'],
    ['internet → 169.254.169.254 80', 'blocked', 'link-local'],
    ['Host → 169.254.1.1 80', 'unknown'],
  ],
  'the resolver answers at the primary block alone': [
    `  More: { Type: AWS::EC2::VPCCidrBlock, Properties: { VpcId: !Ref Net, CidrBlock: 10.7.0.0/16 } }\n`,
    ['Quiet → 10.0.0.2 udp 53', 'reachable'],
    ['Quiet → 10.7.0.2 udp 53', 'blocked'],
  ],
  // DNS-12
  'DNS servers of the internet do not know private DNS': [
    dhcp('8.8.8.8') + endpoint('Sm', 'secretsmanager') + gatewayEndpoint,
    ['Host → secretsmanager', 'blocked', 'cannot reach the DNS servers of Dhcp (8.8.8.8)'],
    ['Host → s3', 'blocked', 'cannot reach the DNS servers of'],
    ['Host → Sm', 'reachable'],
    ['Web → s3', 'reachable'],
  ],
  'DNS servers of the internet with a way to them': [
    dhcp('8.8.8.8') + NAT + endpoint('Sm', 'secretsmanager') + gatewayEndpoint,
    ['Host → secretsmanager', 'reachable', 'Nat'],
    ['Host → s3', 'reachable', 'S3'],
  ],
  'DNS servers of one’s own may know private DNS': [
    dhcp('10.0.10.53') + endpoint('Sm', 'secretsmanager'),
    ['Host → secretsmanager', 'unknown', 'private DNS names of endpoints'],
  ],
  'Amazon’s server among others': [
    dhcp('AmazonProvidedDNS') + endpoint('Sm', 'secretsmanager'),
    ['Host → secretsmanager', 'reachable'],
  ],
  // EP-20
  'endpoints take TCP': [
    endpoint('Sm', 'secretsmanager') + gatewayEndpoint + NAT,
    ['Host → s3 udp 443', 'blocked'],
    ['Host → Sm udp 443', 'blocked'],
    ['Host → secretsmanager udp 443', 'blocked'],
    ['Host → Sm tcp 5432', 'blocked', 'Sm listens on TCP 443'],
    ['Host → sqs udp 443', 'blocked'],
    ['Host → Sm', 'reachable'],
    ['Host → s3', 'reachable'],
    ['Host → email-smtp tcp 587', 'reachable'],
  ],
  'a function outside a VPC': [
    `  Free: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.13, Handler: a.b, Role: arn:aws:iam::111122223333:role/a, Code: { ZipFile: x } } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop${PRIVATE} } }\n`,
    ['Free → s3', 'reachable'],
    ['Free → s3 udp 443', 'blocked'],
    ['Free → Api', 'blocked', 'private API'],
    ['Free → 192.168.0.5', 'blocked', 'private address'],
  ],
  // EP-21
  'private DNS for the inbound resolver alone': [
    endpoint(
      'S3i',
      's3',
      ', DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: OnlyInboundResolver }',
    ).replace('!Ref Open', '!Ref Shut') + gatewayEndpoint,
    ['Host → s3', 'reachable', 'S3'],
  ],
  'private DNS for all': [
    endpoint('S3i', 's3', ', DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers }').replace(
      '!Ref Open',
      '!Ref Shut',
    ) + gatewayEndpoint,
    ['Host → s3', 'blocked', 'Shut'],
  ],
  'services of other regions': [
    endpoint('Far', 'sqs', ', ServiceRegion: us-west-2') + endpoint('Near', 'sns') + gatewayEndpoint,
    ['Host → sqs', 'blocked'],
    ['Host → sqs.us-west-2.amazonaws.com', 'reachable', 'Open'],
    ['Host → sns.eu-west-1.amazonaws.com', 'reachable'],
    ['Host → sns.us-west-2.amazonaws.com', 'blocked'],
    ['Host → s3.us-west-2.amazonaws.com', 'blocked'],
    ['Host → s3.eu-west-1.amazonaws.com', 'reachable'],
    ['Host → s3.amazonaws.com', 'reachable'],
  ],
  // NAT-20
  'a NAT instance with its check left on': [
    natHost(''),
    ['Host → internet', 'blocked', 'source/destination check is on'],
    ['Host → Host2', 'reachable'],
  ],
  'a NAT instance without the check': [natHost(', SourceDestCheck: false'), ['Host → internet', 'unknown']],
  'a NAT instance whose interface is without the check': [
    `  Card: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref Front, GroupSet: [!Ref Open], SourceDestCheck: false } }
  Host2: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, NetworkInterfaces: [{ NetworkInterfaceId: !Ref Card, DeviceIndex: '0' }] } }
  BackWay: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, InstanceId: !Ref Host2 } }\n`,
    ['Host → internet', 'unknown'],
  ],
  'a route to an interface that checks': [
    `${card('Card', 'Front')}  BackWay: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, NetworkInterfaceId: !Ref Card } }\n`,
    ['Host → internet', 'blocked', 'Card'],
  ],
  // Listeners
  'a port with a listener, and one without': [
    balanced({}),
    ['internet → Lb 443', 'reachable'],
    ['internet → Lb 8443', 'blocked', 'Lb has no listener for tcp 8443'],
    ['Host → Lb 80', 'blocked', 'no listener'],
    ['internet → Lb', 'reachable', 'Behind Lb, App is reachable'],
    ['internet → Lb udp 443', 'blocked', 'no listener'],
    ['Lb → App 8080', 'reachable'],
  ],
  'a listener of UDP': [
    balanced({ type: 'network', protocol: 'UDP' }),
    ['internet → Lb udp 443', 'reachable'],
    ['internet → Lb tcp 443', 'blocked', 'no listener'],
  ],
  'a listener of both': [
    balanced({ type: 'network', protocol: 'TCP_UDP' }),
    ['internet → Lb udp 443', 'reachable'],
    ['internet → Lb tcp 443', 'reachable'],
  ],
  'a listener whose port is unknown': [
    `${balanced({})}  L2: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Lb, Port: !ImportValue port, Protocol: HTTP, DefaultActions: [] } }\n`,
    ['internet → Lb 80', 'unknown'],
  ],
  'a Classic Load Balancer': [
    `  Lb: { Type: AWS::ElasticLoadBalancing::LoadBalancer, DependsOn: Att, Properties: { Subnets: [!Ref Front], SecurityGroups: [!Ref Open], Instances: [!Ref Host], Listeners: [{ LoadBalancerPort: '80', InstancePort: '8080', Protocol: HTTP }] } }\n`,
    ['internet → Lb 80', 'reachable'],
    ['internet → Lb 443', 'blocked', 'no listener'],
  ],
  // NLB-03
  'instances see the clients of a Network Load Balancer': [
    balanced({ type: 'network' }),
    ['Lb → App 8080', 'blocked'],
    ['internet → Lb 443', 'reachable', 'Behind Lb, App is blocked'],
  ],
  'instances that let the clients in': [
    balanced({ type: 'network', group: 'Open' }),
    ['Lb → App 8080', 'reachable'],
    ['internet → Lb 443', 'reachable', 'Behind Lb, App is reachable'],
  ],
  'addresses as targets see the load balancer': [
    balanced({ type: 'network', targetType: 'ip' }),
    ['Lb → App 8080', 'reachable'],
  ],
  'addresses as targets with the clients kept': [
    balanced({
      type: 'network',
      targetType: 'ip',
      attributes: attributes('preserve_client_ip.enabled', 'true'),
    }),
    ['Lb → App 8080', 'blocked'],
  ],
  'addresses as targets over UDP': [
    balanced({ type: 'network', targetType: 'ip', protocol: 'UDP' }),
    ['Lb → App udp 8080', 'blocked'],
  ],
  'instances with the clients not kept': [
    balanced({ type: 'network', attributes: attributes('preserve_client_ip.enabled', 'false') }),
    ['Lb → App 8080', 'reachable'],
  ],
  'an internal Network Load Balancer': [
    balanced({ type: 'network', scheme: 'internal', subnets: 'Back, !Ref BackB' }),
    ['Lb → App 8080', 'reachable'],
  ],
  'instances that let in the group of the load balancer': [
    balanced({ type: 'network', groups: ', SecurityGroups: [!Ref Open]', group: 'FromLb' }) +
      `  FromLb: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: lb, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref Open }] } }\n`,
    ['Lb → App 8080', 'reachable'],
  ],
  // ELB-04
  'a target in a zone that the load balancer is not in': [
    balanced({ target: 'BackC' }),
    ['Lb → App 8080', 'blocked', 'no subnet in the zone of BackC'],
  ],
  'a target of a Network Load Balancer in another zone of it': [
    balanced({ type: 'network', target: 'BackB', group: 'Open' }),
    ['Lb → App 8080', 'reachable'],
  ],
  'a Network Load Balancer in one zone, its target in another': [
    balanced({ type: 'network', subnets: 'Front', target: 'BackB', group: 'Open' }),
    ['Lb → App 8080', 'blocked', 'zone'],
  ],
  // Functions and APIs
  'an Application Load Balancer calls a function': [
    `  Lb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, DependsOn: Att, Properties: { Subnets: [!Ref Front, !Ref FrontB], SecurityGroups: [!Ref Open] } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Fn.Arn }] } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Lb, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }\n`,
    ['Lb → Fn', 'reachable', 'is called by Lb'],
    ['Host → Fn', 'blocked', 'accepts no connections'],
  ],
  'the URL of a function': [
    `  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Fn.Arn, AuthType: NONE } }\n`,
    ['internet → Url', 'reachable'],
    ['internet → Fn', 'reachable'],
    ['Host → Url', 'blocked', 'no route'],
    ['Web → Url', 'reachable'],
  ],
  'the URL of a function, with a NAT gateway': [
    `${NAT}  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Fn, AuthType: NONE } }\n`,
    ['Host → Url', 'reachable'],
    ['Host → Fn', 'reachable'],
  ],
  'a public API': [api() + NAT, ['internet → Api', 'reachable'], ['Host → Api', 'reachable']],
  'a public API behind private DNS for execute-api': [
    api() + NAT + endpoint('Ex', 'execute-api'),
    ['internet → Api', 'reachable'],
    ['Host → Api', 'blocked', 'The private DNS of Ex'],
  ],
  'a private API': [
    api(PRIVATE) + endpoint('Ex', 'execute-api'),
    ['internet → Api', 'blocked', 'private API'],
    ['Host → Api', 'reachable', 'Open'],
  ],
  'a private API without an endpoint': [api(PRIVATE) + NAT, ['Host → Api', 'blocked', 'private API']],
  'an HTTP API is public': [
    `  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: a, ProtocolType: HTTP } }\n`,
    ['internet → Api', 'reachable'],
    ['Host → Api', 'blocked'],
  ],
  // Interfaces
  'an interface with an Elastic IP address': [
    card('Card', 'Front') + elastic('NetworkInterfaceId: !Ref Card') + cards('Card'),
    ['internet → Box 443', 'reachable'],
    ['Box → internet', 'reachable'],
    ['internet → Card 443', 'reachable'],
  ],
  'an interface without one': [card('Card', 'Front') + cards('Card'), ['internet → Box 443', 'blocked']],
  'two interfaces, one of them public': [
    card('Card', 'Front') +
      card('Inner', 'Back') +
      elastic('NetworkInterfaceId: !Ref Card') +
      cards('Card', 'Inner'),
    ['internet → Box 443', 'reachable'],
    ['Box → internet', 'reachable'],
    ['Host → Box 443', 'reachable'],
  ],
  'two interfaces, the groups of each its own': [
    card('Card', 'Front', 'Shut') +
      card('Inner', 'Back') +
      elastic('NetworkInterfaceId: !Ref Card') +
      cards('Card', 'Inner'),
    ['internet → Box 443', 'blocked'],
    ['Host → Box 443', 'reachable'],
  ],
  'an address of the instance is its first interface’s': [
    card('Card', 'Front') + card('Inner', 'Back') + elastic('InstanceId: !Ref Box') + cards('Card', 'Inner'),
    ['internet → Box 443', 'reachable'],
  ],
  // A public address is assigned only at launch with one interface:
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html
  'an instance that is launched with two interfaces': [
    launched('Front', 'Back'),
    ['internet → Box 443', 'blocked', 'no public address'],
    ['Host → Box 443', 'reachable'],
  ],
  'an instance that is launched with one': [launched('Front'), ['internet → Box 443', 'reachable']],
  'an attachment of its own': [
    card('Card', 'Front') +
      elastic('NetworkInterfaceId: !Ref Card') +
      `  On: { Type: AWS::EC2::NetworkInterfaceAttachment, Properties: { InstanceId: !Ref Host, NetworkInterfaceId: !Ref Card, DeviceIndex: '1' } }\n`,
    ['internet → Host 443', 'reachable'],
  ],
  // Databases
  'an Aurora cluster with public instances': [
    aurora(['true', 'true']),
    ['internet → Db', 'reachable'],
    ['internet → Db0', 'reachable'],
  ],
  'an Aurora cluster with private instances': [aurora(['false']), ['internet → Db', 'blocked']],
  'an Aurora cluster with one of each': [aurora(['true', 'false']), ['internet → Db', 'unknown']],
  'a search domain outside a VPC': [
    `${NAT}  Search: { Type: AWS::OpenSearchService::Domain, Properties: { DomainName: a } }
  Within: { Type: AWS::OpenSearchService::Domain, Properties: { DomainName: b, VPCOptions: { SubnetIds: [!Ref Back], SecurityGroupIds: [!Ref Own] } } }\n`,
    ['internet → Search', 'reachable'],
    ['Host → Search', 'reachable'],
    ['internet → Within', 'blocked'],
    ['Host → Within', 'reachable'],
  ],
  // Client VPN and Glue
  'Client VPN with a rule for the VPC': [
    vpn(allows('10.0.0.0/16')),
    ['Vpn → Host 22', 'reachable'],
    ['Vpn → internet', 'blocked', 'has no route to this destination'],
  ],
  'Client VPN without a rule': [vpn(''), ['Vpn → Host 22', 'blocked', 'No authorization rule']],
  'Client VPN to the internet': [
    vpn(allows('0.0.0.0/0') + leads('0.0.0.0/0')),
    ['Vpn → internet', 'reachable'],
  ],
  'Client VPN, a rule for one subnet': [
    vpn(allows('10.0.10.0/24')),
    ['Vpn → Host 22', 'reachable'],
    ['Vpn → Web 22', 'blocked', 'No authorization rule'],
  ],
  'a Glue connection': [
    `  Glue: { Type: AWS::Glue::Connection, Properties: { CatalogId: '1', ConnectionInput: { ConnectionType: JDBC, PhysicalConnectionRequirements: { SubnetId: !Ref Back, SecurityGroupIdList: [!Ref Open] } } } }\n`,
    ['Glue → Host 5432', 'reachable'],
    ['Glue → s3', 'blocked'],
  ],
  // EKS-01
  'nodes of EKS go where their subnets lead': [
    `${NAT}  Cluster: { Type: AWS::EKS::Cluster, Properties: { RoleArn: r, ResourcesVpcConfig: { SubnetIds: [!Ref Back, !Ref BackB] } } }
  Nodes: { Type: AWS::EKS::Nodegroup, Properties: { ClusterName: !Ref Cluster, NodeRole: r, Subnets: [!Ref Back] } }
  Lone: { Type: AWS::EKS::Nodegroup, Properties: { ClusterName: elsewhere, NodeRole: r, Subnets: [!Ref Back] } }
  ForNodes: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: n, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !GetAtt Cluster.ClusterSecurityGroupId }] } }
  Store: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref BackB, SecurityGroupIds: [!Ref ForNodes] } }\n`,
    ['Nodes → internet', 'reachable'],
    ['Nodes → Store 5432', 'reachable'],
    ['Nodes → Cluster', 'reachable'],
    ['Lone → internet', 'unknown'],
    ['Host → Nodes 22', 'blocked'],
  ],
  // EFS-05
  'a file system by its name': [
    files('Back', 'BackB'),
    ['Host → Files', 'reachable'],
    ['Fn → Files 2049', 'reachable'],
    ['internet → Files', 'blocked'],
  ],
  // ACL-05
  'clients on Windows': [
    image('Win', 'ami-windows-latest/Windows_Server-2022-English-Full-Base') +
      image('Lin', 'ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64') +
      aclOnBack(49_152, 65_535),
    ['Win → Web 80', 'reachable'],
    ['Lin → Web 80', 'partial'],
  ],
  'an EC2 Instance Connect Endpoint': [
    `  Eice: { Type: AWS::EC2::InstanceConnectEndpoint, Properties: { SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open] } }
  Keeps: { Type: AWS::EC2::InstanceConnectEndpoint, Properties: { SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open], PreserveClientIp: true } }
  ByGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: g, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !Ref Open }] } }
  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, SubnetId: !Ref BackB, SecurityGroupIds: [!Ref ByGroup] } }\n`,
    ['Eice → Box 22', 'reachable'],
    ['Keeps → Box 22', 'blocked'],
    ['Keeps → Host 22', 'reachable'],
  ],
  'a private address is nobody’s on the internet': [
    '',
    ['internet → 192.168.0.5', 'blocked', 'private address'],
    ['8.8.8.8 → 192.168.0.5', 'blocked', 'private address'],
    ['internet → 10.0.77.7', 'blocked', 'private address'],
    ['Web → 192.168.0.5', 'blocked'],
    ['internet → 8.8.8.8', 'reachable'],
  ],
  'names in other letters': ['', ['host → web 80', 'reachable', 'host means Host']],
};

for (const [title, [resources, ...rows]] of Object.entries(CASES)) {
  for (const [asked, verdict, says] of rows) {
    test(`${title}: ${asked} is ${verdict}`, () => {
      const [, from = '', to = '', protocol = 'tcp', port] =
        /^(\S+) → (\S+)(?: (tcp|udp))?(?: (\d+))?$/.exec(asked) ?? [];
      const answer = answerIn(BASE + resources, {
        from,
        to,
        protocol: protocol as 'tcp' | 'udp',
        ...(port !== undefined && { port: Number(port) }),
      });
      const told = [
        ...answer.blockedBy.map(({ reason }) => sentenceOf(reason)),
        ...answer.assumptions,
        ...answer.behind.map(({ from, to: target, verdict: own }) => `Behind ${from}, ${target} is ${own}`),
        ...answer.hops.map(({ resource, by }) => `${resource} ${by ?? ''}`),
      ].join('\n');
      assert.equal(answer.verdict, verdict, told);
      if (says !== undefined) assert.ok(told.includes(says), `"${says}" is not in\n${told}`);
    });
  }
}
