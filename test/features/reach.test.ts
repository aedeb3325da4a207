// Code lenses and traces of a template written by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Analysis,
  analyze,
  reachLenses,
  reachNames,
  traceOf,
} from '../../server/src/languageService.ts';
import type { ReachName, TraceRequest } from '../../server/src/protocol.ts';
import { inventoryIn } from '../inventory/reading.ts';
import { SHOP } from '../reach/shop.ts';

const URI = 'file:///net.yaml';
const DOCUMENT = { uri: URI, version: 7 };

function analysisOf(text: string): Analysis {
  return analyze('net.yaml', text, { kind: 'template' }) ?? assert.fail('The text is no template.');
}

/** The line that a range begins in, as written. */
const lineAt = (text: string, line: number): string => text.split('\n')[line]!.trim();

const titles = (text: string) =>
  reachLenses(analysisOf(text), URI).map(({ range, command }) => [
    lineAt(text, range.start.line),
    command!.title,
  ]);

test('lenses stand over the function, what fails first, with what decides it', () => {
  assert.deepEqual(titles(SHOP), [
    ['AppFunction:', 'Database ✗ why?'],
    ['AppFunction:', 'internet ✗ when HasNat is false: why?'],
    ['AppFunction:', 's3 ✓ S3Endpoint'],
  ]);
});

test('a click on a lens asks for its trace', () => {
  const [first] = reachLenses(analysisOf(SHOP), URI);
  assert.deepEqual(first!.command!.arguments, [{ uri: URI, from: 'AppFunction', to: 'Database' }]);
});

test('a way that always works names what carries it', () => {
  const always = SHOP.replace('    Condition: HasNat\n', '');
  assert.deepEqual(
    titles(always).map(([, title]) => title),
    ['Database ✗ why?', 'internet ✓ NatA', 's3 ✓ S3Endpoint'],
  );
});

test('a mixed set of subnets works sometimes', () => {
  const mixed = SHOP.replace('    Condition: HasNat\n', '').replace(
    'SubnetIds: [!Ref PrivateA], Sec',
    'SubnetIds: [!Ref PrivateA, !Ref PublicA], Sec',
  );
  assert.ok(titles(mixed).some(([, title]) => title === 'internet from 1 of 2 subnets: why?'));
});

test('what is unknown has no lens', () => {
  const unknown = SHOP.replace(
    'SubnetIds: [!Ref PrivateA], Sec',
    'SubnetIds: [subnet-0a1b2c3d4e5f60718], Sec',
  );
  assert.deepEqual(titles(unknown), []);
});

const trace = (text: string, request: Partial<TraceRequest>) =>
  traceOf(analysisOf(text), { uri: URI, from: 'AppFunction', to: 'Database', ...request }, DOCUMENT);

test('a trace: hops with their lines', () => {
  const { answers } = trace(SHOP, {});
  assert.deepEqual(
    answers.map(({ verdict }) => verdict),
    ['blocked'],
  );
  assert.deepEqual(
    answers[0]!.hops.map(({ label, allows, range }) => [
      allows,
      label,
      lineAt(SHOP, range!.start.line).split(':')[0],
    ]),
    [
      [true, 'AppGroup', 'AppGroup'],
      [true, 'PrivateTable', 'PrivateTable'],
      [false, 'DbGroup', 'DbGroup'],
    ],
  );
  const [blocker] = answers[0]!.blockers;
  assert.equal(blocker!.message, 'DbGroup allows tcp 5432 only from 10.0.9.0/24, not from AppFunction.');
});

test('a trace through an inventory has places for what is in the file alone', () => {
  const settings = {
    vpc_config: { SubnetIds: ['subnet-0a30000000000000a'], SecurityGroupIds: ['sg-0a10000000000000a'] },
  };
  const inventory = inventoryIn('two-zones.json');
  const analysis = analyze('zappa_settings.json', JSON.stringify({ prod: settings }), { inventory });
  assert.ok(analysis);
  const { answers } = traceOf(analysis, { uri: URI, from: 'prod', to: 'internet' }, DOCUMENT);
  const [answer] = answers;
  assert.equal(answer!.verdict, 'unknown', 'the inventory has no network ACLs');
  assert.deepEqual(
    answer!.hops.slice(0, 3).map(({ label, text, allows, range }) => [label, text, allows, range]),
    [
      ['sg-0a10000000000000a', 'security group: allows all outbound traffic', true, undefined],
      ['rtb-0a30000000000000a', 'route table: 0.0.0.0/0 → nat-0a10000000000000a', true, undefined],
      ['subnet-0a30000000000000a', 'network ACL: unknown', false, undefined],
    ],
  );
  assert.deepEqual(answer!.blockers, []);
});

test('a trace for each way in which conditions decide', () => {
  const { answers } = trace(SHOP, { to: 'internet' });
  assert.deepEqual(answers.map(({ verdict }) => verdict).toSorted(), ['blocked', 'reachable']);
});

test('what cannot be asked is one sentence', () => {
  assert.deepEqual(trace(SHOP, { from: 'AppFunktion' }), {
    sentence: 'Unknown source "AppFunktion". Did you mean AppFunction?',
    answers: [],
  });
});

test('names: senders first as sources, what answers first as destinations', () => {
  const { sources, destinations } = reachNames(analysisOf(SHOP));
  const named = (names: readonly ReachName[]) =>
    names.map(({ section, name, what }) => `${section}: ${name} (${what})`);
  assert.deepEqual(named(sources).slice(0, 2), [
    'Not reachable, or only sometimes: AppFunction (function · Database ✗ · internet ✗ when HasNat is false)',
    'In this file: Database (database)',
  ]);
  assert.deepEqual(named(destinations).slice(0, 2), [
    'In this file: Database (database)',
    'Internet: internet (any public address)',
  ]);
});
