import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, networkMaps, svgOf } from '../../server/src/languageService.ts';
import { lookOfTier, tintOf } from '../../server/src/subnetPlan/tierLook.ts';

function pictureOf(text: string): string {
  const analysis = analyze('net.yaml', text);
  assert.ok(analysis);
  return svgOf(networkMaps(analysis));
}

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

/** Left, upper, right and lower edge of every frame, the whole picture first. */
const framesOf = (svg: string) =>
  [...svg.matchAll(/<rect(?: x="(\d+)" y="(\d+)")? width="(\d+)" height="(\d+)"/g)].map(
    ([, x = '0', y = '0', width, height]) => [+x, +y, +x + Number(width), +y + Number(height)] as const,
  );

const NETWORK = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref InternetGateway }
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a }
  PublicB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b }
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref InternetGateway }
  PublicBInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref PublicB, RouteTableId: !Ref Table }
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [!Ref Table] }
  AppFunction:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref PrivateA], SecurityGroupIds: [sg-0c8fa5e7fb136d429] } }
`;

test('gateways, zones, subnets with what runs in them, and endpoints', () => {
  assert.deepEqual(textsOf(pictureOf(NETWORK)), [
    'Vpc · 10.0.0.0/16',
    ...['InternetGateway', 'internet gateway'],
    ...['eu-west-1a', 'PrivateA', '10.0.1.0/24', 'isolated', 'AppFunction · Lambda function'],
    ...['eu-west-1b', 'PublicB', '10.0.2.0/24', '0.0.0.0/0 → InternetGateway'],
    ...['S3Endpoint', 'endpoint for s3'],
  ]);
});

test('zones are columns, tiers are rows, and every frame lies within the one around it', () => {
  const svg = pictureOf(NETWORK);
  const [whole, vpc, , a, app, b] = framesOf(svg);
  assert.ok(whole && vpc && a && app && b);
  assert.ok(b[0] > a[2], 'PublicB stands right of PrivateA');
  assert.ok(a[1] > b[3], 'the isolated tier stands below the public one');
  const isWithin = (inner: typeof whole, outer: typeof whole) =>
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
  assert.ok(isWithin(app, a) && isWithin(a, vpc));
  for (const frame of framesOf(svg).slice(2)) assert.ok(isWithin(frame, vpc) && isWithin(vpc, whole));
});

test('names are escaped, and a file without a network says so', () => {
  const text = `Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: 'vpc-<&>', CidrBlock: 10.0.0.0/24 }
`;
  assert.equal(textsOf(pictureOf(text))[0], 'vpc-&lt;&amp;&gt;');
  assert.deepEqual(textsOf(pictureOf('Resources:\n  A: { Type: AWS::SNS::Topic }\n')), [
    'This file has no network.',
  ]);
});

test('a subnet has the colour of its tier in the calculator; what is public is said by its routes, not by its name', () => {
  const fillOf = (id: string, svg: string) =>
    new RegExp(`fill="(#[0-9a-f]{6})"[^>]*/>\\n<text [^>]*>${id}<`).exec(svg)?.[1];
  const tint = (tier: string) => tintOf(lookOfTier(tier).colour);
  const svg = pictureOf(NETWORK.replaceAll('PrivateA', 'DatabaseA'));
  assert.equal(fillOf('PublicB', svg), tint('public'));
  assert.equal(fillOf('DatabaseA', svg), tint('database'));
  const lost = pictureOf(NETWORK.replace(/ {2}Out:[\s\S]*?(?= {2}PublicBInTable)/, ''));
  assert.equal(fillOf('PublicB', lost), tint('isolated'));
});
