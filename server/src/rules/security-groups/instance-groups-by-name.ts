import { isOwnVpc } from '../../network/analysis/otherVpc.ts';
import { firstAtPath, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { entryAt, type Mapping, valueAt } from '../../syntax/tree.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** `SecurityGroups`, which accepts names, of an instance with a subnet. */
export default defineRule({
  id: 'instance-groups-by-name',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Security group names are used together with a subnet',
  why: 'SecurityGroups of an instance or a launch template lists group names, which work only in a default VPC. With a subnet EC2 fails with "The parameter groupName cannot be used with the parameter subnet"; an Auto Scaling group with subnets then launches no instances. SecurityGroupIds lists ids and works with subnets.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://github.com/aws-cloudformation/aws-cloudformation-templates/issues/450',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::Instance'])) {
      if (!isGiven(property('SubnetId'))) continue;
      yield* namesOf(
        object.id,
        object.properties,
        property('SecurityGroups'),
        `${object.id} has a subnet`,
        file,
      );
    }
    const placed = resourcesOfTypes(file, [
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::EC2::Instance',
    ]).filter(({ property }) => isGiven(firstAtPath(property, ['VPCZoneIdentifier', 'SubnetId'])));
    for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::LaunchTemplate'])) {
      const user = placed.find(({ property: own }) => {
        const template = firstAtPath(own, TEMPLATE);
        return template.kind === 'reference' && template.resource === object.id;
      });
      const data = valueAt(object.properties, 'LaunchTemplateData');
      const groups = valueAtPath(property, 'LaunchTemplateData.SecurityGroups');
      if (user && data?.kind === 'mapping')
        yield* namesOf(object.id, data, groups, `${user.object.id} has subnets`, file);
    }
  },
});

const TEMPLATE = [
  'LaunchTemplate.LaunchTemplateId',
  'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId',
];

/**
 * Whether a value is certainly an id: a resource's, or another stack's export. Any other unknown value may be
 * AWS::NoValue.
 */
function isGiven(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(isGiven);
  if (value.kind === 'unknown') return value.partial?.startsWith('${ImportValue ') ?? false;
  return value.kind === 'known' || value.kind === 'reference';
}

function* namesOf(
  resource: string,
  mapping: Mapping | undefined,
  groups: Value,
  where: string,
  { network }: CheckedFile,
): Generator<Report> {
  if (groups.kind !== 'list' || groups.items.length === 0) return;
  const entry = mapping && entryAt(mapping, 'SecurityGroups');
  if (!entry || !groups.items.every(isGiven)) return;
  const isId = groups.items.every((item) => {
    const group = item.kind === 'reference' ? network.securityGroups.get(item.resource) : undefined;
    return group && isOwnVpc(group.vpc, network);
  });
  const canRename = isId && mapping.entries.includes(entry) && !entryAt(mapping, 'SecurityGroupIds');
  yield {
    at: entry.key,
    resource,
    message: `SecurityGroups of ${resource} lists group names, which work only in a default VPC, but ${where}. EC2 rejects the combination.`,
    fixes: canRename
      ? [
          {
            title: 'Rename to SecurityGroupIds',
            preferred: true,
            edits: [{ op: 'rename', entry, key: 'SecurityGroupIds' }],
          },
        ]
      : [],
  };
}
