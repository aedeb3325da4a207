import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { evaluate } from '../../server/src/template/evaluation/evaluate.ts';
import type { Value } from '../../server/src/template/evaluation/value.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';

// A second opinion on what functions come to: cfn-lint works most of them out too, one value for each way in which
// parameters and conditions can come out.
const hasCfnLint = spawnSync('python3', ['-c', 'import cfnlint.jsonschema']).status === 0;
const skip = hasCfnLint ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';

const EXPRESSIONS = 600;
const SEED = 20261125;

const TEMPLATE = {
  AWSTemplateFormatVersion: '2010-09-09',
  Transform: 'AWS::LanguageExtensions',
  Parameters: {
    One: { Type: 'String', AllowedValues: ['one'] },
    Two: { Type: 'String', AllowedValues: ['x', 'y'] },
    Preset: { Type: 'String', Default: 'a-preset' },
    Open: { Type: 'String' },
    List: { Type: 'CommaDelimitedList', Default: 'p, q,r' },
    Index: { Type: 'Number', Default: 1 },
  },
  Mappings: { Sizes: { x: { text: 'small', list: ['s', 'm'] }, y: { text: 'large', list: ['l'] } } },
  Conditions: {
    IsX: { 'Fn::Equals': [{ Ref: 'Two' }, 'x'] },
    IsNotX: { 'Fn::Not': [{ Condition: 'IsX' }] },
  },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
};

type Expression = string | number | readonly Expression[] | { readonly [key: string]: Expression };

const ref = fc.constantFrom('One', 'Two', 'Preset', 'Open', 'Topic').map((name) => ({ Ref: name }));
const literal = fc.constantFrom('', 'a', 'b/c', 'a-b--c', 'x', 'ü😀');
const separator = fc.constantFrom('-', '/', ',', '--', 'ü');
const index = fc.oneof(fc.nat(3), fc.constantFrom<Expression>('0', '2', { Ref: 'Index' }, { Ref: 'One' }));
const condition = fc.constantFrom('IsX', 'IsNotX');

const { text, list } = fc.letrec<{ text: Expression; list: Expression; listCall: Expression }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'expression' },
    literal,
    ref,
    fc.tuple(separator, tie('list')).map((parts) => ({ 'Fn::Join': parts })),
    fc.tuple(index, tie('list')).map((parts) => ({ 'Fn::Select': parts })),
    fc
      .array(fc.constantFrom('a', '-', '${One}', '${Two}', '${ Preset }', '${Open}', '${!One}', '$', '}{'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((parts) => ({ 'Fn::Sub': parts.join('') })),
    fc
      .tuple(fc.constantFrom('${A}', '${A}-${Two}', '${B}/${A}'), tie('text'), tie('text'))
      .map(([form, A, B]) => ({ 'Fn::Sub': [form, { A, B }] })),
    fc
      .tuple(
        fc.constantFrom<Expression>('x', 'z', { Ref: 'Two' }, { Ref: 'One' }),
        fc.constantFrom('text', 'list', 'none'),
      )
      .map(([top, second]) => ({ 'Fn::FindInMap': ['Sizes', top, second] })),
    fc
      .tuple(fc.constantFrom<Expression>('z', { Ref: 'One' }), tie('text'))
      .map(([top, DefaultValue]) => ({ 'Fn::FindInMap': ['Sizes', top, 'text', { DefaultValue }] })),
    fc.tuple(condition, tie('text'), tie('text')).map((parts) => ({ 'Fn::If': parts })),
  ),
  list: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'expression' },
    // Of an empty list cfn-lint makes nothing.
    fc.array(tie('text'), { minLength: 1, maxLength: 3 }),
    tie('listCall'),
  ),
  listCall: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'expression' },
    fc.constant({ Ref: 'List' }),
    fc.tuple(separator, tie('text')).map((parts) => ({ 'Fn::Split': parts })),
    fc.constantFrom('x', 'y').map((top) => ({ 'Fn::FindInMap': ['Sizes', top, 'list'] })),
    // cfn-lint leaves what stands in a plain list as it is, unless it joins or selects from it.
    fc.tuple(condition, tie('listCall'), tie('listCall')).map((parts) => ({ 'Fn::If': parts })),
  ),
}));

