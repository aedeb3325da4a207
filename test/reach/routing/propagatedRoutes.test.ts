import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** An instance in a subnet of a VPC with a virtual private gateway; `more` are lines below `Resources`. */
const template = (more: string) => `
Parameters:
  SomeTable: { Type: String }
  SomeGateway: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  OtherTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  InTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table }
  Gateway: { Type: AWS::EC2::VPNGateway, Properties: { Type: ipsec.1 } }
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, VpnGatewayId: !Ref Gateway }
  Office:
    Type: AWS::EC2::CustomerGateway
    Properties: { Type: ipsec.1, IpAddress: 203.0.113.1, BgpAsn: 65000 }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: out, VpcId: !Ref Vpc } }
  App: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] } }
${more}`;

const propagation = (tables: string, gateway = '!Ref Gateway') => `
  Propagation:
    Type: AWS::EC2::VPNGatewayRoutePropagation
    DependsOn: Attachment
    Properties: { RouteTableIds: [${tables}], VpnGatewayId: ${gateway} }`;

const connection = (isStatic: boolean) => `
  Connection:
    Type: AWS::EC2::VPNConnection
    Properties:
      Type: ipsec.1
      CustomerGatewayId: !Ref Office
      VpnGatewayId: !Ref Gateway
      StaticRoutesOnly: ${isStatic}`;

const staticRoute = (block: string) => `
  StaticRoute:
    Type: AWS::EC2::VPNConnectionRoute
    Properties: { VpnConnectionId: !Ref Connection, DestinationCidrBlock: ${block} }`;

const routeServer = (table: string) => `
  Server: { Type: AWS::EC2::RouteServer, Properties: { AmazonSideAsn: 65010 } }
  Writer:
    Type: AWS::EC2::RouteServerPropagation
    Properties: { RouteServerId: !Ref Server, RouteTableId: ${table} }`;

const OFFICE = '192.168.0.10';

/** Facts RT-02 and VPN-03: what a gateway propagates to the subnet's table, and whether that is known. */
const CASES: readonly (readonly [what: string, more: string, verdict: string])[] = [
  ['no propagation', connection(true) + staticRoute('192.168.0.0/16'), 'blocked'],
  [
    'static routes to the subnet’s table',
    propagation('!Ref Table') + connection(true) + staticRoute('192.168.0.0/16'),
    'reachable',
  ],
  [
    'static routes to another table only',
    propagation('!Ref OtherTable') + connection(true) + staticRoute('192.168.0.0/16'),
    'blocked',
  ],
  [
    'static routes to both tables',
    propagation('!Ref OtherTable, !Ref Table') + connection(true) + staticRoute('192.168.0.0/16'),
    'reachable',
  ],
  [
    'static routes to a table that is known only at deployment',
    propagation('!Ref SomeTable') + connection(true) + staticRoute('192.168.0.0/16'),
    'unknown',
  ],
  [
    'static routes to another table and to one that is known only at deployment',
    propagation('!Ref OtherTable, !Ref SomeTable') + connection(true) + staticRoute('192.168.0.0/16'),
    'unknown',
  ],
  [
    'static routes for another block',
    propagation('!Ref Table') + connection(true) + staticRoute('172.16.0.0/12'),
    'blocked',
  ],
  ['routes that BGP learns', propagation('!Ref Table') + connection(false), 'reachable'],
  ['a gateway that is known only at deployment', propagation('!Ref Table', '!Ref SomeGateway'), 'unknown'],
  ['a route server that writes into the table', routeServer('!Ref Table'), 'unknown'],
  ['a route server that writes into another table', routeServer('!Ref OtherTable'), 'blocked'],
];

for (const [what, more, verdict] of CASES) {
  test(`propagation: ${what}`, () => {
    const answer = answerIn(template(more), { from: 'App', to: OFFICE, protocol: 'tcp', port: 443 });
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
  });
}

const peering = `
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Other }`;

/** A route to a peered VPC, which has none of the office's addresses. */
const written = (block: string) => `${peering}
  Written:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: ${block}, VpcPeeringConnectionId: !Ref Peering }`;

const writtenByList = (block: string) => `${peering}
  List:
    Type: AWS::EC2::PrefixList
    Properties:
      PrefixListName: offices
      AddressFamily: IPv4
      MaxEntries: 1
      Entries: [{ Cidr: ${block} }]
  Written:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationPrefixListId: !Ref List, VpcPeeringConnectionId: !Ref Peering }`;

