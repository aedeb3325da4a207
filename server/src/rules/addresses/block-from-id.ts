import { isConditional } from '../../changes/resources.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

const BLOCK_OWNERS: readonly string[] = ['AWS::EC2::Subnet', 'AWS::EC2::VPCCidrBlock'];

/** The id of something where a block of addresses is needed. */
export default defineRule({
  id: 'block-from-id',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'An id is used where a CIDR block is needed',
  why: 'Ref of a VPC, a subnet, a security group or a prefix list returns its id. A block of addresses is the CidrBlock attribute, and a security group or a prefix list in a rule or a route has a property of its own. EC2 rejects the id as a malformed block, and the stack fails.',
  howToFix:
    'Use Fn::GetAtt with CidrBlock, SourceSecurityGroupId for a security group, or SourcePrefixListId or DestinationPrefixListId for a prefix list.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
  ],

  check: eachResource(
    [
      ...['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
      ...['AWS::EC2::Route', 'AWS::EC2::NetworkAclEntry', 'AWS::EC2::TransitGatewayRoute'],
      ...BLOCK_OWNERS,
    ],
    function* (reader) {
      yield* reportsIn(reader, reader.property, reader.resource.properties);
      for (const list of ['SecurityGroupIngress', 'SecurityGroupEgress']) {
        const written = reader.listOf(list)?.items ?? [];
        for (const [index, item] of itemsOf(reader.property(list)).entries()) {
          if (item.kind !== 'fields') continue;
          const property = (name: string): Value => item.fields.get(name) ?? { kind: 'absent' };
          // Conditions can omit entries and shift the others, so the node is used only if it is the one at that index.
          const node = written.find(({ start }) => start === item.at.start) ?? written[index];
          yield* reportsIn(reader, property, node);
        }
      }
    },
  ),
});

const BLOCKS = [
  'CidrIp',
  'CidrIpv6',
  'CidrBlock',
  'Ipv6CidrBlock',
  'DestinationCidrBlock',
  'DestinationIpv6CidrBlock',
];

const KINDS: Readonly<Record<string, string>> = table({
  'AWS::EC2::VPC': 'a VPC',
  'AWS::EC2::Subnet': 'a subnet',
  'AWS::EC2::SecurityGroup': 'a security group',
  'AWS::EC2::PrefixList': 'a prefix list',
});

function* reportsIn(
  { object, resource, typeOf }: ResourceReader,
  property: (name: string) => Value,
  within: Node | undefined,
): Generator<Report> {
  for (const name of BLOCKS) {
    const value = property(name);
    if (value.kind === 'zone')
      yield {
        at: value.at,
        resource: object.id,
        defaults: value.defaults,
        message: `${name} of ${object.id} is an Availability Zone. EC2 accepts only a block of addresses.`,
      };
    if (value.kind !== 'reference') continue;
    if (value.attribute === 'DefaultSecurityGroup')
      yield {
        at: value.at,
        resource: object.id,
        message: `${name} of ${object.id} is the id of the default security group of ${value.resource}. EC2 accepts only a block of addresses.`,
      };
    const type = typeOf(value.resource) ?? '';
    const isPrefixList = type === 'AWS::EC2::PrefixList';
    if (value.attribute !== undefined && !(isPrefixList && value.attribute === 'PrefixListId')) continue;
    const kind = KINDS[type];
    if (kind === undefined) continue;
    yield {
      at: value.at,
      resource: object.id,
      message: `${name} of ${object.id} is the id of ${value.resource}, ${kind}. EC2 accepts only a block of addresses.`,
      // The whole block of the VPC is seldom meant for a subnet of it.
      fixes:
        type === 'AWS::EC2::SecurityGroup' ||
        isPrefixList ||
        name.includes('pv6') ||
        BLOCK_OWNERS.includes(resource.type)
          ? []
          : fixesOf(value, within, name),
    };
  }
}

function fixesOf(
  value: Value & { kind: 'reference' },
  within: Node | undefined,
  name: string,
): readonly Fix[] {
  const node = valueAt(resolved(within), name);
  if (!node || node.start !== value.at.start || isConditional(node)) return [];
  return [
    {
      title: `Use the CidrBlock of ${value.resource}`,
      preferred: true,
      edits: [{ op: 'replace', node, value: { 'Fn::GetAtt': [value.resource, 'CidrBlock'] } }],
    },
  ];
}
