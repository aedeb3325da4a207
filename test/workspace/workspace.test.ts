import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { analyze, createWorkspace, usesNothing } from '../../server/src/languageService.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { evaluate } from '../../server/src/template/evaluation/evaluate.ts';
import type { Value } from '../../server/src/template/evaluation/value.ts';

/** Texts by paths relative to the folder of main.yaml. */
type Files = Readonly<Record<string, string>>;

/** What the property of resource X of main.yaml is, once for each scenario. */
function valuesIn(files: Files): string[] {
  const path = '/repo/app/main.yaml';
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [posix.resolve('/repo/app', name), text]),
  );
  const templates = new Set(texts.keys());
  const workspace = createWorkspace({
    read: (path) => texts.get(path),
    mayRead: () => true,
    templates: () => templates,
  });
  const crossStack = workspace.crossStackOf(path, usesNothing());
  const analysis = analyze(path, texts.get(path)!, { crossStack });
  assert.equal(analysis?.content.kind, 'template');
  return analysis.content.scenarios.all.map((scenario) => {
    const properties = scenario.template.resources.get('X')?.properties;
    return show(evaluate(valueAt(properties, 'VpcId'), scenario));
  });
}

function show(value: Value): string {
  switch (value.kind) {
    case 'known':
      return value.text + (value.defaults.length > 0 ? ` (default of ${value.defaults.join(', ')})` : '');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'reference':
      return `→ ${value.resource}`;
    case 'zone':
      return `zone ${value.index} of ${value.region}`;
    case 'unknown':
      return `? ${value.why}${value.partial === undefined ? '' : ` [${value.partial}]`}`;
    default:
      return value.kind;
  }
}

const CHILD = `
Parameters:
  Block: { Type: String, Default: 10.1.0.0/16 }
  Ports: { Type: CommaDelimitedList, Default: '80,443' }
  VpcId: { Type: String, Default: none }
  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Own: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Block } }
  Made: { Type: 'Custom::Subnets' }
Outputs:
  Literal: { Value: 10.2.0.0/16 }
  Block: { Value: !GetAtt Own.CidrBlock }
  First: { Value: !Select [0, !Cidr [!Ref Block, 2, 8]] }
  Ports: { Value: !Join ['-', !Ref Ports] }
  VpcId: { Value: !Ref VpcId }
  Own: { Value: !Ref Own }
  Both: { Value: !Join [',', [!Ref Own, !Ref Own]] }
  Mixed: { Value: !Sub '\${Own},\${Made}' }
  Zone: { Value: !Select [1, !GetAZs ''] }
  ByEnv: { Value: !If [IsProd, 10.3.0.0/16, 10.4.0.0/16] }
  Same: { Value: !If [IsProd, 10.3.0.0/16, 10.3.0.0/16] }
  OnlyProd: { Condition: IsProd, Value: 10.3.0.0/16 }
  Looked: { Value: !Ref Looked }
  Wrong: { Value: !Select [3, [a]] }
`;

/** A template with the nested stack Child, and a value that uses it. */
const parent = (parameters: string, value: string, path = 'child.yaml') => `
Parameters:
  Mine: { Type: String, Default: 10.7.0.0/16 }
  Open: { Type: String }
  Env: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  Big: !Equals [!Ref Env, prod]
Resources:
  Vpc: { Type: AWS::EC2::VPC }
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ${path}, Parameters: ${parameters} }
  X: { Type: AWS::EC2::Subnet, Properties: { VpcId: ${value} } }
`;

