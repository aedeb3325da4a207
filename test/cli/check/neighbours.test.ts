import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runReach } from '../../../server/src/cli/reach.ts';
import { check, found } from '../commandLine.ts';
import { type Files, inFolder } from '../folder.ts';

/** A subnet that lies in its VPC while Block is 10.0.1.0/24. */
const TEMPLATE = `
Parameters:
  Block: { Type: String, Default: 10.0.1.0/24 }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block }
`;

const LIST = '[{"ParameterKey": "Block", "ParameterValue": "10.9.0.0/24"}]';
const OUTSIDE = 'subnet-outside-vpc error';

test('values of parameters: command line over vpc-lens.json, single values over files', async () => {
  const table: [name: string, files: Files, args: string[], isOutside: boolean][] = [
    ['nothing given', {}, [], false],
    ['a parameter file', { 'p.json': LIST }, ['--parameter-file', 'p.json'], true],
    [
      'the later file',
      { 'p.json': LIST, 'q.yaml': 'Block: 10.0.2.0/24' },
      ['--parameter-file', 'p.json', '--parameter-file', 'q.yaml'],
      false,
    ],
    [
      'a value over a file',
      { 'p.json': LIST },
      ['--parameter', 'Block=10.0.3.0/24', '--parameter-file', 'p.json'],
      false,
    ],
    ['vpc-lens.json', { 'vpc-lens.json': '{"parameters": {"Block": "10.9.0.0/24"}}' }, [], true],
    [
      'over vpc-lens.json',
      { 'vpc-lens.json': '{"parameters": {"Block": "10.9.0.0/24"}}' },
      ['--parameter', 'Block=10.0.3.0/24'],
      false,
    ],
    [
      'a file of vpc-lens.json',
      { 'vpc-lens.json': '{"parameterFiles": {"n*.yaml": "env/p.json"}}', 'env/p.json': LIST },
      [],
      true,
    ],
    [
      'a file for another template',
      { 'vpc-lens.json': '{"parameterFiles": {"other.yaml": "p.json"}}', 'p.json': LIST },
      [],
      false,
    ],
    [
      'its values over its file',
      {
        'vpc-lens.json': '{"parameters": {"Block": "10.0.4.0/24"}, "parameterFiles": {"**": "p.json"}}',
        'p.json': LIST,
      },
      [],
      false,
    ],
  ];
  for (const [name, files, args, isOutside] of table) {
    const { stdout, stderr } = await check({ 'net.yaml': TEMPLATE, ...files }, args);
    assert.equal(stderr, '', name);
    assert.equal(stdout.includes('subnet-outside-vpc'), isOutside, name);
  }
});

test('a parameter file that cannot be understood: one sentence with file and line', async () => {
  const broken = '[\n{"ParameterKey": "Block"},\n{"ParameterKey": "Other"}]';
  const settings = '{"parameterFiles": {"*.yaml": "p.json"}}';
  const table: [files: Files, args: string[], status: number, stderr: string][] = [
    [{}, ['--parameter-file', 'p.json'], 2, 'The parameter file p.json cannot be read.\n'],
    [{ 'p.json': broken }, ['--parameter-file', 'p.json'], 2, 'p.json:2: Block has no ParameterValue.\n'],
    [{ 'p.json': broken, 'vpc-lens.json': settings }, [], 0, 'p.json:2: Block has no ParameterValue.\n'],
    [{ 'vpc-lens.json': settings }, [], 0, 'The parameter file p.json cannot be read.\n'],
  ];
  for (const [files, args, status, stderr] of table) {
    // Two templates, and the sentence comes once.
    const result = await check({ 'net.yaml': TEMPLATE, 'more.yaml': TEMPLATE, ...files }, args);
    assert.deepEqual([result.status, result.stderr], [status, stderr]);
  }
});

test('values in vpc-lens.json that cannot be understood cost themselves', async () => {
  const settings = '{"parameters": {"Block": "10.9.0.0/24", "Zones": ["a"]},\n"parameterFiles": ["p.json"]}';
  const { stdout, stderr } = await check({ 'net.yaml': TEMPLATE, 'vpc-lens.json': settings });
  assert.match(stdout, /subnet-outside-vpc/);
  assert.deepEqual(stderr.trim().split('\n'), [
    'vpc-lens.json:1:50: Zones must be a plain value.',
    'vpc-lens.json:2:19: parameterFiles must be an object: {"network.yaml": "prod.json"}.',
  ]);
});

const CHILD = `
Parameters: { Block: { Type: String } }
Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Part: { Value: !Select [0, !Cidr [!Ref Block, 1, 8]], Export: { Name: child-Part } }
  Fixed: { Value: 10.9.0.0/24, Export: { Name: child-Fixed } }
`;

/** A subnet in 10.0.0.0/16 whose block comes from elsewhere, on line 11. */
const parent = (block: string, argument = '10.9.0.0/16') => `
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./stacks/child.yaml, Parameters: { Block: ${argument} } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: ${block}
`;

