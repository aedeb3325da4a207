// A template, and what AWS describes of its stack where nobody has changed anything by hand.

export const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a, MapPublicIpOnLaunch: true } }
  PrivateA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1a } }
  Ip: { Type: AWS::EC2::EIP }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA, AllocationId: !GetAtt Ip.AllocationId } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable } }
  ToInternet: { Type: AWS::EC2::Route, DependsOn: Attach, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PrivateUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PrivateA, RouteTableId: !Ref PrivateTable } }
  ToNat: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-central-1.s3, RouteTableIds: [!Ref PrivateTable] } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  AclUses: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref PrivateA, NetworkAclId: !Ref Acl } }
  AclIn: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 } }
  AclOut: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 } }
  WebGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: web, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }] } }
  DbGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: db, VpcId: !Ref Vpc } }
  DbFromWeb: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !Ref DbGroup, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref WebGroup } }
  Web: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-12345678, NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: !Ref PublicA, AssociatePublicIpAddress: true, GroupSet: [!Ref WebGroup] }] } }
  Db: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-12345678, SubnetId: !Ref PrivateA, SecurityGroupIds: [!Ref DbGroup] } }
`;

/** The tags that CloudFormation puts on a resource. */
export function tags(logicalId: string, stack = 'shop') {
  const stackId = `arn:aws:cloudformation:eu-central-1:111122223333:stack/${stack}/1`;
  return [
    { Key: 'aws:cloudformation:stack-name', Value: stack },
    { Key: 'aws:cloudformation:stack-id', Value: stackId },
    { Key: 'aws:cloudformation:logical-id', Value: logicalId },
  ];
}

interface AclEntry {
  RuleNumber: number;
  Egress: boolean;
  RuleAction: string;
  Protocol: string;
  CidrBlock: string;
  PortRange?: { From: number; To: number };
}

const ALL = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

/** An inventory in AWS's words. Each call makes a new one, to be changed. */
export function deployed() {
  const VpcId = 'vpc-00000001';
  const subnet = (id: string, block: string, isPublic: boolean) => ({
    SubnetId: id,
    VpcId,
    CidrBlock: block,
    AvailabilityZone: 'eu-central-1a',
    MapPublicIpOnLaunch: isPublic,
    AssignIpv6AddressOnCreation: false,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: [],
  });
  const table = (id: string, subnetId: string | undefined, routes: object[]) => ({
    RouteTableId: id,
    VpcId,
    Associations: [
      {
        RouteTableAssociationId: `rtbassoc-${id}`,
        Main: subnetId === undefined,
        ...(subnetId && { SubnetId: subnetId }),
        AssociationState: { State: 'associated' },
      },
    ],
    Routes: [
      {
        DestinationCidrBlock: '10.0.0.0/16',
        GatewayId: 'local',
        State: 'active',
        Origin: 'CreateRouteTable',
      },
      ...routes,
    ] as Record<string, unknown>[],
  });
  const acl = (id: string, isDefault: boolean, subnetId: string) => ({
    NetworkAclId: id,
    VpcId,
    IsDefault: isDefault,
    Associations: [{ NetworkAclAssociationId: `aclassoc-${id}`, SubnetId: subnetId }],
    Entries: [false, true].flatMap((Egress): AclEntry[] => [
      { RuleNumber: 100, Egress, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
      { RuleNumber: 32767, Egress, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
    ]),
  });
  const group = (id: string, name: string, rules: object[]) => ({
    GroupId: id,
    GroupName: name,
    VpcId,
    IpPermissions: rules,
    IpPermissionsEgress: [ALL] as object[],
  });
  const route = (how: object) => ({
    DestinationCidrBlock: '0.0.0.0/0',
    State: 'active',
    Origin: 'CreateRoute',
    ...how,
  });
  return {
    Region: 'eu-central-1',
    CapturedAt: '2026-11-20T08:00:00Z',
    Vpcs: [{ VpcId, CidrBlock: '10.0.0.0/16', IsDefault: false, Tags: tags('Vpc') }],
    VpcAttributes: [{ VpcId, EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } }],
    Subnets: [
      { ...subnet('subnet-0000000a', '10.0.0.0/24', true), Tags: tags('PublicA') },
      { ...subnet('subnet-0000000b', '10.0.1.0/24', false), Tags: tags('PrivateA') },
    ],
    InternetGateways: [
      { InternetGatewayId: 'igw-00000001', Attachments: [{ VpcId, State: 'available' }], Tags: tags('Igw') },
    ],
    NatGateways: [
      {
        NatGatewayId: 'nat-00000001',
        VpcId,
        SubnetId: 'subnet-0000000a',
        State: 'available',
        ConnectivityType: 'public',
        NatGatewayAddresses: [{ AllocationId: 'eipalloc-00000001' }],
        Tags: tags('Nat'),
      },
    ],
    RouteTables: [
      { ...table('rtb-00000000', undefined, []), Tags: [] },
      {
        ...table('rtb-00000001', 'subnet-0000000a', [route({ GatewayId: 'igw-00000001' })]),
        Tags: tags('PublicTable'),
      },
      {
        ...table('rtb-00000002', 'subnet-0000000b', [
          route({ NatGatewayId: 'nat-00000001' }),
          {
            DestinationPrefixListId: 'pl-00000001',
            GatewayId: 'vpce-00000001',
            State: 'active',
            Origin: 'CreateRoute',
          },
        ]),
        Tags: tags('PrivateTable'),
      },
    ],
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-00000001',
        VpcEndpointType: 'Gateway',
        VpcId,
        ServiceName: 'com.amazonaws.eu-central-1.s3',
        State: 'available',
        RouteTableIds: ['rtb-00000002'],
        SubnetIds: [],
        Groups: [],
        PrivateDnsEnabled: false,
        RequesterManaged: false,
        Tags: [] as { Key: string; Value: string }[],
      },
    ],
    NetworkAcls: [
      { ...acl('acl-00000000', true, 'subnet-0000000a'), Tags: [] },
      { ...acl('acl-00000001', false, 'subnet-0000000b'), Tags: tags('Acl') },
    ],
    SecurityGroups: [
      { ...group('sg-00000000', 'default', []), Tags: [] },
      {
        ...group('sg-00000001', 'shop-WebGroup-1', [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ]),
        Tags: tags('WebGroup'),
      },
      {
        ...group('sg-00000002', 'shop-DbGroup-1', [
          { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: 'sg-00000001' }] },
        ]),
        Tags: tags('DbGroup'),
      },
    ],
  };
}

export type Deployed = ReturnType<typeof deployed>;
