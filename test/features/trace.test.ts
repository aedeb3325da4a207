import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type Analysis,
  analyze,
  codeLenses,
  reachIn,
  reachNames,
  traceOf,
} from '../../server/src/languageService.ts';
import { SHOW_TRACE_COMMAND, type TraceAnswer, type TraceFix } from '../../server/src/protocol.ts';
import { offsetAt, positionAt } from '../../server/src/syntax/span.ts';

const shop = readFileSync(
  new URL('../../examples/with-mistakes/can-it-get-there/shop.yaml', import.meta.url),
  'utf8',
);

function read(text: string): Analysis {
  const analysis = analyze('shop.yaml', text);
  assert.ok(analysis);
  return analysis;
}

function traced(text: string, from: string, to: string): readonly TraceAnswer[] {
  return traceOf(read(text), { uri: 'a', from, to }, { uri: 'a', version: 7 }).answers;
}

function applied(text: string, { edit }: TraceFix): string {
  const [change] = edit?.documentChanges ?? [];
  assert.ok(change && 'textDocument' in change);
  assert.equal(change.textDocument.version, 7);
  const { lines } = read(text);
  let made = text;
  for (const one of change.edits.toReversed()) {
    assert.ok('newText' in one);
    const [start, end] = [one.range.start, one.range.end].map((place) => offsetAt(text, lines, place));
    made = made.slice(0, start) + one.newText + made.slice(end);
  }
  return made;
}

const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length - 1;

function lensesOf(text: string): string[] {
  const host = { uri: 'a', commands: [SHOW_TRACE_COMMAND] };
  return codeLenses(read(text), host).map(({ command }) => command?.title ?? '');
}

test('a lens says what does not work first, and nothing of what is unknown', () => {
  assert.deepEqual(lensesOf(shop), [
    'Database ✗ why?',
    'internet ✓ NatA',
    's3 ✓ S3Endpoint',
    'internet from 1 of 2 subnets: why?',
    's3 from 1 of 2 subnets: why?',
  ]);
  assert.deepEqual(
    lensesOf(shop.replaceAll(/!Ref (Public|Private)(A|B)\b/g, 'subnet-0a6e83c5d9f14b207')),
    [],
  );
});

test('what fails comes before what works', () => {
  const text = shop
    .replace('CidrIp: 10.0.9.0/24', 'CidrIp: 10.0.0.0/16')
    .replace('NatGatewayId: !Ref NatA', 'GatewayId: !Ref InternetGateway');
  assert.deepEqual(lensesOf(text).slice(0, 3), ['internet ✗ why?', 'Database ✓', 's3 ✓ S3Endpoint']);
});

test('what works under a condition and is unknown otherwise has no lens', () => {
  const text = shop
    .replace('Resources:\n', "Conditions:\n  UseNat: !Equals [!Ref Nat, 'yes']\nResources:\n")
    .replace('Parameters:\n', 'Parameters:\n  Nat: { Type: String }\n  Other: { Type: String }\n')
    .replace('NatGatewayId: !Ref NatA', 'NatGatewayId: !If [UseNat, !Ref NatA, !Ref Other]');
  assert.deepEqual(lensesOf(text).slice(0, 2), ['Database ✗ why?', 's3 ✓ S3Endpoint']);
});

test('a lens tells the condition under which something fails', () => {
  const text = shop
    .replace('Resources:\n', "Conditions:\n  UseNat: !Equals [!Ref Nat, 'yes']\nResources:\n")
    .replace('Parameters:\n', 'Parameters:\n  Nat: { Type: String, AllowedValues: ["yes", "no"] }\n')
    .replace('  PrivateRoute:\n', '  PrivateRoute:\n    Condition: UseNat\n');
  assert.ok(lensesOf(text).includes('internet ✗ when UseNat is false: why?'), lensesOf(text).join('\n'));
  const [first, second] = traced(text, 'AppFunction', 'internet');
  assert.equal(first?.title, 'AppFunction → internet, tcp 443, when UseNat is false');
  assert.equal(first?.summary, 'AppFunction cannot reach the internet when UseNat is false');
  assert.deepEqual([first?.verdict, second?.verdict], ['blocked', 'reachable']);
  // With UseNat true the table has that route already, and AWS takes no second one.
  assert.deepEqual(
    first?.fixes.map(({ title, edit }) => [title, edit]),
    [['Route 0.0.0.0/0 to NatA in PrivateTable', undefined]],
  );
});

test('the trace of a blocked way: the blocker with its line and code, the hops, and a fix that opens it', () => {
  const [answer] = traced(shop, 'AppFunction', 'Database');
  assert.ok(answer);
  assert.equal(answer.title, 'AppFunction → Database, tcp 5432');
  assert.equal(answer.summary, 'AppFunction cannot reach Database');
  const group = lineOf(shop, '  DatabaseGroup:');
  assert.deepEqual(
    answer.blockers.map(({ label, message, code, range }) => [label, message, code, range!.start.line]),
    [
      [
        'DatabaseGroup',
        'DatabaseGroup allows tcp 5432 only from 10.0.9.0/24, not from AppFunction.',
        'ENI_SG_RULES_MISMATCH',
        group,
      ],
    ],
  );
  assert.deepEqual(
    answer.hops.map(({ label, text, allows }) => [label, text, allows]),
    [
      ['AppGroup', 'security group: allows all outbound traffic', true],
      ['DatabaseGroup', 'security group: allows tcp 5432 only from 10.0.9.0/24, not from AppFunction', false],
    ],
  );
  assert.deepEqual(answer.subnets, []);
  assert.deepEqual(
    answer.fixes.map(({ title }) => title),
    ['Allow tcp 5432 from AppGroup in DatabaseGroup'],
  );
  const [after] = traced(applied(shop, answer.fixes[0]!), 'AppFunction', 'Database');
  assert.equal(after?.verdict, 'reachable');
});

