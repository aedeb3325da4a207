// Networks that a VPC is joined with, as templates: what random networks do not have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';
import { questionOf } from '../patterns/patterns.ts';

type Asked = readonly [question: string, verdict: string, why?: RegExp];

function ask(title: string, template: string, answers: readonly Asked[]): void {
  for (const [question, verdict, why] of answers) {
    test(`${title}: ${question} is ${verdict}`, () => {
      const { port, ...rest } = questionOf(question);
      const answer = answerIn(template, port === undefined ? rest : { ...rest, port });
      assert.equal(answer.verdict, verdict, JSON.stringify(answer.blockedBy));
      if (why) assert.match(answer.assumptions.join('\n'), why);
    });
  }
}

/** One resource: its name, its type after `AWS::EC2::`, and its properties. */
const resource = (name: string, type: string, properties: string) =>
  `  ${name}: { Type: AWS::EC2::${type}, Properties: { ${properties} } }\n`;
const group = (name: string, vpc: string, from: string) =>
  resource(
    name,
    'SecurityGroup',
    `VpcId: !Ref ${vpc}, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ${from} }]`,
  );
const host = (name: string, subnet: string, ofGroup: string) =>
  resource(name, 'Instance', `ImageId: ami-1, SubnetId: !Ref ${subnet}, SecurityGroupIds: [!Ref ${ofGroup}]`);
const onTable = (subnet: string, table: string) =>
  resource(
    `${subnet}OnTable`,
    'SubnetRouteTableAssociation',
    `SubnetId: !Ref ${subnet}, RouteTableId: !Ref ${table}`,
  );

/** A VPC with a virtual private gateway, whose connection has static routes or learns, and with ways to the internet. */
const withVpn = (connection: string, propagated: boolean, more = '') => `Resources:
${resource('Vpc', 'VPC', 'CidrBlock: 10.0.0.0/16')}
${resource('Private', 'Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24')}
${resource('Public', 'Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true')}
${resource('Table', 'RouteTable', 'VpcId: !Ref Vpc')}
${resource('PublicTable', 'RouteTable', 'VpcId: !Ref Vpc')}
${onTable('Private', 'Table')}
${onTable('Public', 'PublicTable')}
${resource('Igw', 'InternetGateway', '')}
${resource('IgwAttachment', 'VPCGatewayAttachment', 'VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw')}
${resource('Address', 'EIP', 'Domain: vpc')}
${resource('Nat', 'NatGateway', 'SubnetId: !Ref Public, AllocationId: !GetAtt Address.AllocationId')}
${resource('Out', 'Route', 'RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw')}
${resource('ByNat', 'Route', 'RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat')}
${resource('Vgw', 'VPNGateway', 'Type: ipsec.1')}
${resource('VgwAttachment', 'VPCGatewayAttachment', 'VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw')}
${resource('Office', 'CustomerGateway', 'Type: ipsec.1, BgpAsn: 65000, IpAddress: 203.0.113.9')}
${resource('Vpn', 'VPNConnection', `Type: ipsec.1, CustomerGatewayId: !Ref Office, VpnGatewayId: !Ref Vgw, ${connection}`)}
${resource('There', 'VPNConnectionRoute', 'VpnConnectionId: !Ref Vpn, DestinationCidrBlock: 192.168.0.0/17')}
${
  propagated
    ? resource('Learns', 'VPNGatewayRoutePropagation', 'RouteTableIds: [!Ref Table], VpnGatewayId: !Ref Vgw')
    : resource(
        'ToOffice',
        'Route',
        'RouteTableId: !Ref Table, DestinationCidrBlock: 192.168.0.0/16, GatewayId: !Ref Vgw',
      )
}
${group('Group', 'Vpc', '192.168.0.0/16')}
${host('Host', 'Private', 'Group')}
${host('Web', 'Public', 'Group')}
${more}`;

const endpoint = (service: string, rest: string) =>
  resource(
    'Endpoint',
    'VPCEndpoint',
    `VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.${service}', ${rest}`,
  );

