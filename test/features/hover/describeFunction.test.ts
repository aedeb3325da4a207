import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

/** The hover where the cursor stands: its Markdown, and the text that it is about. */
function hoverAt(
  fileName: string,
  marked: string,
  parameters?: ReadonlyMap<string, string>,
): { markdown: string; on: string } | null {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text, parameters ? { parameters } : {});
  assert.ok(analysis);
  const answer = hover(analysis, positionAt(lineStartsOf(text), offset));
  const contents = answer?.contents;
  if (!answer || !contents || typeof contents !== 'object' || !('value' in contents)) return null;
  const starts = lineStartsOf(text);
  const { start, end } = answer.range!;
  const on = text.slice(starts[start.line]! + start.character, starts[end.line]! + end.character);
  return { markdown: contents.value, on };
}

const YAML = `Parameters:
  VpcCidr: { Type: String, Default: 10.0.0.0/16 }
  UseNat: { Type: String, Default: 'yes', AllowedValues: ['yes', 'no'] }
  Name: { Type: String }
  Empty: { Type: String, Default: '' }
  Password: { Type: String, NoEcho: true, Default: hunter2 }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /image }
Conditions:
  HasNat: !Equals [!Ref UseNat, 'yes']
  HasName: !Not [!Equals [!Ref Empty, '']]
  Abroad: !And [!Condition HasNat, !Equals [!Ref AWS::Region, eu-west-1]]
  Always: !Equals [a, a]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref VpcCidr } }
  A:
    Type: AWS::EC2::Subnet
    Condition: HasNat
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]
      AvailabilityZone: !Select [0, !GetAZs '']
      Tags:
        - { Key: a, Value: !If [HasNat, !Sub '\${Name}-a', b] }
        - { Key: b, Value: !Join ['-', [!Ref Password, b]] }
        - { Key: c, Value: !Select [4, [a]] }
        - { Key: d, Value: !Ref Image }
        - { Key: e, Value: !ImportValue vpc }
        - { Key: f, Value: !FindInMap [Sizes, !Ref UseNat, size] }
        - { Key: g, Value: { Fn::Sub: 'a \`tick\`' } }
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !GetAtt Vpc.VpcId, Tags: !If [Abroad, [{ Key: a, Value: b }], !Ref 'AWS::NoValue'] }
Mappings:
  Sizes: { yes: { size: big }, no: { size: small } }
Outputs:
  Block: { Value: !If [HasNat, !Ref VpcCidr, !Join ['', [10.1.0.0, /16]]] }
  Script: { Value: !Sub "one\\ntwo" }
  Bucket: { Value: !Sub "arn:aws:s3:::files-\${UseNat}" }
  Late: { Value: !Select [9, { Fn::Cidr: [!Ref VpcCidr, 2, 8] }] }
`
  .replace('yes: { size', "'yes': { size")
  .replace('no: { size', "'no': { size");

