/**
 * Templates like those that people publish: a VPC over zones with its tables and gateways, and stacks of functions,
 * databases, queues and policies in it. The same in every run.
 */
import { type Random, randomFrom } from '../test/robustness/random.ts';

type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

export const FORMATS = ['yaml', 'json'] as const;

export type Format = (typeof FORMATS)[number];

const ref = (name: string): Data => ({ Ref: name });
const getAtt = (name: string, attribute: string): Data => ({ 'Fn::GetAtt': [name, attribute] });
const sub = (text: string): Data => ({ 'Fn::Sub': text });
const tags = (name: string): Data => [
  { Key: 'Name', Value: sub(`\${AWS::StackName}-${name}`) },
  { Key: 'Stage', Value: ref('Stage') },
];
const resource = (type: string, properties: Data, more: { readonly [key: string]: Data } = {}): Data => ({
  Type: type,
  ...more,
  Properties: properties,
});

const ZONES = 3;

/** Where nothing is decided by a condition, all zones share the first NAT gateway. */
function network(hasConditions = true): [string, Data][] {
  const all: [string, Data][] = [
    [
      'Vpc',
      resource('AWS::EC2::VPC', {
        CidrBlock: ref('VpcCidr'),
        EnableDnsHostnames: true,
        EnableDnsSupport: true,
        Tags: tags('vpc'),
      }),
    ],
    ['InternetGateway', resource('AWS::EC2::InternetGateway', { Tags: tags('igw') })],
    [
      'GatewayAttachment',
      resource('AWS::EC2::VPCGatewayAttachment', {
        VpcId: ref('Vpc'),
        InternetGatewayId: ref('InternetGateway'),
      }),
    ],
    ['PublicTable', resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc'), Tags: tags('public') })],
    [
      'PublicRoute',
      resource(
        'AWS::EC2::Route',
        {
          RouteTableId: ref('PublicTable'),
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: ref('InternetGateway'),
        },
        { DependsOn: 'GatewayAttachment' },
      ),
    ],
    [
      'S3Endpoint',
      resource('AWS::EC2::VPCEndpoint', {
        VpcId: ref('Vpc'),
        ServiceName: sub('com.amazonaws.${AWS::Region}.s3'),
        RouteTableIds: [ref('PublicTable')],
      }),
    ],
  ];
  for (let zone = 0; zone < ZONES; zone++) {
    const letter = 'ABC'[zone]!;
    const inZone = { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] };
    const subnet = (tier: string, block: number): [string, Data] => [
      `${tier}Subnet${letter}`,
      resource('AWS::EC2::Subnet', {
        VpcId: ref('Vpc'),
        AvailabilityZone: inZone,
        CidrBlock: `10.0.${block + zone}.0/24`,
        Tags: tags(`${tier.toLowerCase()}-${letter.toLowerCase()}`),
      }),
    ];
    const association = (tier: string, table: string): [string, Data] => [
      `${tier}Association${letter}`,
      resource('AWS::EC2::SubnetRouteTableAssociation', {
        SubnetId: ref(`${tier}Subnet${letter}`),
        RouteTableId: ref(table),
      }),
    ];
    all.push(
      subnet('Public', 0),
      subnet('Private', 16),
      subnet('Data', 32),
      association('Public', 'PublicTable'),
      [
        `NatAddress${letter}`,
        resource('AWS::EC2::EIP', { Domain: 'vpc' }, zone === 0 ? {} : { Condition: 'NatPerZone' }),
      ],
      [
        `Nat${letter}`,
        resource(
          'AWS::EC2::NatGateway',
          {
            SubnetId: ref(`PublicSubnet${letter}`),
            AllocationId: getAtt(`NatAddress${letter}`, 'AllocationId'),
          },
          zone === 0 ? {} : { Condition: 'NatPerZone' },
        ),
      ],
      [
        `PrivateTable${letter}`,
        resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc'), Tags: tags(`private-${letter}`) }),
      ],
      [
        `PrivateRoute${letter}`,
        resource('AWS::EC2::Route', {
          RouteTableId: ref(`PrivateTable${letter}`),
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId:
            zone === 0 || !hasConditions
              ? ref('NatA')
              : { 'Fn::If': ['NatPerZone', ref(`Nat${letter}`), ref('NatA')] },
        }),
      ],
      association('Private', `PrivateTable${letter}`),
      association('Data', `PrivateTable${letter}`),
    );
  }
  return all;
}