// Facts VPN-03, NAT-09, EP-01.
for (const propagated of [true, false]) {
  ask(
    `static routes, ${propagated ? 'propagated' : 'and a route'}`,
    withVpn('StaticRoutesOnly: true', propagated),
    [
      ['192.168.1.5 to Host tcp 22', 'reachable', /192\.168\.1\.5 is behind Vgw/],
      ['192.168.200.5 to Host tcp 22', 'blocked'],
      ['Host to 192.168.1.5 tcp 22', 'reachable'],
      ['Host to 192.168.200.5 tcp 22', 'blocked'],
      ['192.168.1.5 to Web tcp 22', 'blocked'],
      ['192.168.1.5 to internet tcp 443', 'blocked'],
      ['192.168.1.5 to s3 tcp 443', 'blocked'],
      ['192.168.1.5 to 198.51.100.7 tcp 443', 'blocked'],
      // Whoever is not behind the gateway may be anywhere.
      ['192.168.200.5 to internet tcp 443', 'unknown'],
      ['203.0.113.50 to internet tcp 443', 'unknown'],
    ],
  );
}
ask('learnt routes', withVpn('StaticRoutesOnly: false', true), [
  ['192.168.200.5 to Host tcp 22', 'reachable'],
  ['Host to 192.168.200.5 tcp 22', 'reachable'],
  ['192.168.200.5 to internet tcp 443', 'blocked'],
]);
ask(
  'a gateway endpoint',
  withVpn('StaticRoutesOnly: true', true, endpoint('s3', 'RouteTableIds: [!Ref Table]')),
  [
    ['192.168.1.5 to s3 tcp 443', 'blocked'],
    ['Host to s3 tcp 443', 'reachable'],
  ],
);
ask(
  'an interface endpoint',
  withVpn(
    'StaticRoutesOnly: true',
    true,
    endpoint(
      'sqs',
      'VpcEndpointType: Interface, SubnetIds: [!Ref Private], SecurityGroupIds: [!Ref OfEndpoint]',
    ).concat(
      resource(
        'OfEndpoint',
        'SecurityGroup',
        'VpcId: !Ref Vpc, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16 }]',
      ),
    ),
  ),
  [
    ['192.168.1.5 to Endpoint tcp 443', 'reachable'],
    // Its name server decides whether the name is the endpoint's.
    ['192.168.1.5 to sqs tcp 443', 'unknown'],
    ['192.168.1.5 to sns tcp 443', 'blocked'],
  ],
);

interface Joint {
  readonly zones?: readonly [a: string, b: string];
  readonly gateway?: string;
  readonly more?: string;
  readonly blockOfB?: string;
  readonly parameters?: string;
}

/** Two VPCs on a transit gateway with its default table. */
const joined = ({
  zones = ['eu-west-1a', 'eu-west-1a'],
  gateway = '',
  more = '',
  blockOfB = '10.2.0.0',
  parameters = '',
}: Joint) =>
  `${parameters}Resources:
${['A', 'B']
  .map((name, at) => {
    const base = at === 0 ? '10.1.0.0' : blockOfB;
    return [
      resource(name, 'VPC', `CidrBlock: ${base}/16`),
      resource(
        `In${name}`,
        'Subnet',
        `VpcId: !Ref ${name}, CidrBlock: ${base}/24, AvailabilityZone: ${zones[at]}`,
      ),
      resource(`Table${name}`, 'RouteTable', `VpcId: !Ref ${name}`),
      onTable(`In${name}`, `Table${name}`),
      resource(
        `From${name}`,
        'Route',
        `RouteTableId: !Ref Table${name}, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: !Ref Hub`,
      ),
      group(`Group${name}`, name, '0.0.0.0/0'),
      host(`Host${name}`, `In${name}`, `Group${name}`),
    ].join('');
  })
  .join(
    '',
  )}${resource('Hub', 'TransitGateway', gateway)}${resource('AtA', 'TransitGatewayVpcAttachment', 'TransitGatewayId: !Ref Hub, VpcId: !Ref A, SubnetIds: [!Ref InA]')}${resource('AtB', 'TransitGatewayAttachment', 'TransitGatewayId: !Ref Hub, VpcId: !Ref B, SubnetIds: [!Ref OtherB]')}${resource('OtherB', 'Subnet', `VpcId: !Ref B, CidrBlock: ${blockOfB.replace('.0.0', '.9.0')}/24, AvailabilityZone: ${zones[0]}`)}${more}`;

