// One source to all destinations, at three sizes: how long it takes, and how it grows.
//
//   node bench/reach.ts

import { networksOf } from '../server/src/features/reachability/networks.ts';
import { analyze } from '../server/src/languageService.ts';
import type { Network } from '../server/src/network/model.ts';
import { reach } from '../server/src/reach/answer.ts';
import type { Answer } from '../server/src/reach/question.ts';
import { median, spell } from './timing.ts';

const SIZES = [50, 500, 5000] as const;
const ROUNDS = 7;
const MOST_MS = 20;
/** For a tenfold number of destinations. */
const MOST_GROWTH = 12;

/** A VPC over three zones, and as many functions and databases with groups of their own as make up the number. */
function template(resources: number): string {
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
    const peer = i % 5 === 0 ? 'CidrIp: 192.0.2.0/24' : 'CidrIp: 10.0.0.0/16';
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

/** A network of the same text that nothing is known of yet. */
function fresh(network: Network): Network {
  return { ...network };
}

function measure(network: Network, look: (answer: Answer) => unknown): number {
  const started = performance.now();
  const from = { kind: 'workload', id: 'Function1' } as const;
  for (const { id, kind } of network.workloads.values()) {
    if (kind === 'function') continue;
    const answer = reach({ from, to: { kind: 'workload', id }, protocol: 'tcp' }, network);
    if (!answer || look(answer) === undefined) throw new Error(`${id} has no answer.`);
  }
  return performance.now() - started;
}

/** What is worked out only when it is looked at. */
const LOOKS: readonly [what: string, look: (answer: Answer) => unknown][] = [
  ['verdicts', ({ verdict }) => verdict],
  ['with hops and what is in the way', ({ hops, blockedBy }) => [hops, blockedBy]],
];

let isMet = true;
const networks = SIZES.map((size) => {
  const [only] = networksOf(analyze('net.yaml', template(size), { kind: 'template' })!);
  return { size, network: only!.network };
});
for (const [what, look] of LOOKS) {
  // Code that has never run is slow; an editor's server has run.
  for (let i = 0; i < ROUNDS; i++) measure(fresh(networks[1]!.network), look);
  let before: number | undefined;
  for (const { size, network } of networks) {
    const destinations = [...network.workloads.values()].filter(({ kind }) => kind !== 'function').length;
    const time = median(Array.from({ length: ROUNDS }, () => measure(fresh(network), look)));
    // Of 50 resources half are the network itself, so destinations are what is counted.
    const each = (10 * time) / destinations;
    const ratio = before === undefined ? undefined : each / before;
    const growth = ratio === undefined ? '' : `; ${ratio.toFixed(1)} × for ten times the destinations`;
    console.log(
      `${size} resources, one source to ${destinations} destinations, ${what}: ${spell(time)}${growth}`,
    );
    if (look === LOOKS[0]![1]) {
      if (size === 500 && time > MOST_MS) isMet = false;
      if (ratio !== undefined && ratio > MOST_GROWTH) isMet = false;
    }
    before = time / destinations;
  }
}
console.log(
  `verdicts: ≤ ${MOST_MS} ms at 500 and ≤ ${MOST_GROWTH} × for tenfold: ${isMet ? 'met' : 'not met'}`,
);
