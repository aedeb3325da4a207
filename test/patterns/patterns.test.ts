import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MAP_PICTURE, mapPicture, PATTERNS_PAGE, patternsPage } from '../../docs/generator/patternsPage.ts';
import { analyze, findingsOf } from '../../server/src/languageService.ts';
import { type NetworkTemplate, networkTemplate } from '../../server/src/patterns/network.ts';
import { printJson, printYaml, templateData } from '../../server/src/patterns/print.ts';
import { readNetworkRequest } from '../../server/src/patterns/request.ts';
import { zappaSettings } from '../../server/src/patterns/zappaSettings.ts';
import { dataOf } from '../../server/src/syntax/edit/data.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { WANTED } from './requests.ts';

test('every pattern, number of zones, block and extra gives a template without a finding, the strict profile included', () => {
  assert.ok(WANTED.length > 100);
  for (const { title, request } of WANTED) {
    const network = templateOf(request);
    for (const [name, text] of [
      ['network.yaml', printYaml(network)],
      ['network.json', printJson(network)],
    ] as const) {
      assert.deepEqual(findings(name, text), [], `${title}: ${name}`);
    }
  }
});

test('YAML and JSON say the same', () => {
  for (const { title, request } of WANTED) {
    const network = templateOf(request);
    for (const [format, text] of [
      ['yaml', printYaml(network)],
      ['json', printJson(network)],
    ] as const) {
      const { root, problems } = parse(text, format);
      assert.deepEqual(problems, [], title);
      assert.deepEqual(root && dataOf(root), templateData(network), `${title}: ${format}`);
    }
  }
});

test('the settings of Zappa have no finding either, and name a subnet in each zone', () => {
  for (const { title, request } of WANTED) {
    for (const format of ['json', 'yaml', 'toml'] as const) {
      const text = zappaSettings(request, format);
      assert.deepEqual(findings(`zappa_settings.${format}`, text), [], `${title}: ${format}`);
      const subnets = text.match(/subnet-0([a-f])\1{15}/g) ?? [];
      assert.equal(new Set(subnets).size, request.pattern.appTier === 'public' ? 0 : request.zones, title);
    }
  }
});

test('every subnet and group that vpc_config needs is an output', () => {
  for (const { title, request } of WANTED) {
    const { Outputs } = templateData(templateOf(request)) as { Outputs: object };
    const names = Object.keys(Outputs);
    assert.equal(names.filter((name) => name.startsWith('AppSubnet')).length, request.zones, title);
    assert.ok(names.includes('AppGroupId'), title);
  }
});

test('a broken template does have a finding', () => {
  const text = printYaml(templateOf(WANTED[0]!.request));
  assert.match(
    findings('network.yaml', text.replace('GatewayId: !Ref InternetGateway\n\n', '\n')).join(),
    /route-no-target/,
  );
  assert.match(
    findings('network.yaml', text.replace('10.0.16.0/20', '10.0.0.0/21')).join(),
    /subnet-overlap/,
  );
});

test('what cannot be built is refused in one sentence', () => {
  for (const [words, sentence] of [
    [
      { pattern: 'nat2' },
      'There is no pattern "nat2": choose one of public, nat, nat-single, nat-regional, vpn, internal.',
    ],
    [{ zones: '4' }, 'The number of zones must be 2 or 3, not "4".'],
    [{ zones: '2.0' }, 'The number of zones must be 2 or 3, not "2.0".'],
    [{ cidr: '10.0.1.0/16' }, '10.0.1.0/16 is an address within 10.0.0.0/16, not a block.'],
    [{ cidr: '10.0.0.0/8' }, 'AWS accepts VPCs from /16 to /28, not /8.'],
    [{ cidr: '2001:db8::/56' }, 'A VPC needs an IPv4 block, and 2001:db8::/56 is IPv6.'],
    [
      { extras: ['basti'] },
      'There is no extra "basti": choose from bastion, session-manager, rds and endpoints=SERVICE, such as endpoints=s3,sqs.',
    ],
    [
      { pattern: 'internal', extras: ['bastion'] },
      'internal has no public subnet for a bastion; session-manager works without one.',
    ],
  ] as const) {
    const read = readNetworkRequest({
      pattern: 'nat',
      zones: '2',
      cidr: '10.0.0.0/16',
      extras: [],
      ...words,
    });
    assert.deepEqual(read, { refused: sentence });
  }
  const tight = readNetworkRequest({ pattern: 'vpn', zones: '3', cidr: '10.0.0.0/28', extras: ['rds'] });
  assert.ok(!('refused' in tight));
  assert.match((networkTemplate(tight) as { refused: string }).refused, /^The plan needs .* missing\.$/);
});

test('docs/patterns.md and the map of the walkthrough are what npm run docs writes', () => {
  const written = (file: URL) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  assert.equal(written(PATTERNS_PAGE), patternsPage());
  assert.equal(written(MAP_PICTURE), mapPicture());
});

function templateOf(request: (typeof WANTED)[number]['request']): NetworkTemplate {
  const network = networkTemplate(request);
  assert.ok(!('refused' in network), 'refused' in network ? network.refused : '');
  return network;
}

function findings(fileName: string, text: string): string[] {
  const analysis = analyze(fileName, text);
  assert.ok(analysis, fileName);
  return findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  }).map(({ rule, message }) => `${rule.id} ${message}`);
}
