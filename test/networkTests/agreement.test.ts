// Tests come to what an independent simulator of packets says of random networks, and what is recorded of one holds on it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networksOf } from '../../server/src/features/reachability/networks.ts';
import { destinationNamed, partyNamed } from '../../server/src/features/reachability/parties.ts';
import { analyze, readTestFile, recordTests, resultsOf } from '../../server/src/languageService.ts';
import { keyOfField } from '../../server/src/network/lookup.ts';
import type { Network } from '../../server/src/network/model.ts';
import { candidates } from '../../server/src/networkTests/evaluate/parties.ts';
import { reach } from '../../server/src/reach/answer.ts';
import { hopPathsOf } from '../../server/src/reach/hopPaths.ts';
import { render } from '../reach/render/render.ts';
import { blockOf } from '../reach/simulator/parties.ts';
import { verdictOf } from '../reach/simulator/verdict.ts';
import type { Question, Verdict, World } from '../reach/world/world.ts';
import { aCase } from '../reach/world/worlds.ts';

function analysisOf(text: string) {
  const analysis = analyze(text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml', text, {
    kind: 'template',
  });
  return analysis ?? assert.fail('The text is no template.');
}

/** The network as tests see it. */
function networkIn(text: string): Network {
  return networksOf(analysisOf(text))[0]?.network ?? assert.fail('There is no network.');
}

function outcomesOf(tests: readonly object[], text: string) {
  const { suite, mistakes } = readTestFile(JSON.stringify({ tests }));
  assert.deepEqual(mistakes, []);
  return resultsOf(suite, analysisOf(text));
}

/** What the simulator says in the family that nobody names, and in IPv6. */
function verdictsInBoth(world: World, question: Question): readonly Verdict[] {
  const { from, to } = question;
  const isAddress = [from, to].some((party) => blockOf(party) !== undefined);
  const hasIpv6 = world.subnets.some(({ blocks }) => blocks.some(({ family }) => family === 6));
  const own = verdictOf(world, question);
  return isAddress || !hasIpv6 ? [own] : [own, verdictOf(world, { ...question, ipv6: true })];
}

/** Where nothing may arrive. */
function outcomeOfNone(verdicts: readonly Verdict[]): string {
  if (verdicts.some((one) => one === 'reachable' || one === 'partial')) return 'failed';
  return verdicts.includes('unknown') ? 'unknown' : 'passed';
}

const OUTCOME_OF_ALL = {
  reachable: 'passed',
  partial: 'failed',
  blocked: 'failed',
  unknown: 'unknown',
} as const;

test('reachable and blocked come to what the simulator says', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(aCase, ({ world, questions, spelling }) => {
      const text = render(world, spelling);
      const tests = questions.flatMap(({ from, to, protocol, port, ipv6 }) => {
        const asked = { from, to, protocol, ...(port !== undefined && { port }), ...(ipv6 && { ipv6 }) };
        return [
          { ...asked, expect: 'reachable' },
          { ...asked, expect: 'blocked' },
        ];
      });
      const outcomes = outcomesOf(tests, text).map(({ outcome }) => outcome);
      const expected = questions.flatMap((question) => {
        const own = question.ipv6 ? [verdictOf(world, question)] : verdictsInBoth(world, question);
        return [OUTCOME_OF_ALL[own[0]!], outcomeOfNone(own)];
      });
      for (const outcome of expected) seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      assert.deepEqual(outcomes, expected, `${JSON.stringify(questions)}\n${text}`);
    }),
    { numRuns: 100 },
  );
  for (const outcome of ['passed', 'failed']) assert.ok(seen.has(outcome), outcome);
});

test('only-from fails where the simulator finds anyone else who arrives', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      aCase,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      ({ world, spelling }, mask) => {
        const text = render(world, spelling);
        const network = networkIn(text);
        const senders = candidates('from', network);
        const [to] = candidates('to', network).filter((name) => network.workloads.has(name));
        if (to === undefined) return;
        const sources = [...senders, 'internet'].filter((name) => name !== to);
        const allowed = sources.filter((_, i) => mask[i % mask.length]);
        const others = sources.filter((name) => !allowed.includes(name));
        if (allowed.length === 0 || others.length === 0) return;
        const verdicts = others.flatMap((from) =>
          verdictsInBoth(world, { from, to, protocol: 'tcp', port: 443 }),
        );
        const [only] = outcomesOf([{ from: allowed, to, port: 443, expect: 'only-from' }], text);
        const expected = outcomeOfNone(verdicts);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
        assert.equal(only?.outcome, expected, `${allowed.join()} → ${to}\n${text}`);
      },
    ),
    { numRuns: 80 },
  );
  for (const outcome of ['passed', 'failed']) assert.ok((seen.get(outcome) ?? 0) > 5, outcome);
});

