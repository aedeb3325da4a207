import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import type { OtherTemplate } from '../../server/src/features/codeActions/remedyTemplates.ts';
import type { Inventory } from '../../server/src/inventory/inventory.ts';
import { analyze, codeActions, type Finding, findingsOf } from '../../server/src/languageService.ts';
import { COPY_COMMAND, type CopyParams } from '../../server/src/protocol.ts';
import { pythonWith, run } from '../inventory/python.ts';
import { inventoryIn, inventoryOf } from '../inventory/reading.ts';

const read = (name: string) => readFileSync(new URL(`../inventory/${name}`, import.meta.url), 'utf8');
const twoZones = inventoryIn('two-zones.json');
const withEndpoint = inventoryIn('with-endpoint.json');

function findingsIn(fileName: string, text: string, inventory?: Inventory): readonly Finding[] {
  const analysis = analyze(fileName, text, inventory ? { inventory } : {});
  assert.ok(analysis);
  return findingsOf(analysis, { profile: 'recommended', severities: {}, onFailure: assert.fail });
}

/** What the lightbulb on the only finding of a rule offers beside edits of the file itself. */
function remediesOf(
  text: string,
  rule: string,
  inventory: Inventory,
  { templates = [], canCopy = true }: { templates?: readonly OtherTemplate[]; canCopy?: boolean } = {},
): readonly CodeAction[] {
  const analysis = analyze('zappa_settings.yml', text, { inventory });
  assert.ok(analysis);
  const findings = findingsIn('zappa_settings.yml', text, inventory).filter(
    ({ rule: { id } }) => id === rule,
  );
  assert.equal(findings.length, 1, rule);
  const document = TextDocument.create('zappa_settings.yml', 'yaml', 1, text);
  const actions = codeActions(analysis, findings, {
    range: {
      start: document.positionAt(findings[0]!.at.start),
      end: document.positionAt(findings[0]!.at.end),
    },
    only: ['quickfix'],
    document: { uri: 'zappa_settings.yml', version: 1 },
    canCopy,
    templates: (words) => templates.filter((one) => words.every((word) => one.text.includes(word))),
  });
  const own = 'zappa_settings.yml';
  return actions.filter(({ edit }) => !JSON.stringify(edit?.documentChanges ?? null).includes(own));
}

/** Titles with the text that each copies. */
function copied(actions: readonly CodeAction[]): [string, string][] {
  return actions.flatMap(({ title, command, edit }) => {
    if (!command) return [];
    assert.equal(edit, undefined);
    assert.equal(command.command, COPY_COMMAND);
    const { text } = command.arguments![0] as CopyParams;
    // Neither bash nor PowerShell nor cmd reads a command in its own way.
    if (title.startsWith('Copy the AWS')) assert.match(text, /^(aws ec2 [A-Za-z0-9 ./=-]+\n)+$/);
    return [[title, text] as [string, string]];
  });
}

const commandsIn = (actions: readonly CodeAction[]): string[] =>
  copied(actions)
    .filter(([title]) => title.startsWith('Copy AWS CLI command'))
    .flatMap(([, text]) => text.trimEnd().split('\n'));

const stage = (subnets: string, setting: string, group = 'sg-0a10000000000000a') =>
  `dev:\n  ${setting}\n  vpc_config: { SubnetIds: [${subnets}], SecurityGroupIds: [${group}] }\n`;
const ISOLATED = 'subnet-0a60000000000000a, subnet-0a70000000000000a';
const PUBLIC = 'subnet-0a10000000000000a, subnet-0a20000000000000a';
const SLIM = 'slim_handler: true';
const NO_PATH = 'zappa-no-path-to-service';

const S3_COMMAND =
  'aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id vpc-0a10000000000000a --service-name com.amazonaws.eu-central-1.s3 --route-table-ids rtb-0a10000000000000a --region eu-central-1\n';

test('S3: a gateway endpoint on the table of the subnets', () => {
  assert.deepEqual(copied(remediesOf(stage(ISOLATED, SLIM), NO_PATH, twoZones)), [
    ['Copy AWS CLI command: add a gateway endpoint for S3 (free)', S3_COMMAND],
    [
      'Copy CloudFormation code: add a gateway endpoint for S3 (free)',
      `  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Gateway
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: vpc-0a10000000000000a
      RouteTableIds:
        - rtb-0a10000000000000a
`,
    ],
  ]);
});