const nested: [name: string, parameters: string, value: string, values: string[]][] = [
  ['a text', '{}', '!GetAtt Child.Outputs.Literal', ['10.2.0.0/16']],
  ['in Fn::Sub', '{}', '!Sub "${Child.Outputs.Literal}"', ['10.2.0.0/16']],
  [
    "the child's default",
    '{}',
    '!GetAtt Child.Outputs.Block',
    ['10.1.0.0/16 (default of Block of child.yaml)'],
  ],
  ['an argument', '{ Block: 10.8.0.0/16 }', '!GetAtt Child.Outputs.Block', ['10.8.0.0/16']],
  ['worked out in the child', '{ Block: 10.8.0.0/16 }', '!GetAtt Child.Outputs.First', ['10.8.0.0/24']],
  [
    'an argument that rests on a default here',
    '{ Block: !Ref Mine }',
    '!GetAtt Child.Outputs.First',
    ['10.7.0.0/24 (default of Mine)'],
  ],
  [
    "an argument that nobody knows takes the default's place",
    '{ Block: !Ref Open }',
    '!GetAtt Child.Outputs.First',
    ['? in child.yaml, the parameter Block has no default [${Child.Outputs.First}]'],
  ],
  ['a list as one text', '{ Ports: !Join [",", ["1", "2"]] }', '!GetAtt Child.Outputs.Ports', ['1-2']],
  ['a resource passes through', '{ VpcId: !Ref Vpc }', '!GetAtt Child.Outputs.VpcId', ['→ Vpc']],
  [
    'what is unknown here passes through under its own name',
    '{ VpcId: !Ref Open }',
    '!GetAtt Child.Outputs.VpcId',
    ['? the parameter Open has no default [${Open}]'],
  ],
  [
    'a resource of the child',
    '{}',
    '!GetAtt Child.Outputs.Own',
    ['? it is Own of child.yaml [${Child.Outputs.Own}]'],
  ],
  [
    'resources of the child, joined and split',
    '{}',
    '!Split [",", !GetAtt Child.Outputs.Both]',
    [
      '[? in child.yaml, Own is known only after deployment [${item 1 of Child.Outputs.Both}], ? in child.yaml, Own is known only after deployment [${item 2 of Child.Outputs.Both}]]',
    ],
  ],
  [
    'a resource of the child, split',
    '{}',
    '!Split [",", !GetAtt Child.Outputs.Own]',
    ['[? it is Own of child.yaml [${Child.Outputs.Own}]]'],
  ],
  [
    'past the end of what is joined',
    '{}',
    '!Select [2, !Split [",", !GetAtt Child.Outputs.Both]]',
    ['? Fn::Select asks for item 2 (counted from 0), but the list has 2 items'],
  ],
  [
    'a custom resource may return several texts',
    '{}',
    '!Split [",", !GetAtt Child.Outputs.Mixed]',
    ['? in child.yaml, Own is known only after deployment'],
  ],
  ['a zone', '{}', '!GetAtt Child.Outputs.Zone', ['zone 1 of AWS::Region']],
  [
    'what depends on a default is not the same in every case',
    '{}',
    '!GetAtt Child.Outputs.ByEnv',
    ['? in child.yaml, it is not the same in every case [${Child.Outputs.ByEnv}]'],
  ],
  ['equal in every case', '{}', '!GetAtt Child.Outputs.Same', ['10.3.0.0/16']],
  ['an argument decides', '{ Env: prod }', '!GetAtt Child.Outputs.ByEnv', ['10.3.0.0/16']],
  [
    'an argument decides, case by case',
    '{ Env: !Ref Env }',
    '!If [Big, !GetAtt Child.Outputs.ByEnv, !GetAtt Child.Outputs.ByEnv]',
    ['10.4.0.0/16', '10.3.0.0/16'],
  ],
  ['an output that exists in one case', '{}', '!GetAtt Child.Outputs.OnlyProd', ['10.3.0.0/16']],
  [
    'an output that never exists',
    '{ Env: dev }',
    '!GetAtt Child.Outputs.OnlyProd',
    ['? in child.yaml, the condition of the output never holds [${Child.Outputs.OnlyProd}]'],
  ],
  [
    'what SSM is asked with is not what it answers',
    '{ Looked: /b }',
    '!GetAtt Child.Outputs.Looked',
    ['? in child.yaml, Looked is looked up when the stack is deployed [${Child.Outputs.Looked}]'],
  ],
  [
    'SSM is asked with something that nobody knows',
    '{ Looked: !Ref Open }',
    '!GetAtt Child.Outputs.Looked',
    ['? in child.yaml, Looked is looked up when the stack is deployed [${Child.Outputs.Looked}]'],
  ],
  [
    "the child's own mistake",
    '{}',
    '!GetAtt Child.Outputs.Wrong',
    ['? child.yaml has a mistake there [${Child.Outputs.Wrong}]'],
  ],
  [
    'no such output',
    '{}',
    '!GetAtt Child.Outputs.No',
    ['? child.yaml has no output No [${Child.Outputs.No}]'],
  ],
  [
    'arguments that a macro makes',
    '!Transform { Name: Mine }',
    '!GetAtt Child.Outputs.First',
    ['? in child.yaml, the parameter Block has no default [${Child.Outputs.First}]'],
  ],
];

