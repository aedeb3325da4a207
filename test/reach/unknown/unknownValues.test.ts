// One value at a time that only the deployment knows: what the answer is with it, what it is without it, and that the
// answer names the place. In a template the value stands in «…»; the twin imports it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../../server/src/reach/question.ts';
import { answerIn } from '../engine.ts';
import { questionOf } from '../patterns/patterns.ts';

const resource = (name: string, type: string, properties: string) =>
  `  ${name}: { Type: AWS::${type}, Properties: { ${properties} } }\n`;

const SERVICE = "ServiceName: !Sub 'com.amazonaws.${AWS::Region}.";

/** A VPC with a public and a private subnet, and an instance in each that lets everything in and out. */
const ALONE = [
  resource('Net', 'EC2::VPC', 'CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true'),
  resource('Igw', 'EC2::InternetGateway', ''),
  resource('Att', 'EC2::VPCGatewayAttachment', 'VpcId: !Ref Net, InternetGatewayId: !Ref Igw'),
  resource('Front', 'EC2::Subnet', 'VpcId: !Ref Net, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true'),
  resource('Back', 'EC2::Subnet', 'VpcId: !Ref Net, CidrBlock: 10.0.10.0/24, AvailabilityZone: eu-west-1a'),
  resource('FrontTable', 'EC2::RouteTable', 'VpcId: !Ref Net'),
  resource(
    'Out',
    'EC2::Route',
    'RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw',
  ),
  resource(
    'FrontOn',
    'EC2::SubnetRouteTableAssociation',
    'SubnetId: !Ref Front, RouteTableId: !Ref FrontTable',
  ),
  resource('BackTable', 'EC2::RouteTable', 'VpcId: !Ref Net'),
  resource('BackOn', 'EC2::SubnetRouteTableAssociation', 'SubnetId: !Ref Back, RouteTableId: !Ref BackTable'),
  resource(
    'Open',
    'EC2::SecurityGroup',
    "GroupDescription: all, VpcId: !Ref Net, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }]",
  ),
  resource('Host', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open]'),
  resource('Web', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open]'),
].join('');

const nat = (properties: string) =>
  resource('Eip', 'EC2::EIP', 'Domain: vpc') +
  resource('Nat', 'EC2::NatGateway', `AllocationId: !GetAtt Eip.AllocationId, ${properties}`) +
  resource(
    'ByNat',
    'EC2::Route',
    'RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat',
  );

const endpoint = (properties: string) =>
  resource(
    'Sqs',
    'EC2::VPCEndpoint',
    `VpcId: !Ref Net, VpcEndpointType: Interface, SecurityGroupIds: [!Ref Open], PrivateDnsEnabled: true, ${properties}`,
  );
const ofSqs = `${SERVICE}sqs'`;

/** An accelerator of the private instance. */
const accelerator = (listener: string, endpoints: string, more = '') =>
  resource('Fast', 'GlobalAccelerator::Accelerator', 'Name: fast') +
  resource('Ear', 'GlobalAccelerator::Listener', `AcceleratorArn: !Ref Fast, ${listener}`) +
  resource(
    'Ends',
    'GlobalAccelerator::EndpointGroup',
    `EndpointGroupRegion: eu-west-1, ${endpoints}, EndpointConfigurations: [{ EndpointId: !Ref Host${more} }]`,
  );
const EAR = 'Protocol: TCP, PortRanges: [{ FromPort: 443, ToPort: 443 }]';

const dhcp = (servers: string, options = '!Ref Dhcp') =>
  resource('Dhcp', 'EC2::DHCPOptions', `DomainNameServers: ${servers}`) +
  resource('DhcpOn', 'EC2::VPCDHCPOptionsAssociation', `VpcId: !Ref Net, DhcpOptionsId: ${options}`);

/** An instance beside `Host` with a rule that lets in. */
const ruled = (rule: string, more = '') =>
  resource(
    'Rules',
    'EC2::SecurityGroup',
    `VpcId: !Ref Net, GroupDescription: x, SecurityGroupIngress: [{ ${rule} }]${more}`,
  ) +
  resource('Ruled', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref Rules]');

/** A network ACL of the private subnet with one entry that lets in, before one that denies everything. */
const entries = (allowing: string, denying = '200') =>
  resource('Acl', 'EC2::NetworkAcl', 'VpcId: !Ref Net') +
  resource('AclOn', 'EC2::SubnetNetworkAclAssociation', 'SubnetId: !Ref Back, NetworkAclId: !Ref Acl') +
  resource(
    'AclOut',
    'EC2::NetworkAclEntry',
    'NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0',
  ) +
  resource('AclIn', 'EC2::NetworkAclEntry', `NetworkAclId: !Ref Acl, RuleNumber: 100, ${allowing}`) +
  resource(
    'No',
    'EC2::NetworkAclEntry',
    `NetworkAclId: !Ref Acl, RuleNumber: ${denying}, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0`,
  );

const onFrontTable = (subnet: string) =>
  resource(
    `${subnet}On`,
    'EC2::SubnetRouteTableAssociation',
    `SubnetId: !Ref ${subnet}, RouteTableId: !Ref FrontTable`,
  );