const WORDS = 'order invoice customer report import export mail image search audit billing catalogue'.split(
  ' ',
);

/** Code and scripts, as templates carry them. */
function script(random: Random, lines: number): string {
  const body = Array.from({ length: lines }, () => {
    const word = random.pick(WORDS);
    return `    ${word}_${random.below(1000)} = handle_${word}(event["${random.pick(WORDS)}"], retries=${random.below(9)})`;
  });
  return `import boto3\n\ndef handler(event, context):\n${body.join('\n')}\n    return {"ok": True}\n`;
}

/** What a function may do, a statement for each kind of thing. */
function statements(random: Random, count: number): Data[] {
  return Array.from({ length: count }, (_, n) => {
    const word = random.pick(WORDS);
    return {
      Sid: `Own${n}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
      Resource: [
        sub(`arn:\${AWS::Partition}:s3:::\${AWS::StackName}-${word}`),
        sub(`arn:\${AWS::Partition}:s3:::\${AWS::StackName}-${word}/*`),
      ],
    };
  });
}

/** The seven resources of one service. `bulk` is how much code and how many permissions it has. */
function service(number: number, random: Random, bulk: number): [string, Data][] {
  const name = `${random.pick(WORDS).replace(/^./, (first) => first.toUpperCase())}${number}`;
  const port = 1024 + random.below(40_000);
  const privateSubnets = ['A', 'B', 'C'].map((letter) => ref(`PrivateSubnet${letter}`));
  return [
    [
      `${name}Group`,
      resource('AWS::EC2::SecurityGroup', {
        GroupDescription: `${name} talks to its database and to AWS`,
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [
          {
            IpProtocol: 'tcp',
            FromPort: port,
            ToPort: port,
            CidrIp: '10.0.0.0/16',
            Description: 'from within',
          },
          // Every fifth has a mistake to be found and fixed.
          ...(number % 5 === 0 ? [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }] : []),
        ],
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
        Tags: tags(name),
      }),
    ],
    [
      `${name}DatabaseGroup`,
      resource('AWS::EC2::SecurityGroup', {
        GroupDescription: sub(`database of ${name} in \${AWS::StackName}`),
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: ref(`${name}Group`) },
        ],
      }),
    ],
    [
      `${name}Role`,
      resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        ManagedPolicyArns: [
          sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'),
        ],
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
                  Resource: getAtt(`${name}Queue`, 'Arn'),
                },
                {
                  Effect: 'Allow',
                  Action: ['secretsmanager:GetSecretValue'],
                  Resource: sub(
                    `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${name}-*`,
                  ),
                },
                ...statements(random, Math.floor(bulk / 4)),
              ],
            },
          },
        ],
      }),
    ],
    [
      `${name}Function`,
      resource('AWS::Lambda::Function', {
        Handler: 'index.handler',
        Runtime: 'python3.13',
        MemorySize: 128 * (1 + random.below(8)),
        Timeout: 30,
        Role: getAtt(`${name}Role`, 'Arn'),
        Code: { ZipFile: script(random, bulk) },
        Environment: {
          Variables: {
            QUEUE: ref(`${name}Queue`),
            STAGE: ref('Stage'),
            TABLE: sub(`\${AWS::StackName}-${name}`),
          },
        },
        VpcConfig: { SubnetIds: privateSubnets, SecurityGroupIds: [ref(`${name}Group`)] },
      }),
    ],
    [
      `${name}Queue`,
      resource('AWS::SQS::Queue', {
        VisibilityTimeout: 180,
        MessageRetentionPeriod: 1_209_600,
        Tags: tags(name),
      }),
    ],
    [
      `${name}Alarm`,
      resource('AWS::CloudWatch::Alarm', {
        AlarmDescription: `Messages of ${name} wait too long`,
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: getAtt(`${name}Queue`, 'QueueName') }],
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 3,
        Threshold: 600,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    ],
    [
      `${name}Rule`,
      resource('AWS::EC2::SecurityGroupIngress', {
        GroupId: ref(`${name}DatabaseGroup`),
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        CidrIp: `10.0.${16 + random.below(3)}.0/24`,
        Description: 'migrations from the private subnets',
      }),
    ],
  ];
}

