// `unknown` is said where a hidden value decides, and nothing that is certain is wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedOf } from '../../seed.ts';
import { NETWORKS } from '../depth.ts';
import { answerIn } from '../engine.ts';
import { templateOf } from '../render/render.ts';
import { speller } from '../render/spelling.ts';
import { verdictOf } from '../simulator/verdict.ts';
import { type Options, soundWorld } from '../world/soundWorlds.ts';
import type { Question, Verdict } from '../world/world.ts';
import { type Hideable, hidden, hideable } from './hiding.ts';
import { hide } from './unknown.ts';

test('with values hidden the engine says unknown, or what it says of the values', (t) => {
  const found = hide(
    (text, { port, ...rest }) => answerIn(text, port === undefined ? rest : { ...rest, port }).verdict,
    NETWORKS.unknown,
    seedOf(20261125),
  );
  if (found.counterexample !== undefined) assert.fail(found.counterexample);
  const { asked, unknown, looked, relevant, needless } = found;
  t.diagnostic(
    `${unknown} of ${asked} unknown; of ${looked} with one hidden value another changes ${relevant}; not: ${needless.join(', ')}`,
  );
  assert.ok(relevant * 10 >= looked * 6, 'unknown is said too often');
});

const plain: Options = {
  shape: 'alone',
  blocks: '10.0.0.0/16',
  zones: 1,
  way: 'nat',
  guarded: [],
  answers: '1024-65535',
  narrowEgress: false,
  gatewayEndpoints: [],
  interfaceEndpoint: false,
  ownTables: false,
  groupReferences: false,
  publicAccess: 'open',
  inspected: false,
  sharedAttachments: false,
  propagated: false,
  lists: false,
  sameBlocks: false,
  peerIsOpen: false,
  ipv6: false,
};

const web: Question = { from: 'internet', to: 'Web', protocol: 'tcp', port: 443 };
const sqs: Question = { from: 'Worker', to: 'sqs', protocol: 'tcp', port: 443 };

/** Random networks on which the engine was certain and wrong. */
const FOUND: readonly (readonly [why: string, Partial<Options>, place: string, Question, Verdict])[] = [
  ['the gateway of a route that answers take', {}, 'PublicTableRoute1.GatewayId', web, 'unknown'],
  [
    'the gateway of the route behind a NAT gateway',
    {},
    'PublicTableRoute1.GatewayId',
    { ...web, from: 'App', to: 'internet' },
    'unknown',
  ],
  [
    'the connection of a route that answers take',
    { shape: 'peered' },
    'PeerTableRoute1.VpcPeeringConnectionId',
    { ...web, from: 'App', to: 'TheirDb', port: 5432 },
    'unknown',
  ],
  ['the service of an endpoint', { interfaceEndpoint: true }, 'SqsEndpoint.ServiceName', sqs, 'unknown'],
  [
    "a VPC's block of IPv6, of which the internet has no part",
    { ipv6: true },
    'VpcIpv6Block.Ipv6CidrBlock',
    { ...web, ipv6: true },
    'reachable',
  ],
];

for (const [why, options, path, question, verdict] of FOUND) {
  test(`hidden: ${why}`, () => {
    const world = soundWorld({ ...plain, ...options });
    assert.equal(verdictOf(world, question), 'reachable');
    const template = templateOf(world, speller(0));
    const [id, key] = path.split('.');
    const place = hideable(template).find((one) => one.place[1] === id && one.place[3] === key);
    const text = JSON.stringify(hidden(template, [place as Hideable], false), null, 1);
    const { port = 443, ...rest } = question;
    assert.equal(answerIn(text, { ...rest, port }).verdict, verdict);
  });
}
