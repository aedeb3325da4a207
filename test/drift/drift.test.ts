import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Drift, driftOf } from '../../server/src/drift/drift.ts';
import { driftSections } from '../../server/src/drift/sections.ts';
import { type Inventory, mergeInventory } from '../../server/src/inventory/inventory.ts';
import { readInventoryFile } from '../../server/src/inventory/inventoryFile.ts';
import { type Analysis, analyze } from '../../server/src/languageService.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { type Deployed, deployed, TEMPLATE, tags } from './shop.ts';

function analysisOf(template: string, inventory: object): Analysis & { readonly inventory: Inventory } {
  const file = readInventoryFile('all.json', parse(JSON.stringify(inventory), 'json'));
  assert.deepEqual(file.problems, []);
  const merged = mergeInventory([file]);
  const analysis = analyze('net.yaml', template, { inventory: merged });
  assert.ok(analysis);
  return { ...analysis, inventory: merged };
}

function driftIn(template: string, inventory: object): Drift {
  const analysis = analysisOf(template, inventory);
  const drift = driftOf(analysis, analysis.inventory, undefined);
  assert.ok(!('problem' in drift));
  return drift;
}

/** What is told, a line a sentence; only the differences are without the name of their section. */
function toldOf(template: string, inventory: object, stack?: string): readonly string[] {
  const analysis = analysisOf(template, inventory);
  const drift = driftOf(analysis, analysis.inventory, stack);
  if ('problem' in drift) return [drift.problem];
  return driftSections(drift, analysis).flatMap(({ title, entries }) =>
    entries.flatMap((one) => [
      ...(one.entries.length === 0 ? [`${title}: ${one.text}`] : []),
      ...one.entries.map(({ text }) => `${title === 'Differences' ? '' : `${title}: `}${one.text}: ${text}`),
    ]),
  );
}

test('what was deployed and not touched has no drift', () => {
  const drift = driftIn(TEMPLATE, deployed());
  assert.deepEqual(toldOf(TEMPLATE, deployed()), []);
  assert.equal(drift.stack, 'shop');
  assert.equal(drift.found.size, 11);
});

