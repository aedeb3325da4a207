import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerReach } from '../../server/src/cli/reach.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { SHOP } from '../reach/shop.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens reach ARGS` in a new folder with these files. */
function reach(args: readonly string[], files: Files = { 'net.yaml': SHOP }): Promise<Result> {
  return inFolder(files, (folder) =>
    runCommand((program, finish) => registerReach(program, folder, finish), ['reach', ...args]),
  );
}

const json = async (args: readonly string[], files?: Files) =>
  JSON.parse((await reach([...args, '--format', 'json'], files)).stdout);

const line = (text: string): number => SHOP.split('\n').findIndex((one) => one.includes(text)) + 1;

test('the JSON of a blocked path, field by field', async () => {
  const result = await reach(['net.yaml', '--from', 'AppFunction', '--to', 'Database', '--format', 'json']);
  assert.equal(result.status, 1);
  assert.equal(result.stderr, '');
  assert.deepEqual(JSON.parse(result.stdout), {
    from: 'AppFunction',
    to: 'Database',
    protocol: 'tcp',
    port: 5432,
    verdict: 'blocked',
    pairs: [
      { from: 'PrivateA', to: 'DataA', verdict: 'blocked' },
      { from: 'PrivateA', to: 'DataB', verdict: 'blocked' },
    ],
    hops: [
      {
        resource: 'AppGroup',
        kind: 'security-group',
        direction: 'egress',
        allows: true,
        by: 'allows all outbound traffic',
        line: line('AppGroup: {'),
      },
      {
        resource: 'PrivateTable',
        kind: 'route-table',
        direction: 'egress',
        allows: true,
        by: '10.0.0.0/16 stays in the VPC',
        line: line('PrivateTable: {'),
      },
      {
        resource: 'DbGroup',
        kind: 'security-group',
        direction: 'ingress',
        allows: false,
        line: line('DbGroup:'),
      },
    ],
    blockedBy: [
      {
        code: 'ENI_SG_RULES_MISMATCH',
        resource: 'DbGroup',
        line: line('DbGroup:'),
        message: 'DbGroup allows tcp 5432 only from 10.0.9.0/24, not from AppFunction.',
        fix: 'Allow tcp 5432 from AppGroup in DbGroup',
      },
    ],
    assumptions: ['parameter DbPort has its default value 5432'],
    scenario: null,
  });
});

test('the text of a blocked path', async () => {
  const { stdout } = await reach(['net.yaml', '--from', 'AppFunction', '--to', 'Database']);
  assert.equal(
    stdout,
    `AppFunction → Database  tcp 5432  blocked
  ✓ AppGroup      allows all outbound traffic                                  line ${line('AppGroup: {')}
  ✓ PrivateTable  10.0.0.0/16 stays in the VPC                                 line ${line('PrivateTable: {')}
  ✗ DbGroup       allows tcp 5432 only from 10.0.9.0/24, not from AppFunction  line ${line('DbGroup:')}
      fix: Allow tcp 5432 from AppGroup in DbGroup  (Reachability Analyzer: ENI_SG_RULES_MISMATCH)