for (const [name, parameters, value, values] of nested) {
  test(`nested stack: ${name}`, () => {
    assert.deepEqual(valuesIn({ 'main.yaml': parent(parameters, value), 'child.yaml': CHILD }), values);
  });
}

const LITERAL = '!GetAtt Child.Outputs.Literal';

const places: [path: string, value: string][] = [
  ['child.yaml', '10.2.0.0/16'],
  ['./nested/../child.yaml', '10.2.0.0/16'],
  ['../child.yaml', '? ../child.yaml is no template that can be read [${Child.Outputs.Literal}]'],
  ['notes.yaml', '? notes.yaml is no template that can be read [${Child.Outputs.Literal}]'],
  ['broken.yaml', '? broken.yaml is no template that can be read [${Child.Outputs.Literal}]'],
  ['main.yaml', '? main.yaml has no output Literal [${Child.Outputs.Literal}]'],
  ...['https://s3.amazonaws.com/b/child.yaml', 's3://b/child.yaml', '/repo/app/child.yaml', '!Ref Mine'].map(
    (path): [string, string] => [
      path,
      '? it is an output of the nested stack Child [${Child.Outputs.Literal}]',
    ],
  ),
];

for (const [path, value] of places) {
  test(`nested template at ${path}`, () => {
    const files = { 'child.yaml': CHILD, 'notes.yaml': 'a: b', 'broken.yaml': 'Resources:\n  - {' };
    assert.deepEqual(valuesIn({ ...files, 'main.yaml': parent('{}', LITERAL, path) }), [value]);
  });
}

test('a nested application of SAM, and a stack within a stack', () => {
  const main = parent('{ Block: 10.5.0.0/16 }', '!GetAtt Child.Outputs.Out', 'stacks/middle.yaml')
    .replace('AWS::CloudFormation::Stack', 'AWS::Serverless::Application')
    .replace('TemplateURL', 'Location');
  const middle = `
Parameters: { Block: { Type: String } }
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ../child.yaml, Parameters: { Block: !Ref Block } }
Outputs:
  Out: { Value: !GetAtt Inner.Outputs.First }
`;
  const files = { 'main.yaml': main, 'stacks/middle.yaml': middle, 'child.yaml': CHILD };
  assert.deepEqual(valuesIn(files), ['10.5.0.0/24']);
});

test('stacks that nest each other end', () => {
  const one = (other: string) => `
Resources:
  Other: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${other} } }
Outputs:
  Literal: { Value: !GetAtt Other.Outputs.Literal }
`;
  const files = {
    'main.yaml': parent('{}', LITERAL, 'a.yaml'),
    'a.yaml': one('b.yaml'),
    'b.yaml': one('a.yaml'),
  };
  const [value] = valuesIn(files);
  assert.equal(value, '? in a.yaml, in b.yaml, a.yaml has no output Literal [${Child.Outputs.Literal}]');
});

const importing = (name: string, head = '') => `${head}
Resources:
  X: { Type: AWS::EC2::Subnet, Properties: { VpcId: !ImportValue ${name} } }
`;

const exporting = (exports: string, head = '') => `${head}
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
Outputs:
${exports}
`;

const EXPORTS = '  Block: { Value: !GetAtt Vpc.CidrBlock, Export: { Name: net-Block } }';
const NOBODY = '? it is imported from another stack, and no template here surely exports net-Block';
const SEVERAL =
  '? it is imported from another stack, and more than one output here may be exported as net-Block';
const NAME = '[${ImportValue net-Block}]';
const PARAMETERS =
  'Parameters: { Stack: { Type: String, Default: net }, Block: { Type: String, Default: 10.6.0.0/16 } }';

