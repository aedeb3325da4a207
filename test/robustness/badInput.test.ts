import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf } from './answers.ts';

/** The rules that find something, or undefined for a text that is none of our business. */
function found(name: string, text: string): string[] | undefined {
  const middle = Math.floor(text.length / 2);
  const answers = answersOf(name, text, [0, middle, text.length, text.length + 10]);
  return answers?.findings.map(({ rule }) => rule.id);
}

/** The message of the one finding there is. */
function notice(name: string, text: string): string {
  const { findings } = answersOf(name, text, [0])!;
  assert.deepEqual(
    findings.map(({ rule, severity }) => `${rule.id} ${severity}`),
    ['syntax-broken info'],
    name,
  );
  return findings[0]!.message;
}

const YAML = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.5/16
`;
const JSON_TEXT = JSON.stringify(
  {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.5/16' } } },
  },
  null,
  2,
);
const TOML = '[dev]\ns3_bucket = "b"\n[dev.vpc_config]\nSubnetIds = "subnet-0123456789abcdef0"\n';
/** What the samples get: the strict profile runs all rules. */
const HOST_BITS = ['vpc-no-flow-log', 'cidr-host-bits'];
const SETTINGS = ['zappa_settings.json', 'zappa_settings.toml', 'zappa_settings.yml', 'zappa_settings.yaml'];
const FILES = [...SETTINGS, 'net.yaml', 'net.json', 'net.template', 'net', ''];

test('the samples of this file are found', () => {
  assert.deepEqual(found('net.yaml', YAML), HOST_BITS);
  assert.deepEqual(found('net.json', JSON_TEXT), HOST_BITS);
  assert.deepEqual(found('zappa_settings.toml', TOML), ['zappa-vpc-type']);
});

test('next to nothing', () => {
  for (const name of FILES) {
    for (const text of [
      '',
      ' ',
      '\n',
      '\r\n\r\n',
      '\t',
      '\uFEFF',
      '\uFEFF\n',
      '#',
      '---',
      '...',
      '{',
      '}',
      '[]',
      '""',
      '0',
      '~',
    ])
      found(name, text);
  }
});

test('what is no text', () => {
  let bytes = '';
  for (let i = 0; i < 5000; i++) bytes += String.fromCharCode((i * 7919) % 256);
  for (const name of FILES) {
    found(name, bytes);
    found(name, `\u0089PNG\r\n\u001a\n${bytes}`);
    found(name, '\0'.repeat(1000));
  }
  // Bytes that are no UTF-8 reach us as replacement characters.
  assert.deepEqual(found('net.yaml', YAML.replace('Vpc:', 'Vp\uFFFD:')), HOST_BITS);
  assert.match(notice('net.yaml', `${YAML}\0`), /binary/);
  // UTF-16, as some consoles write it, read as UTF-8.
  found('zappa_settings.json', [...JSON_TEXT].join('\0'));
});

test('byte order marks and line ends', () => {
  const ends = (text: string) => [
    text.replaceAll('\n', '\r\n'),
    `\uFEFF${text}`,
    `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    text.trimEnd(),
    `${text}\n\n\n`,
    text.replace('\n', '\r\n'), // some lines only
  ];
  for (const text of ends(YAML)) assert.deepEqual(found('net.yaml', text), HOST_BITS, JSON.stringify(text));
  for (const text of ends(JSON_TEXT)) assert.deepEqual(found('net.json', text), HOST_BITS);
  for (const text of ends(TOML)) {
    // Zappa's TOML parser stops at a byte order mark.
    const unreadable = text.startsWith('\uFEFF') ? ['zappa-not-readable'] : [];
    const expected = [...unreadable, 'zappa-vpc-type'];
    assert.deepEqual(found('zappa_settings.toml', text), expected, JSON.stringify(text));
  }
  // A lone carriage return ends a line for JSON; YAML 1.1 and TOML parsers differ about it.
  assert.deepEqual(found('net.json', JSON_TEXT.replaceAll('\n', '\r')), HOST_BITS);
  found('net.yaml', YAML.replaceAll('\n', '\r'));
  found('zappa_settings.toml', TOML.replaceAll('\n', '\r'));
  found('net.yaml', YAML.replaceAll('\n', '\n\r'));
  found('net.yaml', YAML.replaceAll('\n', '\u2028'));
});

test('tabs', () => {
  assert.ok(found('net.yaml', YAML.replaceAll('  ', '\t'))!.includes('syntax-broken'));
  found('net.yaml', YAML.replace('      Cidr', '\t      Cidr'));
  assert.deepEqual(found('net.json', JSON_TEXT.replaceAll('  ', '\t')), HOST_BITS);
  assert.deepEqual(found('zappa_settings.toml', TOML.replaceAll(' = ', '\t=\t')), ['zappa-vpc-type']);
});