test('outputs of nested stacks and exports reach the rules', async () => {
  const table: [name: string, main: string, args: string[], findings: string[]][] = [
    ['an output, outside of the VPC', parent('!GetAtt Child.Outputs.Part'), [], [`main.yaml:11 ${OUTSIDE}`]],
    ['an output, within it', parent('!GetAtt Child.Outputs.Part', '10.0.0.0/16'), [], []],
    [
      'an output, and only the parent is named',
      parent('!GetAtt Child.Outputs.Part'),
      ['main.yaml'],
      [`main.yaml:11 ${OUTSIDE}`],
    ],
    ['an import', parent('!ImportValue child-Fixed'), [], [`main.yaml:11 ${OUTSIDE}`]],
    [
      'an import, and the exporting template is not among the files',
      parent('!ImportValue child-Fixed'),
      ['main.yaml'],
      [],
    ],
    ['an import of what nobody knows', parent('!ImportValue child-Part'), [], []],
  ];
  for (const [name, main, args, findings] of table) {
    assert.deepEqual(await found({ 'main.yaml': main, 'stacks/child.yaml': CHILD }, args), findings, name);
  }
});

test('a finding that rests on a default of another file says so, and is no error', async () => {
  const child = CHILD.replace('{ Type: String }', '{ Type: String, Default: 10.9.0.0/16 }');
  const files = { 'main.yaml': parent('!ImportValue child-Part'), 'stacks/child.yaml': child };
  assert.deepEqual(await found(files), ['main.yaml:11 subnet-outside-vpc warning']);
  const { stdout } = await check(files, ['--format', 'json']);
  assert.match(JSON.parse(stdout)[0].message, / Applies with Block of stacks\/child\.yaml at its default\.$/);
});

test('reach reads parameter files and nested stacks', async () => {
  const main = `
Parameters: { Port: { Type: Number, Default: 80 } }
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: child.yaml, Parameters: { Block: 10.0.0.0/16 } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !GetAtt Child.Outputs.Part }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: web
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: !GetAtt Child.Outputs.Part }
  Client: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] } }
  Server: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] } }
`;
  const question = { from: 'Client', to: 'Server', port: 443, protocol: 'tcp', format: 'json' } as const;
  const files = { 'main.yaml': main, 'child.yaml': CHILD, 'p.json': '{"Port": 443}' };
  await inFolder(files, (folder) => {
    const verdict = (parameterFile: readonly string[]) => {
      const result = runReach('main.yaml', { ...question, parameter: new Map(), parameterFile }, folder);
      assert.equal(result.stderr, '');
      return JSON.parse(result.stdout).verdict;
    };
    assert.equal(verdict([]), 'blocked');
    assert.equal(verdict(['p.json']), 'reachable');
    const missing = runReach(
      'main.yaml',
      { ...question, parameter: new Map(), parameterFile: ['q.json'] },
      folder,
    );
    assert.deepEqual(missing, {
      status: 2,
      stdout: '',
      stderr: 'The parameter file q.json cannot be read.\n',
    });
  });
});

test('twenty stacks in a circle, fifty files of parameters and thousands of files end soon', async () => {
  const circle = Array.from({ length: 20 }, (_, i): [string, string] => {
    const stack = (to: number, of: string) =>
      `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./s${to % 20}.yaml, Parameters: { Id: !GetAtt ${of}.Outputs.Id } } }`;
    return [
      `s${i}.yaml`,
      `Parameters: { Id: { Type: String } }
Resources:
  Next: ${stack(i + 1, 'Other')}
  Other: ${stack(i + 7, 'Next')}
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !GetAtt Next.Outputs.Id, CidrBlock: 10.0.0.0/24 } }
Outputs: { Id: { Value: !GetAtt Next.Outputs.Id } }
`,
    ];
  });
  const given = Array.from({ length: 50 }, (_, i): [string, string] => [
    `p${i}.yaml`,
    `Block: 10.${i}.1.0/24\n`,
  ]);
  const others = Array.from({ length: 3000 }, (_, i): [string, string] => [
    `many/${i % 50}/f${i}.yaml`,
    i % 3 === 0 ? TEMPLATE : `kind: Deployment\nname: n${i}\n`,
  ]);
  const table: [files: [string, string][], args: string[], path: string][] = [
    [circle, [], '.'],
    [[['t.yaml', TEMPLATE], ...given], given.flatMap(([name]) => ['--parameter-file', name]), 't.yaml'],
    [others, [], '.'],
  ];
  for (const [files, args, path] of table) {
    const started = process.cpuUsage();
    const { stderr } = await check(Object.fromEntries(files), [path, ...args]);
    const { user, system } = process.cpuUsage(started);
    assert.equal(stderr, '');
    assert.ok(user + system < 20_000_000, `${files.length} files: ${(user + system) / 1000} ms`);
  }
});