/** Changes made by hand in AWS, with what is told of them. */
const BY_HAND: readonly (readonly [
  what: string,
  change: (aws: Deployed) => void,
  told: readonly string[],
])[] = [
  [
    'a rule',
    (aws) =>
      aws.SecurityGroups[2]!.IpPermissions.push({
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      }),
    [
      'Reachability: DbGroup (sg-00000002): In AWS, Web can reach Db, tcp 22; by the template it cannot',
      'DbGroup (sg-00000002): Only in AWS: ingress tcp 22 from 0.0.0.0/0',
    ],
  ],
  [
    'a rule for the internet',
    (aws) =>
      aws.SecurityGroups[1]!.IpPermissions.push({
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      }),
    [
      'Reachability: WebGroup (sg-00000001): In AWS, the internet can reach Web, tcp 22; by the template it cannot',
      'Reachability: WebGroup (sg-00000001): In AWS, Db can reach Web, tcp 22; by the template it cannot',
      'WebGroup (sg-00000001): Only in AWS: ingress tcp 22 from 0.0.0.0/0',
    ],
  ],
  [
    'no rule',
    (aws) => aws.SecurityGroups[2]!.IpPermissions.pop(),
    [
      'Reachability: DbFromWeb: In AWS, Web cannot reach Db, tcp 5432; by the template it can',
      'DbGroup (sg-00000002): Only in the template: ingress tcp 5432 from WebGroup',
    ],
  ],
  [
    'no egress',
    (aws) => aws.SecurityGroups[1]!.IpPermissionsEgress.pop(),
    [
      'Reachability: WebGroup (sg-00000001): In AWS, Web cannot reach the internet, every tcp port; by the template it can',
      'Reachability: WebGroup (sg-00000001): In AWS, Web cannot reach Db, tcp 5432; by the template it can',
      "WebGroup (sg-00000001): Only in the template: egress all traffic to 0.0.0.0/0, AWS's own rule",
    ],
  ],
  [
    'an egress rule beside that for all',
    (aws) =>
      aws.SecurityGroups[1]!.IpPermissionsEgress.push({
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      }),
    ['WebGroup (sg-00000001): Only in AWS: egress tcp 443 to 0.0.0.0/0'],
  ],
  [
    'a route',
    (aws) =>
      aws.RouteTables[1]!.Routes.push({
        DestinationCidrBlock: '10.9.0.0/16',
        TransitGatewayId: 'tgw-00000001',
        State: 'active',
        Origin: 'CreateRoute',
      }),
    ['PublicTable (rtb-00000001): Only in AWS: route to 10.9.0.0/16: tgw-00000001'],
  ],
  [
    'a learned route',
    (aws) =>
      aws.RouteTables[1]!.Routes.push({
        DestinationCidrBlock: '10.9.0.0/16',
        GatewayId: 'vgw-00000001',
        State: 'active',
        Origin: 'EnableVgwRoutePropagation',
      }),
    [],
  ],
  [
    'another target',
    (aws) => {
      aws.RouteTables[2]!.Routes[1] = {
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: 'igw-00000001',
        State: 'active',
      };
    },
    [
      'Reachability: ToNat: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'PrivateTable (rtb-00000002): route to 0.0.0.0/0: Nat in the template, Igw in AWS',
    ],
  ],
  [
    'a blackhole',
    (aws) => {
      aws.NatGateways[0]!.State = 'deleted';
      aws.RouteTables[2]!.Routes[1]!.State = 'blackhole';
    },
    [
      'Reachability: ToNat: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'PrivateTable (rtb-00000002): route to 0.0.0.0/0: Nat in the template, nat-00000001 (gone) in AWS',
      'Nat: Only in the template: NAT gateway',
    ],
  ],
  [
    'no route',
    (aws) => aws.RouteTables[1]!.Routes.pop(),
    [
      'Reachability: ToInternet: In AWS, Web and Db cannot reach the internet, every tcp port; by the template they can',
      'Reachability: ToInternet: In AWS, the internet cannot reach Web, tcp 443; by the template it can',
      'PublicTable (rtb-00000001): Only in the template: route to 0.0.0.0/0: Igw',
    ],
  ],
  [
    'a route of the main table',
    (aws) =>
      aws.RouteTables[0]!.Routes.push({
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: 'igw-00000001',
        State: 'active',
      }),
    ['Vpc (vpc-00000001): Only in AWS: route of the main table rtb-00000000 to 0.0.0.0/0: Igw'],
  ],
  [
    'another table',
    (aws) => {
      aws.RouteTables[2]!.Associations = [];
      aws.RouteTables[1]!.Associations.push({
        ...aws.RouteTables[1]!.Associations[0]!,
        RouteTableAssociationId: 'rtbassoc-9',
        SubnetId: 'subnet-0000000b',
      });
    },
    [
      'Reachability: PrivateUses: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'PrivateA (subnet-0000000b): route table: PrivateTable in the template, PublicTable in AWS',
    ],
  ],
  [
    'no table',
    (aws) => {
      aws.RouteTables[2]!.Associations = [];
    },
    [
      'Reachability: PrivateUses: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'PrivateA (subnet-0000000b): route table: PrivateTable in the template, the main table in AWS',
    ],
  ],
  [
    'a public subnet',
    (aws) => {
      aws.Subnets[1]!.MapPublicIpOnLaunch = true;
    },
    ['PrivateA (subnet-0000000b): MapPublicIpOnLaunch: false in the template, true in AWS'],
  ],
  [
    'DNS',
    (aws) => {
      aws.VpcAttributes[0]!.EnableDnsSupport.Value = false;
    },
    ['Vpc (vpc-00000001): EnableDnsSupport: true in the template, false in AWS'],
  ],
  [
    'a second block',
    (aws) =>
      Object.assign(aws.Vpcs[0]!, {
        CidrBlockAssociationSet: [{ CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } }],
      }),
    ['Vpc (vpc-00000001): Only in AWS: block 10.1.0.0/16'],
  ],
  [
    'an ACL entry',
    (aws) =>
      aws.NetworkAcls[1]!.Entries.push({
        RuleNumber: 50,
        Egress: false,
        RuleAction: 'deny',
        Protocol: '6',
        PortRange: { From: 22, To: 22 },
        CidrBlock: '0.0.0.0/0',
      }),
    ['Acl (acl-00000001): Only in AWS: ingress entry 50: deny tcp 22 0.0.0.0/0'],
  ],
  [
    'another ACL entry',
    (aws) => {
      aws.NetworkAcls[1]!.Entries[0]!.RuleAction = 'deny';
    },
    [
      'Reachability: AclIn: In AWS, Web cannot reach Db, tcp 5432; by the template it can',
      'Reachability: AclIn: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'Reachability: AclIn: In AWS, Db cannot reach Web, tcp 443; by the template it can',
      'Acl (acl-00000001): ingress entry 100: allow all traffic 0.0.0.0/0 in the template, deny all traffic 0.0.0.0/0 in AWS',
    ],
  ],
  [
    'no ACL entry',
    (aws) => aws.NetworkAcls[1]!.Entries.shift(),
    [
      'Reachability: AclIn: In AWS, Web cannot reach Db, tcp 5432; by the template it can',
      'Reachability: AclIn: In AWS, Db cannot reach the internet, every tcp port; by the template it can',
      'Reachability: AclIn: In AWS, Db cannot reach Web, tcp 443; by the template it can',
      'Acl (acl-00000001): Only in the template: ingress entry 100: allow all traffic 0.0.0.0/0',
    ],
  ],
  [
    'another ACL',
    (aws) => {
      aws.NetworkAcls[0]!.Associations.push({
        NetworkAclAssociationId: 'aclassoc-9',
        SubnetId: 'subnet-0000000b',
      });
      aws.NetworkAcls[1]!.Associations = [];
    },
    ['PrivateA (subnet-0000000b): network ACL: Acl in the template, the default ACL, acl-00000000 in AWS'],
  ],
  [
    'an endpoint without the table',
    (aws) => {
      aws.VpcEndpoints[0]!.RouteTableIds = [];
      aws.RouteTables[2]!.Routes.pop();
    },
    ['S3 (vpce-00000001): RouteTableIds: PrivateTable in the template, none in AWS'],
  ],
  [
    'no endpoint',
    (aws) => {
      aws.VpcEndpoints = [];
      aws.RouteTables[2]!.Routes.pop();
    },
    ['S3: Only in the template: VPC endpoint'],
  ],
  [
    'an endpoint more',
    (aws) =>
      aws.VpcEndpoints.push({
        ...aws.VpcEndpoints[0]!,
        VpcEndpointId: 'vpce-00000002',
        ServiceName: 'com.amazonaws.eu-central-1.dynamodb',
        RouteTableIds: [],
      }),
    ['vpce-00000002: Only in AWS: VPC endpoint: dynamodb'],
  ],
  [
    'a detached gateway',
    (aws) => {
      aws.InternetGateways[0]!.Attachments = [];
    },
    [
      'Reachability: Attach: In AWS, Web and Db cannot reach the internet, every tcp port; by the template they can',
      'Reachability: Attach: In AWS, the internet cannot reach Web, tcp 443; by the template it can',
      'Igw (igw-00000001): Only in the template: attachment to a VPC: Vpc',
    ],
  ],
  [
    'a subnet of no stack',
    (aws) =>
      aws.Subnets.push({
        ...aws.Subnets[1]!,
        SubnetId: 'subnet-0000000c',
        CidrBlock: '10.0.9.0/24',
        Tags: [{ Key: 'Name', Value: 'by hand' }],
      }),
    ['subnet-0000000c: Only in AWS: subnet (by hand): 10.0.9.0/24'],
  ],
  [
    'a subnet of another stack',
    (aws) =>
      aws.Subnets.push({
        ...aws.Subnets[1]!,
        SubnetId: 'subnet-0000000c',
        CidrBlock: '10.0.9.0/24',
        Tags: tags('Other', 'other'),
      }),
    [],
  ],
  [
    'a resource that the template no longer has',
    (aws) =>
      aws.Subnets.push({
        ...aws.Subnets[1]!,
        SubnetId: 'subnet-0000000c',
        CidrBlock: '10.0.9.0/24',
        Tags: tags('PrivateB'),
      }),
    ['subnet-0000000c: Only in AWS: subnet (PrivateB): 10.0.9.0/24'],
  ],
  [
    'a resource that was never deployed',
    (aws) => {
      aws.SecurityGroups.pop();
    },
    ['DbGroup: Only in the template: security group'],
  ],
];