test('other things than mappings where mappings belong', () => {
  const values = [
    '',
    '~',
    'text',
    '0',
    'true',
    '[]',
    '[1, [2, {a: b}]]',
    '{}',
    '{? : }',
    '!Ref x',
    '!Sub {}',
    '*x',
    '&x y',
    '"',
  ];
  const shapes: ((value: string) => string)[] = [
    (value) => value,
    (value) => `- AWSTemplateFormatVersion: '2010-09-09'\n- ${value}\n`,
    (value) => `AWSTemplateFormatVersion: ${value}\nResources: ${value}\n`,
    (value) => `${YAML.split('\n').slice(0, 2).join('\n')}\n  Vpc: ${value}\n`,
    (value) => `${YAML.replace('AWS::EC2::VPC', value)}`,
    (value) => `${YAML.split('\n').slice(0, 4).join('\n')}\n    Properties: ${value}\n`,
    (value) => YAML.replace('10.0.0.5/16', value),
    (value) =>
      `Parameters: ${value}\nConditions: ${value}\nMappings: ${value}\nMetadata: ${value}\nRules: ${value}\n${YAML}`,
    (value) =>
      `Parameters: {P: ${value}}\nConditions: {C: ${value}}\nMappings: {M: ${value}}\n${YAML}Outputs: {O: ${value}}\n`,
    (value) =>
      `Conditions: {C: !Equals ${value}, D: !And [${value}, !Condition C]}\n${YAML}    Condition: ${value}\n`,
    (value) => `Transform: ${value}\n${YAML}`,
  ];
  for (const value of values) {
    for (const shape of shapes) found('net.yaml', shape(value));
    for (const name of SETTINGS) {
      found(name, value);
      found(name, `dev: ${value}`);
      found(name, `{"dev": {"vpc_config": ${value}, "extends": ${value}}}`);
      found(name, `dev = ${value}\n[x]\nvpc_config = ${value}\nextends = ${value}\n`);
    }
  }
  assert.equal(found('net.yaml', `- ${YAML.replaceAll('\n', '\n  ')}`), undefined, 'a list is no template');
});

test('duplicate keys', () => {
  const twice = `${YAML}      CidrBlock: 10.0.0.0/16\n`;
  found('net.yaml', twice);
  found('net.yaml', YAML + YAML.slice(YAML.indexOf('Resources')));
  found(
    'net.json',
    '{"Resources": {"V": {"Type": "AWS::EC2::VPC"}}, "Resources": {"V": {"Type": "AWS::EC2::VPC", "Type": 1}}}',
  );
  found('zappa_settings.toml', `${TOML}${TOML}`);
  found('zappa_settings.toml', 'dev = 1\n[dev]\nx = 1\n[[dev]]\ny = 2\n[dev.x]\nz = 3\n');
  found(
    'zappa_settings.json',
    '{"dev": 1, "dev": {"vpc_config": 1, "vpc_config": {"SubnetIds": 1, "SubnetIds": []}}}',
  );
});

test('tags that nobody knows', () => {
  for (const tag of [
    '!Unknown',
    '!<tag:yaml.org,2002:map>',
    '!!python/object:os.system',
    '!',
    '!!set',
    '!!omap',
    '!Ref !Sub',
  ])
    for (const value of ['x', '[x]', '{x: y}', ''])
      found('net.yaml', YAML.replace('10.0.0.5/16', `${tag} ${value}`));
  assert.deepEqual(found('net.yaml', YAML.replace('10.0.0.5/16', '!Unknown x')), ['vpc-no-flow-log']);
});

test('5 MB get a notice', () => {
  const big = 'x'.repeat(5_000_000);
  assert.match(notice('net.yaml', `${YAML}Description: ${big}\n`), /2 million/);
  assert.match(
    notice('net.json', JSON_TEXT.replace('"Resources"', `"Description": "${big}", "Resources"`)),
    /2 million/,
  );
  assert.match(notice('zappa_settings.toml', `${TOML}x = "${big}"\n`), /2 million/);
  assert.match(notice('zappa_settings.json', `{"dev": "${big}"}`), /2 million/);
  const lines = `${YAML}${'    # comment\n'.repeat(400_000)}`;
  assert.match(notice('net.yaml', lines), /2 million/);
});

