/** A load balancer, an application and its data in three tiers, by hand: its lines are named by tests. */
export const STORE = `Parameters:
  Tier: { Type: String }
  UseNat: { Type: String, Default: 'true', AllowedValues: ['true', 'false'] }
Conditions: { HasNat: !Equals [!Ref UseNat, 'true'] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a } }
  PublicB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-central-1a } }
  DataA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.4.0/24, AvailabilityZone: eu-central-1a } }
  DataB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.5.0/24, AvailabilityZone: eu-central-1b } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA, AllocationId: eipalloc-0a1b2c3d4e5f60718 } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  PublicUseA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable } }
  PublicUseB: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicB, RouteTableId: !Ref PublicTable } }
  AppTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AppOut: { Type: AWS::EC2::Route, Condition: HasNat, Properties: { RouteTableId: !Ref AppTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  AppUse: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref AppTable } }
  SecretsGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: secrets, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }] }
  Secrets:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.secretsmanager', SubnetIds: [!Ref AppA], SecurityGroupIds: [!Ref SecretsGroup], PrivateDnsEnabled: true }
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: web, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }] }
  AppGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: app
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref WebGroup }]
  DataGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: data
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup }
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/24 }
  Web:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [!Ref PublicA, !Ref PublicB], SecurityGroups: [!Ref WebGroup] }
  WebPort:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Web, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Apps }] }
  Apps:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: !Ref Vpc, Port: 8080, Protocol: HTTP, TargetType: instance, Targets: [{ Id: !Ref App, Port: 8080 }] }
  App:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-0123456789abcdef0, SubnetId: !Ref AppA, SecurityGroupIds: [!Ref AppGroup], Tags: [{ Key: tier, Value: app }] }
  Bastion:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-0123456789abcdef0, SubnetId: !Ref PublicA, Tags: [{ Key: tier, Value: !Ref Tier }] }
  Work:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/work
      Code: { ZipFile: pass }
      VpcConfig: { SubnetIds: [!Ref AppA], SecurityGroupIds: [!Ref AppGroup] }
      Environment: { Variables: { DATABASE_HOST: !GetAtt Orders.Endpoint.Address } }
      Tags: [{ Key: tier, Value: app }]
  DataSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: data, SubnetIds: [!Ref DataA, !Ref DataB] } }
  Orders:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, DBSubnetGroupName: !Ref DataSubnets, VPCSecurityGroups: [!Ref DataGroup], Tags: [{ Key: tier, Value: data }] }
`;
