import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse.ts';
import { MAX_SCENARIOS, scenariosOf } from '../../server/src/template/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';

/** The outcomes of all scenarios, each as `A=true,B=false`, sorted. */
function outcomesOf(template: unknown, given: Record<string, string> = {}): string[] {
  const read = readTemplate(parse(JSON.stringify(template), 'json'));
  assert.ok(read);
  return scenariosOf(read, { given: new Map(Object.entries(given)) })
    .all.map(({ conditions }) => [...conditions].map(([name, holds]) => `${name}=${holds}`).join())
    .sort();
}

const Resources = { Vpc: { Type: 'AWS::EC2::VPC' } };
const equals = (name: string, text: string) => ({ 'Fn::Equals': [{ Ref: name }, text] });

test('a template without conditions has one scenario', () => {
  assert.deepEqual(outcomesOf({ Resources }), ['']);
});

const cases: {
  title: string;
  Parameters?: object;
  Conditions: object;
  given?: Record<string, string>;
  outcomes: string[];
}[] = [
  {
    title: 'a free parameter goes both ways',
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false', 'IsProd=true'],
  },
  {
    title: 'allowed values leave nothing else',
    Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'test'] } },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false'],
  },
  {
    title: 'one parameter cannot have two values',
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: equals('Env', 'prod'), IsDev: equals('Env', 'dev') },
    outcomes: ['IsProd=false,IsDev=false', 'IsProd=false,IsDev=true', 'IsProd=true,IsDev=false'],
  },
  {
    title: 'a given value decides',
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: equals('Env', 'prod') },
    given: { Env: 'prod' },
    outcomes: ['IsProd=true'],
  },
  {
    title: 'not, and, or and conditions by name',
    Parameters: {
      A: { Type: 'String', AllowedValues: ['y', 'n'] },
      B: { Type: 'String', AllowedValues: ['y', 'n'] },
    },
    Conditions: {
      HasA: equals('A', 'y'),
      HasB: equals('B', 'y'),
      Both: { 'Fn::And': [{ Condition: 'HasA' }, { Condition: 'HasB' }] },
      None: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'HasA' }, { Condition: 'HasB' }] }] },
    },
    outcomes: [
      'HasA=false,HasB=false,Both=false,None=true',
      'HasA=false,HasB=true,Both=false,None=false',
      'HasA=true,HasB=false,Both=false,None=false',
      'HasA=true,HasB=true,Both=true,None=false',
    ],
  },
  {
    title: 'what only the deployment knows goes both ways',
    Conditions: { IsMain: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
    outcomes: ['IsMain=false', 'IsMain=true'],
  },
  {
    title: 'two parameters that are compared with each other may be equal',
    Parameters: { A: { Type: 'String' }, B: { Type: 'String' } },
    Conditions: { Same: { 'Fn::Equals': [{ Ref: 'A' }, { Ref: 'B' }] } },
    outcomes: ['Same=false', 'Same=true'],
  },
  {
    title: 'a list that is joined and compared with the empty text',
    Parameters: { Ids: { Type: 'CommaDelimitedList', Default: '' } },
    Conditions: { HasIds: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'Ids' }] }, ''] }] } },
    outcomes: ['HasIds=false', 'HasIds=true'],
  },
  {
    title: 'a condition that needs itself ends',
    Conditions: { A: { 'Fn::Not': [{ Condition: 'A' }] } },
    outcomes: ['A=true'],
  },
];

for (const { title, Parameters, Conditions, given, outcomes } of cases) {
  test(title, () => {
    assert.deepEqual(outcomesOf({ Parameters, Conditions, Resources }, given), [...outcomes].sort());
  });
}

test('a scenario binds the parameters that it leaves one value', () => {
  const template = readTemplate(
    parse(
      JSON.stringify({
        Parameters: { Env: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'test', 'prod'] } },
        Conditions: { IsProd: equals('Env', 'prod') },
        Resources,
      }),
      'json',
    ),
  )!;
  const bindings = scenariosOf(template).all.map(({ conditions, bindings }) => {
    return [conditions.get('IsProd'), bindings.get('Env')?.kind];
  });
  assert.deepEqual(bindings, [
    [false, 'default'],
    [true, 'fixed'],
  ]);
});