const A_TO_B = 'HostA to HostB tcp 22';
const ZONES: readonly (readonly [a: string, b: string, verdict: string])[] = [
  ['eu-west-1a', 'eu-west-1a', 'reachable'],
  ['eu-west-1a', 'eu-west-1b', 'blocked'],
  ["!Sub '${AWS::Region}a'", "!Sub '${AWS::Region}a'", 'reachable'],
  ["!Sub '${AWS::Region}a'", "!Join ['', [!Ref AWS::Region, a]]", 'reachable'],
  ["!Sub '${AWS::Region}a'", "!Sub '${AWS::Region}b'", 'blocked'],
  ["!Sub '${AWS::Region}a'", 'eu-west-1b', 'blocked'],
  ["!Sub '${AWS::Region}a'", 'eu-west-1a', 'unknown'],
  ["!Select [0, !GetAZs '']", "!Select [0, !GetAZs '']", 'reachable'],
  ["!Select [0, !GetAZs '']", '!Select [0, !GetAZs { Ref: AWS::Region }]', 'reachable'],
  ["!Select [0, !GetAZs '']", "!Select [1, !GetAZs '']", 'blocked'],
  ["!Select [0, !GetAZs '']", 'eu-west-1a', 'unknown'],
  ['!Ref One', '!Ref One', 'reachable'],
  ['!Ref One', '!Ref Two', 'unknown'],
  ['!Select [0, !Ref Zones]', '!Select [0, !Ref Zones]', 'reachable'],
  ['!Select [0, !Ref Zones]', '!Select [1, !Ref Zones]', 'unknown'],
];
const parameters = `Parameters:
  One: { Type: 'AWS::EC2::AvailabilityZone::Name' }
  Two: { Type: 'AWS::EC2::AvailabilityZone::Name' }
  Zones: { Type: 'List<AWS::EC2::AvailabilityZone::Name>' }
`;
for (const [a, b, verdict] of ZONES)
  ask(`zones ${a} and ${b}`, joined({ zones: [a, b], parameters }), [[A_TO_B, verdict]]);

ask('propagation off', joined({ gateway: 'DefaultRouteTablePropagation: disable' }), [[A_TO_B, 'blocked']]);
ask('association off', joined({ gateway: 'DefaultRouteTableAssociation: disable' }), [[A_TO_B, 'blocked']]);
ask(
  'both said to be on',
  joined({ gateway: 'DefaultRouteTableAssociation: enable, DefaultRouteTablePropagation: enable' }),
  [[A_TO_B, 'reachable']],
);
ask(
  'a gateway that is handed to others, with tables of theirs',
  `${joined({ gateway: 'DefaultRouteTableAssociation: disable' })}Outputs: { Hub: { Value: !Ref Hub, Export: { Name: hub } } }\n`,
  [[A_TO_B, 'unknown', /may be associated with a route table outside this file/]],
);
ask(
  'a default table that is named',
  joined({
    gateway: 'AssociationDefaultRouteTableId: !Ref Named, PropagationDefaultRouteTableId: !Ref Named',
    more: `${resource('Named', 'TransitGatewayRouteTable', 'TransitGatewayId: !Ref Hub')}${resource('Hole', 'TransitGatewayRoute', 'TransitGatewayRouteTableId: !Ref Named, DestinationCidrBlock: 10.2.0.0/16, Blackhole: true')}`,
  }),
  [[A_TO_B, 'blocked']],
);
ask(
  'a third VPC with an overlapping block',
  joined({
    more: `${resource('C', 'VPC', 'CidrBlock: 10.2.0.0/20')}${resource('InC', 'Subnet', 'VpcId: !Ref C, CidrBlock: 10.2.3.0/24, AvailabilityZone: eu-west-1a')}${resource('AtC', 'TransitGatewayAttachment', 'TransitGatewayId: !Ref Hub, VpcId: !Ref C, SubnetIds: [!Ref InC]')}`,
  }),
  [[A_TO_B, 'unknown', /overlap/]],
);
const vpn = (rest: string) =>
  `${resource('Office', 'CustomerGateway', 'Type: ipsec.1, BgpAsn: 65000, IpAddress: 203.0.113.9')}${resource('Vpn', 'VPNConnection', `Type: ipsec.1, CustomerGatewayId: !Ref Office, TransitGatewayId: !Ref Hub${rest}`)}`;
