import { isConditional } from '../../../changes/resources.ts';
import { keyOfField } from '../../../network/lookup.ts';
import { valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { dataOf } from '../../../syntax/edit/data.ts';
import { type Entry, entryAt, type Mapping, valueAt, writtenEntry } from '../../../syntax/tree.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A launch template that lists network interfaces, and security groups outside of them. */
export default defineRule({
  id: 'launch-template-groups',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The launch template sets security groups outside its network interfaces',
  why: 'A launch template with NetworkInterfaces sets the security groups in each of them, under Groups. Auto Scaling rejects anything else with "When a network interface is provided, the security groups must be a part of it", and EC2 with "Network interfaces and an instance-level security groups may not be specified on the same request". The launch template itself is created; what uses it fails.',
  howToFix: 'Move the security groups into Groups of the network interface.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-launchtemplate-launchtemplatedata.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/4570',
  ],

  check: eachResource(['AWS::EC2::LaunchTemplate'], function* ({ object, property }, { network }) {
    const interfaces = valueAtPath(property, 'LaunchTemplateData.NetworkInterfaces');
    if (interfaces.kind !== 'list' || !interfaces.items.some(({ kind }) => kind === 'fields')) return;
    const data = valueAt(object.properties, 'LaunchTemplateData');
    for (const name of ['SecurityGroupIds', 'SecurityGroups']) {
      const groups = valueAtPath(property, `LaunchTemplateData.${name}`);
      const entry = writtenEntry(data, name);
      if (!entry || groups.kind !== 'list' || groups.items.length === 0) continue;
      const user = [...network.workloads.values()].find(
        (one) => 'launchTemplate' in one && keyOfField(one.launchTemplate) === object.id,
      );
      yield {
        at: entry.key,
        resource: object.id,
        severity: user ? 'error' : 'warning',
        message: `${object.id} has both NetworkInterfaces and ${name}. AWS rejects ${user ? user.id : 'what is launched from it'}.`,
        related: user ? [{ at: user.at, message: `${user.id} uses ${object.id}` }] : [],
        fixes: data?.kind === 'mapping' ? moveInside(data, entry) : [],
      };
    }
  }),
});

/**
 * Moves the groups into the only interface if that has none. Interfaces accept ids and no names, so names are not
 * moved.
 */
function moveInside(data: Mapping, entry: Entry): readonly Fix[] {
  const list = valueAt(data, 'NetworkInterfaces');
  const [card, ...more] = list?.kind === 'sequence' ? list.items : [];
  if (entry.key.text !== 'SecurityGroupIds' || card?.kind !== 'mapping' || more.length > 0) return [];
  const groups = dataOf(entry.value);
  if (groups === undefined || isConditional(card) || entryAt(card, 'Groups')) return [];
  return [
    {
      title: 'Move SecurityGroupIds to Groups of the network interface',
      preferred: true,
      edits: [
        { op: 'remove-entry', from: data, entry },
        { op: 'insert-entry', into: card, key: 'Groups', value: groups },
      ],
    },
  ];
}
