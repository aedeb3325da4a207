import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../server/src/languageService.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';

test('a scenario has one network, another version of the text another', () => {
  const text = 'Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n';
  const networksOf = (source: string) => {
    const content = analyze('net.yaml', source)?.content;
    assert.equal(content?.kind, 'template');
    return content.scenarios.all.map((scenario) => {
      assert.equal(networkOfTemplate(scenario), networkOfTemplate(scenario));
      return networkOfTemplate(scenario);
    });
  };
  const [before] = networksOf(text);
  const [after] = networksOf(text.replace('Vpc:', 'Other:'));
  assert.deepEqual([...before!.vpcs.keys()], ['Vpc']);
  assert.deepEqual([...after!.vpcs.keys()], ['Other']);
});

test('a scenario has the network that it would have alone, whichever of them is asked for first', () => {
  let several = 0;
  for (const { name, text } of [...texts(), { name: 'crossing.yaml', text: CROSSING }]) {
    for (const order of ['first', 'last'] as const) {
      const content = analyze(name, text)?.content;
      if (content?.kind !== 'template' || content.scenarios.all.length < 2) continue;
      several++;
      const { all } = content.scenarios;
      for (const index of order === 'first' ? all.keys() : [...all.keys()].reverse()) {
        // Of a text that is read by itself, nothing is known.
        const other = analyze(name, text)?.content;
        assert.equal(other?.kind, 'template');
        const alone = networkOfTemplate(other.scenarios.all[index]!);
        assert.deepEqual(networkOfTemplate(all[index]!), alone, name);
      }
    }
  }
  assert.ok(several > 50, `Only ${several} files have several scenarios.`);
});

/** Everything that differs between scenarios by way of something else. */
const CROSSING = `
Parameters:
  Size: {Type: String, AllowedValues: [small, large]}
Conditions:
  IsLarge: !Equals [!Ref Size, large]
Mappings:
  Blocks: {small: {Vpc: 10.0.0.0/24}, large: {Vpc: 10.0.0.0/16}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !FindInMap [Blocks, !Ref Size, Vpc]}}
  Second: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}}
  Third: {Type: AWS::EC2::VPCCidrBlock, Condition: IsLarge, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.2.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 6]]}}
  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Sub '10.0.\${Third}.0/24'}}
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql, Port: !If [IsLarge, 3307, !Ref AWS::NoValue]}}
  Instance: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      VpcId: !Ref Vpc
      SecurityGroupIngress: &rules
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !If [IsLarge, 10.0.0.0/8, 10.0.0.0/16]}
      SecurityGroupEgress: *rules
`;

/** The fixtures of all rules. */
function texts(): { readonly name: string; readonly text: string }[] {
  const folder = new URL('../rules/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(yaml|json)$/.test(name))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}
