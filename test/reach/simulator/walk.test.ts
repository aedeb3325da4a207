// The simulator against answers worked out by hand from AWS's documentation. Each case names the page or fact.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Acl, Group, Workload, World } from '../world/world.ts';
import { explain, verdictOf } from './verdict.ts';

/** `App to Db tcp 5432` and its verdict. */
type Expected = Readonly<Record<string, string>>;

function expects(of: World, answers: Expected): void {
  for (const [text, verdict] of Object.entries(answers)) {
    const [from = '', , to = '', protocol = '', port] = text.split(' ');
    assert.ok(protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp');
    const question = { from, to, protocol, port: port === undefined ? undefined : Number(port) } as const;
    assert.equal(verdictOf(of, question), verdict, `${text}\n${explain(of, question)}`);
  }
}

const group = (name: string, parts: Partial<Group> = {}): Group => ({
  name,
  vpc: 'Vpc',
  ingress: [],
  egress: undefined,
  ...parts,
});
const acl = (name: string, ...texts: string[]): Acl => ({ name, vpc: 'Vpc', entries: entries(...texts) });

const app: Workload = { name: 'App', kind: 'function', subnets: ['Private'], groups: ['AppGroup'] };
const web: Workload = {
  name: 'Web',
  kind: 'instance',
  publicAddress: 'as the subnet says',
  subnets: ['Public'],
  groups: ['WebGroup'],
};
const db: Workload = {
  name: 'Db',
  kind: 'database',
  publiclyAccessible: false,
  subnets: ['Private'],
  groups: ['DbGroup'],
};

/** A public and a private subnet with a NAT gateway: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html */
const publicAndPrivate = world({
  vpcs: [vpc('Vpc', '10.0.0.0/16')],
  subnets: [
    subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true }),
    subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
  ],
  tables: [
    { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
    { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
  ],
  nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
  groups: [
    group('AppGroup'),
    group('WebGroup', { ingress: rules('tcp 443 0.0.0.0/0') }),
    group('DbGroup', { ingress: rules('tcp 5432 AppGroup') }),
  ],
  workloads: [app, web, db],
});

test('a public and a private subnet with a NAT gateway', () => {
  expects(publicAndPrivate, {
    'App to internet tcp 443': 'reachable', // NAT-01
    'App to s3 tcp 443': 'reachable', // DB-06
    'App to 203.0.113.7 tcp 80': 'reachable',
    'App to Db tcp 5432': 'reachable', // SG-01, RT-03
    'App to Db tcp 3306': 'blocked',
    'Web to Db tcp 5432': 'blocked', // not of the group that is named
    'Web to internet udp 53': 'reachable', // NET-02
    'Web to internet icmp': 'reachable',
    'internet to Web tcp 443': 'reachable',
    'internet to Web tcp 22': 'blocked',
    'internet to Db tcp 5432': 'blocked', // no public address
    'Web to App tcp 443': 'blocked', // LAM-18
    'App to internet icmp': 'blocked', // LAM-18
    'App to 192.168.7.7 tcp 443': 'blocked', // no such address on the internet
  });
});

test('a function in a public subnet has no way out (LAM-02), in both kinds of subnet one of two', () => {
  const inPublic = (...subnets: string[]) => ({
    ...publicAndPrivate,
    workloads: [{ ...app, subnets }, web, db],
  });
  expects(inPublic('Public'), { 'App to internet tcp 443': 'blocked', 'App to Db tcp 5432': 'reachable' });
  expects(inPublic('Public', 'Private'), { 'App to internet tcp 443': 'partial' });
});

test('a NAT gateway needs an attached internet gateway on its own table (NAT-01, NAT-06)', () => {
  const with_ = (parts: Partial<World>) => ({ ...publicAndPrivate, ...parts });
  const detached = [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'detached' })];
  expects(with_({ vpcs: detached }), { 'App to internet tcp 443': 'blocked' });
  expects(with_({ nats: [{ name: 'Nat', kind: 'private', subnet: 'Public' }] }), {
    'App to internet tcp 443': 'blocked',
  });
  expects(with_({ nats: [{ name: 'Nat', kind: 'public', subnet: 'Private' }] }), {
    'App to internet tcp 443': 'blocked', // its own table leads back to it
  });
  expects(with_({ nats: [{ name: 'Nat', kind: 'regional', vpc: 'Vpc' }] }), {
    'App to internet tcp 443': 'reachable', // NAT-02
  });
});