ask('a VPN connection of the gateway', joined({ more: vpn('') }), [
  ['HostA to 192.168.1.5 tcp 22', 'reachable', /the network behind Vpn forwards packets/],
  ['192.168.1.5 to HostA tcp 22', 'reachable', /192\.168\.1\.5 is behind Vpn/],
  // It may get to a NAT gateway by the gateway.
  ['192.168.1.5 to internet tcp 443', 'unknown'],
  ['HostA to 10.2.77.7 tcp 22', 'blocked'],
  ['HostA to 198.51.100.7 tcp 22', 'blocked'],
]);
ask(
  'a VPN connection with static routes, of which the table has none',
  joined({ more: vpn(', StaticRoutesOnly: true') }),
  [
    ['HostA to 192.168.1.5 tcp 22', 'blocked'],
    ['192.168.1.5 to HostA tcp 22', 'blocked'],
  ],
);

// Fact TGW-06: rules that let in may name groups of the other VPC, others may not, and an endpoint's group does not.
const named = `SecurityGroupReferencingSupport: enable`;
const letsOut = resource(
  'Narrow',
  'SecurityGroup',
  'VpcId: !Ref A, GroupDescription: x, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, DestinationSecurityGroupId: !Ref GroupB }]',
);
ask(
  'a rule that lets out to a group',
  joined({ gateway: named, more: `${letsOut}${host('Narrowed', 'InA', 'Narrow')}` }),
  [['Narrowed to HostB tcp 22', 'blocked']],
);
const letsIn = resource(
  'OfGroupA',
  'SecurityGroup',
  'VpcId: !Ref B, GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref GroupA }]',
);
const sqs = resource(
  'Sqs',
  'VPCEndpoint',
  "VpcId: !Ref B, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs', VpcEndpointType: Interface, SubnetIds: [!Ref InB], SecurityGroupIds: [!Ref OfGroupA]",
);
ask(
  'rules that let in from a group',
  joined({ gateway: named, more: `${letsIn}${sqs}${host('Listener', 'InB', 'OfGroupA')}` }),
  [
    ['HostA to Listener tcp 443', 'reachable'],
    ['HostA to Sqs tcp 443', 'blocked'],
  ],
);

// Fact TGW-07: in appliance mode packets may come down in the zone whose subnet drops them.
const secondExit = (mode: string) =>
  joined({})
    .replace(
      'SubnetIds: [!Ref OtherB]',
      `SubnetIds: [!Ref OtherB, !Ref Closed], Options: { ApplianceModeSupport: ${mode} }`,
    )
    .concat(
      resource('Closed', 'Subnet', 'VpcId: !Ref B, CidrBlock: 10.2.8.0/24, AvailabilityZone: eu-west-1b'),
      resource('Nothing', 'NetworkAcl', 'VpcId: !Ref B'),
      resource(
        'OnClosed',
        'SubnetNetworkAclAssociation',
        'SubnetId: !Ref Closed, NetworkAclId: !Ref Nothing',
      ),
    );