test('what was changed by hand is told', async (t) => {
  for (const [what, change, told] of BY_HAND)
    await t.test(what, () => {
      const aws = deployed();
      change(aws);
      assert.deepEqual(toldOf(TEMPLATE, aws), told);
    });
});

test('what an inventory does not have is no drift', async (t) => {
  const parts = Object.keys(deployed()).filter((part) => part !== 'Region' && part !== 'CapturedAt');
  for (const part of parts)
    await t.test(part, () => {
      const { [part as keyof Deployed]: _, ...rest } = deployed();
      const told = toldOf(TEMPLATE, rest);
      assert.deepEqual(
        told.filter((sentence) => !sentence.startsWith('Not compared: ')),
        [],
      );
    });
  await t.test('of a part that is cut off, only what is there', () => {
    const { Subnets, ...rest } = deployed();
    const told = toldOf(TEMPLATE, { ...rest, Subnets: Subnets.slice(0, 1), OnlyVpcs: ['vpc-1'] });
    assert.deepEqual(told, ['Not compared: PrivateA: only some VPCs were asked for']);
  });
});

test('a value that only the deployment knows is no drift', () => {
  const open = TEMPLATE.replace('CidrIp: 0.0.0.0/0', 'CidrIp: !Ref Office').replace(
    'Resources:',
    'Parameters: { Office: { Type: String } }\nResources:',
  );
  const aws = deployed();
  aws.SecurityGroups[1]!.IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '203.0.113.0/24' }] },
  ];
  assert.deepEqual(toldOf(open, aws), []);
});

