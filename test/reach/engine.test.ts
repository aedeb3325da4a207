// The engine against the answers worked out by hand and against the simulator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { testEngine } from './againstEngine.ts';
import { answerIn } from './engine.ts';

testEngine(
  (text, { port, ...rest }) => answerIn(text, port === undefined ? rest : { ...rest, port }).verdict,
);

test('of private IPv4 behind NAT64 one address is looked at and a block is unknown, and families do not mix', () => {
  const text = readFileSync(new URL('patterns/templates/dual-stack.yaml', import.meta.url), 'utf8');
  const asked = { from: 'Host', to: '64:ff9b::a00:109', protocol: 'tcp' } as const;
  assert.equal(answerIn(text, asked).verdict, 'reachable');
  const answer = answerIn(text, { ...asked, to: '64:ff9b::a00:100/120' });
  assert.equal(answer.verdict, 'unknown');
  assert.deepEqual(answer.assumptions, ['whether NAT64 leads to a private IPv4 address is not looked at']);
  assert.throws(
    () => answerIn(text, { ...asked, to: '192.0.2.1', ipv6: true }),
    /192\.0\.2\.1 is an IPv4 address, but the question is about IPv6\./,
  );
  assert.throws(
    () => answerIn(text, { ...asked, from: '2001:db8::1', to: '192.0.2.1' }),
    /192\.0\.2\.1 is an IPv4 address, but the question is about IPv6\./,
  );
});

test('of two prefix lists with one block AWS chooses the route, so nobody knows which', () => {
  const of = (first: string, second: string) => `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Use: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table } }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { ConnectivityType: private, SubnetId: !Ref Subnet } }
  ListA: { Type: AWS::EC2::PrefixList, Properties: { PrefixListName: a, AddressFamily: IPv4, MaxEntries: 1, Entries: [{ Cidr: ${first} }] } }
  ListB: { Type: AWS::EC2::PrefixList, Properties: { PrefixListName: b, AddressFamily: IPv4, MaxEntries: 1, Entries: [{ Cidr: ${second} }] } }
  RouteA: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationPrefixListId: !Ref ListA, GatewayId: !Ref Gateway } }
  RouteB: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationPrefixListId: !GetAtt ListB.PrefixListId, NatGatewayId: !Ref Nat } }
  Host:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-0123456789abcdef0, NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: !Ref Subnet, AssociatePublicIpAddress: true }] }
`;
  const asked = { from: 'Host', to: '198.51.100.7', protocol: 'tcp', port: 443 } as const;
  const same = answerIn(of('198.51.100.0/24', '198.51.100.0/24'), asked);
  assert.equal(same.verdict, 'unknown');
  assert.deepEqual(same.assumptions, [
    'the prefix lists of RouteA and RouteB have a block in common, and AWS chooses one of the two',
  ]);
  assert.equal(answerIn(of('198.51.100.0/24', '198.51.0.0/16'), asked).verdict, 'reachable');
  assert.equal(answerIn(of('198.51.0.0/16', '198.51.100.0/24'), asked).verdict, 'blocked');
});