const imports: [name: string, files: Files, value: string][] = [
  ['one template exports it', { 'net.yaml': exporting(EXPORTS) }, '10.1.0.0/16'],
  ['nobody exports it', { 'net.yaml': exporting(EXPORTS.replace('net-', 'other-')) }, `${NOBODY} ${NAME}`],
  [
    'two templates export it',
    { 'a.yaml': exporting(EXPORTS), 'b.yaml': exporting(EXPORTS) },
    `${SEVERAL} ${NAME}`,
  ],
  [
    'two outputs of one template export it',
    { 'net.yaml': exporting(`${EXPORTS}\n${EXPORTS.replace('Block:', 'Two:')}`) },
    `${SEVERAL} ${NAME}`,
  ],
  [
    "the stack's name is unknown",
    { 'net.yaml': exporting(EXPORTS.replace('net-Block', '!Sub "${AWS::StackName}-Block"')) },
    `${NOBODY} ${NAME}`,
  ],
  [
    'another may turn out to have the name',
    {
      'a.yaml': exporting(EXPORTS),
      'b.yaml': exporting(EXPORTS.replace('net-Block', '!Sub "${AWS::StackName}-Block"')),
    },
    `${SEVERAL} ${NAME}`,
  ],
  [
    'another has a name that cannot be it',
    {
      'a.yaml': exporting(EXPORTS),
      'b.yaml': exporting(EXPORTS.replace('net-Block', '!Sub "${AWS::StackName}-Vpc"')),
    },
    '10.1.0.0/16',
  ],
  [
    'the name rests on a default there',
    { 'stacks/net.yaml': exporting(EXPORTS.replace('net-Block', '!Sub "${Stack}-Block"'), PARAMETERS) },
    '10.1.0.0/16 (default of Stack of stacks/net.yaml)',
  ],
  [
    'the value rests on a default there',
    { '../net.yaml': exporting(EXPORTS.replace('!GetAtt Vpc.CidrBlock', '!Ref Block'), PARAMETERS) },
    '10.6.0.0/16 (default of Block of ../net.yaml)',
  ],
  [
    'it is a resource there',
    { 'net.yaml': exporting(EXPORTS.replace('!GetAtt Vpc.CidrBlock', '!Ref Vpc')) },
    `? it is Vpc of net.yaml ${NAME}`,
  ],
  [
    'it is imported there in turn',
    {
      'net.yaml': exporting(EXPORTS.replace('!GetAtt Vpc.CidrBlock', '!ImportValue base-Block')),
      'base.yaml': exporting(EXPORTS.replace('net-', 'base-')),
    },
    '10.1.0.0/16',
  ],
  [
    'the two import from each other',
    {
      'net.yaml': exporting(EXPORTS.replace('!GetAtt Vpc.CidrBlock', '!ImportValue base-Block')),
      'base.yaml': exporting(
        EXPORTS.replace('net-', 'base-').replace('!GetAtt Vpc.CidrBlock', '!ImportValue net-Block'),
      ),
    },
    `? in net.yaml, in base.yaml, it is imported from another stack ${NAME}`,
  ],
];

for (const [name, files, value] of imports) {
  test(`import: ${name}`, () => {
    assert.deepEqual(valuesIn({ ...files, 'main.yaml': importing('net-Block') }), [value]);
  });
}

test('import: a stack that exports the name itself means another one, which is not here', () => {
  const main = `${importing('net-Block')}  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
Outputs:
${EXPORTS}
`;
  assert.deepEqual(valuesIn({ 'main.yaml': main }), [`${NOBODY} ${NAME}`]);
});

test('import: the name rests on a default here', () => {
  const head = 'Parameters: { Stack: { Type: String, Default: net } }';
  const files = {
    'net.yaml': exporting(EXPORTS),
    'main.yaml': importing('{ "Fn::Sub": "${Stack}-Block" }', head),
  };
  assert.deepEqual(valuesIn(files), ['10.1.0.0/16 (default of Stack)']);
});