const database = (isPublic: string) =>
  resource('Places', 'RDS::DBSubnetGroup', 'DBSubnetGroupDescription: d, SubnetIds: [!Ref Front]') +
  resource(
    'Db',
    'RDS::DBInstance',
    `Engine: postgres, DBInstanceClass: db.t3.micro, DBSubnetGroupName: !Ref Places, VPCSecurityGroups: [!Ref Open], PubliclyAccessible: ${isPublic}`,
  );

const balancer = (name: string) =>
  resource(
    name,
    'ElasticLoadBalancingV2::LoadBalancer',
    'Subnets: [!Ref Front], SecurityGroups: [!Ref Open]',
  );
const listener = (name: string, of: string, port: number | string) =>
  resource(
    name,
    'ElasticLoadBalancingV2::Listener',
    `LoadBalancerArn: ${of}, Port: ${port}, Protocol: HTTP, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '200' } }]`,
  );

/** A service of VPC Lattice in a service network that the VPC is associated with. */
const lattice = (network: string, groups = '[!Ref Open]', port = '443') =>
  resource('Mesh', 'VpcLattice::ServiceNetwork', 'Name: mesh') +
  resource('Shop', 'VpcLattice::Service', 'Name: shop') +
  resource(
    'Ear',
    'VpcLattice::Listener',
    `ServiceIdentifier: !Ref Shop, Port: ${port}, Protocol: HTTPS, DefaultAction: { FixedResponse: { StatusCode: 404 } }`,
  ) +
  resource(
    'Brings',
    'VpcLattice::ServiceNetworkServiceAssociation',
    'ServiceIdentifier: !Ref Shop, ServiceNetworkIdentifier: !Ref Mesh',
  ) +
  resource(
    'Joins',
    'VpcLattice::ServiceNetworkVpcAssociation',
    `VpcIdentifier: !Ref Net, ServiceNetworkIdentifier: ${network}, SecurityGroupIds: ${groups}`,
  );

/** Two VPCs on a transit gateway. */
const joined = (hub: string, more = '') =>
  [
    ...['A', 'B'].flatMap((name, at) => [
      resource(name, 'EC2::VPC', `CidrBlock: 10.${at + 1}.0.0/16`),
      resource(
        `In${name}`,
        'EC2::Subnet',
        `VpcId: !Ref ${name}, CidrBlock: 10.${at + 1}.0.0/24, AvailabilityZone: eu-west-1a`,
      ),
      resource(`Table${name}`, 'EC2::RouteTable', `VpcId: !Ref ${name}`),
      resource(
        `On${name}`,
        'EC2::SubnetRouteTableAssociation',
        `SubnetId: !Ref In${name}, RouteTableId: !Ref Table${name}`,
      ),
      resource(
        `From${name}`,
        'EC2::Route',
        `RouteTableId: !Ref Table${name}, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: !Ref Hub`,
      ),
      resource(
        `Group${name}`,
        'EC2::SecurityGroup',
        `VpcId: !Ref ${name}, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 10.0.0.0/8 }]`,
      ),
      resource(
        `Host${name}`,
        'EC2::Instance',
        `ImageId: ami-1, SubnetId: !Ref In${name}, SecurityGroupIds: [!Ref Group${name}]`,
      ),
      resource(
        `At${name}`,
        'EC2::TransitGatewayVpcAttachment',
        `TransitGatewayId: !Ref Hub, VpcId: !Ref ${name}, SubnetIds: [!Ref In${name}]`,
      ),
    ]),
    resource('Hub', 'EC2::TransitGateway', hub),
    more,
  ].join('');

/** The same with tables of the gateway's own. */
const tables = (more: string) =>
  joined(
    'DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable',
    ['A', 'B']
      .map((name) => resource(`Of${name}`, 'EC2::TransitGatewayRouteTable', 'TransitGatewayId: !Ref Hub'))
      .join('') + more,
  );
const associated = (name: string, table = `!Ref Of${name}`, attachment = `!Ref At${name}`) =>
  resource(
    `Assoc${name}`,
    'EC2::TransitGatewayRouteTableAssociation',
    `TransitGatewayRouteTableId: ${table}, TransitGatewayAttachmentId: ${attachment}`,
  );
const propagates = (from: string, to: string, attachment = `!Ref At${from}`, table = `!Ref Of${to}`) =>
  resource(
    `Prop${from}`,
    'EC2::TransitGatewayRouteTablePropagation',
    `TransitGatewayRouteTableId: ${table}, TransitGatewayAttachmentId: ${attachment}`,
  );
const BOTH = associated('A') + associated('B');
const wayToB = (rest: string) =>
  propagates('A', 'B') +
  resource('WayToB', 'EC2::TransitGatewayRoute', rest.replace('OfA', '!Ref OfA').replace('AtB', '!Ref AtB'));

const A_TO_B = 'HostA to HostB tcp 22';

/** The resources, and for each question the verdict with the value, without it, and a part of what is said without it. */
type Case = readonly [resources: string, ...rows: readonly [string, Verdict, Verdict, string][]];