test('other services: an interface in each zone, with a group that lets the function in', () => {
  const at = '--subnet-ids subnet-0a60000000000000a subnet-0a70000000000000a';
  const group = 'sg-0a10000000000000a';
  const endpoint = (service: string) =>
    `aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-0a10000000000000a --service-name com.amazonaws.eu-central-1.${service} ${at} --security-group-ids ${group} --private-dns-enabled --region eu-central-1\n`;
  const rule = `aws ec2 authorize-security-group-ingress --group-id ${group} --protocol tcp --port 443 --source-group ${group} --region eu-central-1\n`;
  assert.deepEqual(copied(remediesOf(stage(ISOLATED, 'async_source: lambda'), NO_PATH, twoZones))[0], [
    'Copy AWS CLI commands: add an interface endpoint for Lambda (billed hourly), and allow tcp 443 from itself in sg-0a10000000000000a (app)',
    endpoint('lambda') + rule,
  ]);
  const topics = remediesOf(stage(ISOLATED, 'async_source: sns'), NO_PATH, twoZones);
  assert.deepEqual(copied(topics)[0], [
    'Copy AWS CLI commands: add interface endpoints for STS and SNS (billed hourly), and allow tcp 443 from itself in sg-0a10000000000000a (app)',
    endpoint('sts') + rule + endpoint('sns'),
  ]);
});

test('where the path exists and something blocks it, that is changed', () => {
  const at = 'subnet-0a10000000000000a, subnet-0a20000000000000a';
  assert.deepEqual(copied(remediesOf(stage(at, SLIM), NO_PATH, withEndpoint)), [
    [
      'Copy AWS CLI command: associate vpce-0a10000000000000a with rtb-0a20000000000000a',
      'aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-0a10000000000000a --add-route-table-ids rtb-0a20000000000000a --region eu-central-1\n',
    ],
  ]);
  const closed = stage('subnet-0a10000000000000a', SLIM, 'sg-0a20000000000000a');
  assert.deepEqual(copied(remediesOf(closed, NO_PATH, withEndpoint))[0], [
    'Copy AWS CLI command: allow tcp 443 to 0.0.0.0/0 in sg-0a20000000000000a (inside)',
    'aws ec2 authorize-security-group-egress --group-id sg-0a20000000000000a --protocol tcp --port 443 --cidr 0.0.0.0/0 --region eu-central-1\n',
  ]);
});

test('a group that lets the function into its database', () => {
  const settings = stage(
    'subnet-0a30000000000000a',
    'environment_variables: { DB_HOST: app.c1a2b3d4e5f6.eu-central-1.rds.amazonaws.com }',
    'sg-0a20000000000000a',
  );
  assert.deepEqual(copied(remediesOf(settings, 'zappa-cannot-reach-db', twoZones)), [
    [
      'Copy AWS CLI command: allow tcp 5432 from itself in sg-0a20000000000000a (database)',
      'aws ec2 authorize-security-group-ingress --group-id sg-0a20000000000000a --protocol tcp --port 5432 --source-group sg-0a20000000000000a --region eu-central-1\n',
    ],
    [
      'Copy CloudFormation code: allow tcp 5432 from itself in sg-0a20000000000000a (database)',
      `  AllowInPort5432:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: sg-0a20000000000000a
      IpProtocol: tcp
      FromPort: 5432
      ToPort: 5432
      SourceSecurityGroupId: sg-0a20000000000000a
`,
    ],
  ]);
});

test('a group that lets the function to the file system that Zappa makes', () => {
  const settings = stage('subnet-0a10000000000000a', 'efs_config: true');
  assert.deepEqual(copied(remediesOf(settings, 'zappa-efs-2049-blocked', inventoryIn('files.json')))[0], [
    'Copy AWS CLI command: allow tcp 2049 from itself in sg-0a10000000000000a (app)',
    'aws ec2 authorize-security-group-ingress --group-id sg-0a10000000000000a --protocol tcp --port 2049 --source-group sg-0a10000000000000a --region eu-central-1\n',
  ]);
});

test('what a stage in public subnets lacks for its code is offered where those are told of', () => {
  const actions = remediesOf(stage(PUBLIC, SLIM), 'zappa-public-subnet', twoZones);
  assert.deepEqual(commandsIn(actions), [S3_COMMAND.replace('rtb-0a1', 'rtb-0a2').trimEnd()]);
  // Without a setting that calls a service there is nothing but the internet to reach.
  assert.deepEqual(remediesOf(stage(PUBLIC, 'debug: true'), 'zappa-public-subnet', twoZones), []);
});

test('an isolated subnet beside private ones gets the route of these', () => {
  const mixed = stage('subnet-0a30000000000000a, subnet-0a70000000000000a', 'debug: true');
  assert.deepEqual(copied(remediesOf(mixed, 'zappa-mixed-egress', twoZones)), [
    [
      'Copy AWS CLI command: route 0.0.0.0/0 to nat-0a10000000000000a in rtb-0a10000000000000a (main)',
      'aws ec2 create-route --route-table-id rtb-0a10000000000000a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-0a10000000000000a --region eu-central-1\n',
    ],
  ]);
  // No route gives a function a public address.
  const odd = stage('subnet-0a30000000000000a, subnet-0a20000000000000a', 'debug: true');
  assert.deepEqual(remediesOf(odd, 'zappa-mixed-egress', twoZones), []);
});

