import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { entryAt, valueAt } from '../../syntax/tree.ts';
import type { List, Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { resourceOfTypes, resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** An instance with a list of network interfaces and a subnet or groups of its own. */
export default defineRule({
  id: 'instance-interfaces-conflict',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance sets a subnet or security groups outside its network interfaces',
  why: 'An instance with NetworkInterfaces sets its subnet and security groups there. EC2 rejects them on the instance with "Network interfaces and an instance-level subnet ID may not be specified on the same request", or the same for security groups, and the stack fails. The network interfaces of its launch template count too.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
    'https://github.com/ansible-collections/amazon.aws/issues/157',
  ],
  cfnLint: 'E3020',

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const reader of resourcesOfTypes(file, ['AWS::EC2::Instance'])) {
      const { object, property } = reader;
      const interfaces = property('NetworkInterfaces');
      if (!isWritten(interfaces)) {
        yield* ofLaunchTemplate(reader, file);
        continue;
      }
      const beside = besideInterfaces(reader);
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

/** An instance with its own subnet or groups, whose launch template lists network interfaces. */
function* ofLaunchTemplate(reader: ResourceReader, file: CheckedFile): Iterable<Report> {
  const { object, property } = reader;
  const launched = valueAtPath(property, 'LaunchTemplate.LaunchTemplateId');
  const beside = besideInterfaces(reader);
  const [first] = beside;
  if (launched.kind !== 'reference' || !first) return;
  const template = resourceOfTypes(file, launched.resource, ['AWS::EC2::LaunchTemplate']);
  if (!template || !isWritten(valueAtPath(template.property, 'LaunchTemplateData.NetworkInterfaces'))) return;
  yield {
    at: first.entry.key,
    resource: object.id,
    message: `${object.id} has ${listed(beside.map(({ name }) => name))}, and ${template.object.id} has NetworkInterfaces. EC2 accepts ${beside.length === 1 ? 'it' : 'them'} only inside a network interface.`,
    related: [{ at: template.object.at, message: `${template.object.id} has the network interfaces` }],
  };
}

function isWritten(interfaces: Value): interfaces is List {
  return interfaces.kind === 'list' && interfaces.items.some(({ kind }) => kind === 'fields');
}

/** The properties of an instance that belong into its interfaces. */
function besideInterfaces({ object, property }: ResourceReader) {
  return Object.entries(OF_INTERFACE).flatMap(([name, inner]) => {
    const value = property(name);
    const isGiven =
      value.kind === 'known' ||
      value.kind === 'reference' ||
      (value.kind === 'list' && value.items.length > 0);
    const entry = isGiven && entryAt(object.properties, name);
    return entry ? [{ name, inner, entry }] : [];
  });
}

/** Each property with its name within an interface. */
const OF_INTERFACE = { SubnetId: 'SubnetId', SecurityGroupIds: 'GroupSet', SecurityGroups: 'GroupSet' };