const CASES: Readonly<Record<string, Case>> = {
  'whether attachments are associated by default': [
    joined('DefaultRouteTableAssociation: «enable»'),
    [A_TO_B, 'reachable', 'unknown', 'DefaultRouteTableAssociation of Hub is unknown'],
  ],
  'whether attachments propagate by default': [
    joined('DefaultRouteTablePropagation: «enable»'),
    [A_TO_B, 'reachable', 'unknown', 'the file does not say what Hub propagates by default'],
  ],
  'the default table': [
    joined(
      'AssociationDefaultRouteTableId: «!Ref Named», PropagationDefaultRouteTableId: !Ref Named',
      resource('Named', 'EC2::TransitGatewayRouteTable', 'TransitGatewayId: !Ref Hub'),
    ),
    [A_TO_B, 'reachable', 'unknown', 'the default route table of Hub is known only after deployment'],
  ],
  'the table of an association': [
    tables(associated('A', '«!Ref OfA»') + associated('B') + propagates('A', 'B') + propagates('B', 'A')),
    [A_TO_B, 'reachable', 'unknown', 'the route table of AssocA is known only after deployment'],
  ],
  'the attachment of an association': [
    tables(
      associated('A', '!Ref OfA', '«!Ref AtA»') +
        associated('B') +
        propagates('A', 'B') +
        propagates('B', 'A'),
    ),
    [A_TO_B, 'reachable', 'unknown', 'AssocA may be for AtA or for another attachment'],
  ],
  'what is propagated': [
    tables(BOTH + propagates('A', 'B') + propagates('B', 'A', '«!Ref AtB»')),
    [A_TO_B, 'reachable', 'unknown', 'the file does not say what PropB propagates'],
  ],
  'where to it is propagated': [
    tables(BOTH + propagates('A', 'B') + propagates('B', 'A', '!Ref AtB', '«!Ref OfA»')),
    [A_TO_B, 'reachable', 'unknown', 'the file does not say what PropB propagates, and where to'],
  ],
  'the destination of a route of a gateway': [
    tables(
      BOTH +
        wayToB(
          'TransitGatewayRouteTableId: OfA, DestinationCidrBlock: «10.2.0.0/16», TransitGatewayAttachmentId: AtB',
        ),
    ),
    [A_TO_B, 'reachable', 'unknown', 'the destination of WayToB is known only after deployment'],
  ],
  'whether a route of a gateway is the longest': [
    tables(
      BOTH +
        propagates('B', 'A') +
        wayToB('TransitGatewayRouteTableId: OfA, DestinationCidrBlock: «10.9.0.0/16», Blackhole: true'),
    ),
    [A_TO_B, 'reachable', 'unknown', 'the destination of WayToB is known only after deployment'],
  ],
  'the table of a route of a gateway': [
    tables(
      BOTH +
        wayToB(
          'TransitGatewayRouteTableId: «OfA», DestinationCidrBlock: 10.2.0.0/16, TransitGatewayAttachmentId: AtB',
        ),
    ),
    [A_TO_B, 'reachable', 'unknown', 'WayToB may belong to the route table that is asked'],
  ],
  'the attachment of a route of a gateway': [
    tables(
      BOTH +
        wayToB(
          'TransitGatewayRouteTableId: OfA, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayAttachmentId: «AtB»',
        ),
    ),
    [A_TO_B, 'reachable', 'unknown', 'what is behind the attachment of WayToB is not in this file'],
  ],
  'whether a route of a gateway drops': [
    tables(
      BOTH + wayToB('TransitGatewayRouteTableId: OfA, DestinationCidrBlock: 10.2.0.0/16, Blackhole: «true»'),
    ),
    [A_TO_B, 'blocked', 'unknown', 'whether WayToB is a blackhole is unknown'],
  ],
  'whether groups may be named over a gateway': [
    joined(
      'SecurityGroupReferencingSupport: «enable»',
      resource(
        'LetsA',
        'EC2::SecurityGroup',
        'VpcId: !Ref B, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !Ref GroupA }]',
      ) +
        resource(
          'Named',
          'EC2::Instance',
          'ImageId: ami-1, SubnetId: !Ref InB, SecurityGroupIds: [!Ref LetsA]',
        ),
    ),
    [
      'HostA to Named tcp 22',
      'reachable',
      'unknown',
      'the file does not say whether the transit gateway allows references to groups',
    ],
  ],
  'the DNS servers of an option set': [
    endpoint(`${ofSqs}, SubnetIds: [!Ref Back]`) + dhcp('[«AmazonProvidedDNS»]'),
    ['Host to sqs tcp 443', 'reachable', 'unknown', 'the DNS servers of Dhcp are unknown'],
  ],
  'the option set': [
    endpoint(`${ofSqs}, SubnetIds: [!Ref Back]`) + dhcp('[8.8.8.8]', '«default»'),
    [
      'Host to sqs tcp 443',
      'reachable',
      'unknown',
      'the file does not say which DNS servers its DHCP option set names',
    ],
  ],
  'whether a VPC has DNS': [
    endpoint(`${ofSqs}, SubnetIds: [!Ref InMute]`)
      .replace('!Ref Net', '!Ref Mute')
      .replace('!Ref Open', '!Ref OfMute') +
      resource(
        'Mute',
        'EC2::VPC',
        'CidrBlock: 10.7.0.0/16, EnableDnsHostnames: true, EnableDnsSupport: «true»',
      ) +
      resource('InMute', 'EC2::Subnet', 'VpcId: !Ref Mute, CidrBlock: 10.7.0.0/24') +
      resource(
        'OfMute',
        'EC2::SecurityGroup',
        "VpcId: !Ref Mute, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }]",
      ) +
      resource(
        'Silent',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref InMute, SecurityGroupIds: [!Ref OfMute]',
      ),
    ['Silent to 10.7.0.2 udp 53', 'reachable', 'unknown', 'EnableDnsSupport of Mute is unknown'],
    ['Silent to sqs tcp 443', 'reachable', 'unknown', 'EnableDnsSupport of Mute is unknown'],
  ],
  'the mode of Block Public Access': [
    resource('Bpa', 'EC2::VPCBlockPublicAccessOptions', 'InternetGatewayBlockMode: «block-ingress»'),
    ['internet to Web tcp 443', 'blocked', 'unknown', 'InternetGatewayBlockMode of Bpa is unknown'],
  ],
  'what Block Public Access leaves out': [
    resource('Bpa', 'EC2::VPCBlockPublicAccessOptions', 'InternetGatewayBlockMode: block-bidirectional') +
      resource(
        'But',
        'EC2::VPCBlockPublicAccessExclusion',
        'InternetGatewayExclusionMode: allow-bidirectional, SubnetId: «!Ref Front»',
      ),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'what But is an exclusion for is known only after'],
  ],
  'how far Block Public Access leaves it out': [
    resource('Bpa', 'EC2::VPCBlockPublicAccessOptions', 'InternetGatewayBlockMode: block-bidirectional') +
      resource(
        'But',
        'EC2::VPCBlockPublicAccessExclusion',
        'InternetGatewayExclusionMode: «allow-bidirectional», SubnetId: !Ref Front',
      ),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'InternetGatewayExclusionMode of But is unknown'],
  ],
  'whether a NAT gateway is public': [
    nat('SubnetId: !Ref Front, ConnectivityType: «public»'),
    ['Host to internet tcp 443', 'reachable', 'unknown', 'whether Nat is public is unknown'],
  ],
  'the subnet of a NAT gateway': [
    nat('SubnetId: «!Ref Front»'),
    ['Host to internet tcp 443', 'reachable', 'unknown', 'Nat'],
  ],
  'whose an Elastic IP address is': [
    resource('Lone', 'EC2::EIP', 'Domain: vpc, InstanceId: «!Ref Plain»') +
      resource('Plainly', 'EC2::Subnet', 'VpcId: !Ref Net, CidrBlock: 10.0.5.0/24') +
      resource(
        'PlainlyOn',
        'EC2::SubnetRouteTableAssociation',
        'SubnetId: !Ref Plainly, RouteTableId: !Ref FrontTable',
      ) +
      resource(
        'Plain',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Plainly, SecurityGroupIds: [!Ref Open]',
      ),
    ['internet to Plain tcp 443', 'reachable', 'unknown', 'it may have an Elastic IP address'],
  ],
  'whether instances of a subnet are public': [
    resource('Maybe', 'EC2::Subnet', 'VpcId: !Ref Net, CidrBlock: 10.0.6.0/24, MapPublicIpOnLaunch: «true»') +
      onFrontTable('Maybe') +
      resource(
        'Plain',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Maybe, SecurityGroupIds: [!Ref Open]',
      ),
    ['internet to Plain tcp 443', 'reachable', 'unknown', 'MapPublicIpOnLaunch of Maybe is unknown'],
    ['Plain to internet tcp 443', 'reachable', 'unknown', 'MapPublicIpOnLaunch of Maybe is unknown'],
  ],
  'whether an instance is public': [
    resource(
      'Plain',
      'EC2::Instance',
      "ImageId: ami-1, NetworkInterfaces: [{ DeviceIndex: '0', SubnetId: !Ref Front, GroupSet: [!Ref Open], AssociatePublicIpAddress: «false» }]",
    ),
    ['internet to Plain tcp 443', 'blocked', 'unknown', 'AssociatePublicIpAddress'],
  ],
  'whether a database is public': [
    database('«true»'),
    ['internet to Db tcp 5432', 'reachable', 'unknown', 'its public access is unknown'],
    ['Host to Db tcp 5432', 'reachable', 'reachable', ''],
  ],
  'whether a replication instance is public': [
    resource(
      'Places',
      'DMS::ReplicationSubnetGroup',
      'ReplicationSubnetGroupDescription: d, SubnetIds: [!Ref Front]',
    ) +
      resource(
        'Copies',
        'DMS::ReplicationInstance',
        'ReplicationInstanceClass: dms.t3.micro, ReplicationSubnetGroupIdentifier: !Ref Places, VpcSecurityGroupIds: [!Ref Open], PubliclyAccessible: «false»',
      ),
    ['Copies to internet tcp 443', 'blocked', 'unknown', 'PubliclyAccessible'],
  ],
  'whether a load balancer is of the internet': [
    balancer('Lb').replace('Subnets:', 'Scheme: «internet-facing», Subnets:') +
      listener('OfLb', '!Ref Lb', 443),
    ['internet to Lb tcp 443', 'reachable', 'unknown', 'its scheme is unknown'],
    ['Host to Lb tcp 443', 'unknown', 'unknown', 'its name has public addresses'],
  ],
  'which gateway has a route table': [
    resource('Edge', 'EC2::RouteTable', 'VpcId: !Ref Net') +
      resource('EdgeOn', 'EC2::GatewayRouteTableAssociation', 'GatewayId: «vgw-1», RouteTableId: !Ref Edge'),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'EdgeOn may give Igw a route table'],
  ],
  'the route table of a gateway': [
    resource('Edge', 'EC2::RouteTable', 'VpcId: !Ref Net') +
      resource(
        'EdgeOn',
        'EC2::GatewayRouteTableAssociation',
        'GatewayId: !Ref Igw, RouteTableId: «!Ref Edge»',
      ),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'the route table of Igw is not in this file'],
  ],
  'the table of a route that a gateway may take': [
    resource('Edge', 'EC2::RouteTable', 'VpcId: !Ref Net') +
      resource(
        'EdgeOn',
        'EC2::GatewayRouteTableAssociation',
        'GatewayId: !Ref Igw, RouteTableId: !Ref Edge',
      ) +
      resource(
        'Detour',
        'EC2::Route',
        'RouteTableId: «!Ref BackTable», DestinationCidrBlock: 10.0.0.0/24, NetworkInterfaceId: eni-0123456789abcdef0',
      ),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'Detour may belong to Edge'],
  ],
  'what a gateway’s route is for': [
    resource('Edge', 'EC2::RouteTable', 'VpcId: !Ref Net') +
      resource(
        'EdgeOn',
        'EC2::GatewayRouteTableAssociation',
        'GatewayId: !Ref Igw, RouteTableId: !Ref Edge',
      ) +
      resource(
        'Detour',
        'EC2::Route',
        'RouteTableId: !Ref Edge, DestinationCidrBlock: «10.0.10.0/24», NetworkInterfaceId: eni-0123456789abcdef0',
      ),
    ['internet to Web tcp 443', 'reachable', 'unknown', 'the destination of Detour is unknown'],
  ],
  'which gateway is attached': [
    resource('Other', 'EC2::VPC', 'CidrBlock: 10.8.0.0/16') +
      resource(
        'There',
        'EC2::Subnet',
        'VpcId: !Ref Other, CidrBlock: 10.8.0.0/24, MapPublicIpOnLaunch: true',
      ) +
      resource('ThereTable', 'EC2::RouteTable', 'VpcId: !Ref Other') +
      resource(
        'ThereOn',
        'EC2::SubnetRouteTableAssociation',
        'SubnetId: !Ref There, RouteTableId: !Ref ThereTable',
      ) +
      resource('Second', 'EC2::InternetGateway', '') +
      resource(
        'SecondAt',
        'EC2::VPCGatewayAttachment',
        'VpcId: !Ref Other, InternetGatewayId: «!Ref Second»',
      ) +
      resource(
        'ThereOut',
        'EC2::Route',
        'RouteTableId: !Ref ThereTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Second',
      ) +
      resource('OfOther', 'EC2::SecurityGroup', 'VpcId: !Ref Other, GroupDescription: x') +
      resource(
        'Guest',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref There, SecurityGroupIds: [!Ref OfOther]',
      ),
    ['Guest to internet tcp 443', 'reachable', 'unknown', 'SecondAt may attach Second or another gateway'],
  ],
  'the service of an endpoint': [
    endpoint(`ServiceName: «!Sub 'com.amazonaws.\${AWS::Region}.sqs'», SubnetIds: [!Ref Back]`),
    ['Host to sqs tcp 443', 'reachable', 'unknown', 'the service of Sqs is known only after deployment'],
  ],
  'the region of an endpoint’s service': [
    endpoint(`${ofSqs}, ServiceRegion: «us-west-2», SubnetIds: [!Ref Back]`),
    ['Host to sqs tcp 443', 'blocked', 'unknown', 'the ServiceRegion of Sqs is unknown'],
  ],
  'the subnets of an endpoint': [
    endpoint(`${ofSqs}, SubnetIds: «[!Ref Back]»`),
    ['Host to sqs tcp 443', 'reachable', 'unknown', 'Sqs'],
  ],
  'the service of a gateway endpoint': [
    resource(
      'Gate',
      'EC2::VPCEndpoint',
      `VpcId: !Ref Net, ServiceName: «!Sub 'com.amazonaws.\${AWS::Region}.s3'», RouteTableIds: [!Ref BackTable]`,
    ),
    ['Host to s3 tcp 443', 'reachable', 'unknown', 'the service of Gate is known only after deployment'],
  ],
  'the route tables of a gateway endpoint': [
    resource('Gate', 'EC2::VPCEndpoint', `VpcId: !Ref Net, ${SERVICE}s3', RouteTableIds: «[!Ref BackTable]»`),
    [
      'Host to s3 tcp 443',
      'reachable',
      'unknown',
      'the route tables of Gate are known only after deployment',
    ],
  ],
  'a route table of a gateway endpoint': [
    resource('Gate', 'EC2::VPCEndpoint', `VpcId: !Ref Net, ${SERVICE}s3', RouteTableIds: [«!Ref BackTable»]`),
    ['Host to s3 tcp 443', 'reachable', 'unknown', 'a route table of Gate is known only after deployment'],
  ],
  'whether an API is private': [
    resource('Api', 'ApiGateway::RestApi', 'Name: shop, EndpointConfiguration: { Types: [«REGIONAL»] }'),
    ['internet to Api tcp 443', 'reachable', 'unknown', 'whether Api is private is unknown'],
  ],
  'the ports of an accelerator': [
    accelerator('Protocol: TCP, PortRanges: [{ FromPort: «443», ToPort: 443 }]', 'ListenerArn: !Ref Ear'),
    ['internet to Host tcp 443', 'reachable', 'unknown', 'the ports of Ear are unknown'],
    ['internet to Host tcp 80', 'blocked', 'unknown', 'the ports of Ear are unknown'],
    ['internet to Host udp 443', 'blocked', 'blocked', ''],
    ['Web to Host tcp 80', 'reachable', 'reachable', ''],
  ],
  'the listener of an accelerator': [
    accelerator(EAR, 'ListenerArn: «!Ref Ear»'),
    [
      'internet to Host tcp 443',
      'reachable',
      'unknown',
      'the listener of the accelerator is not in this file',
    ],
  ],
  'whether an accelerator keeps the addresses of clients': [
    accelerator(EAR, 'ListenerArn: !Ref Ear', ', ClientIPPreservationEnabled: «true»').replace(
      '!Ref Host',
      '!Ref Strict',
    ) +
      resource(
        'OfOne',
        'EC2::SecurityGroup',
        'VpcId: !Ref Net, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 203.0.113.0/24 }]',
      ) +
      resource(
        'Strict',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref OfOne]',
      ),
    ['203.0.113.7 to Strict tcp 443', 'reachable', 'unknown', 'the addresses that Ends sends from are not'],
  ],
  'the port of a rule': [
    ruled('IpProtocol: tcp, FromPort: «22», ToPort: 22, CidrIp: 10.0.0.0/16'),
    [
      'Host to Ruled tcp 22',
      'reachable',
      'unknown',
      'the ports of a rule of Rules are known only after deployment',
    ],
    ['Host to Ruled udp 22', 'blocked', 'blocked', ''],
  ],
  'the protocol of a rule': [
    ruled('IpProtocol: «tcp», FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16'),
    [
      'Host to Ruled tcp 22',
      'reachable',
      'unknown',
      'the ports of a rule of Rules are known only after deployment',
    ],
    [
      'Host to Ruled udp 22',
      'blocked',
      'unknown',
      'the ports of a rule of Rules are known only after deployment',
    ],
  ],
  'the block of a rule': [
    ruled('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: «10.0.10.0/24»'),
    ['Host to Ruled tcp 22', 'reachable', 'unknown', ''],
    ['Web to Ruled tcp 22', 'blocked', 'unknown', ''],
    ['Host to Ruled tcp 23', 'blocked', 'blocked', ''],
  ],
  'the rules of a group': [
    ruled(
      "IpProtocol: '-1', CidrIp: 0.0.0.0/0",
      ', SecurityGroupEgress: «[{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16 }]»',
    ),
    ['Ruled to Host tcp 22', 'reachable', 'unknown', ''],
    ['Ruled to Host tcp 23', 'blocked', 'unknown', ''],
    ['Host to Ruled tcp 22', 'reachable', 'reachable', ''],
  ],
  'what an entry of an ACL does': [
    entries('RuleAction: «allow», Protocol: 6, CidrBlock: 10.0.0.0/16, PortRange: { From: 22, To: 22 }'),
    ['Web to Host tcp 22', 'reachable', 'unknown', 'AclIn is only partly known'],
    ['Web to Host tcp 23', 'blocked', 'blocked', ''],
    ['Web to Host udp 22', 'blocked', 'blocked', ''],
  ],
  'the port of an entry of an ACL': [
    entries('RuleAction: allow, Protocol: 6, CidrBlock: 10.0.0.0/16, PortRange: { From: «22», To: 22 }'),
    ['Web to Host tcp 22', 'reachable', 'unknown', 'AclIn is only partly known'],
    ['Web to Host udp 22', 'blocked', 'blocked', ''],
  ],
  'the protocol of an entry of an ACL': [
    entries('RuleAction: allow, Protocol: «6», CidrBlock: 10.0.0.0/16, PortRange: { From: 22, To: 22 }'),
    ['Web to Host tcp 22', 'reachable', 'unknown', 'AclIn is only partly known'],
  ],
  'the block of an entry of an ACL': [
    entries('RuleAction: allow, Protocol: 6, CidrBlock: «10.0.0.0/24», PortRange: { From: 22, To: 22 }'),
    ['Web to Host tcp 22', 'reachable', 'unknown', 'AclIn is only partly known'],
    ['Web to Host tcp 23', 'blocked', 'blocked', ''],
  ],
  'the number of an entry of an ACL': [
    entries(
      'RuleAction: allow, Protocol: 6, CidrBlock: 10.0.0.0/16, PortRange: { From: 22, To: 22 }',
      '«200»',
    ),
    ['Web to Host tcp 22', 'reachable', 'unknown', 'No is only partly known'],
  ],
  'the groups of a sender': [
    resource(
      'FromOther',
      'EC2::SecurityGroup',
      'VpcId: !Ref Net, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: sg-0123456789abcdef0 }]',
    ) +
      resource(
        'Asked',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref FromOther]',
      ) +
      resource(
        'Asks',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: «[!Ref Open]»',
      ),
    ['Asks to Asked tcp 22', 'blocked', 'unknown', 'it is imported from another stack'],
  ],
  'the group that a rule names': [
    resource(
      'FromOther',
      'EC2::SecurityGroup',
      'VpcId: !Ref Net, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: «!Ref Nobody» }]',
    ) +
      resource('Nobody', 'EC2::SecurityGroup', 'VpcId: !Ref Net, GroupDescription: x') +
      resource(
        'Asked',
        'EC2::Instance',
        'ImageId: ami-1, SubnetId: !Ref Back, SecurityGroupIds: [!Ref FromOther]',
      ),
    [
      'Host to Asked tcp 22',
      'blocked',
      'unknown',
      'a rule names a group that is known only after deployment',
    ],
  ],
  'whose a listener is': [
    balancer('Lb') +
      balancer('Second') +
      listener('OfLb', '!Ref Lb', 443) +
      listener('OfSecond', '«!Ref Second»', 8443),
    ['internet to Lb tcp 8443', 'blocked', 'unknown', 'Lb may have listeners that are not in this file'],
    ['internet to Lb tcp 443', 'reachable', 'reachable', ''],
  ],
  'the port of a listener': [
    balancer('Lb') + listener('OfLb', '!Ref Lb', '«443»'),
    [
      'internet to Lb tcp 443',
      'reachable',
      'unknown',
      'the port of a listener of Lb is known only after deployment',
    ],
    [
      'internet to Lb tcp 80',
      'blocked',
      'unknown',
      'the port of a listener of Lb is known only after deployment',
    ],
    ['internet to Lb udp 443', 'blocked', 'blocked', ''],
  ],
  'what a Client VPN rule is for': [
    resource(
      'Vpn',
      'EC2::ClientVpnEndpoint',
      'ClientCidrBlock: 10.100.0.0/22, VpcId: !Ref Net, SecurityGroupIds: [!Ref Open]',
    ) +
      resource(
        'VpnOn',
        'EC2::ClientVpnTargetNetworkAssociation',
        'ClientVpnEndpointId: !Ref Vpn, SubnetId: !Ref Front',
      ) +
      resource(
        'Rule',
        'EC2::ClientVpnAuthorizationRule',
        'ClientVpnEndpointId: !Ref Vpn, TargetNetworkCidr: «10.0.0.0/24», AuthorizeAllGroups: true',
      ),
    ['Vpn to Web tcp 22', 'reachable', 'unknown', 'Vpn'],
    ['Vpn to Host tcp 22', 'blocked', 'unknown', 'Vpn'],
  ],
  'the subnets of a database': [
    resource(
      'Places',
      'RDS::DBSubnetGroup',
      'DBSubnetGroupDescription: d, SubnetIds: [!Ref Back, !Ref Front]',
    ) +
      resource(
        'Db',
        'RDS::DBInstance',
        'Engine: postgres, DBInstanceClass: db.t3.micro, DBSubnetGroupName: «!Ref Places», VPCSecurityGroups: [!Ref Open]',
      ),
    ['Host to Db tcp 5432', 'reachable', 'unknown', 'its subnet group is not in this file'],
  ],
  'whether a warehouse sends by its VPC': [
    resource('Places', 'Redshift::ClusterSubnetGroup', 'Description: d, SubnetIds: [!Ref Back]') +
      resource(
        'Store',
        'Redshift::Cluster',
        'ClusterType: single-node, DBName: d, NodeType: ra3.large, MasterUsername: u, ClusterSubnetGroupName: !Ref Places, VpcSecurityGroupIds: [!Ref Open], EnhancedVpcRouting: «true»',
      ),
    ['Store to s3 tcp 443', 'blocked', 'unknown', 'whether Store sends through its VPC is unknown'],
  ],
  'the VPC of a hosted zone': [
    nat('SubnetId: !Ref Front') +
      resource('Other', 'EC2::VPC', 'CidrBlock: 10.8.0.0/16') +
      resource(
        'Zone',
        'Route53::HostedZone',
        'Name: sqs.eu-west-1.amazonaws.com, VPCs: [{ VPCId: «!Ref Other», VPCRegion: eu-west-1 }]',
      ),
    ['Host to sqs tcp 443', 'reachable', 'unknown', 'the VPCs of the hosted zone Zone are unknown'],
  ],
  'the service network of a VPC': [
    lattice('«!Ref Mesh»'),
    ['Host to Shop tcp 443', 'reachable', 'unknown', 'the file does not say whether Joins brings Shop'],
    ['Host to Shop tcp 80', 'blocked', 'unknown', 'the file does not say whether Joins brings Shop'],
    ['internet to Shop tcp 443', 'blocked', 'blocked', ''],
  ],
  'the groups of a VPC in a service network': [
    lattice('!Ref Mesh', '«[!Ref Open]»'),
    ['Host to Shop tcp 443', 'reachable', 'unknown', ''],
  ],
  'a group of a VPC in a service network': [
    lattice('!Ref Mesh', '[«!Ref Open»]'),
    ['Host to Shop tcp 443', 'reachable', 'unknown', 'a group of the association is not in this file'],
  ],
  'the port of a service of Lattice': [
    lattice('!Ref Mesh', '[!Ref Open]', '«443»'),
    ['Host to Shop tcp 443', 'reachable', 'reachable', ''],
    ['Host to Shop tcp 80', 'blocked', 'reachable', ''],
  ],
  'the private DNS of a private API': [
    resource('Api', 'ApiGateway::RestApi', 'Name: shop, EndpointConfiguration: { Types: [PRIVATE] }') +
      resource(
        'Ex',
        'EC2::VPCEndpoint',
        `VpcId: !Ref Net, VpcEndpointType: Interface, ${SERVICE}execute-api', SubnetIds: [!Ref Back], SecurityGroupIds: [!Ref Open], PrivateDnsEnabled: «true»`,
      ),
    ['Host to Api tcp 443', 'reachable', 'unknown', 'Api answers here by the names of the endpoint Ex alone'],
    ['internet to Api tcp 443', 'blocked', 'blocked', ''],
  ],
  'the way to DNS servers': [
    dhcp('[8.8.8.8]') +
      resource(
        'Gate',
        'EC2::VPCEndpoint',
        `VpcId: !Ref Net, ${SERVICE}s3', RouteTableIds: [!Ref BackTable]`,
      ) +
      nat('SubnetId: !Ref Front').replace('!Ref Nat', '«!Ref Nat»'),
    ['Host to s3 tcp 443', 'reachable', 'unknown', 'whether Host reaches the DNS servers of Dhcp'],
  ],
  'the VPC of an attachment': [
    joined('').replace('VpcId: !Ref B, SubnetIds', 'VpcId: «!Ref B», SubnetIds'),
    [A_TO_B, 'reachable', 'unknown', 'At'],
  ],
  'the gateway of an attachment': [
    joined('').replace(
      'TransitGatewayId: !Ref Hub, VpcId: !Ref B, SubnetIds',
      'TransitGatewayId: «!Ref Hub», VpcId: !Ref B, SubnetIds',
    ),
    [A_TO_B, 'reachable', 'unknown', 'the transit gateway of AtB is known only after deployment'],
    ['HostB to HostA tcp 22', 'reachable', 'unknown', 'the file does not say whether B is attached to Hub'],
  ],
  'the zones of an attachment': [
    joined('').replace('VpcId: !Ref A, SubnetIds: [!Ref InA]', 'VpcId: !Ref A, SubnetIds: «[!Ref InA]»'),
    [A_TO_B, 'reachable', 'unknown', 'AtA'],
  ],
  'the target of a route to a gateway': [
    joined('').replace('TransitGatewayId: !Ref Hub }', 'TransitGatewayId: «!Ref Hub» }'),
    [A_TO_B, 'reachable', 'unknown', 'the target of FromA is known only after deployment'],
  ],
};

