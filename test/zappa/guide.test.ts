import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, analyze, findingsOf, reachIn } from '../../server/src/languageService.ts';
import { applyTextEdits, textEditsOf } from '../../server/src/syntax/edit.ts';
import { inventoryOf } from '../inventory/reading.ts';

/** Settings as the guide has them that most people start from, and an account in which one of the two subnets is public. */
const SETTINGS = `{
  "production": {
    "vpc_config": {
      "SubnetIds": ["subnet-f3446aba", "subnet-c5b8c79e"],
      "SecurityGroupIds": ["sg-13a5736f"]
    }
  }
}
`;
const VpcId = 'vpc-9a9a1dfc';
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' };
const table = (RouteTableId: string, SubnetId: string, out: object) => ({
  RouteTableId,
  VpcId,
  Associations: [{ SubnetId, RouteTableId, Main: false }],
  Routes: [local, { DestinationCidrBlock: '0.0.0.0/0', State: 'active', ...out }],
});
const ACCOUNT = {
  Vpcs: [{ VpcId, CidrBlock: '10.0.0.0/16', CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] }],
  Subnets: [
    { SubnetId: 'subnet-f3446aba', VpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'eu-central-1a' },
    { SubnetId: 'subnet-c5b8c79e', VpcId, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1b' },
  ],
  RouteTables: [
    table('rtb-0a10000000000000a', 'subnet-f3446aba', { GatewayId: 'igw-0a10000000000000a' }),
    table('rtb-0a20000000000000a', 'subnet-c5b8c79e', { NatGatewayId: 'nat-0a10000000000000a' }),
  ],
  InternetGateways: [
    { InternetGatewayId: 'igw-0a10000000000000a', Attachments: [{ VpcId, State: 'available' }] },
  ],
  NatGateways: [
    {
      NatGatewayId: 'nat-0a10000000000000a',
      VpcId,
      SubnetId: 'subnet-f3446aba',
      State: 'available',
      ConnectivityType: 'public',
      NatGatewayAddresses: [{ AllocationId: 'eipalloc-0a10000000000000a' }],
    },
  ],
  NetworkAcls: [
    {
      NetworkAclId: 'acl-0a10000000000000a',
      VpcId,
      IsDefault: true,
      Associations: ['subnet-f3446aba', 'subnet-c5b8c79e'].map((SubnetId) => ({ SubnetId })),
      Entries: [true, false].flatMap((Egress) => [
        { RuleNumber: 100, Egress, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 32767, Egress, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
      ]),
    },
  ],
  SecurityGroups: [
    {
      GroupId: 'sg-13a5736f',
      GroupName: 'app',
      VpcId,
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  ],
};

const analysisOf = (text: string) => {
  const analysis = analyze('zappa_settings.json', text, { inventory: inventoryOf(ACCOUNT) });
  assert.ok(analysis);
  return analysis;
};
const foundIn = (analysis: Analysis) =>
  findingsOf(analysis, {
    profile: 'recommended',
    severities: {},
    onFailure: (_, error) => {
      throw error;
    },
  });

test('the settings of the guide fail sometimes where one of the subnets is public, and the fix leaves the other', () => {
  const analysis = analysisOf(SETTINGS);
  const [finding, ...others] = foundIn(analysis);
  assert.deepEqual(others, []);
  assert.equal(finding?.rule.id, 'zappa-mixed-egress');
  assert.match(
    finding.message,
    /"production" reaches the internet from subnet-c5b8c79e but not from subnet-f3446aba/,
  );
  const [fix] = finding.fixes;
  const edits = fix && textEditsOf(analysis.tree, fix.edits);
  assert.ok(edits && !('refused' in edits));
  const fixed = applyTextEdits(SETTINGS, edits);
  assert.equal(fixed, SETTINGS.replace('"subnet-f3446aba", ', ''));
  assert.deepEqual(foundIn(analysisOf(fixed)), []);
});

test('reach says the same of the stage: only from one of its subnets', () => {
  const answerTo = (text: string) => {
    const result = reachIn(analysisOf(text), { from: 'production', to: 'internet', protocol: 'tcp' });
    return result.kind === 'answers' ? result.answers.map(({ verdict }) => verdict) : result.sentence;
  };
  assert.deepEqual(answerTo(SETTINGS), ['partial']);
  assert.deepEqual(answerTo(SETTINGS.replace('"subnet-f3446aba", ', '')), ['reachable']);
});