const cases: { title: string; at: string; on: string; says: string[] }[] = [
  {
    title: 'a known value, and the default that it rests on',
    at: '!<|>Select [1, !Cidr',
    on: '!Select',
    says: [
      '**`10.0.1.0/24`** — the value of Fn::Select',
      '251 usable of 256 addresses · A, 1/256 of Vpc (10.0.0.0/16)',
      '10.0.1.0 – 10.0.1.255 · netmask 255.255.255.0',
      'AWS reserves 10.0.1.0 network · 10.0.1.1 router · 10.0.1.2 DNS · 10.0.1.3 future use · 10.0.1.255 broadcast',
      'A: an isolated subnet, with no route to the internet (0.0.0.0/0) · AZ 1',
      'Free in Vpc: `10.0.0.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
      'With VpcCidr at its default `10.0.0.0/16`.',
    ],
  },
  {
    title: 'a list',
    at: '!<|>Cidr',
    on: '!Cidr',
    says: ['**Fn::Cidr** — `10.0.0.0/24`, `10.0.1.0/24`', 'With VpcCidr at its default `10.0.0.0/16`.'],
  },
  {
    title: 'an attribute that repeats a property',
    at: '!GetAtt Vpc.<|>CidrBlock',
    on: '!GetAtt Vpc.CidrBlock',
    says: ['**`10.0.0.0/16`** — the value of Fn::GetAtt', 'With VpcCidr at its default `10.0.0.0/16`.'],
  },
  {
    title: 'an attribute that is the resource itself',
    at: '!GetAtt Vpc<|>.VpcId',
    on: '!GetAtt Vpc.VpcId',
    says: [
      '**Vpc** — a VPC, 10.0.0.0/16',
      '- isolated: A `10.0.1.0/24` in AZ 1',
      'Free in Vpc: `10.0.0.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
      '_When HasNat is true._',
      '---',
      '**Vpc** — a VPC, 10.0.0.0/16',
      '_When HasNat is false._',
    ],
  },
  {
    title: 'a parameter by its reference',
    at: 'CidrBlock: !<|>Ref VpcCidr',
    on: '!Ref VpcCidr',
    says: [
      '**`10.0.0.0/16`** — the default of the parameter VpcCidr',
      '65,536 addresses · Vpc, a VPC',
      '10.0.0.0 – 10.0.255.255 · netmask 255.255.0.0',
      'Free in Vpc: `10.0.0.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
    ],
  },
  {
    title: 'a parameter that a condition asks for',
    at: 'HasNat: !Equals [!Ref <|>UseNat',
    on: '!Ref UseNat',
    says: ['**`yes`** — the default of the parameter UseNat'],
  },
  {
    title: 'and what is left of that where its resource is made',
    at: 'Sizes, !<|>Ref UseNat',
    on: '!Ref UseNat',
    says: ['**`yes`** — the value of the parameter UseNat'],
  },
  {
    title: 'an ARN with a parameter in it',
    at: 'arn:aws:s3:::fi<|>les',
    on: '!Sub "arn:aws:s3:::files-${UseNat}"',
    says: [
      '**`arn:aws:s3:::files-yes`** — the value of Fn::Sub',
      'With UseNat at its default `yes`.',
      '- with `no`: `arn:aws:s3:::files-no`',
    ],
  },
  {
    title: 'a call that AWS rejects at a default',
    at: '!Sel<|>ect [9',
    on: '!Select',
    says: [
      '**Rejected with VpcCidr at its default** — Fn::Select asks for item 9 (counted from 0), but the list has 2 items',
    ],
  },
  {
    title: 'a key of a mapping, where it is looked up',
    at: 'size<|>]',
    on: 'size',
    says: ['**`big`** — the value of Fn::FindInMap'],
  },
  {
    title: 'an entry of a mapping',
    at: '!Find<|>InMap',
    on: '!FindInMap',
    says: ['**`big`** — the value of Fn::FindInMap'],
  },
  {
    title: 'a value for each way in which a condition comes out',
    at: 'Block: { Value: !<|>If',
    on: '!If',
    says: [
      '**Fn::If** — 2 values, depending on the conditions',
      '- when HasNat is true: `10.0.0.0/16`\n- when HasNat is false: `10.1.0.0/16`',
      'With VpcCidr at its default `10.0.0.0/16`.',
    ],
  },
  {
    title: 'a value that is left out',
    at: 'Tags: !<|>If [Abroad',
    on: '!If',
    says: [
      '**Fn::If** — 2 values, depending on the conditions',
      '- when Abroad is true: a structure\n- when Abroad is false: no value: the property or item is removed',
    ],
  },
  {
    title: 'an unknown part, and why',
    at: "!<|>Sub '",
    on: "!Sub '${Name}-a'",
    says: ['**Fn::Sub** — `${Name}-a`: the parameter Name has no default'],
  },
  {
    title: 'what only the deployment knows',
    at: '!Import<|>Value',
    on: '!ImportValue vpc',
    says: ['**Unknown** — it is imported from another stack'],
  },
  {
    title: 'a parameter that AWS looks up',
    at: '!Ref Ima<|>ge',
    on: '!Ref Image',
    says: ['**Unknown** — Image is looked up when the stack is deployed'],
  },
  {
    title: 'a call that AWS rejects',
    at: '!<|>Select [4',
    on: '!Select',
    says: ['**Rejected** — Fn::Select asks for item 4 (counted from 0), but the list has one item'],
  },
  {
    title: 'a zone by its index',
    at: '!<|>Select [0, !GetAZs',
    on: '!Select',
    says: [
      "**Fn::Select** — item 0 (from 0) of the zones of the stack's region; the order differs between accounts",
    ],
  },
  {
    title: 'zones',
    at: "!Get<|>AZs ''",
    on: "!GetAZs ''",
    says: ["**Fn::GetAZs** — the zones of the stack's region, in no fixed order"],
  },
  {
    title: 'never a secret',
    at: "!<|>Join ['-'",
    on: '!Join',
    says: ['**Not shown** — Password is declared NoEcho.'],
  },
  {
    title: 'nor where it is declared',
    at: '<|>Password:',
    on: 'Password',
    says: ['**Password** — a parameter, declared NoEcho, so its value is hidden'],
  },
  {
    title: 'a text with backticks',
    at: 'Fn::<|>Sub:',
    on: 'Fn::Sub',
    says: ['**`` a `tick` ``** — the value of Fn::Sub'],
  },
  {
    title: 'a text of several lines',
    at: 'Value: !<|>Sub "one',
    on: '!Sub "one\\ntwo"',
    says: ['**Fn::Sub** — \n```\none\ntwo\n```\n'],
  },
  {
    title: 'a parameter where it is declared',
    at: '<|>UseNat: {',
    on: 'UseNat',
    says: ['**UseNat** — a parameter, with the default `yes`', 'Allowed values: `yes`, `no`'],
  },
  {
    title: 'a parameter without a default',
    at: '<|>Name: {',
    on: 'Name',
    says: ['**Name** — a parameter, without a default: known only at deployment'],
  },
  {
    title: 'a condition where it is declared',
    at: '<|>HasNat: !Equals',
    on: 'HasNat',
    says: [
      '**true or false** — depends on UseNat',
      'True with UseNat at its default `yes`.\n\n- false with `no`',
    ],
  },
  {
    title: 'a condition where it is used',
    at: 'Condition: Has<|>Nat',
    on: 'HasNat',
    says: [
      '**true or false** — depends on UseNat',
      'True with UseNat at its default `yes`.\n\n- false with `no`',
    ],
  },
  {
    title: 'a condition in Fn::If',
    at: '!If [Abr<|>oad',
    on: 'Abroad',
    says: ['**true or false** — depends on UseNat and AWS::Region'],
  },
  {
    title: 'a condition in a condition',
    at: '!Cond<|>ition HasNat',
    on: '!Condition HasNat',
    says: [
      '**true or false** — depends on UseNat',
      'True with UseNat at its default `yes`.\n\n- false with `no`',
    ],
  },
  {
    title: 'a comparison with the empty text',
    at: '!<|>Not',
    on: '!Not',
    says: ['**true or false** — depends on Empty', 'False with Empty at its default (empty).'],
  },
  {
    title: 'a condition that is always true',
    at: 'Always: !<|>Equals',
    on: '!Equals',
    says: ['**true** — for all parameter values'],
  },
];

