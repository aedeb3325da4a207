import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, mermaidOf, networkMaps } from '../../../server/src/languageService.ts';

function pictureOf(text: string): string {
  const analysis = analyze('net.yaml', text);
  assert.ok(analysis);
  return mermaidOf(networkMaps(analysis));
}

const NETWORK = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref InternetGateway }
  PublicA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a }
  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  PublicRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref InternetGateway }
  PublicAInPublicTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable }
  NatA:
    Type: AWS::EC2::NatGateway
    Properties: { SubnetId: !Ref PublicA, AllocationId: eipalloc-0a1b2c3d4e5f60718 }
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a }
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatA }
  PrivateAInPrivateTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref PrivateA, RouteTableId: !Ref PrivateTable }
  AppFunction:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref PrivateA], SecurityGroupIds: [sg-0c8fa5e7fb136d429] } }
  MailFunction:
    Type: AWS::Lambda::Function
`;

test('boxes in each other, and arrows to where the default routes lead', () => {
  assert.equal(
    pictureOf(NETWORK),
    `flowchart TB
  subgraph n1["Vpc 10.0.0.0/16"]
    n2(["InternetGateway<br>internet gateway"])
    subgraph n3["eu-west-1a"]
      subgraph n4["PublicA<br>10.0.0.0/24 · public"]
        n5("NatA<br>NAT gateway")
      end
      subgraph n6["PrivateA<br>10.0.1.0/24 · private with NAT"]
        n7("AppFunction<br>Lambda function")
      end
    end
  end
  n4 -->|"0.0.0.0/0"| n2
  n6 -->|"0.0.0.0/0"| n5
  subgraph n8["not in a known VPC"]
    n9("MailFunction<br>Lambda function")
  end
`,
  );
});

test('each way in which the conditions come out is a box of its own', () => {
  const lines = pictureOf(`Parameters:
  UseTransit: { Type: String, AllowedValues: ['yes', 'no'] }
Conditions:
  HasTransit: !Equals [!Ref UseTransit, 'yes']
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  AInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref A, RouteTableId: !Ref Table }
  Out:
    Type: AWS::EC2::Route
    Condition: HasTransit
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: tgw-0a1b2c3d4e5f60718 }
`).split('\n');
  assert.deepEqual(
    lines.filter((line) => /when|-->| · /.test(line)).map((line) => line.trim()),
    [
      'subgraph n5["when HasTransit=true"]',
      'n3["A<br>10.0.0.0/24 · private, to another network"]',
      'n3 -->|"0.0.0.0/0"| n4(["tgw-0a1b2c3d4e5f60718"])',
      'subgraph n9["when HasTransit=false"]',
      'n8["A<br>10.0.0.0/24 · isolated"]',
    ],
  );
});

test('quotes and number signs of a text do not end it', () => {
  const text = `Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: 'vpc-"#1', CidrBlock: 10.0.0.0/24 }
`;
  assert.match(pictureOf(text), /subgraph n1\["vpc-#34;#35;1"\]/);
});