test('nothing to copy where the editor cannot, or the region is unknown', () => {
  assert.deepEqual(remediesOf(stage(ISOLATED, SLIM), NO_PATH, twoZones, { canCopy: false }), []);
  const content = JSON.parse(read('two-zones.json'));
  content.Subnets[0].AvailabilityZone = 'eu-west-1a';
  delete content.Region;
  assert.deepEqual(remediesOf(stage(ISOLATED, SLIM), NO_PATH, inventoryOf(content)), []);
});

test('in China only the endpoints whose name is known', () => {
  const china = inventoryOf(read('two-zones.json').replaceAll('eu-central-1', 'cn-north-1'));
  assert.match(commandsIn(remediesOf(stage(ISOLATED, SLIM), NO_PATH, china))[0]!, /cn-north-1\.s3 /);
  assert.deepEqual(remediesOf(stage(ISOLATED, 'async_source: lambda'), NO_PATH, china), []);
});

const TEMPLATE = `# The network of the application
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true }
  PublicA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a }
  PublicB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b }
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.16.0/20, AvailabilityZone: eu-central-1a }
  PrivateB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.32.0/20, AvailabilityZone: eu-central-1b }
  IsolatedA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.64.0/24, AvailabilityZone: eu-central-1a }
  IsolatedB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.65.0/24, AvailabilityZone: eu-central-1b }
  IsolatedTable: # no way out
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  IsolatedTableOfA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref IsolatedA, RouteTableId: !Ref IsolatedTable }
  IsolatedTableOfB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref IsolatedB, RouteTableId: !Ref IsolatedTable }
  AppGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the application
      VpcId: !Ref Vpc
  DatabaseGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the database
      VpcId: !Ref Vpc
`;

/** The inventory of `TEMPLATE` as deployed: the isolated subnets have a table of their own. */
const deployed = (() => {
  const content = JSON.parse(read('two-zones.json'));
  const stack = content.StackResources[0];
  content.RouteTables.push({
    RouteTableId: 'rtb-0a40000000000000a',
    VpcId: 'vpc-0a10000000000000a',
    Associations: ['subnet-0a60000000000000a', 'subnet-0a70000000000000a'].map((SubnetId, i) => ({
      RouteTableAssociationId: `rtbassoc-0a6${i}000000000000a`,
      SubnetId,
    })),
    Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
  });
  content.StackResources.push({
    ...stack,
    LogicalResourceId: 'IsolatedTable',
    PhysicalResourceId: 'rtb-0a40000000000000a',
    ResourceType: 'AWS::EC2::RouteTable',
  });
  return inventoryOf(content);
})();

/** Titles of the edits of templates with what they make of each. */
function edited(actions: readonly CodeAction[], template: OtherTemplate): [string, string][] {
  const document = TextDocument.create(template.uri, 'yaml', 1, template.text);
  return actions.flatMap(({ title, edit }) => {
    if (!edit) return [];
    const [change, ...others] = edit.documentChanges!;
    assert.ok(change && 'edits' in change && others.length === 0);
    assert.deepEqual(change.textDocument, { uri: template.uri, version: template.version });
    return [[title, TextDocument.applyEdits(document, change.edits as never)] as [string, string]];
  });
}

const template = (text = TEMPLATE): OtherTemplate => ({
  uri: 'file:///project/network.yaml',
  version: 7,
  name: 'network.yaml',
  text,
});

/** The lines that a text has and the other does not, which must have all lines of the text else. */
function added(before: string, after: string): string {
  const rest = before.split('\n');
  const more = after.split('\n').filter((line) => line !== rest[0] || rest.shift() === undefined);
  assert.deepEqual(rest, []);
  return more.join('\n');
}

function inTemplate(
  text: string,
  rule: string,
  other = template(),
  inventory = deployed,
): [string, string][] {
  const made = edited(remediesOf(text, rule, inventory, { templates: [other] }), other);
  for (const [title, after] of made) {
    assert.deepEqual(
      findingsIn('network.yaml', after).map(({ message }) => message),
      findingsIn('network.yaml', other.text).map(({ message }) => message),
      title,
    );
  }
  return made.map(([title, after]) => [title, added(other.text, after)]);
}