for (const { title, at, on, says } of cases) {
  test(`hover on ${title}`, () => {
    const find = at.replace('<|>', '');
    assert.equal(YAML.split(find).length, 2, `${find} stands there once`);
    assert.deepEqual(
      hoverAt(
        'network.yaml',
        YAML.replace(find, () => at),
      ),
      { markdown: says.join('\n\n'), on },
    );
  });
}

test('a reference to a parameter says what its description says', () => {
  const text = `Parameters:
  Subnets: { Type: String, Description: The *private* ones }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !R<|>ef Subnets } }
`;
  assert.deepEqual(hoverAt('n.yaml', text)?.markdown.split('\n\n'), [
    '**Unknown** — the parameter Subnets has no default',
    'The \\*private\\* ones',
  ]);
});

test('a parameter that is given has that value, and rests on no default', () => {
  const marked = YAML.replace('!Cidr', '!<|>Cidr');
  assert.equal(
    hoverAt('network.yaml', marked, new Map([['VpcCidr', '10.4.0.0/16']]))?.markdown,
    '**Fn::Cidr** — `10.4.0.0/24`, `10.4.1.0/24`',
  );
  const condition = YAML.replace('Has<|>Nat', 'HasNat').replace(
    'Condition: HasNat\n',
    'Condition: Has<|>Nat\n',
  );
  assert.equal(
    hoverAt('network.yaml', condition, new Map([['UseNat', 'no']]))?.markdown,
    '**false** — for all parameter values',
  );
  const secret = YAML.replace('!Ref Password', '!<|>Ref Password');
  assert.equal(
    hoverAt('network.yaml', secret, new Map([['Password', 'swordfish']]))?.markdown,
    '**Not shown** — Password is declared NoEcho.',
  );
});