ask('two zones, one closed, appliance mode off', secondExit('disable'), [[A_TO_B, 'reachable']]);
ask('two zones, one closed, appliance mode on', secondExit('enable'), [
  [A_TO_B, 'unknown', /into which of its zones/],
]);

/** What the first VPC sends to the second one goes by a third one with a firewall; `back` is the table of the answer. */
const inspected = (back: string, mode: string) =>
  joined({
    gateway: 'DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable',
    more: [
      resource('Firewalls', 'VPC', 'CidrBlock: 10.9.0.0/16'),
      resource(
        'Exit',
        'Subnet',
        'VpcId: !Ref Firewalls, CidrBlock: 10.9.0.0/24, AvailabilityZone: eu-west-1a',
      ),
      resource('ExitTable', 'RouteTable', 'VpcId: !Ref Firewalls'),
      onTable('Exit', 'ExitTable'),
      resource(
        'ToFirewall',
        'Route',
        'RouteTableId: !Ref ExitTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: vpce-0123456789abcdef0',
      ),
      resource(
        'AtFirewalls',
        'TransitGatewayVpcAttachment',
        `TransitGatewayId: !Ref Hub, VpcId: !Ref Firewalls, SubnetIds: [!Ref Exit], Options: { ApplianceModeSupport: ${mode} }`,
      ),
      ...['A', 'B', 'Firewalls'].flatMap((name) => [
        resource(`Of${name}`, 'TransitGatewayRouteTable', 'TransitGatewayId: !Ref Hub'),
        resource(
          `${name}On`,
          'TransitGatewayRouteTableAssociation',
          `TransitGatewayRouteTableId: !Ref Of${name}, TransitGatewayAttachmentId: !Ref At${name}`,
        ),
      ]),
      ...['A', 'B'].map((name) =>
        resource(
          `Firewalls${name}`,
          'TransitGatewayRouteTablePropagation',
          `TransitGatewayRouteTableId: !Ref OfFirewalls, TransitGatewayAttachmentId: !Ref At${name}`,
        ),
      ),
      resource(
        'ToB',
        'TransitGatewayRoute',
        'TransitGatewayRouteTableId: !Ref OfA, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: !Ref AtFirewalls',
      ),
      resource(
        'Back',
        'TransitGatewayRoute',
        `TransitGatewayRouteTableId: !Ref OfB, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: !Ref ${back}`,
      ),
    ].join(''),
  });
for (const mode of ['enable', 'disable']) {
  ask(`central inspection, appliance mode ${mode}d`, inspected('AtFirewalls', mode), [
    [A_TO_B, 'unknown', /what vpce-0123456789abcdef0 does with packets/],
  ]);
  ask(`one way by the firewall, appliance mode ${mode}d`, inspected('AtA', mode), [
    [A_TO_B, 'unknown'],
    ['HostB to HostA tcp 22', 'unknown', /what vpce-0123456789abcdef0 does with packets/],
  ]);
}

test('the path up to a central firewall is told', () => {
  for (const [target, name] of [
    ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef0'],
    // As the template that makes the firewall names its endpoint.
    ["!Select [1, !Split [':', !Select [0, !GetAtt Firewall.EndpointIds]]]", 'ToFirewall'],
  ] as const) {
    const template = inspected('AtFirewalls', 'enable').replace('vpce-0123456789abcdef0', target);
    const { hops, verdict, assumptions } = answerIn(template, {
      from: 'HostA',
      to: 'HostB',
      protocol: 'tcp',
      port: 22,
    });
    assert.equal(verdict, 'unknown');
    assert.deepEqual(
      hops.slice(-3).map(({ resource, kind, isUnknown = false }) => [resource, kind, isUnknown]),
      [
        ['Hub', 'transit-gateway', false],
        ['ExitTable', 'route-table', false],
        [name, 'appliance', true],
      ],
    );
    assert.match(assumptions.join(), /does with packets that are not its own/);
  }
});

