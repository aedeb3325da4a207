import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import {
  type Analysis,
  analyze,
  completion,
  findingsOf,
  mergeInventory,
  readInventoryFile,
} from '../../../server/src/languageService.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { type Case, casesIn } from './cases.ts';

const CASES = [
  ...casesIn('short.cases.yaml', 'network.yaml'),
  ...casesIn('long.cases.yaml', 'network-long.yaml'),
  ...casesIn('published.cases.yaml', 'published.yaml'),
  ...casesIn('json.cases.json', 'network.json'),
  ...casesIn('whole.cases.yaml'),
  ...casesIn('whole.cases.json'),
];

for (const one of CASES) {
  test(one.name, () => {
    const items = offered(one, false);
    const labels = items.map(({ label }) => label);
    const seen = labels.slice(0, 12).join(' | ');
    if (one.isNone) assert.deepEqual(labels, []);
    if (one.first !== undefined) assert.equal(labels[0], one.first, seen);
    if (one.among !== undefined) assert.ok(labels.slice(0, 5).includes(one.among), `${one.among}: ${seen}`);
    for (const label of one.also) assert.ok(labels.includes(label), `${label} is missing: ${seen}`);
    for (const label of one.not) assert.ok(!labels.includes(label), `${label} is offered: ${seen}`);
    if (!one.isNone) assert.ok(items.length > 0, 'nothing is offered');
    if (one.first === undefined) return;
    const after = applied(one, items[0]!);
    if (one.writes !== undefined) assert.equal(lineAt(after, one.offset), one.writes);
    assertSound(one, after);
  });
}

test('at least 150 cases, half of them in text that is broken or unfinished', () => {
  const broken = CASES.filter(({ text, offset, fileName }) => isUnfinished(text, offset, fileName));
  assert.ok(CASES.length >= 150, `${CASES.length} cases`);
  assert.ok(broken.length * 2 >= CASES.length, `${broken.length} of ${CASES.length} are broken`);
});

test('every suggestion replaces text on the line of the cursor, is sorted as it comes and stays in the list', () => {
  for (const one of CASES) {
    const lines = lineStartsOf(one.text);
    const items = offered(one, false);
    const sorted = items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.deepEqual(sorted, items, one.name);
    for (const item of items) {
      const { range } = item.textEdit as TextEdit;
      const cursor = positionAt(lines, one.offset);
      assert.equal(range.start.line, cursor.line, `${one.name}: ${item.label}`);
      assert.equal(range.end.line, cursor.line, `${one.name}: ${item.label}`);
      assert.ok(range.start.character <= cursor.character && cursor.character <= range.end.character);
      const typed = one.text.slice(offsetAt(one.text, lines, range.start), one.offset).toLowerCase();
      let at = 0;
      for (const letter of typed) {
        at = (item.filterText ?? item.label).toLowerCase().indexOf(letter, at) + 1;
        assert.ok(at > 0, `${one.name}: ${item.label} is not what ${typed} filters for`);
      }
    }
  }
});

test('a snippet inserts the same text as goes to a client without snippets', () => {
  for (const one of CASES) {
    const plain = offered(one, false);
    for (const [i, item] of offered(one, true).entries()) {
      const { newText } = item.textEdit as TextEdit;
      const text = item.insertTextFormat === 2 ? withoutStops(newText) : newText;
      assert.equal(text, (plain[i]!.textEdit as TextEdit).newText, one.name);
    }
  }
});

test('where another extension completes templates, blocks, ports and references stay and names of AWS go', () => {
  const others = (name: string) => {
    const one = CASES.find((each) => each.name.endsWith(`: ${name}`))!;
    return offered(one, false, true).map(({ label }) => label);
  };
  assert.equal(others("the next block of a tier's row")[0], '10.20.16.0/22');
  assert.equal(others('a VPC')[0], '!Ref Vpc');
  assert.equal(others('the port that the database listens on')[0], '5432');
  for (const name of [
    'a type with all that it needs',
    'a property without its colon',
    'true or false',
    'what a resource waits for',
    'a mapping',
  ])
    if (name !== 'a mapping') assert.deepEqual(others(name), [], name);
});