const learnt = propagation('!Ref Table') + connection(false);
const propagated = (block: string) => propagation('!Ref Table') + connection(true) + staticRoute(block);

/**
 * Facts RT-01, RT-02 and VPN-03: the longest prefix, then routes of the table, those by prefix lists, and at last propagated ones.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html, read 2026-11-30.
 */
const ORDER: readonly (readonly [what: string, more: string, verdict: string])[] = [
  ['a written route for the same block', written('192.168.0.0/16') + propagated('192.168.0.0/16'), 'blocked'],
  [
    'a route by a prefix list for the same block',
    writtenByList('192.168.0.0/16') + propagated('192.168.0.0/16'),
    'blocked',
  ],
  [
    'a written route for a smaller block',
    written('192.168.0.0/24') + propagated('192.168.0.0/16'),
    'blocked',
  ],
  [
    'a written route for a larger block',
    written('192.168.0.0/16') + propagated('192.168.0.0/24'),
    'reachable',
  ],
  [
    'a route by a prefix list for a larger block',
    writtenByList('192.168.0.0/16') + propagated('192.168.0.0/24'),
    'reachable',
  ],
  ['a written default route', written('0.0.0.0/0') + propagated('192.168.0.0/16'), 'reachable'],
  ['a written default route, and what BGP learns', written('0.0.0.0/0') + learnt, 'reachable'],
  ['a written private block, and what BGP learns', written('192.168.0.0/16') + learnt, 'blocked'],
];

for (const [what, more, verdict] of ORDER) {
  test(`propagated routes beside ${what}`, () => {
    const answer = answerIn(template(more), { from: 'App', to: OFFICE, protocol: 'tcp', port: 443 });
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
  });
}

const neighbour = `
  OtherSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  OtherInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref OtherSubnet, RouteTableId: !Ref OtherTable }
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: in
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: 10.0.0.0/16 }]
  Neighbour:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: !Ref OtherSubnet, SecurityGroupIds: [!Ref Open] }`;

/** Fact RT-02: the VPC's own addresses are local, however specific the propagated route is. */
for (const block of ['10.0.0.0/8', '10.0.0.0/16', '10.0.1.0/24']) {
  test(`propagated routes: ${block} diverts nothing from the VPC's own addresses`, () => {
    const answer = answerIn(template(neighbour + propagated(block)), {
      from: 'App',
      to: 'Neighbour',
      protocol: 'tcp',
      port: 443,
    });
    assert.equal(answer.verdict, 'reachable', answer.assumptions.join('\n'));
    assert.ok(answer.hops.every(({ resource }) => resource !== 'Gateway'));
  });
}

const staticOffice = connection(true) + staticRoute('192.168.0.0/16');
const withTables = (tables: string) => `
  Propagation:
    Type: AWS::EC2::VPNGatewayRoutePropagation
    Properties: { ${tables}VpnGatewayId: !Ref Gateway }`;

/** What nobody knows of a table is said. */
const DOUBTS: readonly (readonly [what: string, more: string, doubts: readonly string[]])[] = [
  [
    'a table that is known only at deployment',
    propagation('!Ref SomeTable') + staticOffice,
    ['the gateway and tables of Propagation are known only after deployment'],
  ],
  [
    'a list of tables that is known only at deployment',
    withTables("RouteTableIds: !Split [',', !Ref SomeTable], ") + staticOffice,
    ['the gateway and tables of Propagation are known only after deployment'],
  ],
  [
    'a gateway that is known only at deployment',
    propagation('!Ref Table', "!Join ['', [vgw-, !Ref SomeGateway]]"),
    ['the gateway and tables of Propagation are known only after deployment'],
  ],
  [
    'a route server',
    routeServer('!Ref Table'),
    ['the routes that Writer writes into Table are learnt by BGP'],
  ],
  [
    'a destination that is known only at deployment',
    written('!Ref SomeTable'),
    ['the destination of Written is known only after deployment'],
  ],
  [
    'a prefix list with an entry that is known only at deployment',
    writtenByList('!Ref SomeTable'),
    ['what the prefix list of Written holds is unknown'],
  ],
  [
    'a prefix list of another file',
    written('192.168.9.0/24').replace(
      'DestinationCidrBlock: 192.168.9.0/24',
      'DestinationPrefixListId: pl-0123456789abcdef0',
    ),
    ['what the prefix list of Written holds is unknown'],
  ],
  [
    'a route of a table that is known only at deployment',
    written('192.168.0.0/16').replace(
      'RouteTableId: !Ref Table',
      "RouteTableId: !Join ['', [rtb-, !Ref SomeTable]]",
    ),
    ['Written may belong to Table'],
  ],
];