function template(
  resources: readonly (readonly [string, Data])[],
  {
    parameters = {},
    conditions = {},
  }: { [key in 'parameters' | 'conditions']?: { [key: string]: Data } } = {},
): { [key: string]: Data } {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Services over three zones, each with its queue, its alarm and its groups.',
    Parameters: {
      Stage: {
        Type: 'String',
        Default: 'dev',
        AllowedValues: ['dev', 'staging', 'prod'],
        Description: 'where it runs',
      },
      VpcCidr: { Type: 'String', Default: '10.0.0.0/16', Description: 'the block of the VPC' },
      OnePerZone: { Type: 'String', Default: 'false', AllowedValues: ['true', 'false'] },
      ...parameters,
    },
    Conditions: { NatPerZone: { 'Fn::Equals': [ref('OnePerZone'), 'true'] }, ...conditions },
    Resources: Object.fromEntries(resources),
    Outputs: {
      VpcId: { Description: 'the VPC', Value: ref('Vpc'), Export: { Name: sub('${AWS::StackName}-Vpc') } },
    },
  };
}

/** A template of as many bytes, give or take a line; the last ones are a comment or a description. */
export function templateOfBytes(bytes: number, format: Format, seed = 1): string {
  const random = randomFrom(seed);
  const resources = network();
  let text = print(template(resources), format);
  for (let number = 1; ; number++) {
    const more = [...resources, ...service(number, random, 4)];
    const longer = print(template(more), format);
    if (longer.length > bytes) break;
    resources.push(...more.slice(resources.length));
    text = longer;
  }
  return padded(text, bytes, format);
}

/** A template of as many resources and bytes, give or take a line: its functions and roles grow to fill it. */
export function templateOfResources(count: number, bytes: number, format: Format, seed = 1): string {
  const build = (bulk: number) => {
    const random = randomFrom(seed);
    const resources = network();
    for (let number = 1; resources.length < count; number++) resources.push(...service(number, random, bulk));
    return print(template(resources.slice(0, count)), format);
  };
  let least = 0;
  let most = 4000;
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (build(middle).length <= bytes) least = middle;
    else most = middle;
  }
  return padded(build(least), bytes, format);
}

const RULES = 12;

/** A template that is all network: every resource is one that findings and answers rest on. */
export function templateOfGroups(bytes: number, format: Format): string {
  const zoneOf = (number: number): Data => ({ 'Fn::Select': [number % ZONES, { 'Fn::GetAZs': '' }] });
  const blockOf = (number: number): Data => ({
    'Fn::Select': [number, { 'Fn::Cidr': [getAtt('Vpc', 'CidrBlock'), 128, 8] }],
  });
  const subnets = Array.from({ length: bytes > 4 * INLINE ? 60 : 12 }, (_, number): [string, Data][] => [
    [
      `Room${number}`,
      resource('AWS::EC2::Subnet', {
        VpcId: ref('Vpc'),
        AvailabilityZone: zoneOf(number),
        CidrBlock: blockOf(100 + (number % 20)),
      }),
    ],
    [
      `Room${number}Association`,
      resource('AWS::EC2::SubnetRouteTableAssociation', {
        SubnetId: ref(`Room${number}`),
        RouteTableId: ref('PublicTable'),
      }),
    ],
  ]).flat();
  const group = (number: number): [string, Data] => [
    `Door${number}`,
    resource('AWS::EC2::SecurityGroup', {
      GroupDescription: `who may talk to service ${number}`,
      VpcId: ref('Vpc'),
      SecurityGroupIngress: Array.from({ length: RULES }, (_, rule) => ({
        Description: `ticket ${number * RULES + rule} of the network team asks for it`,
        IpProtocol: rule % 5 === 4 ? 'udp' : 'tcp',
        FromPort: 2000 + 11 * rule,
        ToPort: 2000 + 11 * rule + (rule % 3),
        ...(rule === 7 && number > 0
          ? { SourceSecurityGroupId: getAtt(`Door${number - 1}`, 'GroupId') }
          : { CidrIp: `10.${number % 200}.${rule * 16}.0/24` }),
      })),
      Tags: tags(`door-${number}`),
    }),
  ];
  const printed = (groups: number) =>
    print(
      template([...network(), ...subnets, ...Array.from({ length: groups }, (_, number) => group(number))]),
      format,
    );
  const one = printed(1).length;
  let groups = Math.max(1, Math.floor((bytes - one) / (printed(2).length - one)));
  while (groups > 1 && printed(groups).length > bytes) groups--;
  return padded(printed(groups), bytes, format);
}

