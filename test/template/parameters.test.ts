import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { readingsOf } from '../../server/src/template/allowedPattern.ts';
import {
  ANY_ITEM,
  accepts,
  acceptsPseudo,
  OTHER,
  refusedValues,
  valueOfParameter,
} from '../../server/src/template/parameters.ts';
import { readTemplate } from '../../server/src/template/template.ts';

function parametersOf(declaration: string) {
  const text = `Parameters:\n  P: { ${declaration} }\nResources:\n  Vpc: { Type: AWS::EC2::VPC }\n`;
  const template = readTemplate(parse(text, 'yaml'));
  assert.ok(template);
  return template.parameters;
}

const LONG = 'a'.repeat(200);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
const DECLARED: readonly (readonly [declaration: string, allowed: string[], refused: string[]])[] = [
  ['Type: String', ['', 'x', LONG], []],
  ['Type: String, AllowedValues: [a, b]', ['a', 'b'], ['', 'c', 'A', OTHER]],
  ['Type: Number', ['5', '-1', '1.5', ' 5 ', OTHER], ['', ' ', 'x', '5x']],
  ['Type: Number, MinValue: 5', ['5', '6'], ['4', '-6', 'x']],
  ['Type: Number, MaxValue: 5', ['5', '4', '-6'], ['6']],
  ['Type: Number, MinValue: 2, MaxValue: 3', ['2', '3'], ['1', '4']],
  ['Type: Number, MinValue: few', ['1'], []],
  ["Type: Number, MinValue: ''", ['-1'], []],
  ['Type: Number, MaxValue: [1]', ['5'], []],
  ['Type: String, MinLength: 3', ['abc', 'abcd', OTHER], ['', 'ab']],
  ['Type: String, MaxLength: 3', ['', 'abc'], ['abcd']],
  ["Type: String, AllowedPattern: '^[a-z]+$'", ['abc', OTHER, ANY_ITEM], ['', 'ABC', 'a1']],
  ["Type: String, AllowedPattern: '^(dev|prod)-[0-9]{2}$'", ['dev-01'], ['test-01', 'dev-1']],
  ["Type: String, AllowedPattern: '[0-9]'", ['1'], ['x']],
  ['Type: String, AllowedPattern: [a]', ['x'], []],
  // AWS checks these with Java's expressions, which read some signs in another way, and a slow one is not tried.
  ["Type: String, AllowedPattern: '^\\p{Alpha}+$'", ['1'], []],
  ["Type: String, AllowedPattern: '^[a-z&&[^b]]+$'", ['1'], []],
  ["Type: String, AllowedPattern: '^(a+)+$'", ['b'], []],
  ["Type: String, AllowedPattern: '^[a'", ['b'], []],
  ["Type: String, AllowedPattern: '^[0-9]+$'", [`${LONG}a`], [LONG]],
  // One after another, and from every place of the text, they take a million ways.
  ["Type: String, AllowedPattern: '^b*c*$'", [], ['a']],
  ["Type: String, AllowedPattern: '^b*c*d*$'", ['a'], []],
  ["Type: String, AllowedPattern: 'b+c+'", [LONG], ['a']],
  // Of a list every item is compared, and what is looked up has another value than its default.
  ['Type: CommaDelimitedList, MaxLength: 1', ['abc'], []],
  ["Type: 'List<Number>', MaxValue: 1", ['5'], []],
  ["Type: 'AWS::SSM::Parameter::Value<String>', MaxLength: 1", ['/a/b'], []],
  ["Type: 'AWS::EC2::VPC::Id', MaxLength: 3", ['vpc'], ['vpc-1']],
];

for (const [declaration, allowed, refused] of DECLARED)
  test(`a parameter's value: ${declaration}`, () => {
    const parameter = parametersOf(declaration).get('P')!;
    const said = [...allowed, ...refused].filter((text) => accepts(parameter, text));
    assert.deepEqual(said, allowed);
  });