test('more than the limit is cut, and every condition is still seen both ways', () => {
  const names = Array.from({ length: 9 }, (_, i) => `P${i}`);
  const template = readTemplate(
    parse(
      JSON.stringify({
        Parameters: Object.fromEntries(
          names.map((name) => [name, { Type: 'String', AllowedValues: ['y', 'n'] }]),
        ),
        Conditions: Object.fromEntries(names.map((name) => [`Has${name}`, equals(name, 'y')])),
        Resources,
      }),
      'json',
    ),
  )!;
  const { all, isCut } = scenariosOf(template);
  assert.equal(isCut, true);
  assert.equal(all.length, MAX_SCENARIOS);
  for (const name of names) {
    const seen = new Set(all.map(({ conditions }) => conditions.get(`Has${name}`)));
    assert.equal(seen.size, 2, name);
  }
});

// Brute force: every assignment of every parameter, the conditions decided by a few lines of their own.
type Expression =
  | { readonly op: 'equals'; readonly parameter: number; readonly text: string }
  | { readonly op: 'same'; readonly a: number; readonly b: number }
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'and' | 'or'; readonly of: readonly [Expression, Expression] };

const PARAMETERS = 3;
const TEXTS = ['a', 'b', 'c'];

const expression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      op: fc.constant('equals' as const),
      parameter: fc.nat(PARAMETERS - 1),
      text: fc.constantFrom(...TEXTS),
    }),
    fc.record({ op: fc.constant('same' as const), a: fc.nat(PARAMETERS - 1), b: fc.nat(PARAMETERS - 1) }),
    fc.record({ op: fc.constant('not' as const), of: tie('any') }),
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.tuple(tie('any'), tie('any')) }),
  ),
})).any;

function holds(expression: Expression, values: readonly string[]): boolean {
  switch (expression.op) {
    case 'equals':
      return values[expression.parameter] === expression.text;
    case 'same':
      return values[expression.a] === values[expression.b];
    case 'not':
      return !holds(expression.of, values);
    case 'and':
      return expression.of.every((one) => holds(one, values));
    case 'or':
      return expression.of.some((one) => holds(one, values));
  }
}

function written(expression: Expression): unknown {
  switch (expression.op) {
    case 'equals':
      return equals(`P${expression.parameter}`, expression.text);
    case 'same':
      return { 'Fn::Equals': [{ Ref: `P${expression.a}` }, { Ref: `P${expression.b}` }] };
    case 'not':
      return { 'Fn::Not': [written(expression.of)] };
    case 'and':
      return { 'Fn::And': expression.of.map(written) };
    case 'or':
      return { 'Fn::Or': expression.of.map(written) };
  }
}

test('scenarios are exactly the outcomes of all assignments', () => {
  const allowed = fc.option(fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.tuple(allowed, allowed, allowed),
      fc.array(expression, { minLength: 1, maxLength: 3 }),
      (allowedValues, expressions) => {
        // Texts that no condition names stand for everything else that may be given.
        const domains = allowedValues.map((values, i) => values ?? [...TEXTS, `x${i}`, 'x', 'y']);
        const expected = new Set<string>();
        for (const p0 of domains[0]!) {
          for (const p1 of domains[1]!) {
            for (const p2 of domains[2]!) {
              expected.add(expressions.map((one, i) => `C${i}=${holds(one, [p0, p1, p2])}`).join());
            }
          }
        }
        const template = {
          Parameters: Object.fromEntries(
            allowedValues.map((values, i) => [
              `P${i}`,
              { Type: 'String', ...(values && { AllowedValues: values }) },
            ]),
          ),
          Conditions: Object.fromEntries(expressions.map((one, i) => [`C${i}`, written(one)])),
          Resources,
        };
        assert.deepEqual(outcomesOf(template), [...expected].sort());
      },
    ),
    { numRuns: 400 },
  );
});