test('routes: the longest prefix wins (RT-01), without an association the main table counts (RT-04)', () => {
  const privateTable = (...texts: string[]) => ({
    ...publicAndPrivate,
    tables: [
      { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
      { name: 'PrivateTable', vpc: 'Vpc', routes: routes(...texts) },
    ],
  });
  expects(privateTable('0.0.0.0/0 nat Nat', '203.0.113.0/24 igw'), {
    'App to 203.0.113.7 tcp 443': 'blocked',
    'App to 198.51.100.7 tcp 443': 'reachable',
    'App to internet tcp 443': 'partial',
    'App to sqs tcp 443': 'unknown', // it may have one of the addresses that go astray
  });
  expects(privateTable('203.0.113.0/24 nat Nat'), {
    'App to 203.0.113.7 tcp 443': 'reachable',
    'App to 203.0.112.0/23 tcp 443': 'partial',
  });
  const unassociated = [
    subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable' }),
    subnet('Private', 'Vpc', '10.0.1.0/24'),
  ];
  expects(
    { ...publicAndPrivate, subnets: unassociated },
    {
      'App to internet tcp 443': 'blocked',
      'App to Db tcp 5432': 'reachable',
      'Web to internet tcp 443': 'blocked', // the subnet gives no public address any more (NET-02)
      'internet to Web tcp 443': 'blocked',
    },
  );
});

// https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html, the example tables and "Ephemeral ports".
test("the example network ACL of AWS's guide", () => {
  const example = [
    'in 100 allow tcp 80 0.0.0.0/0',
    'in 110 allow tcp 443 0.0.0.0/0',
    'in 120 allow tcp 22 192.0.2.0/24',
    'in 140 allow tcp 32768-65535 0.0.0.0/0',
    'out 100 allow tcp 80 0.0.0.0/0',
    'out 110 allow tcp 443 0.0.0.0/0',
    'out 120 allow tcp 1024-65535 192.0.2.0/24',
    'out 140 allow tcp 32768-65535 0.0.0.0/0',
  ];
  const guarded = (...texts: string[]) => ({
    ...publicAndPrivate,
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true, acl: 'Acl' }),
      subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
    ],
    acls: [acl('Acl', ...texts)],
    groups: [
      group('AppGroup'),
      group('WebGroup', { ingress: rules('all 0.0.0.0/0') }),
      group('DbGroup', { ingress: rules('tcp 5432 AppGroup') }),
    ],
  });
  expects(guarded(...example), {
    'Web to internet tcp 443': 'reachable', // Linux answers come to 32768-61000
    'Web to internet tcp 22': 'blocked',
    'Web to internet udp 443': 'blocked', // TCP only
    'Web to internet icmp': 'blocked',
    'internet to Web tcp 443': 'partial', // clients that send from 1024-32767 get no answer
    'internet to Web tcp 139': 'blocked', // the guide's own example
    '192.0.2.9 to Web tcp 22': 'reachable',
    '192.0.3.9 to Web tcp 22': 'blocked',
    'App to internet tcp 443': 'partial', // a NAT gateway sends from 1024-65535
    'App to Web tcp 443': 'partial', // and so does a function
  });
  const wide = example.map((text) => text.replace('32768', '1024'));
  expects(guarded(...wide), {
    'internet to Web tcp 443': 'reachable',
    'App to internet tcp 443': 'reachable',
  });
  // "Ensure that you place the deny rules earlier in the table than the allow rules that open the wide range."
  expects(guarded(...wide, 'out 130 deny tcp 3389 0.0.0.0/0'), { 'internet to Web tcp 443': 'partial' });
  expects(guarded(...wide, 'out 150 deny tcp 3389 0.0.0.0/0'), { 'internet to Web tcp 443': 'reachable' });
  // What nothing matches is denied (ACL-03); inside the subnet nothing is asked (ACL-01).
  expects(guarded(), {
    'Web to internet tcp 443': 'blocked',
    'App to Web tcp 443': 'blocked',
    'App to Db tcp 5432': 'reachable',
  });
});

