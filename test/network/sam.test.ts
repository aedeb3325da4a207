import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';
import type { TargetList } from '../../server/src/network/field.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { evaluate } from '../../server/src/template/evaluation/evaluate.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';
import { networkOf } from './shown.ts';

const names = (list: TargetList): string[] | string =>
  list.kind === 'known'
    ? list.items.map((item) => (item.kind === 'known' ? item.value.id : item.kind))
    : list.kind;

/** Where function F runs, in the first scenario. */
function placeOf(globals: string, own: string): { subnets: string[] | string; groups: string[] | string } {
  const text = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Ids: { Type: CommaDelimitedList, Default: 'subnet-8,subnet-9' }
Conditions:
  Always: !Equals [a, a]
Globals:
  Function: { Runtime: python3.12, ${globals} }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, ${own} } }
`;
  const template = readTemplate(parse(text, 'yaml'));
  assert.ok(template);
  const workload = networkOfTemplate(scenariosOf(template).all[0]!).workloads.get('F');
  assert.equal(workload?.kind, 'function');
  return { subnets: names(workload.subnets), groups: names(workload.securityGroups) };
}

const GLOBAL = 'VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }';

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
const cases: [
  title: string,
  globals: string,
  own: string,
  subnets: string[] | string,
  groups: string[] | string,
][] = [
  ['Globals alone', GLOBAL, '', ['subnet-1'], ['sg-1']],
  ['the function alone', '', GLOBAL, ['subnet-1'], ['sg-1']],
  ['neither', '', '', 'absent', 'absent'],
  [
    'lists are joined, the global one first',
    GLOBAL,
    'VpcConfig: { SubnetIds: [subnet-2] }',
    ['subnet-1', 'subnet-2'],
    ['sg-1'],
  ],
  [
    'a call takes the place of a list, even if it comes to one',
    GLOBAL,
    'VpcConfig: { SubnetIds: !Ref Ids }',
    ['subnet-8', 'subnet-9'],
    ['sg-1'],
  ],
  [
    'and a list that of a call',
    'VpcConfig: { SubnetIds: !Ref Ids, SecurityGroupIds: [sg-1] }',
    'VpcConfig: { SubnetIds: [subnet-2] }',
    ['subnet-2'],
    ['sg-1'],
  ],
  [
    'a whole VpcConfig that is a call',
    GLOBAL,
    'VpcConfig: !If [Always, { SubnetIds: [subnet-2] }, { SubnetIds: [subnet-3] }]',
    ['subnet-2'],
    'absent',
  ],
  [
    'in its long form',
    GLOBAL,
    "VpcConfig: { 'Fn::If': [Always, { SubnetIds: [subnet-2] }, { SubnetIds: [subnet-3] }] }",
    ['subnet-2'],
    'absent',
  ],
  ['a VpcConfig that is taken away', GLOBAL, 'VpcConfig: !Ref AWS::NoValue', 'absent', 'absent'],
];

for (const [title, globals, own, subnets, groups] of cases) {
  test(`VpcConfig of a SAM function: ${title}`, () => {
    assert.deepEqual(placeOf(globals, own), { subnets, groups });
  });
}

test('other serverless types, and the resources that SAM makes, disturb nothing', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api: { EndpointConfiguration: REGIONAL }
  SimpleTable: { SSESpecification: { SSEEnabled: true } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Function: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: python3.12, CodeUri: . } }
  Table: { Type: AWS::Serverless::SimpleTable }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: x } }
  HttpApi: { Type: AWS::Serverless::HttpApi }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: x, Role: !GetAtt FunctionRole.Arn } }
  Layer: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: x } }
  Application: { Type: AWS::Serverless::Application, Properties: { Location: x } }
  Connector:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: Function }, Destination: { Id: Table }, Permissions: [Read] }
Outputs:
  Role: { Value: !GetAtt FunctionRole.Arn }
  Stage: { Value: !Ref ApixStage }
  Url: { Value: !Sub 'https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/\${ApixStage}' }
`;
  const analysis = analyze('template.yaml', text);
  assert.ok(analysis);
  const options = { profile: 'strict' as const, severities: {}, onFailure: assert.fail };
  assert.deepEqual(
    findingsOf(analysis, options).map(({ rule }) => rule.id),
    // The VPC is the template's own.
    ['vpc-no-flow-log'],
  );
});

test('a resource that SAM makes is known to SAM alone', () => {
  const template = readTemplate(
    parse(
      `Transform: AWS::Serverless-2016-10-31
Resources:
  X: { Type: AWS::EC2::VPC, Properties: { A: !GetAtt FunctionRole.Arn, B: !Ref ApixStage } }
`,
      'yaml',
    ),
  );
  assert.ok(template);
  const value = evaluate(template.resources.get('X')?.properties, scenariosOf(template).all[0]!);
  assert.equal(value.kind, 'fields');
  const whys = [...(value.kind === 'fields' ? value.fields.values() : [])].map((field) =>
    field.kind === 'unknown' ? field.why : field.kind,
  );
  assert.deepEqual(whys, [
    'FunctionRole is not written in this template; SAM may make it',
    'ApixStage is not written in this template; SAM may make it',
  ]);
});

test('connectors within a function grant what connectors of their own grant', () => {
  const granted = (function_: string, connector: string) =>
    networkOf(`Transform: AWS::Serverless-2016-10-31
Resources:
  Table: { Type: AWS::Serverless::SimpleTable }
  Queue: { Type: AWS::SQS::Queue }
  Worker: { Type: AWS::Serverless::Function, ${function_} }
  Other: { ${connector} }
`).grants.map(({ prefix, caller }) => `${prefix} ${caller}`);
  const ends = 'Destination: [{ Id: Table }, { Id: Queue }], Permissions: [Read, Write]';
  const own = granted(`Connectors: { A: { Properties: { ${ends} } } }`, 'Type: AWS::SQS::Queue');
  assert.deepEqual(own, ['dynamodb function', 'sqs lambda-delivering']);
  const apart = `Type: AWS::Serverless::Connector, Properties: { Source: { Id: Worker }, ${ends} }`;
  assert.deepEqual(granted('Properties: {}', apart), own);
});

test('a function does not get what IgnoreGlobals names', () => {
  const subnets = (ignored: string) => {
    const worker = networkOf(`Transform: AWS::Serverless-2016-10-31
Globals: { Function: { VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] } } }
Resources:
  Worker: { Type: AWS::Serverless::Function, ${ignored} Properties: {} }
`).workloads.get('Worker');
    return worker?.kind === 'function' && worker.subnets.kind;
  };
  assert.equal(subnets(''), 'known');
  assert.equal(subnets('IgnoreGlobals: [Runtime],'), 'known');
  assert.equal(subnets('IgnoreGlobals: [VpcConfig],'), 'absent');
  assert.equal(subnets("IgnoreGlobals: '*',"), 'absent');
});