/** Only calls: a plain list or text comes to itself. */
const call = fc.oneof(text, list).filter((one) => typeof one === 'object' && !Array.isArray(one));

test('functions come to what cfn-lint makes of them', { skip }, (t) => {
  const expressions = fc.sample(call, { numRuns: EXPRESSIONS, seed: SEED });
  const theirs = askCfnLint(expressions);
  const ours = workOut(expressions);
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  let agreed = 0;
  for (const [i, expression] of expressions.entries()) {
    const mine = ours[i]!.map((one) => JSON.stringify(one)).sort();
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html:
    // `${!Literal}` comes to `${Literal}`. cfn-lint leaves the exclamation mark in.
    const other = theirs[i]!.map((one) => JSON.stringify(one).replaceAll('${!', '${')).sort();
    if (JSON.stringify(mine) === JSON.stringify(other)) {
      agreed++;
      continue;
    }
    const written = JSON.stringify(expression);
    const why = EXPLANATIONS.find(([, fits]) => fits(written, mine, other))?.[0];
    if (why === undefined) unexplained.push(`${written}\n  ours ${mine}\n  cfn-lint's ${other}`);
    else explained.set(why, (explained.get(why) ?? 0) + 1);
  }
  for (const [why, count] of explained) t.diagnostic(`${count} × ${why}`);
  t.diagnostic(`${agreed} of ${expressions.length} agree`);
  assert.deepEqual(unexplained, []);
  assert.ok(agreed > EXPRESSIONS / 2, `Only ${agreed} of ${EXPRESSIONS} were compared and agree.`);
});

type Explanation = (written: string, ours: readonly string[], theirs: readonly string[]) => boolean;

const hasAll = (some: readonly string[], all: readonly string[]) => all.every((one) => some.includes(one));

/** Where the two differ, and AWS's documentation is on our side or silent. */
const EXPLANATIONS: readonly (readonly [why: string, fits: Explanation])[] = [
  [
    'cfn-lint works out every replacement of Fn::Sub, also one that the text does not name',
    (written, ours, theirs) => written.includes('"Fn::Sub":[') && theirs.length === 0 && ours.length > 0,
  ],
  [
    'cfn-lint combines replacements of Fn::Sub that conditions never bring together',
    (written, ours, theirs) =>
      written.includes('"Fn::Sub":[') && /Fn::If|"Two"|\$\{Two\}/.test(written) && hasAll(theirs, ours),
  ],
  [
    'cfn-lint takes null for the value of a DefaultValue that is refused',
    (written, ours, theirs) =>
      written.includes('DefaultValue') &&
      hasAll(
        ours,
        theirs.filter((one) => one !== 'null'),
      ),
  ],
];

/** Every value of each expression, over all scenarios. */
function workOut(expressions: readonly Expression[]): unknown[][] {
  const properties = Object.fromEntries(expressions.map((one, i) => [`E${i}`, one]));
  const resources = { ...TEMPLATE.Resources, X: { Type: 'AWS::Test', Properties: properties } };
  const template = readTemplate(parse(JSON.stringify({ ...TEMPLATE, Resources: resources }), 'json'));
  assert.ok(template);
  const scenarios = scenariosOf(template).all;
  assert.equal(scenarios.length, 2);
  return expressions.map((_, i) => {
    const values = new Map<string, unknown>();
    for (const scenario of scenarios) {
      const value = plain(evaluate(valueAt(template.resources.get('X')?.properties, `E${i}`), scenario));
      if (value !== undefined) values.set(JSON.stringify(value), value);
    }
    return [...values.values()];
  });
}

/** Undefined for what is not known. */
function plain(value: Value): unknown {
  if (value.kind === 'known') return value.text;
  if (value.kind !== 'list') return undefined;
  const items = value.items.map(plain);
  return items.includes(undefined) ? undefined : items;
}

function askCfnLint(expressions: readonly Expression[]): unknown[][] {
  const script = fileURLToPath(new URL('python/resolve.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync('python3', [script], {
    input: JSON.stringify({ template: TEMPLATE, expressions }),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}
