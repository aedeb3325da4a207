import { find } from '../../../network/lookup.ts';
import { targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { Fields, Value } from '../../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../../defineRule.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** Network interfaces of an Auto Scaling group or an instance at indexes that EC2 does not take. */
export default defineRule({
  id: 'device-index',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A network interface has no device index, or one that is not free',
  why: 'Every network interface of an instance has a device index of its own, and the first one has 0. EC2 answers "Each network interface requires a device index" or "requires a unique device index", and Auto Scaling "The network interface\'s device index must be zero": the stack fails.',
  howToFix: 'Give the first interface the DeviceIndex 0, and each other one the next number.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html',
    'https://github.com/eksctl-io/eksctl/pull/743',
    'https://github.com/Young-ook/terraform-aws-eks/issues/148',
    'https://github.com/aws-ia/terraform-aws-eks-blueprints/issues/363',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::EC2::Instance']))
      yield* reportsOn(reader, reader, 'NetworkInterfaces');
    const templates = existingResources(file, ['AWS::EC2::LaunchTemplate']);
    for (const template of templates) {
      const user = userOf(template, file);
      if (user) yield* reportsOn(template, user, 'LaunchTemplateData.NetworkInterfaces');
    }
  },
});

function* reportsOn({ object, property }: ResourceReader, user: ResourceReader, path: string) {
  const cards = valueAtPath(property, path);
  const fault =
    cards.kind === 'list' && !cards.hasGaps ? faultOf(cards.items, user.resource.type) : undefined;
  if (!fault) return;
  yield {
    at: fault.at,
    resource: object.id,
    defaults: fault.defaults,
    message: `${object.id} has ${fault.what}. AWS rejects ${user.object.id}.`,
    related:
      user.object.id === object.id
        ? []
        : [{ at: user.object.at, message: `${user.object.id} uses ${object.id}` }],
  };
}

interface Fault {
  readonly at: Fields['at'];
  readonly what: string;
  readonly defaults: readonly string[];
}

/**
 * Why EC2 rejects the indexes of the interfaces. Interfaces of different network cards may have the same index, and a
 * fleet adds no first interface of its own.
 */
function faultOf(cards: readonly Value[], user: string): Fault | undefined {
  const seen = new Set<string>();
  for (const card of cards) {
    if (card.kind !== 'fields' || card.fields.has('NetworkCardIndex')) return undefined;
    const index = card.fields.get('DeviceIndex');
    if (index === undefined || index.kind === 'absent')
      // For an instance the schema requires DeviceIndex.
      return user === 'AWS::EC2::Instance'
        ? undefined
        : { at: card.at, what: 'a network interface without a device index', defaults: [] };
    if (index.kind !== 'known') return undefined;
    const { at, text, defaults } = index;
    if (seen.has(text)) return { at, what: `two network interfaces with the device index ${text}`, defaults };
    seen.add(text);
  }
  const [only, ...others] = cards;
  const index = only?.kind === 'fields' ? only.fields.get('DeviceIndex') : undefined;
  if (user !== 'AWS::AutoScaling::AutoScalingGroup' || others.length > 0 || index?.kind !== 'known')
    return undefined;
  const { at, text, defaults } = index;
  return text === '0'
    ? undefined
    : { at, what: `its only network interface at the device index ${text}`, defaults };
}

/** An Auto Scaling group or an instance that is launched from a template. */
function userOf(template: ResourceReader, file: CheckedFile): ResourceReader | undefined {
  const users = existingResources(file, ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance']);
  const own = new Map([[template.object.id, template]]);
  return users.find(({ property }) => {
    const names = ['LaunchTemplate.LaunchTemplateId', 'LaunchTemplate.LaunchTemplateName'];
    return names.some((name) => find(own, targetField(valueAtPath(property, name))) !== undefined);
  });
}
