import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import { kindOfType } from '../../server/src/features/symbols/kinds.ts';
import { analyze, documentSymbols } from '../../server/src/languageService.ts';
import { readFixture } from '../fixture.ts';

function outline(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${'  '.repeat(depth)}${name}${detail ? ` · ${detail}` : ''}`,
    ...outline(children, depth + 1),
  ]);
}

function outlineOf(text: string): string[] {
  const analysis = analyze('network.yaml', text);
  assert.ok(analysis);
  return outline(documentSymbols(analysis));
}

test('resources by VPC, subnets by tier, what runs in subnets after them, what has no VPC in its section', () => {
  const text = `Parameters: { Shared: { Type: AWS::EC2::VPC::Id }, Nat: { Type: String, AllowedValues: [a, b] } }
Conditions: { HasNat: !Equals [!Ref Nat, a] }
Resources:
  PrivateA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Role: { Type: AWS::IAM::Role }
  PublicB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1a } }
  Loose: { Type: AWS::EC2::Subnet, Condition: HasNat, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.4.0/24 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  UsesA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref Table } }
  UsesB: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicB, RouteTableId: !Ref Table } }
  App: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref PrivateA] } } }
  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Shared, CidrBlock: 10.9.0.0/24 } }
`;
  assert.deepEqual(outlineOf(text), [
    'Parameters',
    '  Shared · AWS::EC2::VPC::Id',
    '  Nat · String',
    'Conditions',
    '  HasNat',
    'Resources',
    '  Role · IAM Role',
    '  Vpc · EC2 VPC',
    '    Internet · EC2 InternetGateway',
    '    Attach · EC2 VPCGatewayAttachment',
    '    Table · EC2 RouteTable',
    '    Out · EC2 Route',
    '    UsesA · EC2 SubnetRouteTableAssociation',
    '    UsesB · EC2 SubnetRouteTableAssociation',
    '    PublicB · public · 10.0.2.0/24 · eu-west-1b',
    '    PublicA · public · 10.0.3.0/24 · eu-west-1a',
    '    PrivateA · isolated · 10.0.1.0/24 · eu-west-1a',
    '    Loose · isolated · 10.0.4.0/24',
    '    App · Lambda Function in PrivateA',
    '  Shared · VPC outside this file',
    '    Other · default route unknown · 10.9.0.0/24',
  ]);
});

test('each kind of resource has an icon of its own', () => {
  const kinds = [
    ['AWS::EC2::VPC', SymbolKind.Class],
    ['AWS::EC2::Subnet', SymbolKind.Field],
    ['AWS::EC2::SecurityGroup', SymbolKind.Constant],
    ['AWS::EC2::SecurityGroupIngress', SymbolKind.Constant],
    ['AWS::EC2::RouteTable', SymbolKind.Enum],
    ['AWS::EC2::SubnetRouteTableAssociation', SymbolKind.Enum],
    ['AWS::EC2::NatGateway', SymbolKind.Interface],
    ['AWS::EC2::VPCEndpoint', SymbolKind.Interface],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', SymbolKind.Interface],
    ['AWS::Lambda::Function', SymbolKind.Function],
    ['AWS::Serverless::Function', SymbolKind.Function],
    ['AWS::RDS::DBInstance', SymbolKind.Struct],
    ['AWS::EC2::Instance', SymbolKind.Variable],
    ['AWS::IAM::Role', SymbolKind.Variable],
    ['', SymbolKind.Variable],
  ] as const;
  for (const [type, kind] of kinds) assert.equal(kindOfType(type), kind, type);
});

const ROOT = new URL('../../', import.meta.url);

/** Every template of the rules' fixtures and the examples. */
const TEMPLATES = globSync('{test/rules/*,examples/*,examples/*/*}/*.{yaml,yml,json}', { cwd: ROOT }).sort();

test('in every template each symbol encloses its name and its children, and each resource stands once', () => {
  let seen = 0;
  for (const path of TEMPLATES) {
    const { text } = readFixture(path, readFileSync(new URL(path, ROOT), 'utf8'));
    const analysis = analyze(path, text);
    if (analysis?.content.kind !== 'template') continue;
    seen++;
    const names: string[] = [];
    const walk = (symbol: DocumentSymbol) => {
      assert.ok(encloses(symbol.range, symbol.selectionRange), `${path}: ${symbol.name}`);
      if (symbol.detail !== 'VPC outside this file' && symbol.detail !== 'VPC created in a loop')
        names.push(symbol.name);
      for (const child of symbol.children ?? []) {
        assert.ok(encloses(symbol.range, child.range), `${path}: ${symbol.name} › ${child.name}`);
        walk(child);
      }
    };
    const resources = documentSymbols(analysis).find(({ name }) => name === 'Resources');
    walk(resources!);
    const wanted = analysis.content.template.resources;
    for (const id of wanted.keys()) {
      if (analysis.content.template.loops.length > 0) continue;
      assert.equal(names.filter((name) => name === id).length, 1, `${path}: ${id}`);
    }
  }
  assert.ok(seen > 100, `${seen} templates`);
});

function encloses(outer: Range, inner: Range): boolean {
  const at = ({ line, character }: Range['start']) => line * 1e6 + character;
  return at(outer.start) <= at(inner.start) && at(inner.end) <= at(outer.end);
}
