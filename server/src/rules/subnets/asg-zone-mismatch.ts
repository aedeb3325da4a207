import { isInAvailabilityZone, listedSubnets, zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf, type Field } from '../../network/field.ts';
import { isSameZone, type Zone } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { listed as wordsOf } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** An Auto Scaling group with subnets outside of the zones that it names. */
export default defineRule({
  id: 'asg-zone-mismatch',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A subnet of the Auto Scaling group is in none of its zones',
  why: 'Where an Auto Scaling group names AvailabilityZones beside its subnets, the subnets have to be in those zones. AWS rejects the group otherwise, and with it the stack. The zones follow from the subnets, so AvailabilityZones is not needed.',
  sources: [
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::AutoScaling::AutoScalingGroup'])) {
      const group = file.network.workloads.get(object.id);
      const zones = itemsOf(property('AvailabilityZones')).map(zoneField);
      const [first] = zones;
      const listed = group && listedSubnets(group.subnets, wholeNetwork(file));
      if (first?.kind !== 'known' || !listed || zones.some(({ kind }) => kind !== 'known')) continue;
      const strange = listed.filter(
        ({ subnet }) =>
          subnet &&
          isInAvailabilityZone(subnet) &&
          zones.every((zone) => isSameZone(zone, subnet.zone) === 'no'),
      );
      if (strange.length === 0) continue;
      const entry = entryAt(object.properties, 'AvailabilityZones');
      const names = strange.map(({ subnet }) => `${subnet!.id} (${zoneName(subnet!.zone)})`);
      yield {
        at: entry?.key ?? first.at,
        resource: object.id,
        defaults: defaultsOf(...zones, ...strange.map(({ subnet }) => subnet!.zone)),
        message: `${object.id} is for ${wordsOf(zones.map(zoneName))}, and ${wordsOf(names)} ${names.length === 1 ? 'is' : 'are'} elsewhere. AWS rejects it.`,
        related: strange.map(({ target, subnet }) => ({
          at: target.at,
          message: `${subnet!.id} is in ${zoneName(subnet!.zone)}`,
        })),
        fixes: removalFix(object.properties, 'AvailabilityZones'),
      };
    }
  },
});

/** The zone of an item; unknown for `Fn::GetAZs`, which is every zone. */
function zoneField(value: Value): Field<Zone> {
  if (value.kind === 'zone') {
    const { region, index, at } = value;
    return { kind: 'known', value: { kind: 'nth', region, index }, at, defaults: [] };
  }
  if (value.kind === 'known') {
    const { text, at, defaults } = value;
    return { kind: 'known', value: { kind: 'name', name: text }, at, defaults };
  }
  if (value.kind === 'absent') return value;
  return { kind: 'unknown', why: 'it is known when the stack is deployed', at: value.at };
}
