import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, inlayHints } from '../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../server/src/syntax/span.ts';

/** The template with each hint in its place. */
function hinted(
  text: string,
  range: readonly [number, number] = [0, text.length],
  fileName = 'n.yaml',
): string {
  const lines = lineStartsOf(text);
  const hints = inlayHints(analyze(fileName, text)!, {
    start: positionAt(lines, range[0]),
    end: positionAt(lines, range[1]),
  });
  let result = text;
  for (const { position, label } of hints.toReversed()) {
    const at = offsetAt(text, lines, position);
    result = `${result.slice(0, at)}‹${label}›${result.slice(at)}`;
  }
  return result;
}

const TEMPLATE = `Parameters:
  Block: {Type: String, Default: 10.0.0.0/16}
  Given: {Type: String}
  Secret: {Type: String, NoEcho: true, Default: 10.1.0.0/16}
Conditions:
  IsWide: !Equals [!Ref Given, wide]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block‹= 10.0.0.0/16›}}
  Other: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Given}}
  Hidden: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Secret}}
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]‹= 10.0.1.0/24›
      AvailabilityZone: !Select [0, !GetAZs '']‹AZ 1›
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock:
        Fn::Select:
          - 2
          - !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]‹= 10.0.2.0/24›
      AvailabilityZone: eu-west-1a
  C: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !If [IsWide, 10.0.8.0/22, 10.0.8.0/24]}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: 443
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443‹HTTPS›, ToPort: 444, CidrIp: 0.0.0.0/0}]
`;
const plain = (text: string) => text.replaceAll(/‹[^›]*›/g, '');

test('computed blocks, zones and ports have hints, where they are the same in every scenario', () => {
  assert.equal(hinted(plain(TEMPLATE)), TEMPLATE);
});

test('only the lines that are asked for', () => {
  const text = plain(TEMPLATE);
  const line = text.indexOf('      CidrBlock: !Select');
  assert.deepEqual(hinted(text, [line, line + 20]).match(/‹[^›]*›/g), ['‹= 10.0.1.0/24›']);
});

test('no hints in settings of Zappa', () => {
  const text = 'dev:\n  timeout_seconds: 443\n';
  const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  assert.deepEqual(inlayHints(analyze('zappa_settings.yml', text)!, range), []);
});

test('hints in long forms with an anchor, in lines that end as on Windows, and in JSON with tabs', () => {
  const long = `Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: &block 10.0.0.0/16}}
  A:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock:
        Fn::Select:
          - 1
          - Fn::Cidr: [*block, 4, 8]‹= 10.0.1.0/24›
      AvailabilityZone:
        Fn::Select:
          - 0
          - Fn::GetAZs: ""‹AZ 1›
  B: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Join ["/", [10.4.0.0, 16]]‹= 10.4.0.0/16›}}
  C: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Sub ["\${x}/16", {x: 10.5.0.0}]‹= 10.5.0.0/16›}}
`;
  const json =
    '{\n\t"Resources": {\n\t\t"A": {"Type": "AWS::EC2::Subnet", "Properties": ' +
    '{"CidrBlock": {"Fn::Select": [2, {"Fn::Cidr": ["10.0.0.0/16", 4, 8]}]}‹= 10.0.2.0/24›, ' +
    '"AvailabilityZone": {"Fn::Select": ["2", {"Fn::GetAZs": ""}]}‹AZ 3›}}\n\t}\n}';
  const plain = (text: string) => text.replaceAll(/‹[^›]*›/g, '');
  for (const [text, fileName] of [
    [long, 'n.yaml'],
    [long.replaceAll('\n', '\r\n'), 'n.yaml'],
    [json, 'n.json'],
  ] as const)
    assert.equal(hinted(plain(text), undefined, fileName), text);
});
