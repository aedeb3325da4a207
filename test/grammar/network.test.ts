import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coloured, type Language } from './tokens.ts';

/** Line by line: what stands there, and what of it is coloured. */
const tables: Record<Language, readonly (readonly [line: string, ...pieces: string[]])[]> = {
  yaml: [
    ['CidrBlock: 10.0.0.0/16', 'ipv4 10.0.0.0/16'],
    ["CidrBlock: '10.0.0.0/16'", 'ipv4 10.0.0.0/16'],
    ['CidrBlock: "10.0.0.0/16" # the VPC', 'ipv4 10.0.0.0/16'],
    ['- 0.0.0.0/0', 'ipv4 0.0.0.0/0'],
    ['- 255.255.255.255/32', 'ipv4 255.255.255.255/32'],
    ['CidrIpv6: ::/0', 'ipv6 ::/0'],
    ['DestinationIpv6CidrBlock: 64:ff9b::/96', 'ipv6 64:ff9b::/96'],
    ['  { CidrIp: 192.168.1.5/32, Description: x }', 'ipv4 192.168.1.5/32'],
    ['[10.0.0.0/24, 10.0.1.0/24]', 'ipv4 10.0.0.0/24', 'ipv4 10.0.1.0/24'],
    ['Value: !Join [",", [10.0.0.0/24, !Ref Vpc]]', 'ipv4 10.0.0.0/24'],
    ['Description: The VPC is 10.0.0.0/16.', 'ipv4 10.0.0.0/16'],
    ['Description: from 10.0.0.0/16, to 2001:db8::/32', 'ipv4 10.0.0.0/16', 'ipv6 2001:db8::/32'],
    ['SubnetIds: subnet-f3446aba', 'id subnet-f3446aba'],
    ['- sg-0f5a92d8c63e1b704', 'id sg-0f5a92d8c63e1b704'],
    ['{ subnet: subnet-f3446aba, group: sg-13a5736f }', 'id subnet-f3446aba', 'id sg-13a5736f'],
    ['# 10.0.0.0/16 and subnet-f3446aba'],
    ['CidrBlock: !Ref Block # 10.0.0.0/16'],
  ],
  json: [
    ['{ "CidrBlock": "10.0.0.0/16" }', 'ipv4 10.0.0.0/16'],
    ['["2001:db8:1234:1a00::/56"]', 'ipv6 2001:db8:1234:1a00::/56'],
    ['{ "SubnetIds": ["subnet-f3446aba", "subnet-c5b8c79e"] }', 'id subnet-f3446aba', 'id subnet-c5b8c79e'],
    ['{ "Fn::Sub": "${Prefix}.0.0/16" }'],
  ],
  jsonc: [
    ['{ "CidrBlock": "10.0.0.0/16" } // 10.1.0.0/16', 'ipv4 10.0.0.0/16'],
    ['/* sg-13a5736f */ ["vpc-9a9a1dfc"]', 'id vpc-9a9a1dfc'],
  ],
  toml: [
    ['SubnetIds = ["subnet-f3446aba", \'subnet-c5b8c79e\']', 'id subnet-f3446aba', 'id subnet-c5b8c79e'],
    ['block = "10.0.0.0/16" # 10.1.0.0/16', 'ipv4 10.0.0.0/16'],
    ['# sg-13a5736f'],
  ],
};

for (const [language, table] of Object.entries(tables)) {
  test(`blocks and ids are coloured in ${language}, those in comments are not`, async () => {
    for (const [line, ...pieces] of table) {
      const found = await coloured(language as Language, line);
      assert.deepEqual(
        found.map(({ kind, text }) => `${kind} ${text}`),
        pieces,
        line,
      );
    }
  });
}

test('a text block of YAML and a comment over several lines are followed', async () => {
  const yaml = await coloured(
    'yaml',
    'Description: |',
    '  10.0.0.0/16',
    '',
    '# 10.1.0.0/16',
    'A: 10.2.0.0/16',
  );
  assert.deepEqual(
    yaml.map(({ text }) => text),
    ['10.0.0.0/16', '10.2.0.0/16'],
  );
  const jsonc = await coloured('jsonc', '{ /*', '10.0.0.0/16', '*/ "a": "10.1.0.0/16" }');
  assert.deepEqual(
    jsonc.map(({ text }) => text),
    ['10.1.0.0/16'],
  );
});

