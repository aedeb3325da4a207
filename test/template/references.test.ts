import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { entriesIn, referencesIn, usesUnder } from '../../server/src/template/references.ts';

const LONG = Array.from({ length: 30 }, (_, i) => `        - { Key: Key${i}, Value: !Ref Stage }`).join('\n');

const TEMPLATE = `Resources:
  First:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref Block
  Second:
    Type: AWS::EC2::Subnet
    DependsOn: First
    Properties:
      VpcId: !GetAtt First.VpcId
      CidrBlock: !If [HasBlock, !Sub '\${Block}', !Ref Other]
      Tags:
${LONG}
`;

const namesOf = (text: string, previous?: ReturnType<typeof parse>) => {
  const tree = parse(text, 'yaml', previous);
  const uses = entriesIn(tree, 'Resources').map((entry) => usesUnder(entry, 'Resources', tree));
  return { tree, uses };
};

test('names that were found in one version of a document are those of the next', () => {
  let { tree } = namesOf(TEMPLATE);
  for (const [from, to] of [
    ['!Ref Block', '!Ref Blocks'],
    ['First:', 'First: # with a comment'],
    ['DependsOn: First', 'DependsOn: Third'],
    ['Value: !Ref Stage }', 'Value: !Ref Stages }'],
  ] as const) {
    const text = tree.text.replace(from, to);
    const next = namesOf(text, tree);
    assert.deepEqual(next.uses, namesOf(text).uses, `${from} → ${to}`);
    tree = next.tree;
  }
});

test('a name stands where the text has it, under the conditions that choose it', () => {
  const tree = parse(TEMPLATE, 'yaml');
  const said = referencesIn(tree, 'Resources').map(
    ({ by, name, at, guards }) =>
      `${by} ${name} ${tree.text.slice(at.start, at.end)} ${guards.map(({ holds }) => holds).join()}`,
  );
  assert.deepEqual(said.slice(0, 6), [
    'Ref Block Block ',
    'DependsOn First First ',
    'Fn::GetAtt First First ',
    'Fn::If HasBlock HasBlock ',
    'Fn::Sub Block Block true',
    'Ref Other Other false',
  ]);
});

test('a call in long form behind a tag names what it names without the tag', () => {
  const text = `Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64
        Fn::Sub: "join \${Cluster}"
      SubnetId: !ImportValue
        Fn::Sub: "\${Network}-Subnet"
`;
  const said = referencesIn(parse(text, 'yaml'), 'Resources').map(({ by, name }) => `${by} ${name}`);
  assert.deepEqual(said, ['Fn::Sub Cluster', 'Fn::Sub Network']);
});
