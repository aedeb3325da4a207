import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse.ts';
import { MAX_SCENARIOS, scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate, type Template } from '../../server/src/template/template.ts';

/** The outcomes of all scenarios, each as `A=true,B=false`, sorted. */
function outcomesOf(template: unknown, given: Record<string, string> = {}): string[] {
  return scenariosOf(read(template), { given: new Map(Object.entries(given)) })
    .all.map(({ conditions }) => [...conditions].map(([name, holds]) => `${name}=${holds}`).join())
    .sort();
}

function read(template: unknown): Template {
  const result = readTemplate(parse(JSON.stringify(template), 'json'));
  assert.ok(result);
  return result;
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
  Mappings?: object;
  Rules?: object;
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
    title: 'a pseudo parameter has its own shape only',
    Parameters: { Class: { Type: 'String', AllowedValues: ['db.t3', ''] } },
    Conditions: {
      IsEmpty: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, ''] },
      IsName: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, 'production'] },
      IsOne: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '123456789012'] },
      IsClass: { 'Fn::Equals': [{ 'Fn::Sub': '${AWS::Partition}' }, { Ref: 'Class' }] },
    },
    outcomes: [
      'IsEmpty=false,IsName=false,IsOne=false,IsClass=false',
      'IsEmpty=false,IsName=false,IsOne=true,IsClass=false',
    ],
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
    title: 'a text made of parameters can come to what it is compared with',
    Parameters: { Env: { Type: 'String', Default: 'dev' }, Part: { Type: 'String', Default: 'a' } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ 'Fn::Sub': '${Env}-vpc' }, 'prod-vpc'] },
      IsSame: { 'Fn::Equals': [{ 'Fn::Join': ['', [{ Ref: 'Env' }, { Ref: 'Part' }]] }, ''] },
    },
    outcomes: ['IsProd=false,IsSame=false', 'IsProd=false,IsSame=true', 'IsProd=true,IsSame=false'],
  },
  {
    title: 'and never to what it cannot',
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ 'Fn::Sub': '${Env}-vpc' }, 'prod'] } },
    outcomes: ['IsProd=false'],
  },
  {
    title: 'an item of a list, and how many there are',
    Parameters: { Ids: { Type: 'CommaDelimitedList', Default: 'a,b,c' } },
    Conditions: {
      First: { 'Fn::Equals': [{ 'Fn::Select': [0, { Ref: 'Ids' }] }, 'x'] },
      Two: { 'Fn::Equals': [{ 'Fn::Length': { Ref: 'Ids' } }, 2] },
    },
    outcomes: [
      'First=false,Two=false',
      'First=false,Two=true',
      'First=true,Two=false',
      'First=true,Two=true',
    ],
  },
  {
    title: 'a part of a text',
    Parameters: { Image: { Type: 'String', Default: 'linux/arm' } },
    Conditions: {
      IsX86: { 'Fn::Equals': [{ 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Image' }] }] }, 'x86'] },
    },
    outcomes: ['IsX86=false', 'IsX86=true'],
  },
  {
    title: 'a mapping decides, by a parameter of any text',
    Parameters: { Env: { Type: 'String' } },
    Mappings: { Nat: { dev: { on: 'no' }, prod: { on: 'yes' } } },
    Conditions: { UseNat: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Nat', { Ref: 'Env' }, 'on'] }, 'yes'] } },
    outcomes: ['UseNat=false', 'UseNat=true'],
  },
  {
    title: 'a text that the parameter does not take is no choice: MinLength',
    Parameters: { Env: { Type: 'String', MinLength: 1 } },
    Conditions: { IsEmpty: equals('Env', '') },
    outcomes: ['IsEmpty=false'],
  },
  {
    title: 'a text that the parameter does not take is no choice: AllowedPattern',
    Parameters: { Env: { Type: 'String', AllowedPattern: '^(dev|test)$' } },
    Conditions: { IsProd: equals('Env', 'prod'), IsDev: equals('Env', 'dev') },
    outcomes: ['IsProd=false,IsDev=false', 'IsProd=false,IsDev=true'],
  },
  {
    title: 'a text that the parameter does not take is no choice: Number',
    Parameters: { Zones: { Type: 'Number', MinValue: 1, MaxValue: 3 } },
    Conditions: { A: equals('Zones', 'many'), B: equals('Zones', '4'), C: equals('Zones', '3') },
    outcomes: ['A=false,B=false,C=false', 'A=false,B=false,C=true'],
  },
  {
    title: 'a pattern that only Java reads keeps nothing out',
    Parameters: { Env: { Type: 'String', AllowedPattern: '(?i)[a-z&&[^p]]++' } },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false', 'IsProd=true'],
  },
  {
    title: 'an assertion leaves the parameters that fulfil it',
    Parameters: {
      Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
      Nat: { Type: 'String', AllowedValues: ['yes', 'no'] },
    },
    Rules: {
      ProdHasNat: { RuleCondition: equals('Env', 'prod'), Assertions: [{ Assert: equals('Nat', 'yes') }] },
    },
    Conditions: { IsProd: equals('Env', 'prod'), UseNat: equals('Nat', 'yes') },
    outcomes: ['IsProd=false,UseNat=false', 'IsProd=false,UseNat=true', 'IsProd=true,UseNat=true'],
  },
  {
    title: 'an assertion without a condition, on a parameter of any text',
    Parameters: { Env: { Type: 'String' } },
    Rules: { Known: { Assertions: [{ Assert: { 'Fn::Contains': [['dev', 'test'], { Ref: 'Env' }] } }] } },
    Conditions: { IsProd: equals('Env', 'prod'), IsDev: equals('Env', 'dev') },
    outcomes: ['IsProd=false,IsDev=false', 'IsProd=false,IsDev=true'],
  },
  {
    title: 'each member of a list',
    Parameters: { Ids: { Type: 'CommaDelimitedList', Default: 'a,b' } },
    Rules: {
      Known: { Assertions: [{ Assert: { 'Fn::EachMemberIn': [{ Ref: 'Ids' }, ['a', 'b']] } }] },
    },
    Conditions: {
      IsC: { 'Fn::Equals': [{ 'Fn::Join': [',', { Ref: 'Ids' }] }, 'c'] },
      IsA: { 'Fn::Equals': [{ 'Fn::Join': [',', { Ref: 'Ids' }] }, 'a'] },
    },
    outcomes: ['IsC=false,IsA=false', 'IsC=false,IsA=true', 'IsC=true,IsA=false'],
  },
  {
    title: 'assertions about what only AWS knows leave everything',
    Parameters: {
      Vpc: { Type: 'AWS::EC2::VPC::Id' },
      Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    },
    Rules: {
      Tagged: {
        RuleCondition: equals('Env', 'prod'),
        Assertions: [
          { Assert: { 'Fn::Equals': [{ 'Fn::ValueOf': ['Vpc', 'Tags.Env'] }, 'prod'] } },
          {
            Assert: {
              'Fn::EachMemberEquals': [{ 'Fn::ValueOfAll': ['AWS::EC2::VPC::Id', 'Tags.Env'] }, 'prod'],
            },
          },
          {
            Assert: {
              'Fn::EachMemberIn': [
                { 'Fn::ValueOfAll': ['AWS::EC2::Subnet::Id', 'VpcId'] },
                { 'Fn::RefAll': 'AWS::EC2::VPC::Id' },
              ],
            },
          },
        ],
      },
    },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false', 'IsProd=true'],
  },
  {
    title: 'an assertion of which only AWS knows whether it applies leaves everything',
    Parameters: {
      Vpc: { Type: 'AWS::EC2::VPC::Id' },
      Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    },
    Rules: {
      Tagged: {
        RuleCondition: { 'Fn::Equals': [{ 'Fn::ValueOf': ['Vpc', 'Tags.Env'] }, 'prod'] },
        Assertions: [{ Assert: equals('Env', 'prod') }],
      },
    },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false', 'IsProd=true'],
  },
  {
    title: 'assertions that contradict each other are as good as none',
    Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
    Rules: { No: { Assertions: [{ Assert: { 'Fn::Equals': ['a', { Ref: 'Env' }] } }] } },
    Conditions: { IsProd: equals('Env', 'prod') },
    outcomes: ['IsProd=false', 'IsProd=true'],
  },
  {
    title: 'a condition that needs itself ends',
    Conditions: { A: { 'Fn::Not': [{ Condition: 'A' }] } },
    outcomes: ['A=true'],
  },
];

for (const { title, given, outcomes, ...sections } of cases) {
  test(title, () => {
    assert.deepEqual(outcomesOf({ ...sections, Resources }, given), [...outcomes].sort());
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
  | { readonly op: 'oneOf'; readonly parameter: number; readonly texts: readonly string[] }
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
    fc.record({
      op: fc.constant('oneOf' as const),
      parameter: fc.nat(PARAMETERS - 1),
      texts: fc.subarray(TEXTS),
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
    case 'oneOf':
      return expression.texts.includes(values[expression.parameter]!);
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
    case 'oneOf':
      return { 'Fn::Contains': [expression.texts, { Ref: `P${expression.parameter}` }] };
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

test('scenarios are exactly the outcomes of all assignments that the rules let pass', () => {
  const allowed = fc.option(fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.tuple(allowed, allowed, allowed),
      fc.array(expression, { minLength: 1, maxLength: 3 }),
      fc.array(fc.record({ when: fc.option(expression), assert: expression }), { maxLength: 2 }),
      (allowedValues, expressions, rules) => {
        // Texts that no condition names stand for everything else that may be given.
        const domains = allowedValues.map((values, i) => values ?? [...TEXTS, `x${i}`, 'x', 'y']);
        const expected = new Set<string>();
        for (const p0 of domains[0]!) {
          for (const p1 of domains[1]!) {
            for (const p2 of domains[2]!) {
              const values = [p0, p1, p2];
              const isRefused = rules.some(
                ({ when, assert }) => (when === null || holds(when, values)) && !holds(assert, values),
              );
              if (isRefused) continue;
              expected.add(expressions.map((one, i) => `C${i}=${holds(one, values)}`).join());
            }
          }
        }
        // Rules that let nothing pass are as good as none.
        fc.pre(expected.size > 0);
        const template = {
          Rules: Object.fromEntries(
            rules.map(({ when, assert }, i) => [
              `R${i}`,
              { ...(when && { RuleCondition: written(when) }), Assertions: [{ Assert: written(assert) }] },
            ]),
          ),
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

test('an earlier version of the document saves work and changes nothing', () => {
  const template = (text: string, cidr: string) => ({
    Parameters: {
      Env: { Type: 'String', Default: 'dev' },
      Nat: { Type: 'String', AllowedValues: ['y', 'n'] },
    },
    Conditions: { IsProd: equals('Env', text), UseNat: equals('Nat', 'y') },
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: cidr } } },
  });
  const first = scenariosOf(read(template('prod', '10.0.0.0/16')));
  const edited = read(template('prod', '10.1.0.0/16'));
  const second = scenariosOf(edited, { previous: first });
  assert.equal(second.decided, first.decided);
  const decided = ({ all }: typeof second) =>
    all.map(({ conditions, bindings }) => ({ conditions, bindings }));
  assert.deepEqual(decided(second), decided(scenariosOf(edited)));
  // The bindings are those of the new text.
  const literals = second.all.map(({ bindings }) => bindings.get('Env'));
  const preset = edited.parameters.get('Env')?.default;
  assert.ok(literals.some((binding) => binding?.kind === 'default' && binding.literal === preset));

  for (const other of [
    scenariosOf(read(template('test', '10.0.0.0/16')), { previous: first }),
    scenariosOf(edited, { previous: first, given: new Map([['Env', 'prod']]) }),
  ]) {
    assert.notEqual(other.decided, first.decided);
  }
});

test('too many assignments to try: conditions of one resource are still seen in all combinations', () => {
  const numbers = Array.from({ length: 20 }, (_, i) => i);
  const all = (...of: object[]) => ({ 'Fn::And': of });
  const isOn = (i: number) => equals(`P${i}`, 'y');
  const template = read({
    Parameters: Object.fromEntries(
      numbers.map((i) => [`P${i}`, { Type: 'String', AllowedValues: ['n', 'y', 'z'] }]),
    ),
    Conditions: {
      // Neither a single value nor a pair makes these true.
      Four: all(isOn(2), isOn(5), isOn(9), isOn(12)),
      Two: all(isOn(3), isOn(9)),
      ...Object.fromEntries(numbers.map((i) => [`Has${i}`, isOn(i)])),
    },
    Resources: {
      Vpc: {
        Type: 'AWS::EC2::VPC',
        Condition: 'Four',
        Properties: { CidrBlock: { 'Fn::If': ['Two', 'a', 'b'] } },
      },
    },
  });
  const { all: scenarios, isCut } = scenariosOf(template);
  assert.equal(isCut, true);
  const seen = new Set(
    scenarios.map(({ conditions }) => `${conditions.get('Four')},${conditions.get('Two')}`),
  );
  assert.deepEqual([...seen].sort(), ['false,false', 'false,true', 'true,false', 'true,true']);
});

test('too many assignments to try: the rules hold in every one that is tried', () => {
  const numbers = Array.from({ length: 16 }, (_, i) => i);
  const template = read({
    Parameters: Object.fromEntries(
      numbers.map((i) => [`P${i}`, { Type: 'String', AllowedValues: ['n', 'y'] }]),
    ),
    Conditions: Object.fromEntries(numbers.map((i) => [`Has${i}`, equals(`P${i}`, 'y')])),
    Rules: {
      // The first values of all, which are tried first, are refused.
      First: { Assertions: [{ Assert: equals('P0', 'y') }] },
      Second: { RuleCondition: equals('P0', 'y'), Assertions: [{ Assert: equals('P7', 'y') }] },
    },
    Resources,
  });
  const { all, isCut } = scenariosOf(template);
  assert.equal(isCut, true);
  assert.equal(all.length, MAX_SCENARIOS);
  assert.ok(all.every(({ conditions }) => conditions.get('Has0') && conditions.get('Has7')));
  for (const i of [1, 8, 15])
    assert.equal(new Set(all.map(({ conditions }) => conditions.get(`Has${i}`))).size, 2, `Has${i}`);
});

test('what matters of a function of SAM is also what Globals say of it', () => {
  const inSubnets = { VpcConfig: { SubnetIds: { 'Fn::If': ['InVpc', ['a'], { Ref: 'AWS::NoValue' }] } } };
  const outcomesWith = (type: string) =>
    scenariosOf(
      read({
        Transform: 'AWS::Serverless-2016-10-31',
        Parameters: { Where: { Type: 'String' } },
        Conditions: { InVpc: equals('Where', 'vpc') },
        Globals: { Function: inSubnets },
        Resources: { Fn: { Type: type } },
      }),
      { matters: ({ type }) => type.endsWith('Function') },
    ).all.map(({ conditions }) => conditions.get('InVpc'));
  assert.deepEqual(outcomesWith('AWS::Serverless::Function').sort(), [false, true]);
  assert.deepEqual(outcomesWith('AWS::Lambda::Function'), [false]);
});

const ofVpc = { matters: ({ type }: { type: string }) => type === 'AWS::EC2::VPC' };

test('conditions of other resources are as the defaults decide them, in the scenarios of the network', () => {
  const not = (name: string) => ({ 'Fn::Not': [{ Condition: name }] });
  const template = read({
    Parameters: {
      Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
      Dns: { Type: 'String', Default: 'yes' },
      Alarms: { Type: 'String', Default: 'no' },
      Domain: { Type: 'String' },
    },
    Conditions: {
      IsProd: equals('Env', 'prod'),
      IsDev: not('IsProd'),
      HasDns: equals('Dns', 'yes'),
      HasAlarms: equals('Alarms', 'yes'),
      HasDomain: { 'Fn::Not': [equals('Domain', '')] },
    },
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Condition: 'IsProd' }, Topic: { Type: 'AWS::SNS::Topic' } },
  });
  const { all, isCut } = scenariosOf(template, ofVpc);
  assert.equal(isCut, false);
  const of = (isProd: boolean) => ({
    IsProd: isProd,
    IsDev: !isProd,
    HasDns: true,
    HasAlarms: false,
    HasDomain: true,
  });
  const seen = all.map(({ conditions }) => Object.fromEntries(conditions));
  assert.deepEqual(
    seen.sort((a, b) => Number(a.IsProd) - Number(b.IsProd)),
    [of(false), of(true)],
  );
  assert.deepEqual(
    all.map(({ bindings }) => [...bindings.keys()]),
    [['Env'], ['Env']],
  );
  // What the user gives decides before a default does.
  const given = scenariosOf(template, { ...ofVpc, given: new Map([['Alarms', 'yes']]) });
  assert.ok(given.all.every(({ conditions }) => conditions.get('HasAlarms')));
});

test('without a default, conditions of other resources are as the first allowed value decides them', () => {
  const is = (env: string) => equals('Env', env);
  const { all } = scenariosOf(
    read({
      Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
      Conditions: {
        IsDev: is('dev'),
        IsProd: is('prod'),
        IsImported: { 'Fn::Equals': [{ 'Fn::ImportValue': 'stage' }, 'dev'] },
      },
      Resources: { Vpc: { Type: 'AWS::EC2::VPC' } },
    }),
    ofVpc,
  );
  assert.deepEqual(
    all.map(({ conditions }) => Object.fromEntries(conditions)),
    [{ IsDev: true, IsProd: false, IsImported: false }],
  );
});

test('another condition of other resources is decided again in the next version', () => {
  const templateWith = (wanted: string) =>
    read({
      Parameters: { Dns: { Type: 'String', Default: 'yes' } },
      Conditions: { HasDns: equals('Dns', wanted) },
      Resources: { Vpc: { Type: 'AWS::EC2::VPC' } },
    });
  const first = scenariosOf(templateWith('yes'), ofVpc);
  const second = scenariosOf(templateWith('no'), { ...ofVpc, previous: first });
  assert.deepEqual(
    [first, second].map(({ all }) => all[0]!.conditions.get('HasDns')),
    [true, false],
  );
});