/** Fact ID-02: the prefixes of ids, as AWS's examples and moto's table have them. */
const prefixes =
  'vpc subnet sg sgr rtb rtbassoc igw eigw nat eni eni-attach eipalloc eipassoc acl aclassoc vpce vpce-svc pcx tgw tgw-attach tgw-rtb vgw cgw vpn dopt pl fl vpc-cidr-assoc subnet-cidr-assoc eice i ami vol cagw lgw'.split(
    ' ',
  );

test('ids of every kind are coloured, with 8 digits and with 17', async () => {
  for (const prefix of prefixes) {
    for (const digits of ['0a1b2c3d', '0a1b2c3d4e5f60718']) {
      const found = await coloured('yaml', `id: ${prefix}-${digits}`);
      assert.deepEqual(
        found.map(({ text }) => text),
        [`${prefix}-${digits}`],
      );
    }
  }
});

test('every way to write an IPv6 block is coloured as a whole', async () => {
  for (const block of [
    '::/0',
    '::1/128',
    '1::/16',
    'fe80::/10',
    '2001:db8::/32',
    '2001:DB8::/32',
    '2001:db8::1/128',
    '2001:db8:1:2::/64',
    '2001:db8:1:2::3:4/64',
    '1:2:3:4:5:6:7::/112',
    '::2:3:4:5:6:7:8/64',
    '1::8/99',
    '1:2:3:4:5:6::8/100',
    '1:2:3:4:5:6:7:8/128',
  ]) {
    const found = await coloured('json', `["${block}"]`);
    assert.deepEqual(
      found.map(({ kind, text }) => `${kind} ${text}`),
      [`ipv6 ${block}`],
    );
  }
});

test('what only looks like a block or an id is left alone', async () => {
  for (const value of [
    '10.0.0.0',
    '10.0.0/16',
    '10.0.256.0/24',
    '10.0.0.0/33',
    '010.0.0.0/8',
    '10.0.0.0.0/8',
    '1.10.0.0.0/8',
    '10.0.0.0/16/24',
    '10.0.0.0/16.5',
    '10.0.0.0/160',
    'v10.0.0.0/8',
    'https://10.0.0.0/8',
    '2001:db8::/129',
    '1:2:3:4:5:6:7:8:9/64',
    '2001:db8::1::/64',
    '12345::/16',
    '::ffff:10.0.0.0/104',
    'fe80::1',
    '00:1b:44:11:3a:b7',
    'subnet-xxxxxxxx',
    'subnet-f3446ab',
    'subnet-f3446abaa',
    'subnet-07be3f64d1c9205a',
    'subnet-07be3f64d1c9205a81',
    'SUBNET-f3446aba',
    'subnet-F3446ABA',
    'subnet_f3446aba',
    'my-subnet-f3446aba',
    'subnet-f3446aba-old',
    'xi-0a1b2c3d',
    'abc-0a1b2c3d',
    'vpce-0a1b2c3d4e5f60718-abcd1234.s3.eu-west-1.vpce.amazonaws.com',
  ]) {
    const found = await coloured('json', `["${value}"]`);
    assert.deepEqual(
      found.map(({ text }) => text),
      [],
      value,
    );
  }
});

test('the scopes are ones that themes colour', async () => {
  const [block, id] = await coloured('json', '["10.0.0.0/16", "subnet-f3446aba"]');
  assert.equal(block?.scopes.at(-1), 'constant.numeric.cidr.ipv4.vpc-lens');
  // Dark+ and its like colour variable.other.constant, Monokai and its like constant.other.
  assert.deepEqual(id?.scopes.slice(-2), [
    'variable.other.constant.aws-id.vpc-lens',
    'constant.other.aws-id.vpc-lens',
  ]);
});

// VS Code itself gives up colouring beyond 20,000 characters (editor.maxTokenizationLineLength).
test('the longest line that VS Code colours is looked through in less than a second', async () => {
  for (const bit of ['1:', '10.0.', '2001:db8:', 'subnet-0a1b2c3', ':', 'a-', '10.0.0.0/16 ']) {
    const line = `a: x${bit.repeat(20_000 / bit.length)}`;
    const start = performance.now();
    await coloured('yaml', line);
    const took = performance.now() - start;
    assert.ok(took < 1000, `${bit}… took ${took.toFixed()} ms`);
  }
});
