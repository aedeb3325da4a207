import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clauseOf, predicateOf, sentenceOf } from '../../server/src/wording/blockers.ts';
import { type Reason, togetherWith } from '../../server/src/wording/reason.ts';

const root = new URL('../../', import.meta.url);

const noRoute: Reason = {
  kind: 'no-route',
  table: 'privateTable',
  vpc: 'Vpc',
  subnets: ['A'],
  to: 'the internet',
  block: '0.0.0.0/0',
};

test('a sentence that begins with a name leaves it as it is', () => {
  assert.equal(sentenceOf(noRoute), 'privateTable has no route to the internet (0.0.0.0/0).');
  assert.equal(
    sentenceOf({ ...noRoute, table: 'rtb-0a11' }),
    'rtb-0a11 has no route to the internet (0.0.0.0/0).',
  );
});

test('a sentence that begins with a word has a capital letter, and none inside of another', () => {
  const main: Reason = { ...noRoute, table: undefined, vpc: 'vpc-0a' };
  assert.match(sentenceOf(main), /^The main route table of vpc-0a, which A uses, has no route/);
  assert.match(clauseOf(main), /^the main route table of vpc-0a/);
  assert.equal(
    sentenceOf({ kind: 'target-gone', route: 'the route of rtb-1 to 0.0.0.0/0', target: 'nat-1' }),
    'The route of rtb-1 to 0.0.0.0/0 goes to nat-1, which no longer exists.',
  );
});

test('names are shown as the caller says, wherever they stand', () => {
  const reason: Reason = {
    kind: 'group-rules',
    groups: ['sg-1'],
    direction: 'ingress',
    traffic: { protocol: 'tcp', port: 5432 },
    whom: ['sg-2'],
    other: 'prod',
    otherGroup: undefined,
  };
  const naming = (name: string) => (name === 'prod' ? 'this function' : `${name} (app)`);
  assert.equal(
    clauseOf(reason, naming),
    'sg-1 (app) allows tcp 5432 only from sg-2 (app), not from this function',
  );
});

test('a refusal of clients whose addresses are kept says by what', () => {
  const clients = { other: 'the internet', keptBy: 'Front' } as const;
  const traffic = { protocol: 'tcp', port: 443 } as const;
  const groups = {
    kind: 'group-rules',
    groups: ['Inner'],
    direction: 'ingress',
    otherGroup: undefined,
  } as const;
  assert.equal(
    clauseOf({ ...groups, ...clients, traffic, whom: ['10.40.0.0/16'] }),
    'Inner allows tcp 443 only from 10.40.0.0/16, not from the internet: Front keeps client addresses',
  );
  assert.equal(
    clauseOf({ kind: 'acl', acl: 'Acl', direction: 'ingress', what: traffic, entry: 90, ...clients }),
    'Acl denies inbound tcp 443 from the internet (entry 90): Front keeps client addresses',
  );
});

test('beside its name a sentence does not repeat it', () => {
  assert.equal(predicateOf(noRoute, 'privateTable'), 'has no route to the internet (0.0.0.0/0)');
  assert.equal(predicateOf(noRoute, 'Other'), clauseOf(noRoute));
});

test('the same of more subnets is one reason, which names them all or says how many more', () => {
  const reason = (...subnets: string[]): Reason => ({ kind: 'no-public-address', workload: 'Host', subnets });
  const two = togetherWith(reason('A'), reason('B'));
  assert.equal(two && sentenceOf(two), 'Host has no public address in A and B.');
  assert.equal(
    sentenceOf(reason('A', 'B', 'C', 'D', 'E')),
    'Host has no public address in A, B, C and 2 more.',
  );
  assert.equal(
    togetherWith(reason('A'), { kind: 'no-public-address', workload: 'Other', subnets: ['B'] }),
    undefined,
  );
  assert.equal(togetherWith(reason('A'), noRoute), undefined);
});

test('no sentence on what is in the way is cut or rewritten', () => {
  const rewriting =
    /\.message\s*(\?\.|!?\.)(replace|slice|split|match)|sentenceOf\([^)]*\)\.(replace|slice)|\bwhy ===/;
  const found = globSync('server/src/**/*.ts', { cwd: root }).flatMap((file) =>
    readFileSync(new URL(file.replaceAll('\\', '/'), root), 'utf8')
      .split('\n')
      .flatMap((line, i) => (rewriting.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  );
  assert.deepEqual(found, []);
});