test('long forms in JSON, by their key and by the name that they take', () => {
  const text = `{
  "Parameters": { "Block": { "Type": "String", "Default": "10.0.0.0/16" } },
  "Resources": {
    "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": { "Ref": "Block" } } },
    "A": { "Type": "AWS::EC2::Subnet", "Properties": {
      "VpcId": { "Ref": "Vpc" },
      "CidrBlock": { "Fn::Select": [0, { "Fn::Cidr": [{ "Fn::GetAtt": ["Vpc", "CidrBlock"] }, 1, 8] }] }
    } }
  }
}`;
  const at = (find: string, marked: string) => hoverAt('n.json', text.replace(find, marked));
  const selected = at('"Fn::Select"', '"Fn::<|>Select"');
  assert.match(
    selected?.markdown ?? '',
    /^\*\*`10\.0\.0\.0\/24`\*\* — the value of Fn::Select\n.*\n\nWith Block at its default `10\.0\.0\.0\/16`\.$/s,
  );
  assert.equal(selected?.on, '"Fn::Select"');
  for (const [find, marked] of [
    ['"Fn::GetAtt"', '"Fn<|>::GetAtt"'],
    ['["Vpc",', '["V<|>pc",'],
    ['"CidrBlock"]', '"Cidr<|>Block"]'],
  ] as const) {
    assert.match(
      at(find, marked)?.markdown ?? '',
      /^\*\*`10\.0\.0\.0\/16`\*\* — the value of Fn::GetAtt/,
      marked,
    );
  }
  const named = at('"Ref": "Block"', '"Ref": "Blo<|>ck"');
  assert.match(
    named?.markdown ?? '',
    /^\*\*`10\.0\.0\.0\/16`\*\* — the default of the parameter Block\n\n65,536 addresses · Vpc, a VPC/,
  );
  assert.equal(named?.on, '"Block"');
});

test('conditions that have no part in the network, and more of them than are looked at', () => {
  const numbers = Array.from({ length: 12 }, (_, i) => i);
  const text = `Parameters:
${numbers.map((i) => `  P${i}: { Type: String, AllowedValues: ['y', 'n'] }\n`).join('')}Conditions:
${numbers.map((i) => `  C${i}: !Equals [!Ref P${i}, 'y']\n`).join('')}Resources:
${numbers.map((i) => `  Vpc${i}: { Type: AWS::EC2::VPC, Condition: C${i} }\n`).join('')}  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: !<|>If [C11, !If [C3, a, b], !GetAtt Other.CidrBlock] }
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !If [C2, 10.0.0.0/16, 10.1.0.0/16] } }
`;
  assert.equal(
    hoverAt('n.yaml', text)?.markdown,
    [
      '**Fn::If** — 4 values, depending on the conditions\n',
      '- when C3 is true and C11 is true: `a`',
      '- when C2 is true and C11 is false: `10.0.0.0/16`',
      '- when C3 is false and C11 is true: `b`',
      '- when C2 is false and C11 is false: `10.1.0.0/16`',
    ].join('\n'),
  );
});

