import { networksOf } from '../server/src/features/reachability/networks.ts';
import { analyze } from '../server/src/languageService.ts';
import type { Network } from '../server/src/network/model.ts';
import { allPairs } from '../server/src/reach/allPairs.ts';
import { reach } from '../server/src/reach/answer.ts';
import type { Answer } from '../server/src/reach/question.ts';
import { processorTime } from './ratios.ts';
import { type Figure, median, spell } from './timing.ts';

const SIZES = [500, 5000] as const;
const ROUNDS = 7;

/**
 * A VPC over three zones, and as many functions and databases with groups of their own as make up the number. `lets`: whom a
 * database lets in, the blocks of the subnets or the group of its function.
 */
export function networkTemplate(resources: number, lets: 'blocks' | 'groups'): string {
  const lines = ['Resources:', '  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }'];
  const add = (id: string, type: string, properties: string) =>
    lines.push(`  ${id}: { Type: AWS::${type}, Properties: { ${properties} } }`);
  add('Internet', 'EC2::InternetGateway', '');
  add('Attach', 'EC2::VPCGatewayAttachment', 'VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet');
  add('PublicTable', 'EC2::RouteTable', 'VpcId: !Ref Vpc');
  add(
    'PublicOut',
    'EC2::Route',
    'RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet',
  );
  add('Acl', 'EC2::NetworkAcl', 'VpcId: !Ref Vpc');
  for (const way of ['false', 'true'])
    add(
      `Entry${way}`,
      'EC2::NetworkAclEntry',
      `NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: ${way}, RuleAction: allow, Protocol: -1, CidrBlock: 10.0.0.0/16`,
    );
  for (const [zone, letter] of ['A', 'B', 'C'].entries()) {
    add(`Public${letter}`, 'EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: 10.0.${zone}.0/24`);
    add(`Private${letter}`, 'EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: 10.0.${16 + 16 * zone}.0/20`);
    add(
      `Uses${letter}`,
      'EC2::SubnetRouteTableAssociation',
      `SubnetId: !Ref Public${letter}, RouteTableId: !Ref PublicTable`,
    );
    add(
      `Guarded${letter}`,
      'EC2::SubnetNetworkAclAssociation',
      `SubnetId: !Ref Private${letter}, NetworkAclId: !Ref Acl`,
    );
  }
  add(
    'DbSubnets',
    'RDS::DBSubnetGroup',
    'DBSubnetGroupDescription: all, SubnetIds: [!Ref PrivateA, !Ref PrivateB, !Ref PrivateC]',
  );
  for (let i = 1; lines.length + 4 <= resources + 1; i++) {
    add(`Group${i}`, 'EC2::SecurityGroup', `GroupDescription: of a function, VpcId: !Ref Vpc`);
    add(
      `Function${i}`,
      'Lambda::Function',
      `Role: arn, Code: { ZipFile: pass }, VpcConfig: { SubnetIds: [!Ref PrivateA, !Ref PrivateB, !Ref PrivateC], SecurityGroupIds: [!Ref Group${i}] }`,
    );
    // Every fifth function is not let in.
    const others = lets === 'blocks' ? 'CidrIp: 10.0.0.0/16' : `SourceSecurityGroupId: !Ref Group${i}`;
    const peer = i % 5 === 0 ? 'CidrIp: 192.0.2.0/24' : others;
    add(
      `DbGroup${i}`,
      'EC2::SecurityGroup',
      `GroupDescription: of a database, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, ${peer} }]`,
    );
    add(
      `Db${i}`,
      'RDS::DBInstance',
      `Engine: postgres, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref DbGroup${i}]`,
    );
  }
  return lines.join('\n');
}

function networkOf(resources: number, lets: 'blocks' | 'groups'): Network {
  return networksOf(analyze('net.yaml', networkTemplate(resources, lets), { kind: 'template' })!)[0]!.network;
}

/** One source to all destinations, and all to all: how long it takes, and how it grows. */
export function reachFigures(): readonly Figure[] {
  return [
    ...grown(
      'one source to all',
      networks('blocks'),
      oneToAll(({ verdict }) => verdict),
      { most: 20, growth: 12 },
    ),
    ...grown(
      'the same with hops and what is in the way',
      networks('blocks'),
      oneToAll(({ hops, blockedBy }) => [hops, blockedBy]),
    ),
    ...grown('all to all, databases let in blocks', networks('blocks'), allToAll, { most: 2000, growth: 12 }),
    ...grown('all to all, databases let in groups', networks('groups'), allToAll, { most: 2000, growth: 12 }),
  ];
}

function networks(lets: 'blocks' | 'groups'): readonly Network[] {
  return SIZES.map((size) => networkOf(size, lets));
}

/** Rows for both sizes, with the growth for ten times as many resources. */
function grown(
  what: string,
  [small, large]: readonly Network[],
  work: (network: Network) => void,
  target?: { readonly most: number; readonly growth: number },
): readonly Figure[] {
  // Of a network of the same parts nothing is known yet. Code that has never run is slow; an editor's server has run.
  const timeOf = (network: Network) =>
    median(Array.from({ length: ROUNDS }, () => processorTime(() => work({ ...network }))));
  for (let round = 0; round < ROUNDS; round++) work({ ...small! });
  const [time, more] = [timeOf(small!), timeOf(large!)];
  const growth = more / time;
  return [
    {
      what: `${what}, ${small!.workloads.size} workloads, 500 resources`,
      measured: spell(time),
      ...(target && { target: `≤ ${spell(target.most)}`, isMet: time <= target.most }),
    },
    {
      what: `${what}, ${large!.workloads.size.toLocaleString('en')} workloads, 5,000 resources`,
      measured: `${growth.toFixed(1)} × (${spell(more)})`,
      ...(target && { target: `≤ ${target.growth} ×`, isMet: growth <= target.growth }),
    },
  ];
}

function oneToAll(look: (answer: Answer) => unknown): (network: Network) => void {
  const from = { kind: 'workload', id: 'Function1' } as const;
  return (network) => {
    for (const { id, kind } of network.workloads.values()) {
      if (kind === 'function') continue;
      const answer = reach({ from, to: { kind: 'workload', id }, protocol: 'tcp' }, network);
      if (!answer || look(answer) === undefined) throw new Error(`${id} has no answer.`);
    }
  };
}

function allToAll(network: Network): void {
  if (allPairs(network, { protocol: 'tcp' }).length === 0) throw new Error('There is no answer.');
}
