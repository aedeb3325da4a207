import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { RESOURCE_SNIPPETS } from '../../server/src/features/completion/resources/resourceSnippets.ts';
import { analyze, completion, findingsOf } from '../../server/src/languageService.ts';
import { networkTemplate } from '../../server/src/patterns/network.ts';
import { templateData } from '../../server/src/patterns/print.ts';
import { jsonToYaml } from '../../server/src/syntax/json/toYaml.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../server/src/syntax/span.ts';
import { request } from '../patterns/requests.ts';
import { expand } from '../snippets/expand.ts';

/** A network that has whatever a snippet may name. */
const NETWORK = everything();
const FILES = {
  'network.json': NETWORK.replace(/\n {2}\}\n\}\n$/, ',\n    <|>\n  }\n}\n'),
  'network.yaml': `${jsonToYaml(parse(NETWORK, 'json'))}  <|>\n`,
};

/** What a resource on its own still lacks, which another snippet brings, and what the table has already. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'vpc-vpc': ['vpc-no-flow-log'],
  'vpc-route-table': ['route-table-unused'],
  'vpc-network-acl': ['nacl-unused'],
  'vpc-subnet-public': ['public-ip-without-igw'],
  'vpc-security-group': ['sg-unused'],
  'vpc-network-acl-association': ['nacl-empty-direction'],
  'vpc-route-table-association': ['subnet-two-route-tables'],
  'vpc-nat-gateway': ['nat-unused', 'nat-eip-mismatch'],
  'vpc-nat-gateway-regional': ['nat-unused'],
  'vpc-gateway-attachment': ['public-address-no-dependson', 'igw-double-attach'],
  'vpc-endpoint-gateway': ['route-duplicate-destination'],
  // A rule for 443 in the group that it names.
  'vpc-endpoint-interface': ['endpoint-sg-blocks-client'],
  'vpc-route-internet': ['route-duplicate-destination'],
  'vpc-route-nat': ['route-duplicate-destination'],
};

for (const [fileName, marked] of Object.entries(FILES)) {
  for (const { name, resource } of RESOURCE_SNIPPETS) {
    test(`${name} in ${fileName} is inserted with names of the template and gives no finding`, () => {
      const item = offered(fileName, marked).find(({ label }) => label === name);
      assert.ok(item, 'it is not offered');
      const text = inserted(marked, item);
      const before = findings(fileName, marked.replace('<|>', '').replace(/,\n {4}\n/, '\n'));
      const added = findings(fileName, text).filter((one) => !before.includes(one));
      assert.deepEqual(
        added.map((one) => one.split(' ')[0]),
        EXPECTED[name] ?? [],
        added.join('\n'),
      );
      assert.equal(item.detail, resource.Type);
    });
  }
}

test('at least 25 types of resources', () => {
  assert.ok(new Set(RESOURCE_SNIPPETS.map(({ resource }) => resource.Type)).size >= 25);
});

test('a name that is there several times is typed over at once, and a taken id gets a number', () => {
  const marked =
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n    Net:\n        Type: AWS::EC2::VPC\n    <|>\n";
  const items = offered('network.yaml', marked);
  const newText = (label: string) => textOf(items.find((item) => item.label === label));
  assert.match(newText('vpc-endpoint-interface'), /VpcId: !Ref \$\{2:Net\}/);
  assert.match(newText('vpc-security-group'), /FromPort: \$\{4:5432\}\n +ToPort: \$\{4:5432\}/);
  assert.match(
    newText('vpc-route-table'),
    /^\$\{1:RouteTable\}:\n {8}Type: AWS::EC2::RouteTable\n {8}Properties:\n {12}VpcId/,
  );
  const taken = marked.replace('Net:', 'Vpc:');
  const vpc = offered('network.yaml', taken).find(({ label }) => label === 'vpc-vpc');
  assert.match(textOf(vpc), /^\$\{1:Vpc2\}:/);
});

test('what is typed decides what comes first', () => {
  for (const [typed, first] of [
    ['sub', 'vpc-subnet'],
    ['vpc-nat', 'vpc-nat-gateway'],
    ['route-n', 'vpc-route-nat'],
    ['"endpoint', 'vpc-endpoint-gateway'],
  ] as const) {
    const isJson = typed.startsWith('"');
    const marked = FILES[isJson ? 'network.json' : 'network.yaml'].replace(
      '<|>',
      isJson ? `${typed}<|>"` : `${typed}<|>`,
    );
    assert.equal(offered(isJson ? 'network.json' : 'network.yaml', marked)[0]?.label, first);
  }
});

test('nothing of it where no resource can be written, and never in the settings of Zappa', () => {
  for (const [fileName, marked] of [
    ['network.yaml', "AWSTemplateFormatVersion: '2010-09-09'\n<|>\nResources: {}\n"],
    ['network.yaml', 'Resources:\n  Net:\n    Type: AWS::EC2::VPC\n    <|>\n'],
    ['network.yaml', 'Resources:\n  Net:\n    Type: AWS::EC2::VPC\nOutputs:\n  <|>\n'],
    ['network.yaml', 'Resources:\n  Net<|>:\n    Type: AWS::EC2::VPC\n'],
    ['zappa_settings.yaml', 'dev:\n  <|>\n'],
    ['zappa_settings.yaml', 'dev:\n  vpc_config:\n    SubnetIds:\n      - <|>\n'],
  ] as const) {
    const labels = offered(fileName, marked).map(({ label }) => label);
    assert.deepEqual(
      labels.filter((label) => label.startsWith('vpc-')),
      [],
      marked,
    );
  }
});

function offered(fileName: string, marked: string): readonly CompletionItem[] {
  const text = marked.replace('<|>', '');
  const analysis = analyze(fileName, text);
  assert.ok(analysis, marked);
  const position = positionAt(lineStartsOf(text), marked.indexOf('<|>'));
  return completion(analysis, position, { hasSnippets: true });
}

function textOf(item: CompletionItem | undefined): string {
  assert.ok(item);
  return (item.textEdit as TextEdit).newText;
}

function inserted(marked: string, { textEdit }: CompletionItem): string {
  const text = marked.replace('<|>', '');
  const { range, newText } = textEdit as TextEdit;
  const lines = lineStartsOf(text);
  const [start, end] = [offsetAt(text, lines, range.start), offsetAt(text, lines, range.end)];
  return text.slice(0, start) + expand(newText) + text.slice(end);
}

function findings(fileName: string, text: string): string[] {
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  assert.deepEqual(analysis.tree.problems, [], text);
  return findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  }).map(({ rule, message }) => `${rule.id} ${message}`);
}

function everything(): string {
  const network = networkTemplate(request('vpn', ['rds']));
  assert.ok(!('refused' in network));
  const { Parameters, Resources } = templateData(network);
  const others = {
    NetworkAcl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
    TransitGateway: { Type: 'AWS::EC2::TransitGateway' },
    Peering: {
      Type: 'AWS::EC2::VPCPeeringConnection',
      Properties: { VpcId: { Ref: 'Vpc' }, PeerVpcId: 'vpc-0aaaaaaaaaaaaaaaa' },
    },
    LogBucket: { Type: 'AWS::S3::Bucket' },
    AppRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {},
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'],
      },
    },
    NatGateway: {
      Type: 'AWS::EC2::NatGateway',
      Properties: { AvailabilityMode: 'regional', VpcId: { Ref: 'Vpc' } },
    },
  };
  return `${JSON.stringify({ Parameters, Resources: { ...others, ...(Resources as object) } }, null, 2)}\n`;
}