/**
 * A template with so many scenarios, a power of two: each service has a rule that is there under one of forty conditions.
 * With one scenario it has no condition at all.
 */
export function templateOfScenarios(scenarios: number, services: number, format: Format): string {
  const random = randomFrom(1);
  const switches = Array.from({ length: Math.log2(scenarios) }, (_, number) => `Switch${number}`);
  const conditionOf = (number: number) => `Case${number % 40}`;
  const all = [
    ...network(false),
    ...Array.from({ length: services }, (_, number) => service(number + 1, random, 4)).flat(),
  ].map(([name, data], number): [string, Data] => {
    const { Condition: _, ...rest } = data as { [key: string]: Data };
    const isChoice = switches.length > 0 && rest.Type === 'AWS::EC2::SecurityGroupIngress';
    return [name, isChoice ? { ...rest, Condition: conditionOf(number) } : rest];
  });
  return print(
    template(all, {
      parameters: Object.fromEntries(
        switches.map((name) => [name, { Type: 'String', Default: 'no', AllowedValues: ['yes', 'no'] }]),
      ),
      conditions: Object.fromEntries(
        Array.from({ length: switches.length > 0 ? 40 : 0 }, (_, number) => [
          conditionOf(number),
          { 'Fn::Equals': [ref(switches[number % switches.length]!), 'yes'] },
        ]),
      ),
    }),
    format,
  );
}

/**
 * The bytes and resources that a template has at the most:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const LARGEST = 1_000_000;
export const RESOURCES = 500;

/** The most that CloudFormation takes in a request of its own, without S3. */
export const INLINE = 51_200;

/** A small template of the size that most have. */
export const smallTemplate = (format: Format, seed = 1): string =>
  print(template([...network(), ...service(seed, randomFrom(seed), 3)]), format);

function padded(text: string, bytes: number, format: Format): string {
  const missing = bytes - text.length;
  if (missing < 3) return text;
  return format === 'yaml' ? `${text}# ${'-'.repeat(missing - 3)}\n` : `${text}${' '.repeat(missing - 1)}\n`;
}

function print(data: Data, format: Format): string {
  return format === 'json' ? `${JSON.stringify(data, null, 2)}\n` : `${yamlOf(data, '').trimStart()}\n`;
}

/** What follows a key or a dash: a value on the same line, or lines of their own. */
function yamlOf(data: Data, indent: string): string {
  if (typeof data === 'string') return ` ${yamlText(data, indent)}`;
  if (typeof data !== 'object') return ` ${data}`;
  if (Array.isArray(data)) {
    if (data.length === 0) return ' []';
    return data
      .map((item) => `\n${indent}-${yamlOf(item as Data, `${indent}  `).replace(/^\n\s*/, ' ')}`)
      .join('');
  }
  const entries = Object.entries(data);
  const [name, argument] = entries[0]!;
  if (entries.length === 1 && name === 'Ref') return ` !Ref ${argument}`;
  if (entries.length === 1 && name === 'Fn::GetAtt') return ` !GetAtt ${(argument as string[]).join('.')}`;
  if (entries.length === 1 && name.startsWith('Fn::')) {
    return ` !${name.slice(4)}${yamlOf(argument as Data, indent)}`;
  }
  return entries.map(([key, value]) => `\n${indent}${key}:${yamlOf(value as Data, `${indent}  `)}`).join('');
}

function yamlText(text: string, indent: string): string {
  if (text.includes('\n')) return `|\n${text.trimEnd().replace(/^(?=.)/gm, indent)}`;
  const isPlain =
    /^[A-Za-z/][A-Za-z0-9 /._-]*(::?[A-Za-z0-9/._-]+)*$/.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
