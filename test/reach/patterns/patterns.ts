// Networks of AWS's documentation and of the guides, each as a template in patterns/ and as a world, with answers worked
// out by hand. `why` says from what; ids are facts of server/src/aws/facts.ts or of docs/reachability.md.

import { entries, routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Group, GroupRule, Protocol, Question, Verdict, Workload, World } from '../world/world.ts';
import { DUAL_STACK } from './ipv6.ts';

export interface Pattern {
  /** The template is `patterns/NAME.yaml`. */
  readonly name: string;
  readonly source: string;
  readonly world: World;
  /** `App to Db tcp 5432`, the verdict, and why. */
  readonly answers: readonly (readonly [question: string, verdict: Verdict, why: string])[];
}

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/userguide/';
/** The scenario as the guide had it until 2022, with the recommended network ACLs: awsdocs/amazon-vpc-user-guide, VPC_Scenario2.md. */
const SCENARIO_2 = `${GUIDE}VPC_Scenario2.html#nacl-rules-scenario-2`;
const OFFICE = '203.0.113.0/24';
const HOME = '172.30.0.0/16';

function group(name: string, ingress: readonly string[], egress?: readonly string[], of = 'Vpc'): Group {
  const out: readonly GroupRule[] | undefined = egress && rules(...egress);
  return { name, vpc: of, ingress: rules(...ingress), egress: out };
}

const app = (...subnets: string[]): Workload => ({
  name: 'App',
  kind: 'function',
  subnets,
  groups: ['AppGroup'],
});
const db = (...subnets: string[]): Workload => ({
  name: 'Db',
  kind: 'database',
  publiclyAccessible: false,
  subnets,
  groups: ['DbGroup'],
});
const instance = (name: string, at: string, publicAddress: 'elastic' | 'refused'): Workload => ({
  name,
  kind: 'instance',
  publicAddress,
  subnets: [at],
  groups: [`${name}Group`],
});
const tiers = (...all: readonly (readonly [tier: string, table: string | undefined])[]) =>
  all.flatMap(([tier, table], row) =>
    ['A', 'B'].map((letter, zone) =>
      subnet(`${tier}${letter}`, 'Vpc', `10.0.${row * 10 + zone}.0/24`, { zone, table }),
    ),
  );

/** `App to Db tcp 5432`, `App to internet icmp ipv6`. */
export function questionOf(text: string): Question {
  const [from = '', , to = '', protocol, ...rest] = text.split(' ');
  const ipv6 = rest.at(-1) === 'ipv6' && { ipv6: true };
  const [port] = rest.filter((word) => word !== 'ipv6');
  return {
    from,
    to,
    protocol: protocol as Protocol,
    port: port === undefined ? undefined : Number(port),
    ...ipv6,
  };
}