Assumes: parameter DbPort has its default value 5432.
`,
  );
});

test('where conditions decide, an array of one object a scenario, and status 1', async () => {
  const { status } = await reach(['net.yaml', '--from', 'AppFunction', '--to', 'internet']);
  assert.equal(status, 1);
  const answers = await json(['net.yaml', '--from', 'AppFunction', '--to', 'internet']);
  assert.deepEqual(
    answers.map(({ verdict, scenario }: { verdict: string; scenario: string }) => [scenario, verdict]),
    [
      ['HasNat=true', 'reachable'],
      ['HasNat=false', 'blocked'],
    ],
  );
});

test('a parameter and a parameter file choose one scenario', async () => {
  const ask = ['net.yaml', '--from', 'AppFunction', '--to', 'internet'];
  const given = await json([...ask, '--parameter', 'UseNat=true']);
  assert.deepEqual([given.verdict, given.scenario], ['reachable', null]);
  assert.deepEqual(
    given.hops.map(({ resource, by }: { resource: string; by: string }) => `${resource}: ${by}`),
    [
      'AppGroup: allows all outbound traffic',
      'PrivateTable: 0.0.0.0/0 → NatA',
      'NatA: sends it on to the internet',
      'PublicTable: 0.0.0.0/0 → Internet',
    ],
  );
  const file = JSON.stringify([{ ParameterKey: 'UseNat', ParameterValue: 'false' }]);
  const files = { 'net.yaml': SHOP, 'given.json': file };
  const read = await json([...ask, '--parameter-file', 'given.json'], files);
  assert.deepEqual([read.verdict, read.scenario], ['blocked', null]);
  const port = await json([
    'net.yaml',
    '--from',
    'AppFunction',
    '--to',
    'Database',
    '--parameter',
    'DbPort=6000',
  ]);
  assert.equal(port.port, 6000);
});

test('ports, protocols and kinds of names', async () => {
  const table: [from: string, to: string, more: string[], port: number | null, verdict: string][] = [
    ['AppFunction', 'Database', ['--port', '443'], 443, 'blocked'],
    ['AppFunction', 'Database', ['--protocol', 'udp'], 5432, 'blocked'],
    ['AppFunction', 'Database', ['--protocol', 'icmp'], null, 'blocked'],
    ['10.0.9.7', 'Database', [], 5432, 'blocked'],
    ['10.0.1.9', 'Database', [], 5432, 'blocked'],
    ['AppFunction', '198.51.100.0/24', ['--parameter', 'UseNat=true'], 443, 'reachable'],
    ['AppFunction', 's3', [], 443, 'reachable'],
    ['internet', 'Database', [], 5432, 'blocked'],
  ];
  for (const [from, to, more, port, verdict] of table) {
    const answer = await json(['net.yaml', '--from', from, '--to', to, ...more]);
    assert.deepEqual([answer.port, answer.verdict], [port, verdict], `${from} to ${to} ${more.join(' ')}`);
  }
});

test('a stage is asked by its name', async () => {
  const files = { 'zappa_settings.json': '{"dev": {"project_name": "shop", "s3_bucket": "shop-code"}}' };
  const result = await reach(['zappa_settings.json', '--from', 'dev', '--to', 'internet'], files);
  assert.equal(result.status, 0);
  assert.match(result.stdout, /^dev → internet {2}tcp 443 {2}reachable\n {2}✓ dev {2}runs outside a VPC/);
});

test('what cannot be asked: status 2, one sentence, nothing on standard output', async () => {
  const ask = (from: string, to: string) => ['net.yaml', '--from', from, '--to', to];
  const table: [args: readonly string[], sentence: string][] = [
    [ask('AppFunktion', 's3'), 'Unknown source "AppFunktion". Did you mean AppFunction?'],
    [
      ask('AppFunction', 'secretmanager'),
      'Unknown destination "secretmanager". Did you mean secretsmanager?',
    ],
    [ask('Nobody', 's3'), 'Unknown source "Nobody". The file has AppFunction, Database, S3Endpoint.'],
    [ask('s3', 'AppFunction'), 's3 is an AWS service, which can be a destination but not a source.'],
    [
      [...ask('AppFunction', 's3'), '--port', '70000'],
      '--port must be a number from 0 to 65535, not "70000".',
    ],
    [
      ['files.yaml', '--from', 'Web', '--to', 'Files'],
      'Files (AWS::EFS::FileSystem) has no address, so it cannot be the destination. The file has Web.',
    ],
    [
      ['files.yaml', '--from', 'A', '--to', 'Web'],
      'The block of A is unknown, so it cannot be the source. The file has Web.',
    ],
    [['none.yaml', '--from', 'AppFunction', '--to', 's3'], 'none.yaml cannot be read.'],
    [
      ['broken.json', '--from', 'Web', '--to', 'internet'],
      'broken.json has a syntax error; vpc-lens check shows where.',
    ],
    [
      ['deep.yaml', '--from', 'Web', '--to', 'internet'],
      'deep.yaml: The file is nested more than 200 levels deep; VPC Lens skips it.',
    ],
  ];
  const files = {
    'net.yaml': SHOP,
    'files.yaml': `Parameters:
  Block: { Type: String }
Resources:
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0a1b2c3d, CidrBlock: !Ref Block } }
  Web: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A } }
  Files: { Type: AWS::EFS::FileSystem }