test('what other stacks may have added is told as such', () => {
  const aws = deployed();
  aws.SecurityGroups[2]!.IpPermissions.push({
    IpProtocol: 'tcp',
    FromPort: 5432,
    ToPort: 5432,
    IpRanges: [{ CidrIp: '10.9.0.0/16' }],
  });
  const shared = `${TEMPLATE}Outputs: { Group: { Value: !Ref DbGroup, Export: { Name: db-group } } }\n`;
  assert.deepEqual(
    toldOf(shared, aws).filter((sentence) => sentence.includes('Only')),
    [
      'DbGroup (sg-00000002): Only in AWS: ingress tcp 5432 from 10.9.0.0/16; other stacks know DbGroup and may have added it',
    ],
  );
});

/** The inventory without the tags of CloudFormation. */
function untagged(): object {
  const { Region, CapturedAt, ...parts } = deployed();
  const bare = Object.entries(parts).map(([part, list]) => [
    part,
    list.map((item: object) => ({ ...item, Tags: [] })),
  ]);
  return { Region, CapturedAt, ...Object.fromEntries(bare) };
}

test('without tags, what has one counterpart alone is compared', () => {
  const drift = driftIn(TEMPLATE, untagged());
  assert.equal(drift.stack, undefined);
  // Groups without a name have no counterpart.
  assert.deepEqual([...drift.found.keys()].sort(), [
    ...['Acl', 'Igw', 'Nat', 'PrivateA', 'PrivateTable', 'PublicA', 'PublicTable', 'S3', 'Vpc'],
  ]);
  assert.deepEqual(
    toldOf(TEMPLATE, untagged()),
    ['WebGroup', 'DbGroup'].map((id) => `Not compared: ${id}: nothing in the inventory is surely the same`),
  );
});

test('two VPCs with one block are nobody’s counterpart', () => {
  const inventory = untagged() as Deployed;
  inventory.Vpcs.push({ ...inventory.Vpcs[0]!, VpcId: 'vpc-00000002' });
  assert.deepEqual(toldOf(TEMPLATE, inventory), [
    'Nothing in the inventory is surely a resource of the template.',
  ]);
});

test('which stack is meant', async (t) => {
  const second = () => {
    const aws = deployed();
    aws.Vpcs.push({ ...aws.Vpcs[0]!, VpcId: 'vpc-00000002', Tags: tags('Vpc', 'shop-test') });
    aws.Subnets.push({
      ...aws.Subnets[0]!,
      SubnetId: 'subnet-00000002',
      VpcId: 'vpc-00000002',
      Tags: tags('PublicA', 'shop-test'),
    });
    return aws;
  };
  const cases: readonly (readonly [what: string, aws: Deployed, stack: string | undefined, told: RegExp])[] =
    [
      ['no stack of that name', deployed(), 'shopp', /^The inventory has no stack shopp: it has shop\.$/],
      [
        'several that fit',
        second(),
        undefined,
        /^Several stacks .*: shop, shop-test\. Name one with --stack\.$/,
      ],
      ['one of several', second(), 'shop', /^$/],
    ];
  for (const [what, aws, stack, told] of cases)
    await t.test(what, () => assert.match(toldOf(TEMPLATE, aws, stack).join('\n'), told));
});

test('describe-stack-resources stands in for tags', () => {
  const stack = { StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-central-1:1:stack/shop/1' };
  const ids = { Vpc: 'vpc-00000001', PublicA: 'subnet-0000000a', WebGroup: 'sg-00000001' };
  const types = { Vpc: 'AWS::EC2::VPC', PublicA: 'AWS::EC2::Subnet', WebGroup: 'AWS::EC2::SecurityGroup' };
  const StackResources = (Object.keys(ids) as (keyof typeof ids)[]).map((id) => ({
    ...stack,
    LogicalResourceId: id,
    PhysicalResourceId: ids[id],
    ResourceType: types[id],
  }));
  const drift = driftIn(TEMPLATE, { ...untagged(), StackResources });
  assert.equal(drift.stack, 'shop');
  assert.equal(drift.found.get('WebGroup'), 'sg-00000001');
});

test('of a template with conditions, the scenario that fits what exists counts', () => {
  const conditional = TEMPLATE.replace('Nat: { Type', 'Nat: { Condition: UseNat, Type').replace(
    'ToNat: { Type',
    'ToNat: { Condition: UseNat, Type',
  );
  const template = `Parameters: { Use: { Type: String, AllowedValues: [with, without] } }\nConditions: { UseNat: !Equals [!Ref Use, with] }\n${conditional}`;
  assert.deepEqual(toldOf(template, deployed()), []);
  const aws = deployed();
  aws.NatGateways = [];
  aws.RouteTables[2]!.Routes.splice(1, 1);
  assert.deepEqual(toldOf(template, aws), []);
});
