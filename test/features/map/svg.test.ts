import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PictureTheme } from '../../../server/src/diagram/palette.ts';
import { analyze, networkMaps, svgOf } from '../../../server/src/languageService.ts';
import { lookOfTier } from '../../../server/src/subnetPlan/tierLook.ts';

function pictureOf(text: string, theme?: PictureTheme): string {
  const analysis = analyze('net.yaml', text);
  assert.ok(analysis);
  return svgOf(networkMaps(analysis), theme);
}

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

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

test('gateways, zones, tiers, subnets with what runs in them, endpoints and services', () => {
  const texts = textsOf(pictureOf(NETWORK));
  assert.deepEqual(
    new Set(texts),
    new Set([
      ...['Internet', 'Vpc', '10.0.0.0/16 · 65,024 addresses free', 'InternetGateway'],
      ...['eu-west-1a', 'eu-west-1b', 'Public', 'Isolated'],
      ...['PublicB', '10.0.2.0/24 · 251 free', '0.0.0.0/0 → InternetGateway'],
      ...['PrivateA', '10.0.1.0/24 · 250 free', 'no route out of the VPC', 'AppFunction', 'Lambda function'],
      ...['S3Endpoint', 'endpoint for s3', 'AWS services', 's3'],
    ]),
  );
  assert.equal(new Set(texts).size, texts.length, 'nothing is said twice');
});

test('each scenario is a picture under its condition', () => {
  const text = NETWORK.replace(
    'Resources:',
    `Parameters: { Open: { Type: String, AllowedValues: [a, b] } }
Conditions: { IsOpen: !Equals [!Ref Open, a] }
Resources:`,
  ).replace('Type: AWS::EC2::InternetGateway', 'Type: AWS::EC2::InternetGateway\n    Condition: IsOpen');
  const svg = pictureOf(text);
  const headings = textsOf(svg).filter((one) => one?.startsWith('When '));
  assert.deepEqual(headings, ['When IsOpen is true', 'When IsOpen is false']);
  const heights = [...svg.matchAll(/translate\(0 (\d+)\)/g)].map(([, y]) => Number(y));
  assert.ok(heights.length === 2 && heights[1]! > heights[0]! + 100);
});

test('names are escaped, and a file without a network says so', () => {
  const text = `Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: 'vpc-<&>', CidrBlock: 10.0.0.0/24 }
`;
  assert.ok(textsOf(pictureOf(text)).includes('vpc-&lt;&amp;&gt;'));
  assert.deepEqual(textsOf(pictureOf('Resources:\n  A: { Type: AWS::SNS::Topic }\n')), [
    'This file has no network.',
  ]);
});

test('a subnet has the colour of its tier in the calculator; what is public is said by its routes, not by its name', () => {
  const colourOf = (id: string, svg: string) =>
    new RegExp(`stroke="(#[0-9a-f]{6})"/>\\n<path [^>]*>\\n<text [^>]*>${id}<`).exec(svg)?.[1];
  const tier = (name: string) => lookOfTier(name).colour;
  const svg = pictureOf(NETWORK.replaceAll('PrivateA', 'DatabaseA'));
  assert.equal(colourOf('PublicB', svg), tier('public'));
  assert.equal(colourOf('DatabaseA', svg), tier('database'));
  const lost = pictureOf(NETWORK.replace(/ {2}Out:[\s\S]*?(?= {2}PublicBInTable)/, ''));
  assert.equal(colourOf('PublicB', lost), tier('isolated'));
});

test('a picture for paper has no colour, and one for dark pages a dark background', () => {
  assert.match(pictureOf(NETWORK, 'dark'), /<rect width="\d+" height="\d+" fill="#1f1f1f"\/>/);
  const colours = new Set([...pictureOf(NETWORK, 'print').matchAll(/#[0-9a-f]{6}/g)].map(([one]) => one));
  assert.deepEqual(colours, new Set(['#ffffff', '#000000', '#333333']));
});
