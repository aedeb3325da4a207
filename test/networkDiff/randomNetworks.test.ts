// What is told of random changes of random networks is so: by the engine on both sides, and by the independent simulator.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze } from '../../server/src/languageService.ts';
import type { Network } from '../../server/src/network/model.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { isMore } from '../../server/src/networkDiff/reachability/causes.ts';
import {
  type ReachDifference,
  reachDifferences,
} from '../../server/src/networkDiff/reachability/differences.ts';
import { withOwners } from '../../server/src/networkDiff/reachability/networkObjects.ts';
import {
  type DiffQuestion,
  keyOfQuestion,
  partyName,
} from '../../server/src/networkDiff/reachability/questions.ts';
import { reach } from '../../server/src/reach/answer.ts';
import { render } from '../reach/render/render.ts';
import { verdictOf } from '../reach/simulator/verdict.ts';
import { BREAKS, type Break, broken } from '../reach/world/breaks.ts';
import type { World } from '../reach/world/world.ts';
import { aCase } from '../reach/world/worlds.ts';
import { seedOf } from '../seed.ts';

const pick = fc.nat(59);
const aBreak: fc.Arbitrary<Break> = fc.record({
  kind: fc.constantFrom(...(Object.keys(BREAKS) as Break['kind'][])),
  picks: fc.tuple(pick, pick, pick),
});

interface Edit {
  readonly before: World;
  readonly after: World;
  readonly spelling: number;
}

/** A random network and the same one after up to three random mistakes, spelled alike. */
const anEdit: fc.Arbitrary<Edit> = fc
  .tuple(aCase, fc.array(aBreak, { minLength: 1, maxLength: 3 }))
  .map(([{ world, spelling }, breaks]) => ({
    before: world,
    after: breaks.reduce((changed, one) => broken(changed, namesIn(changed), one), world),
    spelling,
  }));

function namesIn({ workloads, subnets }: World): Set<string> {
  const names = [
    ...workloads.flatMap(({ name, groups, subnets: own }) => [name, ...groups, ...own]),
    ...subnets.flatMap(({ name, table, acl }) => [name, table, acl]),
  ];
  return new Set(names.filter((name) => name !== undefined));
}

function networkOf(world: World, spelling: number): Network {
  const text = render(world, spelling);
  const analysis = analyze(text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml', text);
  assert.equal(analysis?.content.kind, 'template');
  return networkOfTemplate(analysis.content.scenarios.all[0]!);
}

const verdictIn = (asked: DiffQuestion, network: Network) => reach(asked, network)?.verdict ?? null;

test('a network differs from itself in nothing, however it is spelled', () => {
  fc.assert(
    fc.property(aCase, fc.nat(), ({ world, spelling }, other) => {
      const network = networkOf(world, spelling);
      assert.deepEqual(reachDifferences(network, networkOf(world, spelling)), []);
      // Other spellings write the same network with other resources, so that there may be changed ones, but no other verdicts.
      assert.deepEqual(reachDifferences(network, networkOf(world, other)), []);
    }),
    { numRuns: 12, seed: seedOf() },
  );
});

test('a change and its inverse say the same the other way round', () => {
  const spell = ({ asked, before, after }: ReachDifference) =>
    `${keyOfQuestion(asked)} ${asked.until} ${before} ${after}`;
  fc.assert(
    fc.property(anEdit, ({ before, after, spelling }) => {
      const [old, now] = [networkOf(before, spelling), networkOf(after, spelling)];
      const there = reachDifferences(old, now).map(spell);
      const back = reachDifferences(now, old).map((one) =>
        spell({ ...one, before: one.after, after: one.before }),
      );
      assert.deepEqual(there.sort(), back.sort());
    }),
    { numRuns: 12, seed: seedOf() },
  );
});

test('each difference is confirmed by the engine, by the simulator, and by undoing its cause', () => {
  let [told, caused, simulated] = [0, 0, 0];
  fc.assert(
    fc.property(anEdit, ({ before, after, spelling }) => {
      const [old, now] = [networkOf(before, spelling), networkOf(after, spelling)];
      const text = render(after, spelling);
      for (const one of reachDifferences(old, now)) {
        const { asked } = one;
        told++;
        const name = `${keyOfQuestion(asked)} to ${asked.until}: ${one.before} ${one.after}\n${render(before, spelling)}\n---\n${text}`;
        for (const port of asked.port === undefined ? [undefined] : [asked.port, asked.until!]) {
          const question = port === undefined ? asked : { ...asked, port };
          assert.equal(verdictIn(question, old), one.before, name);
          assert.equal(verdictIn(question, now), one.after, name);
          for (const [world, network, verdict] of [
            [before, old, one.before],
            [after, now, one.after],
          ] as const) {
            if (verdict === null || verdict === 'unknown') continue;
            const answer = reach(question, network)!;
            const { from, to, protocol, ipv6 } = question;
            const said = verdictOf(world, {
              from: partyName(from),
              to: partyName(to),
              protocol,
              port: answer.port,
              ...(ipv6 && { ipv6 }),
            });
            assert.equal(said, verdict, name);
            simulated++;
          }
        }
        if (one.before === null || one.after === null) continue;
        caused++;
        const isMoreNow = isMore(one.after, one.before);
        const [less, more, wanted] = isMoreNow ? [old, now, one.after] : [now, old, one.before];
        assert.ok(one.cause.length > 0, name);
        assert.equal(verdictIn(asked, withOwners(less, more, new Set(one.cause))), wanted, name);
        for (const left of one.cause) {
          const rest = new Set(one.cause.filter((owner) => owner !== left));
          assert.notEqual(verdictIn(asked, withOwners(less, more, rest)), wanted, name);
        }
      }
    }),
    { numRuns: 25, seed: seedOf() },
  );
  assert.ok(told > 30 && caused > 30 && simulated > 100, `${told} ${caused} ${simulated}`);
});

test('no verdict between two parties changes untold', () => {
  fc.assert(
    fc.property(anEdit, fc.constantFrom(22, 80, 443, 5432, 8080), ({ before, after, spelling }, port) => {
      const [old, now] = [networkOf(before, spelling), networkOf(after, spelling)];
      const told = reachDifferences(old, now);
      const isTold = (from: string, to: string) =>
        told.some(
          ({ asked }) =>
            // A part of the internet may be told of by its block.
            (partyName(asked.from) === from || asked.from.kind === 'address') &&
            partyName(asked.to) === to &&
            asked.protocol === 'tcp' &&
            (asked.port === undefined || (asked.port <= port && port <= asked.until!)),
        );
      for (const { id, kind } of old.workloads.values()) {
        if (kind === 'function' || !now.workloads.has(id)) continue;
        const to = { kind: 'workload', id } as const;
        const asked = { from: { kind: 'internet' }, to, protocol: 'tcp', port } as const;
        const [was, is] = [verdictIn(asked, old), verdictIn(asked, now)];
        assert.ok(
          was === is || isTold('internet', id),
          `${id} ${port} ${was} ${is}\n${render(before, spelling)}\n---\n${render(after, spelling)}`,
        );
      }
    }),
    { numRuns: 12, seed: seedOf() },
  );
});
