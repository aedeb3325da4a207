import { resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Resource } from '../../template/resource.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { eachPlace, type ValuePlace } from '../shared/properties/places.ts';

/** A logical id where the name of the resource is needed, which CloudFormation makes up. */
export default defineRule({
  id: 'logical-id-as-name',
  area: 'names',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A logical id is used as the name of its resource',
  why: 'CloudFormation gives a resource without a name one of its own, made of the name of the stack, the logical id and some letters. A string that is the logical id names something else, or nothing: RDS answers "DB subnet group does not exist". It is no reference either, so CloudFormation may create both at once.',
  whenToIgnore: 'If something of that name exists outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
    'https://github.com/cloudtools/troposphere/issues/1383',
  ],

  check: eachPlace({ value: reportsAt }),
});

function reportsAt({ node, property, resource }: ValuePlace, { template }: CheckedFile): readonly Report[] {
  if (!(property in TAKEN) || node.kind !== 'scalar' || node.tag !== undefined) return [];
  const named = template?.resources.get(node.text);
  const own = named && TAKEN[property]![named.type];
  if (!named || own === undefined || mayBeNamed(named, own)) return [];
  return [
    {
      at: node,
      resource: resource.id,
      message: `${property} of ${resource.id} is the string ${node.text}, and CloudFormation gives ${named.id} another name. AWS does not find it.`,
      related: [{ at: named.key, message: `${named.id} has no ${own}` }],
      fixes: [
        {
          title: `Use !Ref ${named.id}`,
          preferred: true,
          edits: [{ op: 'replace', node, value: { Ref: named.id } }],
        },
      ],
    },
  ];
}

/** Whether a resource states its name, or a function may state it. */
function mayBeNamed({ properties }: Resource, own: string): boolean {
  const written = resolved(properties);
  if (!written || (written.kind === 'scalar' && written.value === null)) return false;
  if (written.kind !== 'mapping') return true;
  return written.entries.some(
    ({ key: { text } }) => text === own || text === '<<' || text.startsWith('Fn::'),
  );
}

const OF_RDS = table(
  Object.fromEntries(
    ['RDS', 'DocDB', 'Neptune'].map((service) => [`AWS::${service}::DBSubnetGroup`, 'DBSubnetGroupName']),
  ),
);

/** The types that a property takes by name, with the property in which they have it. */
const TAKEN: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  CacheSubnetGroupName: table({ 'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName' }),
  DBSubnetGroupName: OF_RDS,
  DbSubnetGroupName: OF_RDS,
  Cluster: table({ 'AWS::ECS::Cluster': 'ClusterName' }),
  ClusterName: table({ 'AWS::EKS::Cluster': 'Name' }),
  IamInstanceProfile: table({ 'AWS::IAM::InstanceProfile': 'InstanceProfileName' }),
  LaunchConfigurationName: table({ 'AWS::AutoScaling::LaunchConfiguration': 'LaunchConfigurationName' }),
  TaskDefinition: table({ 'AWS::ECS::TaskDefinition': 'Family' }),
});