`,
    'broken.json': '{"Resources": {"Web": {"Type": "AWS::EC2::Instance"',
    'deep.yaml': `Resources:\n  Web: { Type: AWS::EC2::Instance, Metadata: ${'['.repeat(300)}${']'.repeat(300)} }\n`,
  };
  for (const [args, sentence] of table)
    assert.deepEqual(await reach(args, files), { status: 2, stdout: '', stderr: `${sentence}\n` });
});

test('a parameter that the template does not have is told beside the answer', async () => {
  const args = ['net.yaml', '--from', 'AppFunction', '--to', 's3'];
  const { status, stdout } = await reach(args);
  assert.deepEqual(await reach([...args, '--parameter', 'Blok=1']), {
    status,
    stdout,
    stderr: 'No template has a parameter "Blok".\n',
  });
});

test('inside one subnet the network ACL is named as not asked', async () => {
  const sameSubnet = `${SHOP.replace('SubnetIds: [!Ref PrivateA], Sec', 'SubnetIds: [!Ref DataA], Sec').replace('!Ref DataA, !Ref DataB', '!Ref DataA')}
  DataAcl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  DataUses: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref DataA, NetworkAclId: !Ref DataAcl } }
`;
  const { stdout } = await reach(['net.yaml', '--from', 'AppFunction', '--to', 'Database'], {
    'net.yaml': sameSubnet,
  });
  assert.match(stdout, /✓ DataAcl {3}not asked: same subnet/);
});

test('an entry that denies is named by its number and line', async () => {
  const denying = `${SHOP}
  DataAcl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  DataUsesA: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref DataA, NetworkAclId: !Ref DataAcl } }
  DataUsesB: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref DataB, NetworkAclId: !Ref DataAcl } }
  DataNot: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref DataAcl, RuleNumber: 90, RuleAction: deny, Protocol: 6, CidrBlock: 10.0.1.0/24, PortRange: { From: 5432, To: 5432 } } }
  DataIn: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref DataAcl, RuleNumber: 100, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0 } }
  DataOut: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref DataAcl, RuleNumber: 100, RuleAction: allow, Egress: true, Protocol: -1, CidrBlock: 0.0.0.0/0 } }
`;
  const answer = await json(['net.yaml', '--from', 'AppFunction', '--to', 'Database'], {
    'net.yaml': denying,
  });
  const [first] = answer.blockedBy;
  assert.equal(first.code, 'SUBNET_ACL_RESTRICTION');
  assert.equal(first.message, 'DataAcl denies inbound tcp 5432 from AppFunction (entry 90).');
  assert.equal(first.line, denying.split('\n').findIndex((one) => one.includes('DataNot')) + 1);
  assert.equal(first.fix, 'Allow tcp 5432 from 10.0.1.0/24 in DataAcl');
});

test('an answer that does not know its port names the protocol alone', async () => {
  const open = SHOP.replace('Type: Number, Default: 5432', 'Type: Number');
  const { stdout } = await reach(['net.yaml', '--from', 'AppFunction', '--to', 'Database'], {
    'net.yaml': open,
  });
  assert.equal(stdout.split('\n')[0], 'AppFunction → Database  tcp  unknown');
});

test('an unknown answer names the options that would decide it', async () => {
  const template = `Parameters:
  Place: { Type: AWS::EC2::Subnet::Id }
  Unused: { Type: String }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref Place], SecurityGroupIds: [sg-0a1b2c3d4e5f60718] } }
`;
  const args = ['net.yaml', '--from', 'Fn', '--to', 'internet'];
  const last = async (more: readonly string[], files: Files) =>
    (await reach([...args, ...more], files)).stdout.trimEnd().split('\n').at(-1);
  const files = { 'net.yaml': template };
  assert.equal(await last([], files), 'To know it, add --parameter Place=VALUE');
  const given = ['--parameter', 'Place=subnet-0a1b2c3d4e5f60718'];
  assert.equal(await last(given, files), 'To know it, add --inventory FILE');
  const known = await last([], { 'net.yaml': SHOP.replaceAll('AppFunction', 'Fn') });
  assert.doesNotMatch(known ?? '', /To know it/);
});

test('what decides an unknown answer is named where its sentence does not name it', async () => {
  const last = async (resources: string) => {
    const template = `Parameters:
  Target: { Type: String }
  Description: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: !Ref Description, VpcId: !Ref Vpc } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table } }
  Fn:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref Group] } }
${resources}`;
    const { stdout } = await reach(['net.yaml', '--from', 'Fn', '--to', 'internet'], {
      'net.yaml': template,
    });
    return stdout.trimEnd().split('\n').at(-1);
  };
  const route = (target: string) => `  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, ${target} }
`;
  assert.equal(
    await last(route("NatGatewayId: !Sub '${Target}'")),
    'To know it, add --parameter Target=VALUE',
  );
  const outward = await last(`  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: !Ref Target, InstanceId: i-0123456789abcdef0 }
`);
  assert.equal(outward, 'To know it, add --parameter Target=VALUE');
});