test("the addresses that AWS keeps, and those of VPCs, are nobody's on the internet (SUB-02)", () => {
  const denying = (...blocks: string[]) => ({
    ...publicAndPrivate,
    vpcs: [...publicAndPrivate.vpcs, vpc('Odd', '198.51.100.0/24')],
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true, acl: 'Acl' }),
      subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
    ],
    acls: [
      acl(
        'Acl',
        ...blocks.map((block, index) => `in ${index + 1} deny all ${block}`),
        'in 100 allow all 0.0.0.0/0',
        'out 100 allow all 0.0.0.0/0',
      ),
    ],
    groups: [group('AppGroup'), group('WebGroup', { ingress: rules('all 0.0.0.0/0') }), group('DbGroup')],
  });
  const question = 'App to Web tcp 443';
  expects(denying('10.0.1.0/30', '10.0.1.255/32', '198.51.100.0/24', '192.168.0.0/16'), {
    [question]: 'reachable',
    'internet to Web tcp 443': 'reachable',
  });
  expects(denying('10.0.1.0/29'), { [question]: 'partial' });
  expects(denying('10.0.1.254/31'), { [question]: 'partial' });
  expects(denying('198.51.101.0/24'), { 'internet to Web tcp 443': 'partial' });
});

test('network ACLs around a NAT gateway', () => {
  const around = (publicAcl: string[], privateAcl: string[]) => ({
    ...publicAndPrivate,
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', acl: 'PublicAcl' }),
      subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable', acl: 'PrivateAcl' }),
    ],
    acls: [acl('PublicAcl', ...publicAcl), acl('PrivateAcl', ...privateAcl)],
  });
  const open = ['in 100 allow all 0.0.0.0/0', 'out 100 allow all 0.0.0.0/0'];
  // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html asks for these of the NAT's subnet.
  const least = [
    'in 100 allow tcp 443 10.0.1.0/24',
    'in 110 allow tcp 1024-65535 0.0.0.0/0',
    'out 100 allow tcp 443 0.0.0.0/0',
    'out 110 allow tcp 1024-65535 10.0.1.0/24',
  ];
  const question = 'App to internet tcp 443';
  expects(around(least, open), { [question]: 'reachable' });
  for (const left of least) {
    expects(
      around(
        least.filter((text) => text !== left),
        open,
      ),
      { [question]: 'blocked' },
    );
  }
  const own = ['in 100 allow tcp 1024-65535 0.0.0.0/0', 'out 100 allow tcp 443 0.0.0.0/0'];
  expects(around(least, own), { [question]: 'reachable' });
  expects(around(least, own.slice(1)), { [question]: 'blocked' });
  expects(around(least, own.slice(0, 1)), { [question]: 'blocked' });
  // The answer comes from the internet, not from the NAT gateway.
  expects(around(least, ['in 100 allow tcp 1024-65535 10.0.0.0/24', own[1] ?? '']), {
    [question]: 'blocked',
  });
});

test('security groups', () => {
  const groups = (...list: Group[]) => ({ ...publicAndPrivate, groups: [...list, group('WebGroup')] });
  expects(groups(group('AppGroup', { egress: rules('tcp 5432 DbGroup') }), group('DbGroup')), {
    'App to Db tcp 5432': 'blocked', // a group lets nothing in by itself (SG-02)
  });
  const dbGroup = group('DbGroup', { ingress: rules('tcp 5432 10.0.1.0/25') });
  expects(groups(group('AppGroup', { egress: rules('tcp 5432 DbGroup') }), dbGroup), {
    'App to Db tcp 5432': 'partial', // from half of the addresses
    'App to internet tcp 443': 'blocked',
  });
  expects(groups(group('AppGroup', { egress: [] }), dbGroup), { 'App to Db tcp 5432': 'blocked' });
  expects(groups(group('AppGroup', { egress: rules('tcp 443 54.0.0.0/8') }), dbGroup), {
    'App to internet tcp 443': 'partial',
    'App to s3 tcp 443': 'unknown', // which addresses S3 has the template does not say
  });
  // Of two groups the rules add up (SG-01).
  const both = groups(
    group('AppGroup', { egress: rules('tcp 5432 DbGroup') }),
    group('DbGroup', { ingress: rules('tcp 5432 AppGroup') }),
    group('Other', { egress: [] }),
  );
  const two = { ...both, workloads: [{ ...app, groups: ['Other', 'AppGroup'] }, db] };
  expects(two, { 'App to Db tcp 5432': 'reachable' });
  // The default group lets itself in and all out (SG-03).
  const byDefault = { ...both, workloads: [app, { ...db, groups: [] }, { ...web, groups: [] }] };
  expects(byDefault, { 'App to Db tcp 5432': 'blocked', 'Web to Db tcp 5432': 'reachable' });
  // A ping is type 8; AWS writes type and code where others have ports.
  const pinged = (rule: string) => ({
    ...publicAndPrivate,
    groups: [group('WebGroup', { ingress: rules(rule) }), group('DbGroup'), group('AppGroup')],
  });
  expects(pinged('icmp -1/-1 0.0.0.0/0'), { 'internet to Web icmp': 'reachable' });
  expects(pinged('icmp 8/0 0.0.0.0/0'), { 'internet to Web icmp': 'reachable' });
  expects(pinged('icmp 0/-1 0.0.0.0/0'), { 'internet to Web icmp': 'blocked' });
  expects(pinged('icmp 8/3 0.0.0.0/0'), { 'internet to Web icmp': 'blocked' });
  // Nothing comes to a function, whatever its group lets in (LAM-18).
  expects(groups(group('AppGroup', { ingress: rules('all 0.0.0.0/0') }), group('DbGroup')), {
    'Web to App tcp 443': 'blocked',
  });
});

