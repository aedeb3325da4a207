import { defaultsOf } from '../../../network/field.ts';
import { integerField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { table } from '../../../table.ts';
import { defineRule } from '../../defineRule.ts';
import { changeTo, literalInPlace } from '../../shared/fixes/settingFix.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** The property with the sizes: a node group has an Auto Scaling group of its own. */
const KINDS: Readonly<Record<string, { kind: string; within: string; desired: string }>> = table({
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'Auto Scaling group',
    within: '',
    desired: 'DesiredCapacity',
  },
  'AWS::EKS::Nodegroup': { kind: 'node group', within: 'ScalingConfig.', desired: 'DesiredSize' },
});

/** An Auto Scaling group, or a node group, whose sizes contradict each other. */
export default defineRule({
  id: 'fleet-size',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The sizes of the group contradict each other',
  why: 'An Auto Scaling group and a node group of EKS have at least MinSize and at most MaxSize instances, and the desired size is between them. AWS rejects anything else, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html',
  ],

  check: eachResource(Object.keys(KINDS), function* ({ object, property, resource }) {
    const { kind, within, desired } = KINDS[resource.type]!;
    const size = (name: string) => integerField(valueAtPath(property, `${within}${name}`));
    const pairs = [
      ['MinSize', 'MaxSize'],
      ['MinSize', desired],
      [desired, 'MaxSize'],
    ] as const;
    for (const [lower, upper] of pairs) {
      const [least, most] = [size(lower), size(upper)];
      if (least.kind !== 'known' || most.kind !== 'known' || least.value <= most.value) continue;
      yield {
        at: most.at,
        resource: object.id,
        defaults: defaultsOf(least, most),
        message: `${lower} of ${object.id} is ${least.value}, and ${upper} is ${most.value}. AWS rejects the ${kind}.`,
        related: [{ at: least.at, message: `${lower} is ${least.value}` }],
        fixes: changeTo(literalInPlace(most), String(least.value), false),
      };
      return;
    }
  }),
});