/** A public subnet whose way out, or in, is an appliance. */
const withAppliance = (target: string, groupFrom = '0.0.0.0/0') => `Resources:
${resource('Vpc', 'VPC', 'CidrBlock: 10.0.0.0/16')}
${resource('Public', 'Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true')}
${resource('Other', 'Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24')}
${resource('Table', 'RouteTable', 'VpcId: !Ref Vpc')}
${onTable('Public', 'Table')}
${resource('Out', 'Route', `RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, ${target}`)}
${resource('Middle', 'Route', `RouteTableId: !Ref Table, DestinationCidrBlock: 10.0.1.0/24, ${target}`)}
${group('Group', 'Vpc', groupFrom)}
${host('Web', 'Public', 'Group')}
${host('Inner', 'Other', 'Group')}
`;
for (const target of ['NetworkInterfaceId: eni-0123456789abcdef0', 'VpcEndpointId: vpce-0123456789abcdef0']) {
  ask(`an appliance, ${target}`, withAppliance(target), [
    ['Web to internet tcp 443', 'unknown', /does with packets that are not its own/],
    ['internet to Web tcp 22', 'unknown', /does with packets that are not its own/],
    ['Web to Inner tcp 22', 'unknown', /does with packets that are not its own/],
    // The packet goes straight, and the answer by the appliance.
    ['Inner to Web tcp 22', 'unknown', /does with packets that are not its own/],
  ]);
  ask(`an appliance behind a closed group, ${target}`, withAppliance(target, '192.0.2.0/24'), [
    ['Inner to Web tcp 22', 'blocked'],
  ]);
}

/** A route to a VPN that takes the addresses of a VPC of the file, which has `more` to come in by. */
const shadowed = (more = '') => `Resources:
${resource('Vpc', 'VPC', 'CidrBlock: 10.0.0.0/16')}
${resource('Private', 'Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24')}
${resource('Table', 'RouteTable', 'VpcId: !Ref Vpc')}
${onTable('Private', 'Table')}
${resource('Vgw', 'VPNGateway', 'Type: ipsec.1')}
${resource('VgwAttachment', 'VPCGatewayAttachment', 'VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw')}
${resource('ByVpn', 'Route', 'RouteTableId: !Ref Table, DestinationCidrBlock: 10.9.0.0/16, GatewayId: !Ref Vgw')}
${group('Group', 'Vpc', '10.0.0.0/8')}
${host('Near', 'Private', 'Group')}
${resource('Far', 'VPC', 'CidrBlock: 10.9.0.0/16')}
${resource('FarSubnet', 'Subnet', 'VpcId: !Ref Far, CidrBlock: 10.9.1.0/24')}
${resource('FarTable', 'RouteTable', 'VpcId: !Ref Far')}
${onTable('FarSubnet', 'FarTable')}
${group('FarGroup', 'Far', '10.0.0.0/8')}
${host('FarHost', 'FarSubnet', 'FarGroup')}
${more}`;
const across: Asked = [
  'Near to FarHost tcp 22',
  'reachable',
  /the network behind Vgw forwards packets to FarHost/,
];
ask('a VPC that no VPN leads into', shadowed(), [['Near to FarHost tcp 22', 'blocked']]);
ask(
  'a VPC with a virtual private gateway of its own',
  shadowed(
    resource('FarVgw', 'VPNGateway', 'Type: ipsec.1') +
      resource('FarVgwAttachment', 'VPCGatewayAttachment', 'VpcId: !Ref Far, VpnGatewayId: !Ref FarVgw'),
  ),
  [across],
);
ask(
  'a VPC with a route to an appliance',
  shadowed(
    resource(
      'Back',
      'Route',
      'RouteTableId: !Ref FarTable, DestinationCidrBlock: 10.0.0.0/16, NetworkInterfaceId: eni-0123456789abcdef0',
    ),
  ),
  [across],
);
ask('a VPC that others get to know', `${shadowed()}Outputs: { Far: { Value: !Ref Far } }\n`, [across]);