test('a loop: the values of its rounds', () => {
  const text = `Resources:
  Fn::ForEach::Subnets:
    - Number
    - ['0', '1']
    - Subnet\${Number}:
        Type: AWS::EC2::Subnet
        Properties: { CidrBlock: !<|>Sub '10.0.\${Number}.0/24' }
`;
  assert.equal(
    hoverAt('n.yaml', text)?.markdown,
    '**Fn::Sub** — in the iterations of the loop\n\n- `10.0.0.0/24`\n- `10.0.1.0/24`',
  );
});

test('an argument and a space between arguments are no function', () => {
  for (const [find, marked] of [
    ['!Select [4, [a]]', '!Select [4, [<|>a]]'],
    ['!Select [4, [a]]', '!Select [4,<|> [a]]'],
  ] as const) {
    assert.equal(hoverAt('n.yaml', YAML.replace(find, marked)), null, marked);
  }
});

const SHOP = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 10 }
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
Mappings:
  Sizes:
    dev: { Class: db.t4g.micro, Nodes: 1 }
    prod: { Class: db.r6g.large, Nodes: 2 }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Store:
    Type: AWS::RDS::DBInstance
    DependsOn: Queue
    DeletionPolicy: Snapshot
    Properties:
      DBInstanceClass: !FindInMap [Sizes, !Ref Stage, Class]
      DBInstanceIdentifier: !Sub 'shop-\${Stage}'
  Worker:
    Type: AWS::Serverless::Function
    Connectors: {}
    Properties: { Environment: { Variables: { HOST: !GetAtt Store.Endpoint.Address } } }
`;

/** The place, and how the hover begins or what it has. */
const IN_SHOP: readonly (readonly [place: string, hover: RegExp])[] = [
  ['!Find<|>InMap', /^\*\*`db\.t4g\.micro`\*\*.*\n\nWith Stage.*\n\n- with `prod`: `db\.r6g\.large`$/s],
  ["!S<|>ub 'shop", /- with `prod`: `shop-prod`$/],
  ['[Si<|>zes', /^\*\*Sizes\*\* — a mapping\n\n- dev: `Class db\.t4g\.micro, Nodes 1`\n- prod: /],
  ['\n  Si<|>zes:', /^\*\*Sizes\*\* — a mapping/],
  ['Depends<|>On', /^\*\*DependsOn\*\* — .*aws-attribute-dependson/s],
  ['Deletion<|>Policy', /^\*\*DeletionPolicy\*\* — .*aws-attribute-deletionpolicy/s],
  ['Policy: Snap<|>shot', /^\*\*Snapshot\*\* — AWS makes a snapshot first/],
  ['DependsOn: Que<|>ue', /^\*\*Queue\*\* — AWS::SQS::Queue\n/],
  ['Connec<|>tors', /^\*\*Connectors\*\* — Permissions from this resource/],
  ['Func<|>tion: {', /^\*\*Function\*\* — what each AWS::Serverless::Function inherits/],
  ['!Get<|>Att Store', /known only after deployment\n\nStore is of the type \[AWS::RDS::DBInstance\]/],
];

for (const [place, expected] of IN_SHOP) {
  test(`in the shop, hover on ${place.trim()}`, () => {
    const plain = place.replace('<|>', '');
    const at = SHOP.indexOf(plain);
    assert.ok(at >= 0);
    const { text, offset } = readCursor(SHOP.replace(plain, () => place));
    const analysis = analyze('shop.yaml', text);
    assert.ok(analysis);
    const found = hover(analysis, positionAt(lineStartsOf(text), offset));
    assert.match((found?.contents as { value: string } | undefined)?.value ?? '', expected);
  });
}

test('hover on a condition that asks for the region', () => {
  const text =
    'Conditions: { IsHere: !Equals [!Ref AWS::Region, eu-west-1] }\nResources: { A: { Type: AWS::EC2::VPC, Condition: IsHe<|>re } }\n';
  assert.match(
    hoverAt('region.yaml', text)?.markdown ?? '',
    /^\*\*true or false\*\* — depends on AWS::Region/,
  );
});