test('services of AWS', () => {
  const closed = [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none' })];
  const sqs: Workload = {
    name: 'Sqs',
    kind: 'endpoint',
    service: 'sqs',
    privateDns: true,
    subnets: ['Public'],
    groups: ['EndpointGroup'],
  };
  const endpointsOnly = world({
    ...publicAndPrivate,
    vpcs: closed,
    tables: [
      { name: 'PublicTable', vpc: 'Vpc', routes: [] },
      { name: 'PrivateTable', vpc: 'Vpc', routes: [] },
    ],
    nats: [],
    groups: [
      group('AppGroup', { egress: rules('tcp 443 0.0.0.0/0') }),
      group('EndpointGroup', { ingress: rules('tcp 443 AppGroup') }),
    ],
    gatewayEndpoints: [{ name: 'S3', vpc: 'Vpc', service: 's3', tables: ['PrivateTable'] }],
    workloads: [app, sqs],
  });
  expects(endpointsOnly, {
    'App to s3 tcp 443': 'reachable', // EP-02, EP-03
    'App to dynamodb tcp 443': 'blocked',
    'App to sqs tcp 443': 'reachable', // EP-05, EP-07
    'App to Sqs tcp 443': 'reachable',
    'App to secretsmanager tcp 443': 'blocked',
    'App to internet tcp 443': 'blocked',
  });
  const onOtherTable = [{ name: 'S3', vpc: 'Vpc', service: 's3', tables: ['PublicTable'] }] as const;
  expects({ ...endpointsOnly, gatewayEndpoints: onOtherTable }, { 'App to s3 tcp 443': 'blocked' });
  // Without private DNS the name means the public addresses (EP-07), the endpoint itself still answers.
  expects(
    { ...endpointsOnly, workloads: [app, { ...sqs, privateDns: false }] },
    { 'App to sqs tcp 443': 'blocked', 'App to Sqs tcp 443': 'reachable' },
  );
  const noHostnames = [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none', dnsHostnames: false })];
  expects(
    { ...endpointsOnly, vpcs: noHostnames },
    { 'App to sqs tcp 443': 'blocked', 'App to s3 tcp 443': 'reachable' }, // DNS-05
  );
  const noResolver = [vpc('Vpc', '10.0.0.0/16', { dnsSupport: false })];
  expects(
    { ...endpointsOnly, vpcs: noResolver },
    { 'App to sqs tcp 443': 'blocked', 'App to s3 tcp 443': 'blocked' }, // DNS-04
  );
  // Network ACLs cannot name the prefix list: the addresses of S3 are public ones (EP-03).
  const strict = (...texts: string[]) => ({
    ...endpointsOnly,
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable' }),
      subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable', acl: 'Acl' }),
    ],
    acls: [acl('Acl', ...texts)],
  });
  expects(strict('out 1 allow tcp 443 10.0.0.0/16', 'in 1 allow tcp 1024-65535 10.0.0.0/16'), {
    'App to s3 tcp 443': 'blocked',
    'App to sqs tcp 443': 'reachable',
  });
  expects(strict('out 1 allow tcp 443 0.0.0.0/0', 'in 1 allow tcp 1024-65535 0.0.0.0/0'), {
    'App to s3 tcp 443': 'reachable',
  });
});

// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
test('peering leads to the peer and no further (PCX-01)', () => {
  const there: Workload = { ...db, name: 'There', subnets: ['Theirs'], groups: ['TheirGroup'] };
  const beyond: Workload = { ...db, name: 'Beyond', subnets: ['Third'], groups: ['ThirdGroup'] };
  const peered = (ours: string[], theirs: string[]) =>
    world({
      vpcs: [vpc('Vpc', '10.0.0.0/16'), vpc('Peer', '10.1.0.0/16'), vpc('Far', '10.2.0.0/16')],
      subnets: [
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'Ours' }),
        subnet('Theirs', 'Peer', '10.1.1.0/24', { table: 'TheirTable' }),
        subnet('Third', 'Far', '10.2.1.0/24', { table: 'FarTable' }),
      ],
      tables: [
        { name: 'Ours', vpc: 'Vpc', routes: routes(...ours) },
        { name: 'TheirTable', vpc: 'Peer', routes: routes(...theirs, '10.2.0.0/16 peering Second') },
        { name: 'FarTable', vpc: 'Far', routes: routes('10.0.0.0/8 peering Second') },
      ],
      peerings: [
        { name: 'First', requester: 'Vpc', accepter: 'Peer' },
        { name: 'Second', requester: 'Peer', accepter: 'Far' },
      ],
      groups: [
        group('AppGroup'),
        group('TheirGroup', { vpc: 'Peer', ingress: rules('tcp 5432 AppGroup') }), // SG-06
        group('ThirdGroup', { vpc: 'Far', ingress: rules('tcp 5432 10.0.0.0/8') }),
      ],
      workloads: [app, there, beyond],
    });
  expects(peered(['10.0.0.0/8 peering First'], ['10.0.0.0/16 peering First']), {
    'App to There tcp 5432': 'reachable',
    'There to Beyond tcp 5432': 'reachable',
    'App to Beyond tcp 5432': 'blocked',
  });
  expects(peered(['10.1.0.0/16 peering First'], []), { 'App to There tcp 5432': 'blocked' });
  expects(peered([], ['10.0.0.0/16 peering First']), { 'App to There tcp 5432': 'blocked' });
  expects(peered(['10.1.1.0/25 peering First'], ['10.0.0.0/16 peering First']), {
    'App to There tcp 5432': 'partial',
  });
});

// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
test('VPCs with addresses in common are not peered (PCX-01)', () => {
  const there: Workload = { ...db, name: 'There', subnets: ['Theirs'], groups: ['TheirGroup'] };
  const peered = (blocks = '') =>
    world({
      vpcs: [vpc('Vpc', '10.0.0.0/16'), vpc('Peer', `10.1.0.0/16 ${blocks}`.trim())],
      subnets: [
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'Ours' }),
        subnet('Theirs', 'Peer', '10.1.1.0/24', { table: 'TheirTable' }),
      ],
      tables: [
        { name: 'Ours', vpc: 'Vpc', routes: routes('10.1.0.0/16 peering Only') },
        { name: 'TheirTable', vpc: 'Peer', routes: routes('10.0.0.0/16 peering Only') },
      ],
      peerings: [{ name: 'Only', requester: 'Vpc', accepter: 'Peer' }],
      groups: [group('AppGroup'), group('TheirGroup', { vpc: 'Peer', ingress: rules('tcp 5432 0.0.0.0/0') })],
      workloads: [app, there],
    });
  expects(peered(), { 'App to There tcp 5432': 'reachable' });
  expects(peered('10.2.0.0/16'), { 'App to There tcp 5432': 'reachable' });
  expects(peered('10.0.128.0/17'), { 'App to There tcp 5432': 'blocked' });
});

// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html and how-transit-gateways-work.html
test('a transit gateway', () => {
  const there: Workload = { ...db, name: 'There', subnets: ['Theirs'], groups: ['TheirGroup'] };
  const joined = (zone: number, acls: { up?: string[]; down?: string[] } = {}) =>
    world({
      vpcs: [vpc('Vpc', '10.0.0.0/16'), vpc('Other', '10.1.0.0/16')],
      subnets: [
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'Ours' }),
        subnet('Up', 'Vpc', '10.0.9.0/28', { zone, acl: acls.up && 'UpAcl' }),
        subnet('Theirs', 'Other', '10.1.1.0/24', { table: 'TheirTable' }),
        subnet('Down', 'Other', '10.1.9.0/28', { acl: acls.down && 'DownAcl' }),
      ],
      tables: [
        { name: 'Ours', vpc: 'Vpc', routes: routes('10.0.0.0/8 tgw') },
        { name: 'TheirTable', vpc: 'Other', routes: routes('10.0.0.0/16 tgw') },
      ],
      acls: [acl('UpAcl', ...(acls.up ?? [])), { ...acl('DownAcl', ...(acls.down ?? [])), vpc: 'Other' }],
      transit: {
        name: 'Hub',
        attachments: [
          { name: 'OurAttachment', vpc: 'Vpc', subnets: ['Up'] },
          { name: 'TheirAttachment', vpc: 'Other', subnets: ['Down'] },
        ],
      },
      groups: [
        group('AppGroup'),
        group('TheirGroup', { vpc: 'Other', ingress: rules('tcp 5432 10.0.0.0/16') }),
      ],
      workloads: [app, there],
    });
  const question = 'App to There tcp 5432';
  expects(joined(0), { [question]: 'reachable', 'App to 10.7.0.1 tcp 5432': 'blocked' });
  // Nothing of a zone without an attachment reaches the gateway.
  expects(joined(1), { [question]: 'blocked' });
  // On the way up only what comes into the attachment's subnet is asked, on the way down only what goes out of it.
  const up = ['in 1 allow tcp 5432 10.0.1.0/24', 'out 1 allow tcp 1024-65535 10.0.1.0/24'];
  const down = ['out 1 allow tcp 5432 10.1.1.0/24', 'in 1 allow tcp 1024-65535 10.1.1.0/24'];
  expects(joined(0, { up, down }), { [question]: 'reachable' });
  expects(joined(0, { up: up.slice(1), down }), { [question]: 'blocked' });
  expects(joined(0, { up: up.slice(0, 1), down }), { [question]: 'blocked' });
  expects(joined(0, { up, down: down.slice(1) }), { [question]: 'blocked' });
  expects(joined(0, { up, down: down.slice(0, 1) }), { [question]: 'blocked' });
});

test('from the internet', () => {
  const balancer = (internetFacing: boolean, subnets: string[]): Workload => ({
    name: 'Alb',
    kind: 'balancer',
    internetFacing,
    subnets,
    groups: ['WebGroup'],
  });
  const question = 'internet to Alb tcp 443';
  const having = (workload: Workload) => ({ ...publicAndPrivate, workloads: [app, workload] });
  expects(having(balancer(true, ['Public'])), { [question]: 'reachable' });
  expects(having(balancer(false, ['Public'])), { [question]: 'blocked' });
  expects(having(balancer(true, ['Public', 'Private'])), { [question]: 'partial' });
  // Nothing comes in where answers leave by a NAT gateway.
  expects(having(balancer(true, ['Private'])), { [question]: 'blocked' });
  const publicDb: Workload = {
    ...db,
    name: 'Db',
    publiclyAccessible: true,
    subnets: ['Public'],
    groups: ['WebGroup'],
  };
  expects(having(publicDb), { 'internet to Db tcp 443': 'reachable' });
  expects(having({ ...publicDb, publiclyAccessible: false }), { 'internet to Db tcp 443': 'blocked' });
  const elastic: Workload = { ...web, publicAddress: 'elastic', subnets: ['Private'] };
  expects(having(elastic), { 'internet to Web tcp 443': 'blocked', 'Web to internet tcp 443': 'reachable' });
});

test('a virtual private gateway', () => {
  const inside: Workload = { ...web, name: 'Inside', subnets: ['Private'], groups: ['WebGroup'] };
  const behind = (gateway: 'attached' | 'detached', ...texts: string[]) => ({
    ...publicAndPrivate,
    vpcs: [vpc('Vpc', '10.0.0.0/16', { vpnGateway: gateway })],
    tables: [
      { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
      { name: 'PrivateTable', vpc: 'Vpc', routes: routes(...texts) },
    ],
    workloads: [app, inside],
  });
  const both = ['192.168.0.0/16 vgw', '0.0.0.0/0 nat Nat'];
  expects(behind('attached', ...both), {
    'App to 192.168.7.0/24 tcp 443': 'reachable',
    'App to 192.168.0.0/15 tcp 443': 'reachable', // 192.169.0.0/16 is on the internet
    'App to 172.16.0.0/12 tcp 443': 'blocked', // that is not, and no route leads there
    '192.168.7.0/24 to Inside tcp 443': 'reachable',
    '172.20.0.0/24 to Inside tcp 443': 'blocked', // no route back
    'App to internet tcp 443': 'reachable',
  });
  expects(behind('detached', ...both), {
    'App to 192.168.7.0/24 tcp 443': 'blocked',
    '192.168.7.0/24 to Inside tcp 443': 'blocked',
  });
});