test('a refused value in a sentence', () => {
  const given = new Map([['P', 'c']]);
  assert.deepEqual(refusedValues(parametersOf('Type: String, AllowedValues: [a, b]'), given), [
    'AWS rejects the value given for P: it allows a, b. VPC Lens uses it anyway.',
  ]);
  assert.deepEqual(refusedValues(parametersOf('Type: String, MinLength: 2'), given), [
    'AWS rejects the value given for P: its declaration does not allow it. VPC Lens uses it anyway.',
  ]);
  assert.deepEqual(refusedValues(parametersOf('Type: String'), given), []);
  assert.deepEqual(refusedValues(parametersOf('Type: Number'), new Map([['Q', 'c']])), []);
});

test('what a pseudo parameter can be', () => {
  const cases: [name: string, can: string[], cannot: string[]][] = [
    [
      'AWS::Region',
      ['eu-west-1', 'us-gov-east-1', 'eusc-de-east-1', OTHER],
      ['Europe', 'eu-1', 'eu-west-12', 'x eu-west-1', 'a-b-1'],
    ],
    ['AWS::Partition', ['aws', 'aws-cn', 'aws-us-gov'], ['amazon', 'aws-', 'xaws', 'awscn']],
    ['AWS::AccountId', ['123456789012'], ['12345678901', '1234567890123', 'x']],
    [
      'AWS::URLSuffix',
      ['amazonaws.com', 'amazonaws.com.cn'],
      ['amazonaws', 'amazonaws.', '.com', 'Amazon.com'],
    ],
    ['AWS::StackName', ['anything'], []],
  ];
  for (const [name, can, cannot] of cases)
    assert.deepEqual(
      [...can, ...cannot].filter((text) => acceptsPseudo(name, text)),
      can,
      name,
    );
});

test('how many ways an expression has to match', () => {
  const cases: [pattern: string, ways: number][] = [
    ['', 1],
    ['abc', 1],
    ['a|b', 2],
    ['a|b|c', 3],
    ['(a|b)c', 2],
    ['(?:a|b)(c|d)', 4],
    ['a?', 2],
    ['(a|b)?', 3],
    ['a*', 201],
    ['a+?', 201],
    ['[a-z]+', 201],
    ['[\\]]*', 201],
    ['[a)]', 1],
    ['\\d*', 201],
    ['\\(a', 1],
    ['a{3}', 1],
    ['a{3,5}', 6],
    ['a{3,}', 201],
    ['(a|b){2}', 9],
    ['(a|b){1,2}', 9],
    ['a*b*', 201 * 201],
    ['(a*)?b', 202],
    ...['(?=a)', '(?<n>a)', '(a', 'a)', '[a', '\\1', '\\k', 'a\\'].map((pattern): [string, number] => [
      pattern,
      Number.POSITIVE_INFINITY,
    ]),
  ];
  for (const [pattern, ways] of cases) assert.equal(readingsOf(pattern), ways, pattern);
  assert.ok(readingsOf('(a|b)*') > 1e90);
});

test('a value that is not to be shown, and a list of which nothing is known', () => {
  const at = { start: 0, end: 0 };
  const said = (declaration: string, binding: Parameters<typeof valueOfParameter>[1]) => {
    const value = valueOfParameter(parametersOf(declaration).get('P')!, binding, at);
    return value.kind === 'unknown' ? [value.why, value.partial] : value.kind;
  };
  assert.deepEqual(said('Type: String', { kind: 'secret' }), ['the value of P is not shown', '${P}']);
  const other = { kind: 'fixed', text: `${OTHER}1` } as const;
  assert.deepEqual(said('Type: CommaDelimitedList', other), ['P may be any other list', undefined]);
  assert.equal(said('Type: CommaDelimitedList', { kind: 'fixed', text: '' }), 'list');
  assert.equal(said('Type: String', { kind: 'fixed', text: '' }), 'known');
});
