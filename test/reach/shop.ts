/** A function, a database and a way out, as a template written by hand: its lines are counted by tests. */
export const SHOP = `Parameters:
  UseNat: { Type: String, Default: 'true', AllowedValues: ['true', 'false'] }
  DbPort: { Type: Number, Default: 5432 }
Conditions: { HasNat: !Equals [!Ref UseNat, 'true'] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  PrivateA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  DataA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24 } }
  DataB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  NatA: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA, AllocationId: eipalloc-0a1b2c3d4e5f60718 } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  PublicUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable } }
  PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PrivateOut:
    Type: AWS::EC2::Route
    Condition: HasNat
    Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatA }
  PrivateUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PrivateA, RouteTableId: !Ref PrivateTable } }
  S3Endpoint: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', RouteTableIds: [!Ref PrivateTable] } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  DbGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: db
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.9.0/24 }
  AppFunction:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/app
      Code: { ZipFile: pass }
      VpcConfig: { SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref AppGroup] }
      Environment: { Variables: { DATABASE_HOST: !GetAtt Database.Endpoint.Address } }
  DbSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: db, SubnetIds: [!Ref DataA, !Ref DataB] } }
  Database:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, Port: !Ref DbPort, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref DbGroup] }
`;