test('conditions within a condition, but itself', () => {
  const resources = 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n';
  for (const marked of ['!Not [!Condition <|>', '!Not [{Condition: <|>', '!And\n    - Condition: <|>']) {
    const text = `${resources}Conditions:\n  A: !Equals [a, b]\n  B: ${marked}`;
    const offset = text.indexOf('<|>');
    const whole = text.replace('<|>', '');
    const items = completion(analyze('n.yaml', whole)!, positionAt(lineStartsOf(whole), offset));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['A'],
      marked,
    );
  }
});

test('exports of other templates come by what they are', () => {
  const [base] = CASES;
  const text = `${base!.text.slice(0, base!.text.indexOf('  PrivateC:'))}  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: a\n      VpcId: !ImportValue `;
  const analysis = analyze('network.yaml', text)!;
  const exports = () => [
    { name: 'net-vpc', file: '../net.yaml', gives: 'AWS::EC2::VPC' },
    { name: 'net-subnet', file: '../net.yaml', gives: 'AWS::EC2::Subnet' },
  ];
  const items = completion(analysis, positionAt(lineStartsOf(text), text.length), { exports });
  assert.deepEqual(
    items.map(({ label }) => label),
    ['net-vpc'],
  );
});

function offered(one: Case, hasSnippets: boolean, isGeneralElsewhere = false): readonly CompletionItem[] {
  const analysis = analyze(one.fileName, one.text);
  assert.ok(analysis);
  return completion(analysis, positionAt(lineStartsOf(one.text), one.offset), {
    hasSnippets,
    isGeneralElsewhere,
    trigger: one.trigger,
  });
}

function applied({ text }: Case, item: CompletionItem): string {
  const { range, newText } = item.textEdit as TextEdit;
  const lines = lineStartsOf(text);
  const after =
    text.slice(0, offsetAt(text, lines, range.start)) +
    newText +
    text.slice(offsetAt(text, lines, range.end));
  const [comma] = item.additionalTextEdits ?? [];
  if (!comma) return after;
  const at = offsetAt(text, lines, comma.range.start);
  return after.slice(0, at) + comma.newText + after.slice(at);
}

/** The text is whole, unless a bracket of the line was open, and has no finding that it had not. */
function assertSound(one: Case, after: string): void {
  const now = analyze(one.fileName, after)!;
  if (isOpen(lineAt(one.text, one.offset))) return;
  const before = analyze(one.fileName, one.text)!;
  const faults = faultsOf(now).filter((fault) => !faultsOf(before).includes(fault));
  assert.deepEqual(faults, [], after.slice(one.offset - 60));
  const known = new Set(findings(before));
  assert.deepEqual(
    // A new NAT gateway is unused until a route to it is written.
    findings(now).filter((finding) => !known.has(finding) && !finding.startsWith('nat-unused')),
    [],
    after.slice(-300),
  );
}

function faultsOf({ tree }: Analysis): readonly string[] {
  return tree.problems.filter(({ kind }) => kind === 'broken').map(({ message }) => message);
}

function isOpen(line: string): boolean {
  const count = (pattern: RegExp) => line.match(pattern)?.length ?? 0;
  return count(/[[{]/g) > count(/[\]}]/g);
}

function findings(analysis: Analysis): readonly string[] {
  return findingsOf(analysis, {
    profile: 'recommended',
    severities: {},
    defersToCfnLint: false,
    defersToSchema: false,
    onFailure: (_, error) => assert.fail(String(error)),
  })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .filter(({ rule }) => !LACKS_MORE.has(rule.id))
    .map(({ rule, message }) => `${rule.id}: ${message}`);
}

