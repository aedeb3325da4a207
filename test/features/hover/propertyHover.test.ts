import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ourTexts } from '../../../server/src/aws/schema/ourTexts.ts';
import { KNOWN_TYPES, schemaOf } from '../../../server/src/aws/schema/schema.ts';
import { textsOfType } from '../../../server/src/aws/schema/texts.ts';
import { analyze, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';

const TEXT = `Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-11112222
      CidrBlock: 10.0.0.0/24
      MapPublicIpOnLaunch: true
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}
        - Fn::If:
            - IsProd
            - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIpv6: ::/0}
            - !Ref AWS::NoValue
  Nat:
    Type: AWS::EC2::NatGateway
    Properties: {ConnectivityType: public}
  Lambda:
    Type: AWS::Lambda::Function
    Properties: {VpcConfig: {SubnetIds: []}, Timeout: 3}
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: a}
`;

const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

function lines(find: string, isGeneralElsewhere = false): readonly string[] {
  const position = positionAt(lineStartsOf(TEXT), TEXT.indexOf(find) + 1);
  const contents = hover(analyze('n.yaml', TEXT)!, position, { isGeneralElsewhere })?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value.split('\n\n') : [];
}

test('a property says what it is for, what a change does, and where AWS documents it', () => {
  assert.deepEqual(lines('CidrBlock'), [
    '**CidrBlock** — The IPv4 CIDR block assigned to the subnet.',
    'A change replaces the resource.',
    `[AWS documentation](${CFN}aws-resource-ec2-subnet.html#cfn-ec2-subnet-cidrblock)`,
  ]);
  const [first, change] = lines('MapPublicIpOnLaunch');
  assert.match(first!, /public IPv4 address.* default value is/);
  assert.equal(change, 'A change keeps the resource.');
});

test('a property of a structure, in a list and in a branch of a condition', () => {
  const page = `${CFN}aws-properties-ec2-securitygroup-ingress.html#cfn-ec2-securitygroup-ingress-`;
  assert.equal(lines('CidrIp:').at(-1), `[AWS documentation](${page}cidrip)`);
  assert.equal(lines('CidrIpv6').at(-1), `[AWS documentation](${page}cidripv6)`);
  assert.match(lines('SubnetIds').at(-1)!, /aws-properties-lambda-function-vpcconfig\.html/);
});

test('values that are listed, and limits', () => {
  assert.ok(lines('ConnectivityType').includes('Takes `private`, `public`.'));
  assert.ok(
    lines('Timeout').some((line) => line.includes('default')),
    lines('Timeout').join('\n'),
  );
});

/** The first line for what the cursor is behind. */
function firstLine(text: string, find: string, fileName = 'n.yaml'): string | undefined {
  const position = positionAt(lineStartsOf(text), text.indexOf(find) + find.length);
  const contents = hover(analyze(fileName, text)!, position)?.contents;
  return contents && typeof contents === 'object' && 'value' in contents
    ? contents.value.split('\n\n')[0]
    : undefined;
}

const PLACES: readonly (readonly [
  name: string,
  text: string,
  find: string,
  begins: string,
  file?: string,
])[] = [
  [
    'a type',
    'Resources:\n  A:\n    Type: AWS::EC2::NatGateway\n',
    'EC2::Nat',
    '**AWS::EC2::NatGateway** — Specifies a network address translation',
  ],
  [
    'a type in broken JSON',
    '{"Resources":{"A":{"Type":"AWS::EC2::VPNGateway"',
    'EC2::VPN',
    '**AWS::EC2::VPNGateway** — Specifies',
    'n.json',
  ],
  [
    "SAM's globals",
    'Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    VpcConfig:\n      SecurityGroupIds: []\nResources:\n  F: {Type: AWS::Serverless::Function}\n',
    'SecurityG',
    '**SecurityGroupIds** — A list of VPC security group IDs.',
  ],
  [
    'a resource of a loop',
    'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::S:\n    - Z\n    - [A, B]\n    - S${Z}:\n        Type: AWS::EC2::Subnet\n        Properties:\n          MapPublicIpOnLaunch: true\n',
    'MapPublic',
    '**MapPublicIpOnLaunch** — Indicates',
  ],
  [
    'a bracket that is open',
    'Resources:\n  V:\n    Type: AWS::EC2::Subnet\n    Properties: {MapPublicIpOnLaunch: true, CidrBlock: \n',
    'MapPublic',
    '**MapPublicIpOnLaunch** — Indicates',
  ],
  [
    'a value that is not written yet',
    'Resources:\n  V:\n    Type: AWS::EC2::Subnet\n    Properties:\n      MapPublicIpOnLaunch:\n',
    'MapPublic',
    '**MapPublicIpOnLaunch** — Indicates',
  ],
  [
    'keys in quotes',
    'Resources:\n  "V":\n    "Type": AWS::EC2::VPC\n    "Properties":\n      "CidrBlock": 10.0.0.0/16\n',
    'CidrB',
    '**CidrBlock** — The IPv4 network range',
  ],
  [
    'a merge',
    'Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties: &p\n      CidrBlock: 10.0.0.0/16\n  B:\n    Type: AWS::EC2::VPC\n    Properties:\n      <<: *p\n      EnableDnsSupport: true\n',
    'EnableDns',
    '**EnableDnsSupport** — Indicates',
  ],
];

for (const [name, text, find, begins, file] of PLACES) {
  test(`hover on ${name}`, () => {
    const line = firstLine(text, find, file);
    assert.ok(line?.startsWith(begins), line);
  });
}

test('nothing for types of other services, and nothing where another extension says it', () => {
  assert.deepEqual(lines('BucketName'), []);
  assert.deepEqual(lines('CidrBlock', true), []);
});

test('every type has its texts, and texts name nothing that the schemas lack', () => {
  for (const type of KNOWN_TYPES) {
    const texts = textsOfType(type);
    const schema = schemaOf(type)!;
    assert.ok(texts, type);
    for (const name of texts.replaced ?? []) {
      const [top = ''] = name.split('.');
      const isKnown = schema.properties![top] !== undefined || schema.attributes.includes(top);
      assert.ok(isKnown, `${type} ${name}`);
    }
    for (const text of Object.values(texts.about ?? {}))
      assert.ok(text.length <= 482 && !/[<>]|\]\(|[A-Z]long\b/.test(text), `${type}: ${text}`);
  }
});

test('every property has a description, of AWS or of ours, or the type that it refers to', () => {
  for (const type of KNOWN_TYPES) {
    const texts = textsOfType(type)?.about ?? {};
    const ofLambda = type === 'AWS::Serverless::Function' ? textsOfType('AWS::Lambda::Function')?.about : {};
    const { properties = {}, definitions = {} } = schemaOf(type)!;
    const owners = [
      ['', properties],
      ...Object.entries(definitions).map(([name, one]) => [`${name}.`, one.properties ?? {}]),
    ] as const;
    for (const [owner, own] of owners as readonly (readonly [string, typeof properties])[]) {
      for (const [name, { takes, items }] of Object.entries(own)) {
        const key = owner + name;
        if (/^(?:Tags|Tag\.(?:Key|Value))$/.test(key) || (takes ?? items?.takes) !== undefined) continue;
        assert.ok(texts[key] ?? ofLambda?.[key], `ourTexts.ts needs a sentence for ${key} of ${type}`);
      }
    }
  }
});

test('each sentence of ours is short, ends with a full stop and is needed', () => {
  for (const [type, texts] of Object.entries(ourTexts())) {
    for (const [name, text] of Object.entries(texts)) {
      assert.match(text, /^[A-Z`].{20,140}\.$/, `${type} ${name}`);
      assert.equal(textsOfType(type)?.about?.[name], text, `AWS describes ${name} of ${type} itself`);
    }
  }
});

test('a property that AWS does not describe says what it refers to, and what Lambda says of one that SAM passes on', () => {
  const text = `Resources:
  Attachment:
    Type: AWS::EC2::TransitGatewayAttachment
    Properties: {SubnetIds: [a], VpcId: b, Tags: []}
  Api:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, AutoPublishAlias: live}
`;
  const about = (find: string) => {
    const position = positionAt(lineStartsOf(text), text.indexOf(find) + 1);
    const contents = hover(analyze('n.yaml', text)!, position)?.contents;
    return contents && typeof contents === 'object' && 'value' in contents
      ? contents.value.split('\n\n')[0]
      : undefined;
  };
  assert.equal(about('SubnetIds'), '**SubnetIds** — Refers to resources of the type AWS::EC2::Subnet.');
  assert.equal(about('VpcId'), '**VpcId** — Refers to a resource of the type AWS::EC2::VPC.');
  assert.equal(about('Tags'), '**Tags** — Keys and values that label the resource.');
  assert.equal(about('Handler'), `**Handler** — ${textsOfType('AWS::Lambda::Function')?.about?.Handler}`);
  assert.match(about('AutoPublishAlias')!, /^\*\*AutoPublishAlias\*\* — The name of an alias/);
});

const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  App:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: icmp, FromPort: 8, ToPort: -1, CidrIp: 10.0.1.9/32}
        - {IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.2.0/24}
        - {IpProtocol: icmpv6, FromPort: 128, ToPort: 0, CidrIp: 10.0.0.0/20}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Layers: [arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:53]
      Policies: [{SQSPollerPolicy: {QueueName: orders}}, {VPCAccessPolicy: {}}]
      Events:
        Orders: {Type: SQS, Properties: {Queue: "arn:aws:sqs:eu-central-1:111122223333:orders", BatchSize: 5}}
`;

const HOVERS: readonly (readonly [find: string, first: string, second?: string])[] = [
  ['icmp,', '**icmp** — protocol number 1; FromPort is the type and ToPort the code, and -1 is all of them'],
  ['8, ToPort', '**8** — ICMP type: echo request (ping)'],
  ['-1, CidrIp', '**-1** — every code of the ICMP type'],
  ['udp', '**udp** — protocol number 17'],
  ['128,', '**128** — ICMP type: echo request (ping)'],
  ['10.0.1.9/32', '**10.0.1.9/32** — 1 address', 'In App (10.0.1.0/24).'],
  [
    'SQS, Prop',
    '**SQS** — messages of a queue, which Lambda polls outside of the VPC, so the function needs no route for it',
    'Needs Queue.',
  ],
  ['SQSPoller', '**SQSPollerPolicy** — a policy template of SAM, which needs QueueName'],
  ['VPCAccess', '**VPCAccessPolicy** — a policy template of SAM, which has no parameters'],
  ['arn:aws:sqs', '**orders** — SQS in eu-central-1, account 111122223333'],
  [
    'arn:aws:lambda',
    '**LambdaInsightsExtension:53** — Lambda in eu-central-1, account 580247275435',
    'It sends metrics to CloudWatch Logs from inside of the VPC.',
  ],
];

for (const [find, first, second] of HOVERS)
  test(`a hover says what ${find} is`, () => {
    const position = positionAt(lineStartsOf(SAM), SAM.indexOf(find) + 1);
    const contents = hover(analyze('n.yaml', SAM)!, position)?.contents;
    const said = contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
    assert.deepEqual(said.split('\n\n').slice(0, second ? 2 : 1), second ? [first, second] : [first]);
  });

test('a block says which subnets it has, or that none has it', () => {
  const said = (find: string) => {
    const position = positionAt(lineStartsOf(SAM), SAM.indexOf(find) + 1);
    return JSON.stringify(hover(analyze('n.yaml', SAM)!, position)?.contents);
  };
  assert.match(said('10.0.2.0/24'), /In Vpc \(10\.0\.0\.0\/16\), where no subnet has it\./);
  assert.match(said('10.0.0.0/20'), /Contains App, in Vpc \(10\.0\.0\.0\/16\)\./);
});
