import { isConditional } from '../../changes/resources.ts';
import { isOwnVpc } from '../../network/analysis/otherVpc.ts';
import type { NetworkObject } from '../../network/field.ts';
import type { SecurityGroup } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Property } from '../../network/template/readResource.ts';
import { entryAt, type Mapping, resolved } from '../../syntax/tree.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A rule that gives a group of a VPC of the file as a name. */
export default defineRule({
  id: 'sg-rule-by-name',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The rule references a group of a VPC by name',
  why: 'EC2 looks up GroupName and SourceSecurityGroupName in the default VPC of the account, which no template can create. A group of another VPC is referenced by id; a name, or an id instead of a name, fails with "does not exist in default VPC", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html',
    'SG-11',
  ],

  check: eachResource(
    ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
    function* ({ resource, object, property }, file) {
      if (resource.type === 'AWS::EC2::SecurityGroupIngress') {
        yield* ruleOfItsOwn(object, property, file);
        return;
      }
      for (const rule of itemsOf(property('SecurityGroupIngress'))) {
        if (rule.kind !== 'fields') continue;
        const node = resolved(rule.at as Mapping);
        const mapping = node?.kind === 'mapping' ? node : undefined;
        yield* namesIn(object.id, mapping, (name) => rule.fields.get(name) ?? NO_VALUE, file);
        yield* textIn(
          object.id,
          mapping,
          rule.fields.get('SourceSecurityGroupName') ?? NO_VALUE,
          object.id,
          file,
        );
      }
    },
  ),
});

function* ruleOfItsOwn(
  { id, properties }: NetworkObject,
  property: Property,
  file: CheckedFile,
): Generator<Report> {
  yield* namesIn(id, properties, property, file);
  const group = property('GroupId');
  if (group.kind === 'reference' && property('SourceSecurityGroupId').kind === 'absent')
    yield* textIn(id, properties, property('SourceSecurityGroupName'), group.resource, file);
}

/** The name of a group as a text, in a rule of a group of a VPC. */
function* textIn(
  resource: string,
  mapping: Mapping | undefined,
  value: Value,
  owner: string,
  { network }: CheckedFile,
): Generator<Report> {
  const group = network.securityGroups.get(owner);
  if (value.kind !== 'known' || value.text === '' || !group || !isOwnVpc(group.vpc, network)) return;
  yield {
    at: entryAt(mapping, 'SourceSecurityGroupName')?.key ?? value.at,
    resource,
    defaults: value.defaults,
    message: `SourceSecurityGroupName is looked up in the default VPC, and ${group.id} belongs to ${vpcOf(group)}. EC2 rejects the rule.`,
    related: [{ at: group.at, message: `${group.id} is a group of a VPC` }],
  };
}

function vpcOf({ vpc }: SecurityGroup): string {
  return vpc.kind === 'known' ? vpc.value.id : 'another VPC';
}

/** The property in place of each, if the group is given by its id. */
const BY_ID = { GroupName: 'GroupId', SourceSecurityGroupName: 'SourceSecurityGroupId' } as const;

function* namesIn(
  resource: string,
  mapping: Mapping | undefined,
  property: (name: string) => Value,
  { network }: CheckedFile,
): Generator<Report> {
  for (const [name, byId] of Object.entries(BY_ID)) {
    const value = property(name);
    if (value.kind !== 'reference' || property(byId).kind !== 'absent') continue;
    const isId = ATTRIBUTES_WITH_ID.includes(value.attribute);
    const fault = isOfGroup(value)
      ? faultOfGroup(name, value, isId, network)
      : isId && { message: idFault(name, value) };
    if (!fault) continue;
    const entry = mapping && entryAt(mapping, name);
    yield {
      at: entry?.key ?? value.at,
      resource,
      ...fault,
      fixes:
        entry && mapping?.entries.includes(entry) && isId && !isConditional(entry.value)
          ? [{ title: `Rename to ${byId}`, preferred: true, edits: [{ op: 'rename', entry, key: byId }] }]
          : [],
    };
  }
}

type Reference = Extract<Value, { kind: 'reference' }>;

/**
 * Attributes that return the id of a group: `Ref` of a group in a VPC, the default group of a VPC, and the group of an
 * EKS cluster.
 */
const ATTRIBUTES_WITH_ID: readonly (string | undefined)[] = [
  undefined,
  'GroupId',
  'DefaultSecurityGroup',
  'ClusterSecurityGroupId',
];

function isOfGroup({ attribute }: Reference): boolean {
  return attribute === undefined || attribute.startsWith('Group');
}

function idFault(name: string, { attribute, resource }: Reference): string {
  return `${name} needs the name of a group, but ${attribute} of ${resource} is an id. EC2 rejects the rule.`;
}

function faultOfGroup(
  name: string,
  value: Reference,
  isId: boolean,
  network: CheckedFile['network'],
): Pick<Report, 'message' | 'related'> | undefined {
  const group = network.securityGroups.get(value.resource);
  // `Ref` of a group that names its VPC is its id, which is no name in the default VPC either.
  const isOwn = group && isOwnVpc(group.vpc, network);
  if (!group || !(isOwn || (isId && group.vpc.kind !== 'absent'))) return undefined;
  return {
    message: isOwn
      ? `EC2 looks up ${name} in the default VPC, but ${group.id} belongs to ${vpcOf(group)}. EC2 rejects the rule.`
      : `${name} needs the name of a group, but Ref returns the id of ${group.id}, which has a VpcId. EC2 rejects the rule.`,
    related: [{ at: group.at, message: `${group.id} is defined here` }],
  };
}
