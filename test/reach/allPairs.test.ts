// All pairs at once come to what each pair comes to when it is asked alone.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { networksOf } from '../../server/src/features/reachability/networks.ts';
import { analyze } from '../../server/src/languageService.ts';
import type { Field, Target } from '../../server/src/network/field.ts';
import type { Network, SecurityGroup } from '../../server/src/network/model.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { allPairs, type Pairs } from '../../server/src/reach/allPairs.ts';
import { reach } from '../../server/src/reach/answer.ts';
import { render } from './render/render.ts';
import { aCase } from './world/worlds.ts';

/** The verdict of each pair, as `from to`. */
function expanded(found: readonly Pairs[]): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const { from, to, which, verdict } of found) {
    for (const [i, source] of from.entries()) {
      for (const [j, destination] of to.entries()) {
        if (which === 'same' ? i !== j : which === 'other' && i === j) continue;
        const pair = `${source} ${destination}`;
        assert.ok(!verdicts.has(pair), `${pair} is there twice.`);
        verdicts.set(pair, verdict);
      }
    }
  }
  return verdicts;
}

function askedAlone(network: Network, port: number | undefined): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const from of network.workloads.keys()) {
    for (const to of network.workloads.keys()) {
      if (from === to) continue;
      const [source, destination] = [from, to].map((id) => ({ kind: 'workload', id }) as const);
      const traffic = { protocol: 'tcp', ...(port !== undefined && { port }) } as const;
      const answer = reach({ from: source!, to: destination!, ...traffic }, network);
      if (answer) verdicts.set(`${from} ${to}`, answer.verdict);
    }
  }
  return verdicts;
}

function holds(network: Network, port: number | undefined, text: string): readonly Pairs[] {
  const found = allPairs(network, { protocol: 'tcp', ...(port !== undefined && { port }) });
  const sorted = (verdicts: Map<string, string>) => [...verdicts].sort(([a], [b]) => (a < b ? -1 : 1));
  // A network of the same parts that nothing is known of yet.
  assert.deepEqual(sorted(expanded(found)), sorted(askedAlone({ ...network }, port)), text);
  return found;
}

/** Every workload three times more: behind the same groups, behind copies of them, and behind such copies let in by the first. */
function multiplied(network: Network): Network {
  const workloads = new Map(network.workloads);
  const securityGroups = new Map(network.securityGroups);
  const securityGroupRules = [...network.securityGroupRules];
  for (const one of network.workloads.values()) {
    workloads.set(`${one.id}Again`, { ...one, id: `${one.id}Again` });
    for (const suffix of ['Own', 'Other']) {
      const copy = (field: Field<Target>): Field<Target> => {
        const group = field.kind === 'known' ? network.securityGroups.get(field.value.id) : undefined;
        if (field.kind !== 'known' || !group) return field;
        const id = `${group.id}Of${one.id}${suffix}`;
        securityGroups.set(id, { ...group, id } satisfies SecurityGroup);
        const target: Field<Target> = { ...field, value: { ...field.value, id } };
        for (const rule of network.securityGroupRules) {
          if (rule.group.kind === 'known' && rule.group.value.id === group.id)
            securityGroupRules.push({ ...rule, group: target, resource: id });
          const isPeer = rule.peer.kind === 'group' && rule.peer.group.kind === 'known';
          if (suffix === 'Other' && isPeer && rule.peer.group.value.id === group.id)
            securityGroupRules.push({ ...rule, peer: { kind: 'group', group: target } });
        }
        return target;
      };
      const { securityGroups: list } = one;
      const copied = list.kind === 'known' ? { ...list, items: list.items.map(copy) } : list;
      workloads.set(`${one.id}${suffix}`, { ...one, id: `${one.id}${suffix}`, securityGroups: copied });
    }
  }
  return { ...network, workloads, securityGroups, securityGroupRules };
}

test('in random networks, multiplied', () => {
  let shared = 0;
  let asked = 0;
  fc.assert(
    fc.property(aCase, fc.constantFrom(undefined, 22, 443, 5432), ({ world, spelling }, port) => {
      const text = render(world, spelling);
      const analysis = analyze(text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml', text);
      assert.equal(analysis?.content.kind, 'template');
      const network = multiplied(networkOfTemplate(analysis.content.scenarios.all[0]!));
      const found = holds(network, port, text);
      asked += found.length;
      shared += expanded(found).size;
    }),
    { numRuns: 25 },
  );
  assert.ok(shared > 1.2 * asked, `Only ${shared} pairs share ${asked} answers.`);
});

test('in the templates of the other tests', () => {
  const root = new URL('../../', import.meta.url);
  let seen = 0;
  for (const file of globSync('{examples,test/field,test/rules}/**/*.{yaml,json,toml}', { cwd: root })) {
    const text = readFileSync(new URL(file, root), 'utf8');
    const analysis = analyze(file, text);
    for (const { network } of analysis ? networksOf(analysis) : []) {
      if (network.workloads.size < 2 || network.workloads.size > 30) continue;
      holds(network, undefined, file);
      seen++;
    }
  }
  assert.ok(seen > 100, `Only ${seen} networks have several workloads.`);
});

/** Functions that each write to a database of their own, which lets in that function alone. */
function services(count: number): Network {
  const lines = [
    'Resources:',
    '  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }',
    '  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/20 } }',
    '  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.16.0/20 } }',
    '  Both: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: [!Ref A, !Ref B] } }',
  ];
  for (let n = 0; n < count; n++) {
    const group = (id: string, rules: string) =>
      `  ${id}${n}: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, SecurityGroupIngress: [${rules}] } }`;
    lines.push(
      group('Sender', ''),
      group(
        'Receiver',
        `{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Sender${n} }`,
      ),
      `  Function${n}: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref A], SecurityGroupIds: [!Ref Sender${n}] } } }`,
      `  Database${n}: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBSubnetGroupName: !Ref Both, VPCSecurityGroups: [!Ref Receiver${n}] } }`,
    );
  }
  const analysis = analyze('net.yaml', lines.join('\n'));
  assert.equal(analysis?.content.kind, 'template');
  return networkOfTemplate(analysis.content.scenarios.all[0]!);
}

test('each function reaches its own database, and as many questions are asked for 400 as for 4', () => {
  const found = holds(services(4), undefined, '');
  const isTheirs = ({ which, from }: Pairs) => which === 'same' && from[0] === 'Function0';
  assert.deepEqual(
    found.filter(({ verdict }) => verdict === 'reachable').map((pairs) => isTheirs(pairs)),
    [true],
  );
  assert.equal(allPairs(services(400), { protocol: 'tcp' }).length, found.length);
});
