import { entryAt, valueAt } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** An instance with a list of network interfaces and a subnet or groups of its own. */
export default defineRule({
  id: 'instance-interfaces-conflict',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance sets a subnet or security groups outside its network interfaces',
  why: 'An instance with NetworkInterfaces sets its subnet and security groups there. EC2 rejects them on the instance with "Network interfaces and an instance-level subnet ID may not be specified on the same request", or the same for security groups, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
  ],
  cfnLint: 'E3020',

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::Instance'])) {
      const interfaces = property('NetworkInterfaces');
      if (interfaces.kind !== 'list' || !interfaces.items.some(({ kind }) => kind === 'fields')) continue;
      const beside = Object.entries(OF_INTERFACE).flatMap(([name, inner]) => {
        const value = property(name);
        const isGiven =
          value.kind === 'known' ||
          value.kind === 'reference' ||
          (value.kind === 'list' && value.items.length > 0);
        const entry = isGiven && entryAt(object.properties, name);
        return entry ? [{ name, inner, entry }] : [];
      });
      const [first, ...more] = beside;
      if (!first || !object.properties) continue;
      const card = valueAt(object.properties, 'NetworkInterfaces', 0);
      const canMove =
        more.length === 0 &&
        first.name === first.inner &&
        interfaces.items.length === 1 &&
        card?.kind === 'mapping' &&
        object.properties.entries.includes(first.entry) &&
        !['SubnetId', 'NetworkInterfaceId'].some((name) => entryAt(card, name));
      const fixes: readonly Fix[] = canMove
        ? [
            {
              title: `Move ${first.name} into the network interface`,
              preferred: true,
              edits: [{ op: 'move-entry', from: object.properties, entry: first.entry, to: card }],
            },
          ]
        : [];
      yield {
        at: first.entry.key,
        resource: object.id,
        message: `${object.id} has both NetworkInterfaces and ${listed(beside.map(({ name }) => name))}. EC2 accepts ${beside.length === 1 ? 'it' : 'them'} only inside a network interface.`,
        fixes,
      };
    }
  },
});

/** Each property, and its name within an interface. */
const OF_INTERFACE = { SubnetId: 'SubnetId', SecurityGroupIds: 'GroupSet', SecurityGroups: 'GroupSet' };