export const PATTERNS: readonly Pattern[] = [
  {
    name: 'one-internet-facing-subnet',
    source: `${GUIDE}vpc-igw-internet-access.html`,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: [subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true })],
      tables: [{ name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') }],
      groups: [
        group('WebGroup', ['tcp 80 0.0.0.0/0', 'tcp 443 0.0.0.0/0', `tcp 22 ${OFFICE}`]),
        group('AppGroup', []),
      ],
      workloads: [
        {
          name: 'Web',
          kind: 'instance',
          publicAddress: 'as the subnet says',
          subnets: ['Public'],
          groups: ['WebGroup'],
        },
        app('Public'),
      ],
    }),
    answers: [
      ['internet to Web tcp 443', 'reachable', 'route, public address of the subnet, group (NET-01, NET-02)'],
      ['internet to Web tcp 22', 'partial', 'SSH is open to the office only'],
      [`${OFFICE} to Web tcp 22`, 'reachable', 'that is the office'],
      ['internet to Web tcp 5432', 'blocked', 'no group has a rule for it'],
      [
        'Web to internet tcp 443',
        'reachable',
        'public address, and egress is open where nothing is said (SG-02)',
      ],
      ['App to internet tcp 443', 'blocked', 'a function has no public address (LAM-02)'],
      ['App to s3 tcp 443', 'blocked', 'nor a gateway endpoint'],
      ['App to Web tcp 443', 'reachable', 'inside a subnet only groups are asked'],
      ['App to Web tcp 22', 'blocked', 'it is not in the office'],
    ],
  },
  {
    name: 'public-and-private',
    source: `${GUIDE}vpc-example-private-subnets-nat.html`,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: tiers(['Public', 'PublicTable'], ['Private', 'PrivateTable'], ['Data', undefined]),
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'PublicA' }],
      groups: [
        group('BastionGroup', [`tcp 22 ${OFFICE}`]),
        group('AppGroup', []),
        group('DbGroup', ['tcp 5432 AppGroup', 'tcp 5432 BastionGroup']),
      ],
      workloads: [
        app('PrivateA', 'PrivateB'),
        db('DataA', 'DataB'),
        instance('Bastion', 'PublicA', 'elastic'),
      ],
    }),
    answers: [
      ['App to internet tcp 443', 'reachable', 'by the NAT gateway, from both zones (NAT-01)'],
      ['App to s3 tcp 443', 'reachable', 'S3 is a part of the internet without an endpoint'],
      ['App to Db tcp 5432', 'reachable', 'the group of the function is named'],
      ['App to Db tcp 3306', 'blocked', 'another port'],
      ['Bastion to Db tcp 5432', 'reachable', 'its group is named too'],
      [`${OFFICE} to Bastion tcp 22`, 'reachable', 'an Elastic IP in a public subnet'],
      ['internet to Bastion tcp 22', 'partial', 'the office only'],
      ['internet to Db tcp 5432', 'blocked', 'no public address, and no route'],
      ['Bastion to App tcp 22', 'blocked', 'a function takes no connections (LAM-18)'],
    ],
  },
  {
    name: 'function-in-both-kinds-of-subnet',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: tiers(['Public', 'PublicTable'], ['Private', 'PrivateTable']),
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'PublicA' }],
      groups: [group('AppGroup', []), group('DbGroup', ['tcp 5432 AppGroup'])],
      workloads: [app('PublicA', 'PrivateA'), db('PrivateA', 'PrivateB')],
    }),
    answers: [
      ['App to internet tcp 443', 'partial', 'from the private subnet only (LAM-02)'],
      ['App to sqs tcp 443', 'partial', 'the same: no endpoint'],
      ['App to Db tcp 5432', 'reachable', 'inside the VPC both are alike'],
    ],
  },
  {
    name: 'on-premises-and-internet',
    source: `${GUIDE}VPC_Scenario3.html`,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16', { vpnGateway: 'attached' })],
      subnets: tiers(['Public', 'PublicTable'], ['Private', 'PrivateTable']),
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat', `${HOME} vgw`) },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'PublicA' }],
      groups: [
        group('AppGroup', []),
        group('DbGroup', ['tcp 5432 AppGroup', `tcp 5432 ${HOME}`]),
        group('WebGroup', []),
      ],
      workloads: [
        app('PrivateA', 'PrivateB'),
        db('PrivateA', 'PrivateB'),
        instance('Web', 'PublicA', 'elastic'),
      ],
    }),
    answers: [
      [
        'App to 172.30.5.0/24 tcp 443',
        'reachable',
        'by the virtual private gateway; what is behind it is taken to answer',
      ],
      [
        'App to internet tcp 443',
        'reachable',
        'by the NAT gateway: the longer prefix is for home only (RT-01)',
      ],
      ['172.30.5.0/24 to Db tcp 5432', 'reachable', 'the table leads the answer back'],
      ['172.31.5.0/24 to Db tcp 5432', 'blocked', 'neither rule nor route'],
      [
        'Web to 172.30.5.0/24 tcp 443',
        'blocked',
        'the public table has no route to it, and the internet no such address',
      ],
    ],
  },
  {
    name: 'internal-only',
    source: `${GUIDE}VPC_Scenario4.html`,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none', vpnGateway: 'attached' })],
      subnets: tiers(['Private', 'PrivateTable']),
      tables: [{ name: 'PrivateTable', vpc: 'Vpc', routes: routes(`${HOME} vgw`) }],
      groups: [group('AppGroup', []), group('DbGroup', ['tcp 5432 AppGroup', `tcp 5432 ${HOME}`])],
      workloads: [app('PrivateA', 'PrivateB'), db('PrivateA', 'PrivateB')],
    }),
    answers: [
      ['App to Db tcp 5432', 'reachable', 'local route and group'],
      ['App to 172.30.5.0/24 tcp 443', 'reachable', 'by the virtual private gateway'],
      ['App to internet tcp 443', 'blocked', 'no route'],
      ['App to s3 tcp 443', 'blocked', 'no route and no endpoint'],
      ['internet to Db tcp 5432', 'blocked', 'no internet gateway'],
    ],
  },
  {
    name: 'endpoints-only',
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none' })],
      subnets: tiers(['Private', 'PrivateTable'], ['Other', undefined]),
      tables: [{ name: 'PrivateTable', vpc: 'Vpc', routes: [] }],
      gatewayEndpoints: [{ name: 'S3Endpoint', vpc: 'Vpc', service: 's3', tables: ['PrivateTable'] }],
      groups: [
        group('AppGroup', [], ['tcp 443 0.0.0.0/0']),
        group('EndpointGroup', ['tcp 443 AppGroup']),
        group('OtherGroup', []),
      ],
      workloads: [
        app('PrivateA', 'PrivateB'),
        { name: 'Other', kind: 'function', subnets: ['OtherA', 'OtherB'], groups: ['OtherGroup'] },
        {
          name: 'SecretsEndpoint',
          kind: 'endpoint',
          service: 'secretsmanager',
          privateDns: true,
          subnets: ['PrivateA', 'PrivateB'],
          groups: ['EndpointGroup'],
        },
        {
          name: 'SqsEndpoint',
          kind: 'endpoint',
          service: 'sqs',
          privateDns: false,
          subnets: ['PrivateA', 'PrivateB'],
          groups: ['EndpointGroup'],
        },
      ],
    }),
    answers: [
      [
        'App to s3 tcp 443',
        'reachable',
        'gateway endpoint on its table, egress to everywhere (EP-02, EP-03)',
      ],
      ['App to secretsmanager tcp 443', 'reachable', 'the private name leads to the endpoint (EP-07)'],
      ['App to sqs tcp 443', 'blocked', 'without private DNS the name leads to the internet'],
      ['App to SqsEndpoint tcp 443', 'reachable', 'its own name works all the same'],
      ['App to dynamodb tcp 443', 'blocked', 'no endpoint'],
      ['App to internet tcp 443', 'blocked', 'no route'],
      ['Other to s3 tcp 443', 'blocked', 'its subnets are on the main table, which the endpoint is not on'],
      [
        'Other to secretsmanager tcp 443',
        'blocked',
        'the group of the endpoint does not name its group (EP-05)',
      ],
    ],
  },
  {
    name: 'peering',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    world: world({
      vpcs: [
        vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none' }),
        vpc('Shared', '10.1.0.0/16'),
        vpc('Far', '10.2.0.0/16', { internetGateway: 'none' }),
      ],
      subnets: [
        subnet('PrivateA', 'Vpc', '10.0.0.0/24', { table: 'PrivateTable' }),
        subnet('SharedA', 'Shared', '10.1.0.0/24', { table: 'SharedTable' }),
        subnet('SharedB', 'Shared', '10.1.1.0/24', { zone: 1 }),
        subnet('SharedPublic', 'Shared', '10.1.9.0/24', { table: 'SharedPublicTable' }),
        subnet('FarA', 'Far', '10.2.0.0/24', { table: 'FarTable' }),
      ],
      tables: [
        {
          name: 'PrivateTable',
          vpc: 'Vpc',
          routes: routes('10.1.0.0/16 peering ToShared', '0.0.0.0/0 peering ToShared'),
        },
        {
          name: 'SharedTable',
          vpc: 'Shared',
          routes: routes('10.0.0.0/16 peering ToShared', '10.2.0.0/16 peering ToFar', '0.0.0.0/0 nat Nat'),
        },
        { name: 'SharedPublicTable', vpc: 'Shared', routes: routes('0.0.0.0/0 igw') },
        { name: 'FarTable', vpc: 'Far', routes: routes('10.0.0.0/8 peering ToFar') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'SharedPublic' }],
      peerings: [
        { name: 'ToShared', requester: 'Vpc', accepter: 'Shared' },
        { name: 'ToFar', requester: 'Shared', accepter: 'Far' },
      ],
      groups: [
        group('AppGroup', []),
        group('DbGroup', ['tcp 5432 AppGroup', 'tcp 5432 10.2.0.0/16'], undefined, 'Shared'),
        group('FarHostGroup', ['tcp 22 10.0.0.0/8'], undefined, 'Far'),
      ],
      workloads: [app('PrivateA'), db('SharedA', 'SharedB'), instance('FarHost', 'FarA', 'refused')],
    }),
    answers: [
      ['App to Db tcp 5432', 'partial', 'in its second subnet the main table has no route back (PCX-01)'],
      ['FarHost to Db tcp 5432', 'partial', 'the same'],
      ['App to FarHost tcp 22', 'blocked', 'peering does not lead on (PCX-01)'],
      ['App to internet tcp 443', 'blocked', 'nor to the NAT gateway of the peer (PCX-01)'],
    ],
  },
  {
    name: 'transit-gateway',
    source: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html',
    world: world({
      vpcs: [
        vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none' }),
        vpc('Shared', '10.1.0.0/16', { internetGateway: 'none' }),
      ],
      subnets: [
        subnet('PrivateA', 'Vpc', '10.0.0.0/24', { table: 'PrivateTable' }),
        subnet('PrivateB', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable', zone: 1 }),
        subnet('Up', 'Vpc', '10.0.9.0/28'),
        subnet('SharedA', 'Shared', '10.1.0.0/24', { table: 'SharedTable' }),
        subnet('Down', 'Shared', '10.1.9.0/28', { acl: 'DownAcl' }),
      ],
      tables: [
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('10.0.0.0/8 tgw') },
        { name: 'SharedTable', vpc: 'Shared', routes: routes('10.0.0.0/16 tgw') },
      ],
      acls: [
        {
          name: 'DownAcl',
          vpc: 'Shared',
          entries: entries('out 100 allow tcp 5432 10.1.0.0/24', 'in 100 allow tcp 1024-65535 10.1.0.0/24'),
        },
      ],
      transit: {
        name: 'Hub',
        attachments: [
          { name: 'VpcAttachment', vpc: 'Vpc', subnets: ['Up'] },
          { name: 'SharedAttachment', vpc: 'Shared', subnets: ['Down'] },
        ],
      },
      groups: [
        group('AppGroup', []),
        group('HostGroup', []),
        group('DbGroup', ['tcp 5432 10.0.0.0/16', 'tcp 3306 10.0.0.0/16'], undefined, 'Shared'),
      ],
      workloads: [app('PrivateA'), instance('Host', 'PrivateB', 'refused'), db('SharedA')],
    }),
    answers: [
      [
        'App to Db tcp 5432',
        'reachable',
        'routes both ways, and the ACL of the attachment is asked outwards only',
      ],
      ['App to Db tcp 3306', 'blocked', 'that ACL lets 5432 out only'],
      ['Host to Db tcp 5432', 'blocked', 'its zone has no attachment'],
    ],
  },
  {
    name: 'network-acls-of-the-guide',
    source: `${GUIDE}custom-network-acl.html`,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: [
        subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true, acl: 'GuideAcl' }),
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
      ],
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
      acls: [
        {
          name: 'GuideAcl',
          vpc: 'Vpc',
          entries: entries(
            'in 100 allow tcp 80 0.0.0.0/0',
            'in 110 allow tcp 443 0.0.0.0/0',
            'in 120 allow tcp 22 192.0.2.0/24',
            'in 140 allow tcp 32768-65535 0.0.0.0/0',
            'out 100 allow tcp 80 0.0.0.0/0',
            'out 110 allow tcp 443 0.0.0.0/0',
            'out 120 allow tcp 1024-65535 192.0.2.0/24',
            'out 140 allow tcp 32768-65535 0.0.0.0/0',
          ),
        },
      ],
      groups: [group('WebGroup', ['all 0.0.0.0/0']), group('AppGroup', [])],
      workloads: [
        {
          name: 'Web',
          kind: 'instance',
          publicAddress: 'as the subnet says',
          subnets: ['Public'],
          groups: ['WebGroup'],
        },
        app('Private'),
      ],
    }),
    answers: [
      ['Web to internet tcp 443', 'reachable', 'Linux sends from 32768-61000 (ACL-05)'],
      ['Web to internet tcp 25', 'blocked', 'no entry lets it out'],
      ['Web to internet udp 443', 'blocked', 'the entries are for TCP'],
      ['internet to Web tcp 443', 'partial', 'clients below 32768 get no answer (ACL-05)'],
      ['internet to Web tcp 139', 'blocked', "the guide's own example"],
      ['192.0.2.0/24 to Web tcp 22', 'reachable', 'the home network, answers to 1024-65535'],
      ['192.0.3.0/24 to Web tcp 22', 'blocked', 'another network'],
      ['App to internet tcp 443', 'partial', 'the NAT gateway sends from 1024-65535 (ACL-05)'],
      ['App to Web tcp 80', 'partial', 'and so does a function (ACL-05)'],
    ],
  },
  {
    name: 'network-acls-public-and-private',
    source: SCENARIO_2,
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: [
        subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', acl: 'PublicAcl' }),
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable', acl: 'PrivateAcl' }),
      ],
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
      acls: [
        {
          name: 'PublicAcl',
          vpc: 'Vpc',
          entries: entries(
            'in 100 allow tcp 80 0.0.0.0/0',
            'in 110 allow tcp 443 0.0.0.0/0',
            `in 120 allow tcp 22 ${OFFICE}`,
            `in 130 allow tcp 3389 ${OFFICE}`,
            'in 140 allow tcp 1024-65535 0.0.0.0/0',
            'out 100 allow tcp 80 0.0.0.0/0',
            'out 110 allow tcp 443 0.0.0.0/0',
            'out 120 allow tcp 1433 10.0.1.0/24',
            'out 140 allow tcp 32768-65535 0.0.0.0/0',
            'out 150 allow tcp 22 10.0.1.0/24',
          ),
        },
        {
          name: 'PrivateAcl',
          vpc: 'Vpc',
          entries: entries(
            'in 100 allow tcp 1433 10.0.0.0/24',
            'in 120 allow tcp 22 10.0.0.0/24',
            'in 130 allow tcp 3389 10.0.0.0/24',
            'in 140 allow tcp 1024-65535 0.0.0.0/0',
            'out 100 allow tcp 80 0.0.0.0/0',
            'out 110 allow tcp 443 0.0.0.0/0',
            'out 120 allow tcp 32768-65535 10.0.0.0/24',
          ),
        },
      ],
      groups: [
        group('WebGroup', ['tcp 443 0.0.0.0/0', `tcp 22 ${OFFICE}`]),
        group('HostGroup', ['all 10.0.0.0/16']),
        group('AppGroup', []),
        group('DbGroup', ['tcp 1433 WebGroup']),
      ],
      workloads: [
        instance('Web', 'Public', 'elastic'),
        instance('Host', 'Private', 'refused'),
        app('Private'),
        db('Private'),
      ],
    }),
    answers: [
      [
        'Host to internet tcp 443',
        'reachable',
        'Linux gets its answers at 32768-61000, which both ACLs let through',
      ],
      [
        'App to internet tcp 443',
        'partial',
        'a function sends from 1024 on, and the public ACL lets answers out from 32768 (ACL-05)',
      ],
      ['Web to Db tcp 1433', 'reachable', 'both ACLs have it, answers go to 32768-61000'],
      ['Web to Host tcp 22', 'reachable', 'the bastion rules'],
      ['Web to Host tcp 8080', 'blocked', 'the public ACL does not let it out'],
      [`${OFFICE} to Web tcp 22`, 'partial', 'answers go out to 32768-65535 only'],
      ['internet to Web tcp 443', 'partial', 'the same'],
      ['Web to Host icmp', 'blocked', 'no entry for ICMP'],
    ],
  },
  {
    name: 'function-with-efs',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16', { internetGateway: 'none' })],
      subnets: tiers(['Private', undefined]),
      groups: [
        group('AppGroup', [], ['tcp 2049 FilesGroup']),
        group('FilesGroup', ['tcp 2049 AppGroup']),
        group('LooseGroup', []),
      ],
      workloads: [
        app('PrivateA', 'PrivateB'),
        { name: 'Loose', kind: 'function', subnets: ['PrivateA'], groups: ['LooseGroup'] },
        { name: 'MountA', kind: 'mount target', subnets: ['PrivateA'], groups: ['FilesGroup'] },
        { name: 'MountB', kind: 'mount target', subnets: ['PrivateB'], groups: ['FilesGroup'] },
      ],
    }),
    answers: [
      ['App to MountA tcp 2049', 'reachable', 'NFS, both groups name each other (DB-04)'],
      ['App to MountB tcp 2049', 'reachable', 'the same in the other zone'],
      ['App to MountA tcp 443', 'blocked', 'another port'],
      ['Loose to MountA tcp 2049', 'blocked', 'its group is not named, though they share a subnet'],
    ],
  },
  {
    name: 'balancer-to-private-targets',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: tiers(['Public', 'PublicTable'], ['Private', undefined]),
      tables: [{ name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') }],
      groups: [
        group('AlbGroup', ['tcp 443 0.0.0.0/0'], ['tcp 8080 WorkerGroup']),
        group('InnerGroup', ['tcp 443 10.0.0.0/16']),
        group('WorkerGroup', ['tcp 8080 AlbGroup']),
      ],
      workloads: [
        {
          name: 'Alb',
          kind: 'balancer',
          internetFacing: true,
          subnets: ['PublicA', 'PublicB'],
          groups: ['AlbGroup'],
        },
        {
          name: 'Inner',
          kind: 'balancer',
          internetFacing: false,
          subnets: ['PrivateA', 'PrivateB'],
          groups: ['InnerGroup'],
        },
        {
          name: 'Worker',
          kind: 'service',
          publicAddress: false,
          subnets: ['PrivateA', 'PrivateB'],
          groups: ['WorkerGroup'],
        },
      ],
    }),
    answers: [
      ['internet to Alb tcp 443', 'reachable', 'internet-facing in public subnets (ALB-03)'],
      ['internet to Alb tcp 80', 'blocked', 'no rule'],
      ['Alb to Worker tcp 8080', 'reachable', 'both groups, local routes'],
      ['Alb to Worker tcp 443', 'blocked', 'neither group'],
      ['internet to Worker tcp 8080', 'blocked', 'no public address'],
      ['internet to Inner tcp 443', 'blocked', 'internal'],
      ['Worker to Inner tcp 443', 'reachable', 'inside the VPC'],
      ['Inner to Worker tcp 8080', 'blocked', 'the group names the other balancer'],
      ['Worker to internet tcp 443', 'blocked', 'no way out of the main table'],
    ],
  },
  DUAL_STACK,
];
