import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

/** The hover's Markdown where the cursor stands; null where there is none. */
function hoverAt(fileName: string, marked: string): string | null {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  const contents = hover(analysis, positionAt(lineStartsOf(text), offset))?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : null;
}

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.16.0/20 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Public, RouteTableId: !Ref Table } }
  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
`;

const cases: { title: string; find: string; lines: string[] }[] = [
  {
    title: "a subnet's block",
    find: '10.0.16.0/20',
    lines: [
      '**10.0.16.0/20** — 4,091 usable of 4,096 addresses · Private, 1/16 of Vpc (10.0.0.0/16)',
      '10.0.16.0 – 10.0.31.255 · netmask 255.255.240.0',
      'AWS reserves 10.0.16.0 network · 10.0.16.1 router · 10.0.16.2 DNS · 10.0.16.3 future use · 10.0.31.255 broadcast',
      'Private: an isolated subnet, with no route to the internet (0.0.0.0/0)',
      'Free in Vpc: `10.0.1.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
    ],
  },
  {
    title: "a VPC's block",
    find: '10.0.0.0/16',
    lines: [
      '**10.0.0.0/16** — 65,536 addresses · Vpc, a VPC',
      '10.0.0.0 – 10.0.255.255 · netmask 255.255.0.0',
      'Free in Vpc: `10.0.1.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
    ],
  },
  {
    title: 'everything',
    find: '0.0.0.0/0, GatewayId',
    lines: [
      '**0.0.0.0/0** — 4,294,967,296 addresses',
      'All IPv4 addresses: the whole internet and all private networks.',
      '**Out** — `0.0.0.0/0` goes to the gateway Internet (line 5)',
      'In Table (line 6), used by Public',
    ],
  },
  {
    title: 'a public subnet, by its name',
    find: 'Public:',
    lines: [
      '**Public** — a public subnet, through Internet',
      '10.0.0.0/24, 251 usable addresses · in Vpc',
      '- `0.0.0.0/0` → Internet (Out, line 8)',
      'Network ACL: the default ACL of the VPC, which allows all traffic',
    ],
  },
  {
    title: 'a subnet in the main table, by a reference',
    find: 'Private:',
    lines: [
      '**Private** — an isolated subnet, with no route to the internet (0.0.0.0/0)',
      '10.0.16.0/20, 4,091 usable addresses · in Vpc',
      'Network ACL: the default ACL of the VPC, which allows all traffic',
    ],
  },
  {
    title: 'a VPC',
    find: 'Vpc:',
    lines: [
      '**Vpc** — a VPC, 10.0.0.0/16',
      '- public: Public `10.0.0.0/24`\n- isolated: Private `10.0.16.0/20`',
      'Free in Vpc: `10.0.1.0/24`, `10.0.2.0/23`, `10.0.4.0/22`, `10.0.8.0/21`, …',
    ],
  },
  {
    title: 'a security group',
    find: 'Group:',
    lines: [
      '**Group** — a security group that nothing in this file uses',
      'Inbound rules\n- tcp 443 (HTTPS) from the whole internet (line 15)',
      "Outbound rules: all traffic (AWS's default without egress rules)",
    ],
  },
];

for (const { title, find, lines } of cases) {
  test(`hover on ${title}`, () => {
    assert.ok(NETWORK.includes(find));
    assert.equal(hoverAt('network.yaml', NETWORK.replace(find, `<|>${find}`)), lines.join('\n\n'));
  });
}

test('a block whose free neighbours are unknown says nothing of them', () => {
  const text = `Parameters: { B: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: <|>10.0.0.0/16 } }
  One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref B } }
`;
  assert.doesNotMatch(hoverAt('n.yaml', text) ?? '', /Free/);
});

test('keys of vpc_config, in every format', () => {
  for (const [name, text] of [
    ['zappa_settings.json', '{"dev": {"vpc_config": {"<|>SubnetIds": []}}}'],
    ['zappa_settings.yml', 'dev:\n  vpc_config:\n    <|>SubnetIds: []\n'],
    ['zappa_settings.toml', '[dev.vpc_config]\n<|>SubnetIds = []\n'],
  ] as const) {
    assert.match(
      hoverAt(name, text) ?? '',
      /^\*\*SubnetIds\*\* — The subnets that the function runs in/,
      name,
    );
  }
  assert.match(hoverAt('zappa_settings.yml', 'dev:\n  <|>vpc_config: {}\n') ?? '', /^\*\*vpc_config\*\*/);
  assert.equal(hoverAt('zappa_settings.yml', 'dev:\n  <|>SubnetIds: []\n'), null);
});

test('an id of AWS, and nothing for a text that is none', () => {
  const id = hoverAt('zappa_settings.yml', 'dev:\n  vpc_config:\n    SubnetIds: [<|>subnet-f3446aba]\n');
  assert.match(id ?? '', /^\*\*subnet-f3446aba\*\* — a subnet that exists in AWS, not in this file/);
  assert.equal(hoverAt('zappa_settings.yml', 'dev:\n  s3_bucket: <|>my-bucket\n'), null);
});

test('a secret is never shown', () => {
  const text = 'dev:\n  environment_variables:\n    DATABASE_URL: <|>postgres://app:hunter2@db/app\n';
  assert.equal(hoverAt('zappa_settings.yml', text), null);
});

test('lines are links where the document has an address, and none of its texts ends the address', () => {
  const marked = NETWORK.replace('Group:', '<|>Group:');
  assert.match(
    hoverAt('file:///shop/net%20work.yaml', marked) ?? '',
    /\(\[line 15\]\(file:\/\/\/shop\/net%20work\.yaml#L15\)\)/,
  );
  assert.match(hoverAt('file:///a)b/network.yaml', marked) ?? '', /\(file:\/\/\/a%29b\/network\.yaml#L15\)/);
});