for (const [what, more, doubts] of DOUBTS) {
  test(`what may lead to the office: ${what}`, () => {
    const answer = answerIn(template(more), { from: 'App', to: OFFICE, protocol: 'tcp', port: 443 });
    assert.equal(answer.verdict, 'unknown');
    assert.deepEqual(answer.assumptions, doubts);
  });
}

test('propagation without tables changes nothing, and one that is certain goes before one that is not', () => {
  const verdict = (more: string) =>
    answerIn(template(more), { from: 'App', to: OFFICE, protocol: 'tcp', port: 443 }).verdict;
  assert.equal(verdict(withTables('') + staticOffice), 'blocked');
  const unsure = propagation('!Ref SomeTable').replace('Propagation:', 'Unsure:');
  assert.equal(verdict(unsure + learnt), 'reachable');
});

test('what BGP learns is private: other addresses take the default route', () => {
  const asked = { from: 'App', to: '203.0.113.7', protocol: 'tcp', port: 443 } as const;
  const blockedBy = (more: string) =>
    answerIn(template(more), asked).blockedBy.map(({ resource }) => resource);
  assert.deepEqual(blockedBy(written('0.0.0.0/0') + learnt), ['Written']);
  assert.deepEqual(blockedBy(learnt), ['Table']);
});

test('a table of which nobody knows', () => {
  const unknown = template('').replace(
    'RouteTableId: !Ref Table }',
    "RouteTableId: !Join ['', [rtb-, !Ref SomeTable]] }",
  );
  const answer = answerIn(unknown, { from: 'App', to: OFFICE, protocol: 'tcp', port: 443 });
  assert.equal(answer.verdict, 'unknown');
  assert.deepEqual(answer.assumptions, [
    'the route table of Subnet is unknown: its route table is not in this file',
  ]);
});

test("what nobody knows of a table changes nothing for the VPC's own addresses", () => {
  for (const more of [written('!Ref SomeTable'), routeServer('!Ref Table'), learnt]) {
    const asked = { from: 'App', to: 'Neighbour', protocol: 'tcp', port: 443 } as const;
    const answer = answerIn(template(neighbour + more), asked);
    assert.equal(answer.verdict, 'reachable', answer.assumptions.join('\n'));
    assert.deepEqual(answer.assumptions, []);
  }
});

const second = (gateway: string, isStatic: boolean, block?: string) => `
  Gateway2: { Type: AWS::EC2::VPNGateway, Properties: { Type: ipsec.1 } }
  Second:
    Type: AWS::EC2::VPNConnection
    Properties: { Type: ipsec.1, CustomerGatewayId: !Ref Office, VpnGatewayId: ${gateway}, StaticRoutesOnly: ${isStatic} }${
      block === undefined
        ? ''
        : `
  SecondRoute:
    Type: AWS::EC2::VPNConnectionRoute
    Properties: { VpnConnectionId: !Ref Second, DestinationCidrBlock: ${block} }`
    }`;

/** Fact VPN-03: a gateway's blocks are known if all of its connections have static routes. */
const CONNECTIONS: readonly (readonly [what: string, more: string, verdict: string])[] = [
  ['none', '', 'blocked'],
  ['one with static routes for the office', second('!Ref Gateway', true, '192.168.0.0/16'), 'reachable'],
  ['one that learns by BGP', second('!Ref Gateway', false), 'reachable'],
  ['one of another gateway that learns by BGP', second('!Ref Gateway2', false), 'blocked'],
  ['one of another gateway for the office', second('!Ref Gateway2', true, '192.168.0.0/16'), 'blocked'],
  [
    'one with a block that is known only at deployment',
    second('!Ref Gateway', true, '!Ref SomeTable'),
    'reachable',
  ],
  [
    'one of a gateway that is known only at deployment',
    second("!Join ['', [vgw-, !Ref SomeGateway]]", false),
    'reachable',
  ],
];

for (const [what, more, verdict] of CONNECTIONS) {
  test(`a connection with static routes to 172.16.0.0/12, and beside it ${what}`, () => {
    const answer = answerIn(template(propagated('172.16.0.0/12') + more), {
      from: 'App',
      to: OFFICE,
      protocol: 'tcp',
      port: 443,
    });
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
  });
}