test('more levels than anybody needs get a notice, in every way of nesting', () => {
  const levels = 5000;
  const block = Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
  const table: [name: string, text: string][] = [
    ['net.json', `{"AWSTemplateFormatVersion": ${'['.repeat(levels)}`],
    ['net.json', `{"AWSTemplateFormatVersion": ${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`],
    ['net.yaml', `AWSTemplateFormatVersion: ${'['.repeat(levels)}`],
    ['net.yaml', `AWSTemplateFormatVersion: ${'{a: '.repeat(levels)}`],
    ['net.yaml', `AWSTemplateFormatVersion:\n  ${'- '.repeat(levels)}x`],
    ['net.yaml', `AWSTemplateFormatVersion:\n  ${'? '.repeat(levels)}x`],
    ['zappa_settings.toml', `x = ${'['.repeat(levels)}`],
    ['zappa_settings.toml', `x = ${'{a = '.repeat(levels)}`],
    ['zappa_settings.json', '['.repeat(levels)],
    ['zappa_settings.yml', block],
  ];
  for (const [name, text] of table) assert.match(notice(name, text), /levels/, text.slice(0, 60));
  // Just within what is read.
  for (const depth of [100, 190]) {
    found('net.json', `{"AWSTemplateFormatVersion": ${'['.repeat(depth)}${']'.repeat(depth)}}`);
    found('net.yaml', `AWSTemplateFormatVersion: ${'['.repeat(depth)}${']'.repeat(depth)}\n`);
    found('net.yaml', `AWSTemplateFormatVersion:\n  ${'- '.repeat(depth)}x\n`);
    found('zappa_settings.toml', `x = ${'['.repeat(depth)}${']'.repeat(depth)}`);
  }
});

test('TOML names with many parts', () => {
  for (const parts of [100, 190]) {
    const name = Array(parts).fill('a').join('.');
    found('zappa_settings.toml', `${name} = 1`);
    found('zappa_settings.toml', `[${name}]\n${name} = {${name} = 1}`);
    found(
      'zappa_settings.toml',
      Array.from({ length: parts }, (_, n) => `[${name.slice(0, 2 * n + 1)}]\n`).join(''),
    );
  }
});

test('TOML names with more parts than levels are read', {}, () => {
  const name = Array(20_000).fill('a').join('.');
  assert.match(notice('zappa_settings.toml', `${name} = 1`), /levels/);
  assert.match(notice('zappa_settings.toml', `[${name}]\nx = 1`), /levels/);
});

test('a template on one line, as json.dumps writes it, is not deep', {}, () => {
  const subnet = {
    Type: 'AWS::EC2::Subnet',
    Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.5/24' },
  };
  const resources = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`Subnet${n}`, subnet]));
  const text = JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources }, null, 1);
  assert.ok(found('net.json', text.replace(/\n\s*/g, ' '))!.includes('cidr-host-bits'));
});

