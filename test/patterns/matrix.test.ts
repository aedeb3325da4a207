import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCidr } from '../../server/src/cidr/format.ts';
import { analyze, findingsOf, reachIn } from '../../server/src/languageService.ts';
import { networkTemplate } from '../../server/src/patterns/network.ts';
import { EXTRAS, OFFERED_ENDPOINTS, PATTERNS } from '../../server/src/patterns/patterns.ts';
import { printJson, printYaml, templateData } from '../../server/src/patterns/print.ts';
import { type NetworkRequest, readNetworkRequest } from '../../server/src/patterns/request.ts';
import { zappaSettings } from '../../server/src/patterns/zappaSettings.ts';
import { dataOf } from '../../server/src/syntax/edit/data.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { withWorkloads } from './workloads.ts';

const words = fc.record({
  pattern: fc.constantFrom(...PATTERNS.map(({ id }) => id)),
  zones: fc.constantFrom('1', '2', '3', '4'),
  cidr: fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 28 }))
    .map(([second, prefix]) => `10.${second}.0.0/${prefix}`),
  extras: fc
    .tuple(fc.subarray(Object.keys(EXTRAS)), fc.subarray([...OFFERED_ENDPOINTS, 'ecr.api', 'logs']))
    .map(([extras, endpoints]) => [...extras, ...endpoints]),
});

test('any wish gives a template that parses, has no finding in the strict profile and keeps the promise, or one sentence', () => {
  fc.assert(
    fc.property(words, (wish) => {
      const request = readNetworkRequest(wish);
      const network = 'refused' in request ? request : networkTemplate(request);
      if ('refused' in network || 'refused' in request) {
        const { refused } = network as { refused: string };
        assert.match(refused, /^The (?:number of zones|plan)|^internal has no public subnet/);
        return;
      }
      const data = templateData(network);
      for (const [file, text] of [
        ['network.yaml', printYaml(network)],
        ['network.json', printJson(network)],
      ] as const) {
        const { root, problems } = parse(text, file.endsWith('.json') ? 'json' : 'yaml');
        assert.deepEqual(problems, []);
        assert.deepEqual(root && dataOf(root), data);
        assert.deepEqual(findings(file, text), []);
      }
      for (const format of ['json', 'yaml', 'toml'] as const)
        assert.deepEqual(findings(`zappa_settings.${format}`, zappaSettings(request, format)), []);
      keepsPromise(request);
    }),
    { numRuns: 25 },
  );
});

/** Who reaches whom, as docs/patterns.md has it. */
function keepsPromise(request: NetworkRequest): void {
  const analysis = analyze('network.json', withWorkloads(request), {
    parameters: new Map([['OfficeCidr', '192.168.0.0/16']]),
  });
  assert.ok(analysis);
  const { pattern, extras } = request;
  const hasInternet = pattern.appTier === 'private' && pattern.id !== 'internal';
  const asked: [from: string, to: string, isReached: boolean][] = [
    ['App', 'internet', hasInternet],
    ['Server', 'internet', pattern.id !== 'internal'],
    ['internet', 'App', false],
    ['App', 's3', true],
    ...(extras.has('rds')
      ? ([
          ['App', 'Database', true],
          ['internet', 'Database', false],
          ['Database', 'internet', false],
        ] as [string, string, boolean][])
      : []),
  ];
  for (const [from, to, isReached] of asked) {
    const result = reachIn(analysis, { from, to, protocol: 'tcp' });
    // Nothing can be asked of a function from outside.
    if (result.kind === 'refused' && to === 'App') continue;
    assert.ok(result.kind === 'answers', `${from} to ${to}`);
    const verdicts = result.answers.map(({ verdict }) => verdict);
    assert.deepEqual(
      verdicts,
      [isReached ? 'reachable' : 'blocked'],
      `${from} to ${to}: ${describe(request)}`,
    );
  }
}

function describe({ pattern, zones, cidr, extras }: NetworkRequest): string {
  return `${pattern.id}, ${zones} zones, ${formatCidr(cidr)}, ${[...extras]}`;
}

function findings(file: string, text: string): string[] {
  const analysis = analyze(file, text);
  assert.ok(analysis, file);
  return findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  }).map(({ rule, message }) => `${rule.id} ${message}`);
}
