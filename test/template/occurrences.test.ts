import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { occurrencesIn, referencesIn } from '../../server/src/template/references.ts';

const TEMPLATE = `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Block, Nobody]
    ParameterLabels:
      Block: { default: The block }
Parameters:
  Block: { Type: String }
Mappings:
  Sizes: { dev: { block: 10.1.0.0/16 } }
Conditions:
  IsDev: !Equals [!Ref Block, x]
  Both: !And [!Condition IsDev, { Condition: IsDev }]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Condition: IsDev
    Properties:
      CidrBlock: !FindInMap [Sizes, dev, block]
  Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: [Vpc, Nobody]
    Properties:
      VpcId: !If [IsDev, !Ref Vpc, !If [Both, { Ref: Block }, !Ref AWS::NoValue]]
      CidrBlock: !Sub '\${Block}/\${Vpc.CidrBlock}/\${!Vpc}/\${self:custom.vpc}/\${AWS::Region}/\${ Vpc }'
      Tags:
        - Value: !Sub ['\${Vpc}-\${Block}', { Vpc: !GetAtt Vpc.Tags.Name }]
        - Value: { Fn::GetAtt: [Vpc, DefaultSecurityGroup] }
        - Value: !GetAtt Vpc
        - Value: !GetAtt [Vpc, !Ref Block]
        - Value: &a !GetAtt "Vpc.CidrBlock"
        - Value: *a
        - Value: !Select [0, !Split [',', !Ref Block]]
  Last: { Type: AWS::SQS::Queue, DependsOn: Subnet, DeletionPolicy: !Ref Block }
Outputs:
  Id: { Value: !Ref Vpc, Condition: Both }
`;

test('every mention of a name: by what, which attribute, where it can be declared, at which place and under which conditions', () => {
  const tree = parse(TEMPLATE, 'yaml');
  const written = ({ start, end }: { start: number; end: number }) => tree.text.slice(start, end);
  const said = referencesIn(tree, 'Resources').map(({ by, name, at, attribute, sections, place, guards }) => {
    assert.equal(written(at), name);
    assert.equal(attribute && written(attribute.at), attribute?.name);
    const when = guards.map(({ condition, holds }) => ` ${holds ? 'if' : 'unless'} ${condition}`).join('');
    const whole = attribute ? `${name}.${attribute.name}` : name;
    return `${by} ${whole} (${sections.join(' ')}) ${place.slice(1).join('.')}${when}`;
  });
  assert.deepEqual(said, [
    'Condition IsDev (Conditions) Vpc.Condition',
    'Fn::FindInMap Sizes (Mappings) Vpc.Properties',
    'DependsOn Vpc (Resources) Subnet.DependsOn',
    'DependsOn Nobody (Resources) Subnet.DependsOn',
    'Fn::If IsDev (Conditions) Subnet.Properties',
    'Ref Vpc (Parameters Resources) Subnet.Properties if IsDev',
    'Fn::If Both (Conditions) Subnet.Properties unless IsDev',
    'Ref Block (Parameters Resources) Subnet.Properties unless IsDev if Both',
    'Ref AWS::NoValue (Parameters Resources) Subnet.Properties unless IsDev unless Both',
    'Fn::Sub Block (Parameters Resources) Subnet.Properties',
    'Fn::Sub Vpc.CidrBlock (Resources) Subnet.Properties',
    // Another tool's variable is at no place that AWS evaluates.
    'Fn::Sub self (Parameters Resources) ',
    'Fn::Sub AWS::Region (Parameters Resources) Subnet.Properties',
    'Fn::Sub Vpc (Parameters Resources) Subnet.Properties',
    'Fn::Sub Block (Parameters Resources) Subnet.Properties',
    'Fn::GetAtt Vpc.Tags.Name (Resources) Subnet.Properties',
    'Fn::GetAtt Vpc.DefaultSecurityGroup (Resources) Subnet.Properties',
    'Fn::GetAtt Vpc (Resources) Subnet.Properties',
    'Fn::GetAtt Vpc (Resources) Subnet.Properties',
    'Ref Block (Parameters Resources) Subnet.Properties',
    'Fn::GetAtt Vpc.CidrBlock (Resources) Subnet.Properties',
    'Ref Block (Parameters Resources) Subnet.Properties',
    'DependsOn Subnet (Resources) Last.DependsOn',
    'Ref Block (Parameters Resources) Last.DeletionPolicy',
  ]);
});

test('every place of a declared name, in the order of the text', () => {
  const tree = parse(TEMPLATE, 'yaml');
  const lineOf = (at: number) => tree.text.slice(0, at).split('\n').length;
  const places = new Map<string, string[]>();
  for (const { section, name, at, isDeclaration } of occurrencesIn(tree)) {
    assert.equal(tree.text.slice(at.start, at.end), name);
    const key = `${section} ${name}`;
    places.set(key, [...(places.get(key) ?? []), `${lineOf(at.start)}${isDeclaration ? ' declared' : ''}`]);
  }
  assert.deepEqual(Object.fromEntries([...places].map(([name, lines]) => [name, lines.join(', ')])), {
    'Parameters Block': '4, 6, 8 declared, 12, 24, 25, 27, 30, 33, 34',
    'Mappings Sizes': '10 declared, 19',
    'Conditions IsDev': '12 declared, 13, 13, 17, 24',
    'Conditions Both': '13 declared, 24, 36',
    'Resources Vpc': '15 declared, 22, 24, 25, 25, 27, 28, 29, 30, 31, 36',
    'Resources Subnet': '20 declared, 34',
    'Resources Last': '34 declared',
  });
});

test('names in rules, globals and loops, and names that cannot be replaced as they stand', () => {
  const tree = parse(
    `Transform: AWS::Serverless-2016-10-31
Parameters:
  Block: { Type: String }
Rules:
  Small: { Assertions: [{ Assert: !Equals [!Ref Block, x] }] }
Globals:
  Function: { Environment: { Variables: { BLOCK: !Ref Block } } }
Resources:
  Fn::ForEach::Each: [Name, [a], { 'Q\${Name}': { Type: AWS::SQS::Queue, DependsOn: !Ref Block } }]
  Vpc: { Type: AWS::EC2::VPC, DependsOn: [!Sub Vpc] }
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref "V\\x70c" } }
`,
    'yaml',
  );
  const places = occurrencesIn(tree).map(({ section, name, at }) => {
    const line = tree.text.slice(0, at.start).split('\n').length;
    return `${section} ${name} in line ${line}: ${tree.text.slice(at.start, at.end)}`;
  });
  assert.deepEqual(places, [
    'Parameters Block in line 3: Block',
    'Parameters Block in line 5: Block',
    'Parameters Block in line 7: Block',
    'Parameters Block in line 9: Block',
    'Resources Vpc in line 10: Vpc',
    'Resources Queue in line 11: Queue',
    // With an escape in it, it is the whole value.
    'Resources Vpc in line 11: !Ref "V\\x70c"',
  ]);
});