/** The network with every route to the things of a kind leading nowhere. */
function withoutWaysThrough(ids: ReadonlySet<string>, network: Network): Network {
  const routes = network.routes.map((route) =>
    route.targets.some(({ target }) => ids.has(keyOfField(target) ?? ''))
      ? { ...route, isBlackhole: true }
      : route,
  );
  return { ...network, routes };
}

const CARRIERS = {
  'nat-gateway': 'natGateways',
  'egress-only-internet-gateway': 'egressOnlyInternetGateways',
  peering: 'peerings',
  'transit-gateway': 'transitGateways',
  'vpn-gateway': 'vpnGateways',
} as const;

test('what goes only through gateways stops without their routes, and what leads past them does not', () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const kinds = fc.constantFrom(...(Object.keys(CARRIERS) as (keyof typeof CARRIERS)[]));
  fc.assert(
    fc.property(aCase, kinds, ({ world, questions, spelling }, kind) => {
      const text = render(world, spelling);
      const network = networkIn(text);
      const carriers = new Set(network[CARRIERS[kind]].keys());
      if (carriers.size === 0) return;
      const cut = withoutWaysThrough(carriers, network);
      const out = { from: 'App', to: 'internet', protocol: 'tcp', port: 443 } as const;
      for (const { from, to, protocol, port } of [...questions, out]) {
        const asked = { from, to, protocol, ...(port !== undefined && { port }) };
        const [result] = outcomesOf([{ ...asked, expect: 'only-through', through: { kind } }], text);
        const source = partyNamed(from, network, undefined);
        const destination = destinationNamed(to, source, network, undefined);
        if (!source || !destination) continue;
        const question = { from: source, to: destination, protocol, ...(port !== undefined && { port }) };
        const left = reach(question as Parameters<typeof reach>[0], cut)?.verdict;
        if (result?.outcome === 'passed') {
          count(`passed ${kind}`);
          assert.equal(left, 'blocked', `${from} → ${to} through ${kind}\n${text}`);
        }
        if (result?.failures.some((one) => one.kind === 'around' && !one.question?.ipv6)) {
          count(`around ${kind}`);
          assert.notEqual(left, 'blocked', `${from} → ${to} around ${kind}\n${text}`);
        }
      }
    }),
    { numRuns: 250 },
  );
  for (const what of ['passed nat-gateway', 'around nat-gateway', 'around peering'])
    assert.ok(seen.has(what), JSON.stringify([...seen]));
});

test('there are ways where packets surely arrive, and none where they surely do not', () => {
  fc.assert(
    fc.property(aCase, ({ world, questions, spelling }) => {
      const text = render(world, spelling);
      const network = networkIn(text);
      for (const { from, to, protocol, port, ipv6 } of questions) {
        const source = partyNamed(from, network, undefined, ipv6);
        const destination = destinationNamed(to, source, network, undefined, ipv6);
        if (!source || !destination) continue;
        const question = {
          from: source,
          to: destination,
          protocol,
          ...(port !== undefined && { port }),
          ...(ipv6 && { ipv6 }),
        };
        const verdict = reach(question, network)?.verdict;
        const ways = hopPathsOf(question, network, 'possible');
        if (!ways) continue;
        if (verdict === 'blocked') assert.deepEqual(ways, [], `${from} → ${to}\n${text}`);
        if (verdict === 'reachable') assert.ok(ways.length > 0, `${from} → ${to}\n${text}`);
      }
    }),
    { numRuns: 100 },
  );
});

test('what is recorded of a network holds on it, and says something', () => {
  let tests = 0;
  let networks = 0;
  fc.assert(
    fc.property(aCase, ({ world, spelling }) => {
      const text = render(world, spelling);
      const recorded = recordTests(analysisOf(text));
      if (recorded === undefined) return;
      networks++;
      const { suite, mistakes } = readTestFile(recorded);
      assert.deepEqual(mistakes, [], recorded);
      const results = resultsOf(suite, analysisOf(text));
      tests += results.length;
      for (const { outcome, test: one, failures } of results)
        assert.equal(outcome, 'passed', `${one.title}: ${failures[0]?.message}\n${recorded}\n${text}`);
    }),
    { numRuns: 60 },
  );
  assert.ok(networks > 45 && tests > 3 * networks, `${tests} tests of ${networks} networks`);
});