/** What is in «…». */
const MARK = /«([^»]*)»/;

/** A text of another stack, or a part of one: it may even be the name of something in this template. */
const IMPORTED = '!ImportValue open';
const PART_OF_AN_IMPORT = `!Select [0, !Split [',', ${IMPORTED}]]`;

for (const [title, [resources, ...rows]] of Object.entries(CASES)) {
  const whole = `Resources:\n${resources.includes('Hub:') ? '' : ALONE}${resources}`;
  assert.match(whole, MARK, title);
  const imported = whole.replace(MARK, (_, value) => (value.startsWith('[') ? IMPORTED : PART_OF_AN_IMPORT));
  for (const [question, certain, open, says] of rows) {
    const { port, ...rest } = questionOf(question);
    const asked = port === undefined ? rest : { ...rest, port };
    test(`${title}, with the value: ${question} is ${certain}`, () => {
      const { verdict, blockedBy, assumptions } = answerIn(whole.replace(MARK, '$1'), asked);
      assert.equal(verdict, certain, JSON.stringify([blockedBy, assumptions]));
    });
    test(`${title}, imported: ${question} is ${open}`, () => {
      const { verdict, blockedBy, assumptions } = answerIn(imported, asked);
      assert.equal(verdict, open, JSON.stringify([blockedBy, assumptions]));
      assert.ok(assumptions.join('\n').includes(says), `${says}\nis not in\n${assumptions.join('\n')}`);
    });
  }
}

test('an answer names the defaults that it rests on', () => {
  const text = `Parameters:
  Protocol: { Type: String, Default: tcp }
  Port: { Type: Number, Default: 22 }
  Block: { Type: String, Default: 10.0.0.0/16 }
Resources:
${ALONE}${ruled('IpProtocol: !Ref Protocol, FromPort: !Ref Port, ToPort: 22, CidrIp: !Ref Block')}`;
  const asked = { from: 'Host', to: 'Ruled', protocol: 'tcp', port: 22 } as const;
  const { verdict, assumptions, defaults } = answerIn(text, asked);
  assert.equal(verdict, 'reachable');
  assert.deepEqual([...defaults].sort(), ['Block', 'Port', 'Protocol']);
  for (const name of defaults) assert.ok(assumptions.join().includes(name), assumptions.join());
});
