import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, reachIn } from '../../server/src/languageService.ts';
import { request } from './requests.ts';
import { withWorkloads } from './workloads.ts';

type Verdict = 'reachable' | 'blocked' | 'partial' | 'unknown';

const OFFICE = '192.168.7.9';
const ADMIN = '203.0.113.7';

/** Pattern and extras, then source, destination and verdict of each promise. `App` is a function, `Server` an instance. */
const PROMISES: readonly (readonly [
  pattern: string,
  extras: string,
  promises: readonly (readonly [from: string, to: string, verdict: Verdict])[],
])[] = [
  ...['nat', 'nat-single', 'nat-regional', 'vpn'].map(
    (pattern) =>
      [
        pattern,
        'rds,bastion,session-manager',
        [
          ['App', 'internet', 'reachable'],
          ['App', 's3', 'reachable'],
          ['App', 'secretsmanager', 'reachable'],
          ['App', 'Database', 'reachable'],
          ['Bastion', 'Database', 'reachable'],
          ['SessionHost', 'Database', 'reachable'],
          ['SessionHost', 'ssmmessages', 'reachable'],
          ['Database', 'internet', 'blocked'],
          ['internet', 'Database', 'blocked'],
          ['internet', 'SessionHost', 'blocked'],
          [ADMIN, 'Bastion:22', 'reachable'],
          [ADMIN, 'Bastion:443', 'blocked'],
          ['203.0.113.8', 'Bastion:22', 'blocked'],
          ['internet', 'Bastion:443', 'blocked'],
        ],
      ] as const,
  ),
  [
    'vpn',
    '',
    [
      ['App', OFFICE, 'reachable'],
      ['App', 'internet', 'reachable'],
    ],
  ],
  ['nat', '', [['App', OFFICE, 'blocked']]],
  [
    'internal',
    'rds,session-manager,endpoints=sqs',
    [
      ['App', 'internet', 'blocked'],
      ['App', 's3', 'reachable'],
      ['App', 'dynamodb', 'reachable'],
      ['App', 'sqs', 'reachable'],
      ['App', 'secretsmanager', 'reachable'],
      ['App', 'sns', 'blocked'],
      ['App', 'Database', 'reachable'],
      ['SessionHost', 'ssm', 'reachable'],
      ['SessionHost', 'Database', 'reachable'],
      ['internet', 'Database', 'blocked'],
      ['internet', 'SessionHost', 'blocked'],
    ],
  ],
  [
    'internal',
    '',
    [
      ['App', 'secretsmanager', 'blocked'],
      ['App', 'internet', 'blocked'],
    ],
  ],
  [
    'public',
    'rds,bastion,session-manager',
    [
      ['Server', 'internet', 'reachable'],
      ['Server', 's3', 'reachable'],
      ['Server', 'Database', 'reachable'],
      ['App', 'internet', 'blocked'],
      ['SessionHost', 'ssm', 'reachable'],
      ['internet', 'Database', 'blocked'],
      ['internet', 'Server', 'blocked'],
      [ADMIN, 'Bastion:22', 'reachable'],
      ['internet', 'Bastion:443', 'blocked'],
    ],
  ],
];

for (const [pattern, extras, promises] of PROMISES) {
  for (const zones of ['2', '3']) {
    test(`${pattern} over ${zones} zones, with ${extras || 'nothing more'}, keeps its promises`, () => {
      const analysis = analyze('network.json', withWorkloads(request(pattern, extras.split(','), zones)), {
        parameters: new Map([
          ['AdminCidr', `${ADMIN}/32`],
          ['OfficeCidr', '192.168.0.0/16'],
          ['OfficeAddress', '198.51.100.4'],
        ]),
      });
      assert.ok(analysis);
      for (const [from, to, verdict] of promises) {
        const [name = '', port] = to.split(':');
        const asked = { from, to: name, protocol: 'tcp', ...(port && { port: Number(port) }) } as const;
        const result = reachIn(analysis, asked);
        assert.ok(
          result.kind === 'answers',
          `${from} to ${to}: ${result.kind === 'refused' && result.sentence}`,
        );
        assert.deepEqual(
          result.answers.map((answer) => answer.verdict),
          [verdict],
          `${from} to ${to}: ${JSON.stringify(result.answers[0]?.assumptions)}`,
        );
      }
    });
  }
}
