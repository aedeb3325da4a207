// What the random networks are worth: every verdict comes often enough, and no packet fares otherwise than the verdict says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { render } from './render/render.ts';
import { familyOf, isService, type Placed, placesOf } from './simulator/parties.ts';
import { clientPorts, explain, verdictOf } from './simulator/verdict.ts';
import { walk } from './simulator/walk.ts';
import type { Question, World } from './world/world.ts';
import { aCase } from './world/worlds.ts';

test('reachable, partial and blocked each come at fifteen in a hundred or more', () => {
  const counts = { reachable: 0, partial: 0, blocked: 0, unknown: 0 };
  for (const { world, questions } of fc.sample(aCase, { numRuns: 800, seed: 20261125 })) {
    for (const question of questions) counts[verdictOf(world, question)]++;
  }
  const least = 0.15 * (counts.reachable + counts.partial + counts.blocked + counts.unknown);
  assert.ok(Math.min(counts.reachable, counts.partial, counts.blocked) >= least, JSON.stringify(counts));
});

test('packets from anywhere fare as the verdict says', () => {
  fc.assert(
    fc.property(aCase, fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), (one, numbers) => {
      for (const question of one.questions) {
        const verdict = verdictOf(one.world, question);
        if (isService(question.to) || (verdict !== 'reachable' && verdict !== 'blocked')) continue;
        for (let at = 0; at + 5 < numbers.length; at += 6) {
          const arrives = anyPacketArrives(one.world, question, numbers.slice(at, at + 6));
          if (arrives === undefined) continue;
          assert.equal(arrives, verdict === 'reachable', explain(one.world, question));
        }
      }
    }),
    { numRuns: 150 },
  );
});

/** Whether a packet with chosen addresses and ports arrives; nothing where a party has no address. */
function anyPacketArrives(world: World, question: Question, numbers: readonly number[]): boolean | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  const family = familyOf(world, question);
  const from = addressIn(placesOf(world, family, question.from), a, b);
  const to = addressIn(placesOf(world, family, question.to), c, d);
  if (from === undefined || to === undefined) return undefined;
  const { first, last } = clientPorts(from.end);
  const header = {
    family,
    protocol: question.protocol,
    source: from.address,
    destination: to.address,
    sourcePort: first + (e % (last - first + 1)),
    port: question.port ?? 0,
    icmpType: family === 4 ? 8 : 128,
    service: undefined,
  };
  return walk(world, { header, natPort: 1024 + (f % 64512), from: from.end, to: to.end }).arrives;
}

function addressIn(places: readonly Placed[], place: number, offset: number) {
  const ranges = places.flatMap(({ end, ranges }) => ranges.map((range) => ({ end, range })));
  const chosen = ranges[place % ranges.length];
  if (chosen === undefined) return undefined;
  const { first, last } = chosen.range;
  return { end: chosen.end, address: first + (BigInt(offset) % (last - first + 1n)) };
}

test('a network is written as YAML or JSON that can be read, in one spelling for each seed', () => {
  fc.assert(
    fc.property(aCase, ({ world, spelling }) => {
      const text = render(world, spelling);
      assert.equal(render(world, spelling), text);
      const read = parse(text, { version: '1.1', logLevel: 'silent' });
      assert.ok(Object.keys(read.Resources).length >= world.subnets.length);
    }),
    { numRuns: 100 },
  );
});