test('intrinsic functions nested as deep as is read', () => {
  for (const name of [
    'Fn::Sub',
    'Fn::Join',
    'Fn::If',
    'Fn::Select',
    'Fn::Not',
    'Fn::And',
    'Fn::Equals',
    'Fn::Cidr',
  ]) {
    const deep = `${`{"${name}": [`.repeat(95)}"10.0.0.5/16"${']}'.repeat(95)}`;
    found('net.json', JSON_TEXT.replace('"10.0.0.5/16"', deep));
    found('net.json', JSON_TEXT.replace('"Resources"', `"Conditions": {"C": ${deep}}, "Resources"`));
  }
});

test('alias bombs, circles and aliases of nothing', () => {
  const bomb = (width: number, depth: number) =>
    `a0: &a0 [${Array(width).fill('x').join(', ')}]\n${Array.from(
      { length: depth },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(width).fill(`*a${n}`).join(', ')}]\n`,
    ).join('')}`;
  assert.match(notice('net.yaml', `AWSTemplateFormatVersion: x\n${bomb(9, 9)}`), /aliases/);
  assert.match(notice('zappa_settings.yml', bomb(9, 9)), /aliases/);
  const merges = Array.from({ length: 30 }, (_, n) => `m${n + 1}: &m${n + 1} {<<: [*m${n}, *m${n}]}\n`).join(
    '',
  );
  found('zappa_settings.yml', `m0: &m0 {a: 1}\n${merges}`);
  found('net.yaml', `${YAML}x: &m0 {a: 1}\n${merges}`);
  for (const text of [
    'dev: &a\n  vpc_config: *a\n',
    'dev: &a\n  <<: *a\n',
    'dev: &a [*a]\n',
    'dev: *nothing\n',
    'dev: &a *a\n',
    'a: &a {<<: *b}\nb: &b {<<: *a}\n',
    '&a : *a\n',
  ]) {
    found('zappa_settings.yml', text);
    found('net.yaml', `${YAML}${text}`);
  }
});

test('long lines, long names, many small things', () => {
  found(
    'net.json',
    JSON.stringify({
      AWSTemplateFormatVersion: '',
      Resources: { [`V${'x'.repeat(100_000)}`]: { Type: 'AWS::EC2::VPC' } },
    }),
  );
  found('net.yaml', YAML.replace('10.0.0.5/16', '1'.repeat(100_000)));
  found('net.yaml', YAML.replace('10.0.0.5/16', `!Sub '${'${A}'.repeat(20_000)}'`));
  found('net.yaml', YAML.replace('10.0.0.5/16', `!Sub '${'${'.repeat(50_000)}'`));
  found('net.yaml', `${YAML}${'#'.repeat(500_000)}`);
  found('net.yaml', `${YAML}${' '.repeat(500_000)}`);
  found('net.yaml', `${YAML}${'\n'.repeat(50_000)}`);
  found('zappa_settings.toml', 'x\n'.repeat(20_000));
  found('zappa_settings.toml', '"'.repeat(50_000));
  found('zappa_settings.json', '{"a":'.repeat(100) + '"'.repeat(50_000));
  found('zappa_settings.json', ','.repeat(50_000));
  found('zappa_settings.yml', 'a: b: c: d\n'.repeat(3000));
  found('zappa_settings.yml', '- '.repeat(100) + '"'.repeat(20_000));
});

/** Conditions that each need the next and a parameter of three values; the last needs the first. */
function circle(length: number): string {
  const numbers = Array.from({ length }, (_, n) => n);
  const parameters = numbers.map((n) => `  P${n}: {Type: String, AllowedValues: [a, b, c]}\n`);
  const conditions = numbers.map(
    (n) => `  C${n}: !Or [!Condition C${(n + 1) % length}, !Equals [!Ref P${n}, a]]\n`,
  );
  const resources = YAML.replace('10.0.0.5/16', '!If [C0, 10.0.0.5/16, !Ref Vpc]');
  return `Parameters:\n${parameters.join('')}Conditions:\n${conditions.join('')}${resources}    Condition: C3\n`;
}

test('conditions, references and stages in circles', () => {
  found('net.yaml', circle(15));
  found('net.yaml', YAML.replace('10.0.0.5/16', '!GetAtt Vpc.CidrBlock'));
  found('net.yaml', YAML.replace('10.0.0.5/16', "!Sub '${Vpc.CidrBlock}'"));
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  const stages = numbers.map((n) => [`s${n}`, { extends: `s${(n * 7 + 1) % 40}` }]);
  const settings = JSON.stringify(Object.fromEntries(stages));
  assert.ok(found('zappa_settings.json', settings)!.includes('zappa-extends-cycle'));
  const chain = numbers.map((n) => [`s${n}`, { extends: `s${n + 1}` }]);
  found('zappa_settings.json', JSON.stringify(Object.fromEntries(chain)));
});

test('forty conditions that hang together', () => {
  found('net.yaml', circle(40));
});

test('conditions and rules that contain themselves', () => {
  const resources = YAML.replace('10.0.0.5/16', '!If [A, 10.0.0.5/16, !Ref Vpc]');
  for (const condition of [
    '&a !And [*a, *a]',
    '&a !Not [*a]',
    '&a !Equals [*a, *a]',
    '&a !Equals [[*a, *a], x]',
  ]) {
    found('net.yaml', `Conditions: {A: ${condition}}\n${resources}`);
    found('net.yaml', `Rules: {A: {Assertions: [{Assert: ${condition}}]}}\n${resources}`);
  }
});

test('names that every JavaScript object has', () => {
  const stages =
    '{"__proto__": {"extends": "constructor"}, "constructor": {"extends": "__proto__"}, "toString": {}}';
  found('zappa_settings.json', stages);
  found(
    'zappa_settings.json',
    '{"dev": {"extends": "hasOwnProperty", "vpc_config": {"__proto__": ["x"], "constructor": 1}}}',
  );
  const resources = [
    '__proto__: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref constructor}}',
    'toString: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref __proto__, CidrBlock: !GetAtt valueOf.x}}',
    'constructor: {Type: toString, Condition: __proto__}',
  ];
  found('net.yaml', `Resources: {${resources.join(', ')}}\nMappings: {__proto__: {constructor: {x: y}}}\n`);
});