/** Rules on what a resource that is being written lacks: the next property, or the next argument. */
const LACKS_MORE: ReadonlySet<string> = new Set([
  'property-missing',
  'lambda-vpcconfig-partial',
  'sg-rule-invalid',
  'nacl-entry-invalid',
  'nat-eip-mismatch',
  'endpoint-type-default',
  'endpoint-without-place',
  'db-sg-port-mismatch',
  'function-refused',
  'alb-default-sg',
  'alb-one-az',
  'outside-its-groups-vpc',
]);

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

/** The text cannot be read, or the line of the cursor ends where a value or a name is missing. */
function isUnfinished(text: string, offset: number, fileName: string): boolean {
  const { tree } = analyze(fileName, text)!;
  if (tree.problems.some(({ kind }) => kind !== 'comment')) return true;
  const line = lineAt(text, offset);
  return /(?:^-|:|!\w*|\[|, ?)$/.test(line) || (line !== '' && !/[:\-{[]/.test(line));
}

function withoutStops(snippet: string): string {
  return snippet
    .replace(/\$0$/, '')
    .replace(/\$\{\d+(?::((?:\\.|[^\\}])*))?\}/g, (_, hole: string | undefined) => hole ?? '')
    .replace(/\\([\\$}])/g, '$1');
}

test('outputs of a nested stack, by what they are where that is asked for', () => {
  const text = (asked: string) => `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./net.yaml }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      ${asked}`;
  const labels = (asked: string) => {
    const whole = text(asked);
    const outputs = (path: string) =>
      path === './net.yaml' ? [{ name: 'Zone' }, { name: 'VpcId', gives: 'AWS::EC2::VPC' }] : [];
    const at = positionAt(lineStartsOf(whole), whole.length);
    return completion(analyze('n.yaml', whole)!, at, { outputs }).map(({ label }) => label);
  };
  assert.deepEqual(labels('VpcId: '), ['!GetAtt Net.Outputs.VpcId']);
  assert.deepEqual(labels('VpcId: !GetAtt '), ['Net.Outputs.VpcId']);
  assert.deepEqual(labels('VpcId: !GetAtt Net.'), ['Outputs.VpcId', 'Outputs.Zone']);
  assert.deepEqual(labels('GroupName: !Sub ${Net.'), ['Outputs.Zone', 'Outputs.VpcId']);
});

test('ids of what exists come behind what the template has', () => {
  const text = readFileSync(new URL('../../inventory/two-zones.json', import.meta.url), 'utf8');
  const inventory = mergeInventory([readInventoryFile('net.json', parse(text, 'json'))]);
  const labels = (tail: string) => {
    const whole = `Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: 10.0.0.0/16 }\n${tail}`;
    const analysis = analyze('n.yaml', whole, { inventory });
    return completion(analysis!, positionAt(lineStartsOf(whole), whole.length)).map(({ label }) => label);
  };
  const head = '  One:\n    Type: AWS::EC2::Subnet\n    Properties:\n      ';
  const [first, ...ids] = labels(`${head}VpcId: `);
  assert.equal(first, '!Ref Vpc');
  assert.deepEqual(ids, [...inventory.parts.Vpcs.entries.keys()]);
  assert.deepEqual(labels(`${head}VpcId: vpc-`), ids);
  const fn = '  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      VpcConfig:\n        ';
  assert.deepEqual(labels(`${fn}SubnetIds:\n          - subnet-`), [
    ...inventory.parts.Subnets.entries.keys(),
  ]);
  assert.deepEqual(labels(`${head}CidrBlock: vpc-`), []);
});

test('parameters that are called like the property come first, and those that are taken not at all', () => {
  const text = (asked: string) => `Parameters:
  ServicePort: { Type: Number }
  HealthCheckPort: { Type: Number }
  AppSubnetCidr: { Type: String }
  WebSubnetCidr: { Type: String }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  AppSubnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref AppSubnetCidr }
${asked}`;
  const first = (asked: string) => {
    const whole = text(asked);
    return completion(analyze('n.yaml', whole)!, positionAt(lineStartsOf(whole), whole.length))
      .slice(0, 2)
      .map(({ label }) => label);
  };
  const rule = '  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties:\n      ';
  assert.deepEqual(first(`${rule}FromPort: `), ['!Ref ServicePort', '443']);
  assert.deepEqual(first(`${rule}FromPort: !Ref HealthCheckPort\n      ToPort: `)[1], '!Ref HealthCheckPort');
  const subnet =
    '  Web:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: ';
  assert.equal(first(subnet)[0], '!Ref WebSubnetCidr');
});

test("types by the end of the logical id, whatever CDK's digits are behind it", () => {
  const first = (id: string) => {
    const whole = `Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n  ${id}:\n    Type: `;
    return completion(analyze('n.yaml', whole)!, positionAt(lineStartsOf(whole), whole.length))[0]?.label;
  };
  const types = {
    VpcPublicSubnet1NATGateway4D7517AA: 'NatGateway',
    VpcPublicSubnet1RouteTableAssociation0B0896DC: 'SubnetRouteTableAssociation',
    VpcPublicSubnet1DefaultRoute91CEF279: 'Route',
    VpcIGWD7BA715C: 'InternetGateway',
    ShopDbGroup: 'SecurityGroup',
  };
  for (const [id, type] of Object.entries(types)) assert.equal(first(id), `AWS::EC2::${type}`, id);
});

test('what has several lines is shown as it will stand, without the columns of the place', () => {
  const text = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A:
    Type: AWS::EC2::Subnet
    Properties:
      `;
  const analysis = analyze('network.yaml', text)!;
  const [first] = completion(analysis, positionAt(lineStartsOf(text), text.length), { hasSnippets: true });
  assert.equal(first?.label, 'VpcId, CidrBlock and AvailabilityZone');
  assert.match(
    (first.documentation as { value: string }).value,
    /\n\n```\nVpcId: !Ref Vpc\nCidrBlock: 10\.0\.0\.0\/\d+\nAvailabilityZone: .*\n```$/,
  );
});

test('what is written below a type or a key has the columns of the file', () => {
  const written = (fileName: string, marked: string, label: string) => {
    const text = marked.replace('<|>', '');
    const analysis = analyze(fileName, text)!;
    const position = positionAt(lineStartsOf(text), marked.indexOf('<|>'));
    const item = completion(analysis, position, {}).find((one) => one.label === label);
    return (item?.textEdit as TextEdit | undefined)?.newText;
  };
  const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties: { CidrBlock: 10.0.0.0/24 }
  Api:
    Type: <|>`;
  assert.equal(
    written('sam.yaml', sam, 'AWS::Serverless::Function'),
    `AWS::Serverless::Function
    Properties:
      Runtime: 
      Handler: 
      CodeUri: 
      VpcConfig:
        SubnetIds: [!Ref PrivateA]
        SecurityGroupIds:
          - `,
  );
  const json = '{"Resources": {"A": {"Type": "AWS::EC2::Subnet"}, "F": {"Type": "<|>"}}}';
  assert.equal(
    written('sam.json', json, 'AWS::Serverless::Function'),
    '"AWS::Serverless::Function", "Properties": { "Runtime": "", "Handler": "", "CodeUri": "", ' +
      '"VpcConfig": { "SubnetIds": [{"Ref": "A"}], "SecurityGroupIds": [] } }',
  );
  const tabs = '{\n\t"Resources": {\n\t\t"Vpc": {\n\t\t\t"Type": "AWS::EC2::VPC",\n\t\t\t<|>\n\t\t}\n\t}\n}';
  assert.equal(written('net.json', tabs, 'Properties'), '"Properties": {\n\t\t\t\t\n\t\t\t}');
});
