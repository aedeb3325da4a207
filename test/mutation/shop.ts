import { mistakesIn } from './mistake.ts';

/** Mistakes in `bases/shop.yaml`. */
export const IN_SHOP = mistakesIn('shop', [
  // Names and properties
  ['PublicA', '!Ref Vpc => !Ref Vpcc', 'name-undefined'],
  ['AppRouteA', '!Ref NatA => !Ref Nat', 'name-undefined'],
  ['NatA', 'AddressA.AllocationId => AddressA.AllocatonId', 'name-undefined'],
  ['PublicRoute', 'DependsOn: GatewayAttachment => DependsOn: GatewayAttachement', 'name-undefined'],
  ['PublicA', 'CidrBlock: => CidrBlok:', 'property-unknown'],
  ['PublicA', 'CidrBlock: 10.20.0.0/24 => CidrBlock: !Ref Vpc', 'block-from-id'],
  ['PublicA', '!Select [0, !GetAZs ""] => 1', 'zone-refused'],
  ['PublicA', '!Select [0, !GetAZs ""] => !Ref AWS::Region', 'zone-refused'],
  ['PublicA', '!GetAZs "" => !GetAZs eu_west_1', 'function-refused'],
  ['PublicA', 'Type: => DeletionPolicy: Keep\n    Type:', 'resource-refused'],
  ['PublicRoute', '!Ref Gateway\n => !Ref GatewayAttachment\n', 'route-target-wrong-kind'],
  [
    'AppRouteA',
    'DestinationCidrBlock: 0.0.0.0/0 => DestinationCidrBlock: 10.20.0.0/16',
    'route-inside-vpc-cidr',
  ],
  ['Vpc', 'EnableDnsHostnames => EnableDnsHostname', 'property-unknown'],
  ['AppGroup', 'GroupDescription => Description', 'property-unknown'],
  ['PublicRoute', '      RouteTableId: !Ref PublicTable\n => ', 'property-missing'],
  ['PublicAUsesTable', '      SubnetId: !Ref PublicA\n => ', 'property-missing'],
  ['AppGroup', '      GroupDescription: Of the function\n => ', 'property-missing'],
  ['MountA', '      FileSystemId: !Ref Files\n => ', 'property-missing'],
  ['Vpc', 'EnableDnsSupport: true => EnableDnsSupport: maybe', 'property-value'],
  ['Secrets', 'VpcEndpointType: Interface => VpcEndpointType: Interfase', 'property-value'],
  ['PublicAUsesTable', 'SubnetId: !Ref PublicA => SubnetId: !Ref PublicTable', 'property-wrong-kind'],
  [
    'GatewayAttachment',
    'InternetGatewayId: !Ref Gateway => InternetGatewayId: !Ref Vpc',
    'property-wrong-kind',
  ],
  ['App', 'SecurityGroupIds: [!Ref AppGroup] => SecurityGroupIds: [!Ref AppA]', 'property-wrong-kind'],
  ['Db', 'VPCSecurityGroups: [!Ref DbGroup] => VPCSecurityGroups: [!Ref DbSubnets]', 'property-wrong-kind'],
  ['MountA', 'SubnetId: !Ref AppA => SubnetId: !Ref FilesGroup', 'property-wrong-kind'],
  ['AppTableA', 'VpcId: !Ref Vpc => VpcId: !GetAtt Vpc.CidrBlock', 'property-wrong-kind'],
  ['AppA', 'VpcId: !Ref Vpc => VpcId: !GetAtt Vpc.DefaultSecurityGroup', 'property-wrong-kind'],
  ['NatA', '!GetAtt AddressA.AllocationId => !Ref Gateway', 'property-wrong-kind'],
  ['AppTableA', 'VpcId: !Ref Vpc => VpcId: !Ref AWS::EC2::VPC', 'name-undefined'],
  ['PublicRoute', 'DependsOn: GatewayAttachment => DependsOn: GatewayAttachment, Vpc', 'name-undefined'],
  ['PublicRoute', 'DependsOn: GatewayAttachment => DependsOn: !Ref GatewayAttachment', 'resource-refused'],
  ['DataTable', 'AWS::EC2::RouteTable => AWS::Ec2::RouteTable', 'type-unknown'],
  ['PublicA', '!Select [0, !GetAZs ""] => !Select [0, !Ref AWS::Region]', 'function-refused'],
  // Addresses
  [
    'AppA',
    'CidrBlock: 10.20.10.0/24 => CidrBlock: 10.20.9.0/24\n      CidrBlock: 10.20.10.0/24',
    'key-twice',
  ],
  ['Vpc', '10.20.0.0/16 => 10.20.0.0/15', 'vpc-size'],
  ['Vpc', '10.20.0.0/16 => 10.20.0.0/29', 'vpc-size'],
  ['Vpc', '10.20.0.0/16 => 10.20.0/16', 'cidr-malformed'],
  ['Vpc', '10.20.0.0/16 => 10.20.0.300/16', 'cidr-malformed'],
  ['Vpc', '10.20.0.0/16 => 10.20.0.5/16', 'cidr-host-bits'],
  ['Vpc', '10.20.0.0/16 => 127.20.0.0/16', 'vpc-cidr-refused'],
  ['AppA', '10.20.10.0/24 => 10.21.10.0/24', 'subnet-outside-vpc'],
  ['AppA', '10.20.10.0/24 => 10.20.11.0/24', 'subnet-overlap', 'AppB'],
  ['AppA', '10.20.10.0/24 => 10.20.10.0/23', 'subnet-overlap', 'AppB'],
  ['AppA', '10.20.10.0/24 => 10.20.10.0/29', 'subnet-size'],
  ['AppA', '10.20.10.0/24 => 10.20.10.0/33', 'cidr-malformed'],
  ['AppA', '10.20.10.0/24 => 10.20.10.7/24', 'cidr-host-bits'],
  ['AppA', '!Select [0, => !Select [9,', 'zone-index-high'],
  // Routing
  ['PublicRoute', '    DependsOn: GatewayAttachment\n => ', 'route-missing-dependson'],
  ['PublicRoute', 'GatewayId: !Ref Gateway => NatGatewayId: !Ref Gateway', 'route-target-wrong-kind'],
  ['PublicRoute', 'GatewayId: !Ref Gateway => GatewayId: !Ref NatA', 'route-target-wrong-kind'],
  ['PublicRoute', '      GatewayId: !Ref Gateway\n => ', 'route-no-target'],
  ['PublicRoute', 'DestinationCidrBlock: 0.0.0.0/0 => DestinationIpv6CidrBlock: 0.0.0.0/0', 'cidr-malformed'],
  ['PublicRoute', '0.0.0.0/0 => 10.20.0.0/16', 'route-inside-vpc-cidr'],
  ['PublicRoute', '0.0.0.0/0 => 10.20.10.0/25', 'route-inside-vpc-cidr'],
  ['PublicRoute', '0.0.0.0/0 => 169.254.169.0/24', 'route-reserved-destination'],
  [
    'AppRouteA',
    'NatGatewayId: !Ref NatA => NatGatewayId: !Ref NatA\n      GatewayId: !Ref Gateway',
    'route-two-targets',
  ],
  [
    'AppRouteB',
    'RouteTableId: !Ref AppTableB => RouteTableId: !Ref AppTableA',
    'route-duplicate-destination',
  ],
  ['AppRouteA', 'NatGatewayId: !Ref NatA => GatewayId: !Ref Gateway', 'lambda-mixed-egress', 'App'],
  ['AppRouteA', 'NatGatewayId: !Ref NatA => NatGatewayId: !Ref NatB', 'nat-crossed-az'],
  ['AppRouteA', 'NatGatewayId: !Ref NatA => NatGatewayId: !Ref AddressA', 'route-target-wrong-kind'],
  ['AppRouteA', 'NatGatewayId: !Ref NatA => VpcEndpointId: vpce-0a1b2c3d4e5f60718', 'nat-unused', 'NatA'],
  ['Storage', 'com.amazonaws. => com.amazonws.', 'endpoint-service-unknown'],
  ['NatA', 'SubnetId: !Ref PublicA => SubnetId: !Ref AppA', 'nat-self-route'],
  ['NatA', 'SubnetId: !Ref PublicA => SubnetId: !Ref DataA', 'nat-not-in-public-subnet'],
  ['NatA', '      AllocationId: !GetAtt AddressA.AllocationId\n => ', 'nat-eip-mismatch'],
  [
    'NatA',
    '      SubnetId: !Ref PublicA\n =>       ConnectivityType: private\n      SubnetId: !Ref PublicA\n',
    'nat-eip-mismatch',
  ],
  ['NatB', 'AddressB.AllocationId => AddressA.AllocationId', 'nat-eip-mismatch'],
  [
    'AppAUsesTable',
    'RouteTableId: !Ref AppTableA => RouteTableId: !Ref DataTable',
    'lambda-mixed-egress',
    'App',
  ],
  [
    'AppAUsesTable',
    'RouteTableId: !Ref AppTableA => RouteTableId: !Ref PublicTable',
    'lambda-mixed-egress',
    'App',
  ],
  ['AppAUsesTable', 'SubnetId: !Ref AppA => SubnetId: !Ref AppB', 'subnet-two-route-tables', 'AppBUsesTable'],
  [
    'PublicAUsesTable',
    'RouteTableId: !Ref PublicTable => RouteTableId: !Ref AppTableA',
    'nat-self-route',
    'NatA',
  ],
  ['GatewayAttachment', '      InternetGatewayId: !Ref Gateway\n => ', 'igw-attachment-target'],
  // Group rules
  ['BastionGroup', '203.0.113.0/24 => 0.0.0.0/0', 'sg-ingress-world-ssh'],
  [
    'BastionGroup',
    'FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24 => FromPort: 3389, ToPort: 3389, CidrIp: 0.0.0.0/0',
    'sg-ingress-world-rdp',
  ],
  ['BastionGroup', 'tcp => tpc', 'property-value'],
  ['BastionGroup', 'ToPort: 22 => ToPort: 2', 'sg-rule-invalid'],
  ['BastionGroup', 'ToPort: 22 => ToPort: 70000', 'sg-rule-invalid'],
  ['BastionGroup', 'CidrIp: 203.0.113.0/24 => CidrIp: 203.0.113.5/24', 'cidr-host-bits'],
  ['BastionGroup', 'CidrIp: 203.0.113.0/24 => CidrIp: 203.0.113.0', 'cidr-malformed'],
  ['BastionGroup', ', CidrIp: 203.0.113.0/24 => ', 'sg-rule-invalid'],
  ['BastionGroup', 'CidrIp: 203.0.113.0/24 => CidrIpv6: 203.0.113.0/24', 'cidr-malformed'],
  [
    'BastionGroup',
    'tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24 => -1, CidrIp: 0.0.0.0/0',
    'sg-world-every-port',
  ],
  [
    'BastionGroup',
    'GroupDescription: Of the bastion => GroupDescription: Of the bastion’s users',
    'sg-text-refused',
  ],
  ['BastionGroup', '      VpcId: !Ref Vpc\n => ', 'sg-no-vpc'],
  ['DbGroup', 'SourceSecurityGroupId: !Ref AppGroup => CidrIp: 0.0.0.0/0', 'sg-world-data-port'],
  [
    'DbGroup',
    'FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup => FromPort: 5433, ToPort: 5433, SourceSecurityGroupId: !Ref AppGroup',
    'lambda-cannot-reach-db',
    'App',
  ],
  [
    'DbGroup',
    'SourceSecurityGroupId: !Ref AppGroup => SourceSecurityGroupId: !Ref SecretsGroup',
    'lambda-cannot-reach-db',
    'App',
  ],
  [
    'DbGroup',
    'FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup => FromPort: 3306, ToPort: 3306, SourceSecurityGroupId: !Ref AppGroup',
    'lambda-cannot-reach-db',
    'App',
  ],
  [
    'DbGroup',
    'SourceSecurityGroupId: !Ref BastionGroup => SourceSecurityGroupName: !Ref BastionGroup',
    'sg-rule-by-name',
  ],
  [
    'AppGroup',
    '      VpcId: !Ref Vpc\n =>       VpcId: !Ref Vpc\n      SecurityGroupEgress:\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }\n',
    'lambda-cannot-reach-db',
    'App',
  ],
  [
    'AppGroup',
    '      VpcId: !Ref Vpc\n =>       VpcId: !Ref Vpc\n      GroupName: sg-app\n',
    'sg-text-refused',
  ],
  ['FilesFromApp', 'FromPort: 2049 => FromPort: 2050', 'sg-rule-invalid'],
  [
    'FilesFromApp',
    'SourceSecurityGroupId: !Ref AppGroup => SourceSecurityGroupId: !Ref DbGroup',
    'lambda-efs-2049-blocked',
    'App',
  ],
  [
    'FilesFromApp',
    'GroupId: !Ref FilesGroup => GroupId: !Ref SecretsGroup',
    'lambda-efs-2049-blocked',
    'App',
  ],
  // Endpoints
  ['Storage', 'VpcEndpointType: Gateway => VpcEndpointType: Interface', 'endpoint-type-default'],
  [
    'Storage',
    'RouteTableIds: [!Ref AppTableA, !Ref AppTableB] => SubnetIds: [!Ref AppA]',
    'endpoint-type-default',
  ],
  ['Storage', '.s3 => .s33', 'endpoint-service-unknown'],
  ['Storage', '.s3 => .sqs', 'endpoint-type-default'],
  ['Secrets', '      VpcEndpointType: Interface\n => ', 'endpoint-type-default'],
  ['Secrets', 'com.amazonaws => com.amazon', 'endpoint-service-unknown'],
  ['Secrets', 'secretsmanager => secretmanager', 'endpoint-service-unknown'],
  ['Secrets', '${AWS::Region} => eu-west-1', 'endpoint-region-literal'],
  [
    'Secrets',
    'SubnetIds: [!Ref AppA, !Ref AppB] => SubnetIds: [!Ref AppA, !Ref DataA]',
    'endpoint-az-duplicates',
  ],
  [
    'Secrets',
    'SecurityGroupIds: [!Ref SecretsGroup] => SecurityGroupIds: [!Ref DbGroup]',
    'endpoint-sg-blocks-client',
  ],
  ['Secrets', '      SecurityGroupIds: [!Ref SecretsGroup]\n => ', 'endpoint-default-sg'],
  [
    'SecretsGroup',
    'FromPort: 443, ToPort: 443 => FromPort: 80, ToPort: 80',
    'endpoint-sg-blocks-client',
    'Secrets',
  ],
  ['Vpc', 'EnableDnsHostnames: true => EnableDnsHostnames: false', 'endpoint-private-dns-vpc-off', 'Secrets'],
  ['Vpc', '      EnableDnsHostnames: true\n => ', 'endpoint-private-dns-vpc-off', 'Secrets'],
  ['Vpc', 'EnableDnsSupport: true => EnableDnsSupport: false', 'endpoint-private-dns-vpc-off', 'Secrets'],
  // Functions and file systems
  [
    'App',
    '      VpcConfig:\n        SubnetIds: [!Ref AppA, !Ref AppB]\n =>       VpcConfig:\n',
    'lambda-vpcconfig-partial',
  ],
  ['App', '        SecurityGroupIds: [!Ref AppGroup]\n => ', 'lambda-vpcconfig-partial'],
  ['App', 'SubnetIds: [!Ref AppA, !Ref AppB] => SubnetIds: [!Ref AppA]', 'lambda-single-az'],
  [
    'App',
    'SubnetIds: [!Ref AppA, !Ref AppB] => SubnetIds: [!Ref PublicA, !Ref PublicB]',
    'lambda-in-public-subnet',
  ],
  ['App', 'SubnetIds: [!Ref AppA, !Ref AppB] => SubnetIds: [!Ref AppA, !Ref PublicB]', 'lambda-mixed-egress'],
  ['App', 'SubnetIds: [!Ref AppA, !Ref AppB] => SubnetIds: [!Ref AppA, !Ref DataB]', 'lambda-mixed-egress'],
  ['App', '    DependsOn: [MountA, MountB]\n => ', 'lambda-efs-no-dependson'],
  ['App', 'DependsOn: [MountA, MountB] => DependsOn: [MountA]', 'lambda-efs-no-dependson'],
  ['MountB', 'SubnetId: !Ref AppB => SubnetId: !Ref AppA', 'efs-mount-target-az-twice'],
  ['MountB', 'SubnetId: !Ref AppB => SubnetId: !Ref DataA', 'efs-mount-target-az-twice'],
  [
    'MountA',
    'SecurityGroups: [!Ref FilesGroup] => SecurityGroups: [!Ref SecretsGroup]',
    'lambda-efs-2049-blocked',
    'App',
  ],
  ['App', 'DependsOn: [MountA, MountB] => DependsOn: [MountA, MountB, App]', 'circular-dependency'],
  ['AppA', '    Properties:\n =>     DependsOn: App\n    Properties:\n', 'circular-dependency'],
  // Databases
  ['DbSubnets', '[!Ref DataA, !Ref DataB] => [!Ref DataA]', 'db-subnet-group-one-az'],
  ['DbSubnets', '[!Ref DataA, !Ref DataB] => [!Ref DataA, !Ref AppA]', 'db-subnet-group-one-az'],
  ['DbSubnets', '[!Ref DataA, !Ref DataB] => [!Ref PublicA, !Ref PublicB]', 'db-public-subnets'],
  ['Db', 'MultiAZ: true => MultiAZ: true\n      AvailabilityZone: eu-central-1a', 'rds-zone-with-multi-az'],
  [
    'Db',
    'VPCSecurityGroups: [!Ref DbGroup] => VPCSecurityGroups: [!Ref AppGroup]',
    'lambda-cannot-reach-db',
    'App',
  ],
  [
    'Db',
    "VPCSecurityGroups: [!Ref DbGroup] => VPCSecurityGroups: [!Ref DbGroup]\n      Port: '3306'",
    'lambda-cannot-reach-db',
    'App',
  ],
  ['Bastion', 'SubnetId: !Ref PublicA => SubnetId: !Ref AppA', 'eip-unreachable', 'BastionAddress'],
  ['BastionAddress', '    DependsOn: GatewayAttachment\n => ', 'public-address-no-dependson'],
  // Wrong functions, wrong places and copies
  ['NatA', '!GetAtt AddressA.AllocationId => !Ref AddressA.AllocationId', 'name-undefined'],
  ['AppTableA', 'VpcId: !Ref Vpc => VpcId: Ref Vpc', 'property-wrong-kind'],
  [
    'NatA',
    'AllocationId: !GetAtt AddressA.AllocationId => AllocationId: !Sub "${AddressA}.AllocationId"',
    'sub-forgotten',
  ],
  [
    'NatA',
    'AllocationId: !GetAtt AddressA.AllocationId\n      SubnetId: !Ref PublicA => AllocationId: !Ref PublicA\n      SubnetId: !GetAtt AddressA.AllocationId',
    'property-wrong-kind',
  ],
  [
    'GatewayAttachment',
    'VpcId: !Ref Vpc\n      InternetGatewayId: !Ref Gateway => VpcId: !Ref Gateway\n      InternetGatewayId: !Ref Vpc',
    'property-wrong-kind',
  ],
  ['Db', 'VPCSecurityGroups: => VpcSecurityGroupIds:', 'property-unknown'],
  [
    'Bastion',
    'SubnetId: !Ref PublicA => SubnetId: !Ref PublicA\n      PrivateIpAddress: 10.77.0.10',
    'private-ip-refused',
  ],
  ['AppRouteA', 'NatGatewayId: !Ref NatA => NatGatewayId: Ref NatA', 'sub-forgotten'],
  [
    'Storage',
    "ServiceName: !Sub com.amazonaws.${AWS::Region}.s3 => ServiceName: !Join ['', [com.amazonaws, !Ref AWS::Region, .s3]]",
    'endpoint-service-unknown',
  ],
  [
    'DataTable',
    ' =>     DataTableOfB:\n      Type: AWS::EC2::RouteTable\n      Properties:\n        VpcId: !Ref Vpc\n',
    'resource-key-unknown',
  ],
  [
    'BastionAddress',
    ' => Spare:\n  Type: AWS::EC2::EIP\n  DependsOn: GatewayAttachment\n',
    'section-unknown',
    'Spare',
  ],
  ['Db', ` => ${ruleOnPortOfDb('First')}${ruleOnPortOfDb('Second')}`, 'created-twice', 'Second'],
  // What someone forgets who edits a working template
  [
    'PublicA',
    'AvailabilityZone: !Select [0, !GetAZs ""] => AvailabilityZone: !Select [0, "eu-central-1a,eu-central-1b"]',
    'function-refused',
  ],
  [
    'PublicA',
    'AvailabilityZone: !Select [0, !GetAZs ""] => AvailabilityZone: !Select [!ImportValue net-Zones, 0]',
    'function-refused',
  ],
  ['PublicA', 'AvailabilityZone: !Select [0, !GetAZs ""] => AvailabilityZone: 10.20.0.0/24', 'zone-refused'],
  ['DbSubnets', '[!Ref DataA, !Ref DataB] => !Split [!ImportValue net-DataSubnets, ","]', 'function-refused'],
  [
    'Storage',
    'ServiceName: !Sub com.amazonaws.${AWS::Region}.s3 => ServiceName: !Sub [{ Name: s3 }, "com.amazonaws.${AWS::Region}.${Name}"]',
    'function-refused',
  ],
  ['PublicB', ` => ${importedSubnet('PublicC')}${importedSubnet('PublicD')}`, 'created-twice', 'PublicD'],
  ['App', ` => ${roleForLogs('Logs')}${roleForLogs('LogsOfB')}`, 'name-twice', 'LogsOfB'],
  ['BastionAddress', ' =>   Outputs:\n    VpcId:\n      Value: !Ref Vpc\n', 'type-unknown', 'Outputs'],
  [
    'AppBUsesTable',
    ' =>   AppCUsesTable:\n    Type: AWS::EC2::SubnetRouteTableAssociation\n    Properties:\n      SubnetId: !Ref AppB\n      RouteTableId: !Ref AppTableA\n',
    'subnet-two-route-tables',
    'AppCUsesTable',
  ],
  // Databases and their groups
  ['Db', 'DBInstanceClass: db. => DBInstanceClass: ', 'property-value'],
  ['Db', 'Engine: => BackupRetentionPeriod: 40\n      Engine:', 'property-value'],
  [
    'Db',
    'MultiAZ: true => MultiAZ: true\n      MasterUserPassword: "{{resolve:secretsmanager:db}}"',
    'property-missing-for-kind',
  ],
]);

function importedSubnet(id: string): string {
  return `  ${id}:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !ImportValue net-BlockC
`;
}

function roleForLogs(id: string): string {
  return `  ${id}:
    Type: AWS::IAM::Role
    Properties:
      RoleName: shop-logs
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { Service: vpc-flow-logs.amazonaws.com }, Action: sts:AssumeRole }]
`;
}

function ruleOnPortOfDb(id: string): string {
  return `  ${id}:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref DbGroup
      IpProtocol: tcp
      FromPort: !GetAtt Db.Endpoint.Port
      ToPort: !GetAtt Db.Endpoint.Port
      SourceSecurityGroupId: !Ref AppGroup
`;
}