test('a way from some subnets only: which, and the hops from one that fails', () => {
  const [answer] = traced(shop, 'MailFunction', 'internet');
  assert.equal(answer?.summary, 'MailFunction reaches the internet from PrivateA but not from PublicA');
  assert.deepEqual(
    answer.subnets.map(({ name, verdict, range }) => [name, verdict, range?.start.line]),
    [
      ['PublicA', 'blocked', lineOf(shop, '  PublicA:')],
      ['PrivateA', 'reachable', lineOf(shop, '  PrivateA:')],
    ],
  );
  assert.equal(answer.hopsFrom, 'PublicA');
  const hop = answer.hops.find(({ allows }) => !allows);
  assert.deepEqual(
    [hop?.label, hop?.text],
    ['MailFunction', 'runs in a public subnet (PublicA), where a Lambda function has no public address'],
  );
});

test('where it takes two edits, the first fix makes both', () => {
  const text = shop.replace(
    'GroupDescription: The functions\n',
    "GroupDescription: The functions\n      SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: 127.0.0.1/32 }]\n",
  );
  const [answer] = traced(text, 'AppFunction', 'Database');
  assert.deepEqual(
    answer?.fixes.map(({ title }) => title),
    [
      'Make both changes',
      'Allow tcp 5432 to DatabaseGroup in AppGroup',
      'Allow tcp 5432 from AppGroup in DatabaseGroup',
    ],
  );
  const verdicts = answer.fixes.map(
    (fix) => traced(applied(text, fix), 'AppFunction', 'Database')[0]?.verdict,
  );
  assert.deepEqual(verdicts, ['reachable', 'blocked', 'blocked']);
});

test('what is meant to be closed to the internet gets words and no change', () => {
  const [answer] = traced(shop, 'internet', 'Database');
  assert.equal(answer?.summary, 'The internet cannot reach Database');
  assert.deepEqual(
    answer.fixes.map(({ title, edit }) => [title, edit]),
    [
      [
        'Connect to Database from inside its VPC: through a VPN, a bastion host or Session Manager port forwarding',
        undefined,
      ],
    ],
  );
});

test('no edit lets the whole internet in', () => {
  const text = shop.replace(
    'Resources:\n',
    `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref PublicA, !Ref PublicB]
      SecurityGroups: [!Ref DatabaseGroup]
`,
  );
  const [answer] = traced(text, 'internet', 'Balancer');
  assert.deepEqual(
    answer?.fixes.map(({ title, edit }) => [title, edit]),
    [['Allow tcp 443 from 0.0.0.0/0 in DatabaseGroup', undefined]],
  );
});

test('what cannot be asked gets a sentence and no answer', () => {
  const trace = traceOf(
    read(shop),
    { uri: 'a', from: 'AppFunction', to: 'Databse' },
    { uri: 'a', version: 1 },
  );
  assert.deepEqual(trace, {
    sentence: 'Unknown destination "Databse". Did you mean Database?',
    answers: [],
  });
});

test('proposed first: what the cursor stands in, then what does not work', () => {
  const analysis = read(shop);
  const at = (needle: string) => positionAt(analysis.lines, shop.indexOf(needle));
  const names = (needle: string, from?: string) =>
    reachNames(analysis, { position: at(needle), ...(from !== undefined && { from }) });
  const sources = names('AWSTemplate').sources.map(({ name, what }) => `${name}: ${what}`);
  assert.deepEqual(sources, [
    'AppFunction: function · Database ✗',
    'MailFunction: function · internet from 1 of 2 subnets · s3 from 1 of 2 subnets',
    'Database: database',
    'internet: any public address',
    'PublicA: 10.0.0.0/24',
    'PrivateA: 10.0.16.0/20',
    'PrivateB: 10.0.32.0/20',
  ]);
  const sections = [...new Set(names('AWSTemplate').sources.map(({ section }) => section))];
  assert.deepEqual(sections, ['Not reachable, or only sometimes', 'In this file', 'Internet', 'Subnets']);
  assert.equal(names('Handler: mail').sources[0]?.name, 'MailFunction');
  const { destinations } = names('AWSTemplate', 'AppFunction');
  assert.deepEqual(destinations.slice(0, 3), [
    { name: 'Database', what: 'database · ✗', section: 'Not reachable, or only sometimes', port: 5432 },
    { name: 'internet', what: 'any public address · ✓ NatA', section: 'Internet' },
    { name: 's3', what: '✓ S3Endpoint', section: 'AWS services' },
  ]);
  assert.equal(names('Engine: postgres', 'MailFunction').destinations[0]?.name, 'Database');
  for (const { name } of destinations)
    assert.equal(reachIn(analysis, { from: 'AppFunction', to: name, protocol: 'tcp' }).kind, 'answers', name);
});

test('a file without anything in a network proposes nothing', () => {
  const nothing = read("AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n");
  assert.deepEqual(reachNames(nothing), { sources: [], destinations: [] });
});
