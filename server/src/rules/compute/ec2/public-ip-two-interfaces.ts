import { keyOfField } from '../../../network/lookup.ts';
import { booleanField, fieldIn, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { valueAt } from '../../../syntax/tree.ts';
import type { Fields } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { removalInItems } from '../../shared/fixes/settingFix.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A public address requested at launch for an instance with several network interfaces. */
export default defineRule({
  id: 'public-ip-two-interfaces',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A public address is requested for an instance whose interface cannot get one',
  why: 'EC2 assigns a public IPv4 address at launch only if the instance is launched with one new network interface. With more it answers "The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces", and the stack fails. An interface that exists already gets none at launch either.',
  howToFix:
    'Remove AssociatePublicIpAddress, and associate an Elastic IP address with the first network interface.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html',
    'https://github.com/zalando-incubator/kubernetes-on-aws/pull/8733',
  ],

  check: eachResource(
    ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'],
    function* ({ resource, object, property }, { network }) {
      const isTemplate = resource.type === 'AWS::EC2::LaunchTemplate';
      const path = [...(isTemplate ? ['LaunchTemplateData'] : []), 'NetworkInterfaces'];
      const cards = valueAtPath(property, path.join('.'));
      if (cards.kind !== 'list') return;
      for (const card of cards.items) {
        if (card.kind !== 'fields') return;
        const asks = booleanField(fieldIn(card, 'AssociatePublicIpAddress'));
        if (asks.kind !== 'known' || !asks.value) continue;
        const reason = reasonOf(card, cards.items.length);
        if (reason === undefined) return;
        const user = [...network.workloads.values()].find(
          (one) => 'launchTemplate' in one && keyOfField(one.launchTemplate) === object.id,
        );
        const rejected = !isTemplate ? 'the instance' : user ? user.id : 'what is launched from it';
        yield {
          at: asks.at,
          resource: object.id,
          severity: isTemplate && !user ? 'warning' : 'error',
          defaults: asks.defaults,
          message: `${object.id} requests a public address ${reason}. AWS rejects ${rejected}.`,
          related: user ? [{ at: user.at, message: `${user.id} uses ${object.id}` }] : [],
          fixes: removalInItems(valueAt(object.properties, ...path), 'AssociatePublicIpAddress'),
        };
        return;
      }
    },
  ),
});

/** Why the interface cannot get an address at launch; undefined if it can. */
function reasonOf(card: Fields, count: number): string | undefined {
  const own = card.fields.get('NetworkInterfaceId');
  if (own?.kind === 'reference' || own?.kind === 'known')
    return 'for a network interface that exists already';
  return count < 2 ? undefined : `and has ${count} network interfaces`;
}
