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