test('import: a comparison with what rests on a default there comes out both ways', () => {
  const main = (name: string) => `
Conditions:
  Is: !Equals [!ImportValue ${name}, 10.6.0.0/16]
Resources:
  X: { Type: AWS::EC2::Subnet, Properties: { VpcId: !If [Is, a, b] } }
`;
  const net = exporting(
    '  A: { Value: !Ref Block, Export: { Name: a } }\n  B: { Value: 10.6.0.0/16, Export: { Name: b } }',
    PARAMETERS,
  );
  assert.deepEqual(valuesIn({ 'net.yaml': net, 'main.yaml': main('a') }).sort(), ['a', 'b']);
  assert.deepEqual(valuesIn({ 'net.yaml': net, 'main.yaml': main('b') }), ['a']);
});

test('answers are kept while what they rest on is, and worked out again when it is not', () => {
  const texts = new Map([
    ['/main.yaml', parent('{}', LITERAL)],
    ['/child.yaml', CHILD],
    ['/other.yaml', importing('net-Block')],
  ]);
  const reads: string[] = [];
  const read = (path: string) => {
    reads.push(path);
    return texts.get(path);
  };
  const templates = new Set(texts.keys());
  const workspace = createWorkspace({ read, mayRead: () => true, templates: () => templates });
  const uses = usesNothing();
  const options = { crossStack: workspace.crossStackOf('/main.yaml', uses) };
  const ask = () => analyze('/main.yaml', texts.get('/main.yaml')!, options);
  ask();
  const analysis = ask();
  assert.equal(analysis?.content.kind, 'template');
  const [scenario] = analysis.content.scenarios.all;
  evaluate(scenario!.template.resources.get('X')?.properties, scenario!);
  assert.deepEqual(reads, ['/child.yaml'], 'read once, and nothing that nobody asks for');
  workspace.forget('/other.yaml');
  assert.equal(workspace.isCurrent(uses), true);
  workspace.forget('/child.yaml');
  assert.equal(workspace.isCurrent(uses), true, 'the same text');
  texts.set('/child.yaml', `${CHILD}\n`);
  workspace.forget('/child.yaml');
  assert.equal(workspace.isCurrent(uses), false);
  texts.delete('/child.yaml');
  workspace.forget('/child.yaml');
  assert.equal(workspace.isCurrent(uses), false);
});

test('the outputs of a nested template, with what they give, where it may be read', () => {
  const nested =
    'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\nOutputs:\n  Id: { Value: !Ref Vpc }\n  Name: { Value: net }\n';
  const texts = new Map([['/repo/net.yaml', nested]]);
  const workspace = createWorkspace({
    read: (path) => texts.get(path),
    mayRead: (_, path) => path.startsWith('/repo/'),
    templates: () => undefined,
  });
  const from = '/repo/app/main.yaml';
  assert.deepEqual(workspace.outputsOf(from, '../net.yaml'), [
    { name: 'Id', gives: 'AWS::EC2::VPC' },
    { name: 'Name' },
  ]);
  assert.deepEqual(workspace.outputsOf(from, '../none.yaml'), []);
  assert.deepEqual(workspace.outputsOf(from, '../../net.yaml'), []);
});

test('templates that were read in advance are not parsed again when an export is looked for', () => {
  const queues = Array.from({ length: 300 }, (_, i) => `  Q${i}: { Type: AWS::SQS::Queue }\n`).join('');
  const texts = new Map(
    Array.from({ length: 40 }, (_, i) => [
      `/${i}.yaml`,
      `Resources:\n${queues}Outputs:\n  Queue: { Value: !Ref Q0, Export: { Name: queue-${i} } }\n`,
    ]),
  );
  const templates = new Set(texts.keys());
  const workspace = createWorkspace({
    read: (path) => texts.get(path),
    mayRead: () => true,
    templates: () => templates,
  });
  const timeOf = (work: () => void) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const reading = timeOf(() => {
    for (const path of texts.keys()) workspace.prepare(path);
  });
  const looking = timeOf(() => assert.equal(workspace.exportsFor('/main.yaml').length, 40));
  assert.ok(looking < reading / 5, `${looking} ms after ${reading} ms`);
});