test('the template that the network was made from gets the endpoint, in its own names', () => {
  assert.deepEqual(inTemplate(stage(ISOLATED, SLIM), NO_PATH), [
    [
      'In network.yaml: add a gateway endpoint for S3 (free)',
      `  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Gateway
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds:
        - !Ref IsolatedTable`,
    ],
  ]);
  assert.deepEqual(inTemplate(stage(ISOLATED, 'async_source: lambda'), NO_PATH), [
    [
      'In network.yaml: add an interface endpoint for Lambda (billed hourly), and allow tcp 443 from itself in AppGroup',
      `  LambdaEndpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.lambda
      VpcId: !Ref Vpc
      SubnetIds:
        - !Ref IsolatedA
        - !Ref IsolatedB
      SecurityGroupIds:
        - !GetAtt AppGroup.GroupId
      PrivateDnsEnabled: true
  AppGroupFromAppGroup:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt AppGroup.GroupId
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !GetAtt AppGroup.GroupId`,
    ],
  ]);
});

test('what another stack made stands there by its id', () => {
  // The main table of a VPC is in no template.
  const [[, text] = []] = inTemplate(stage(ISOLATED, SLIM), NO_PATH, template(), twoZones);
  assert.match(text!, /VpcId: !Ref Vpc\n {6}RouteTableIds:\n {8}- rtb-0a10000000000000a$/);
});

test('a template in JSON', () => {
  const resources = Object.fromEntries(
    [...analyzeTemplate(TEMPLATE)].map(([id, type]) => [id, { Type: type, Properties: {} }]),
  );
  const text = `${JSON.stringify({ Resources: resources }, null, 4)}\n`;
  const other = { ...template(text), uri: 'file:///project/network.json', name: 'network.json' };
  const actions = remediesOf(stage(ISOLATED, SLIM), NO_PATH, deployed, { templates: [other] });
  const [[title, after] = []] = edited(actions, other);
  assert.equal(title, 'In network.json: add a gateway endpoint for S3 (free)');
  assert.deepEqual(JSON.parse(after!).Resources.S3Endpoint.Properties.RouteTableIds, [
    { Ref: 'IsolatedTable' },
  ]);
});

function analyzeTemplate(text: string): ReadonlyMap<string, string> {
  const content = analyze('network.yaml', text)?.content;
  assert.ok(content?.kind === 'template');
  return new Map([...content.template.resources].map(([id, { type }]) => [id, type ?? '']));
}

test('no edit of a template that says so already, is another, or has a condition there', () => {
  const settings = stage(ISOLATED, SLIM);
  const endpoint = `  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds: [!Ref IsolatedTable]
`;
  const texts = [
    TEMPLATE + endpoint,
    TEMPLATE.replace('AWS::EC2::RouteTable\n', 'AWS::EC2::RouteTable\n    Condition: IsNew\n'),
    TEMPLATE.replaceAll('IsolatedTable', 'PrivateTable'),
    // Made from another template that has the same names.
    TEMPLATE.replace(/( {2}PublicA:\n {4}Type: AWS::EC2::)Subnet/, '$1EIP'),
  ];
  for (const text of texts) {
    assert.notEqual(text, TEMPLATE);
    assert.deepEqual(inTemplate(settings, NO_PATH, template(text)), [], text);
  }
  // It is there to be deployed, or to be copied elsewhere.
  const actions = remediesOf(settings, NO_PATH, deployed, { templates: [template(texts[0]!)] });
  assert.equal(copied(actions).length, 2);
});

const moto = pythonWith('moto', 'boto3');

test('in a network of moto the commands do what they say', {
  skip: moto ? false : 'no python3 with the package moto',
}, () => {
  const after = (...lists: readonly (readonly string[])[]): Inventory[] =>
    JSON.parse(run(moto!, 'remedy.py', [], JSON.stringify(lists))).map(inventoryOf);
  const before = after([])[0]!;
  const groups = [...before.parts.SecurityGroups.entries.values()];
  const idOf = (name: string) => groups.find(({ GroupName }) => GroupName === name)!.GroupId!;
  const vpc = groups.find(({ GroupName }) => GroupName === 'app')!.VpcId;
  const subnets = [...before.parts.Subnets.entries.values()]
    .filter(({ VpcId }) => VpcId === vpc)
    .map(({ SubnetId }) => SubnetId!);
  assert.equal(subnets.length, 2);
  const uses = [SLIM, 'async_source: lambda', 'async_source: sns', 'async_response_table: answers'];
  const settings = ['app', 'closed'].flatMap((group) =>
    uses.map((use) => stage(subnets.join(', '), use, idOf(group))),
  );
  const commands = settings.map((text) => commandsIn(remediesOf(text, NO_PATH, before)));
  assert.ok(commands.every((list) => list.length > 0));
  for (const [i, inventory] of after(...commands).entries()) {
    const rules = findingsIn('zappa_settings.yml', settings[i]!, inventory).map(({ rule }) => rule.id);
    assert.ok(!rules.includes(NO_PATH), settings[i]);
  }
});
