import { defaultsOf } from '../../network/field.ts';
import { integerField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An Auto Scaling group whose sizes contradict each other. */
export default defineRule({
  id: 'fleet-size',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The sizes of the Auto Scaling group contradict each other',
  why: 'An Auto Scaling group has at least MinSize and at most MaxSize instances, and DesiredCapacity is between them. EC2 Auto Scaling rejects anything else, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html'],

  check: eachResource(['AWS::AutoScaling::AutoScalingGroup'], function* ({ object, property }) {
    const size = (name: string) => integerField(property(name));
    const pairs = [
      ['MinSize', 'MaxSize'],
      ['MinSize', 'DesiredCapacity'],
      ['DesiredCapacity', 'MaxSize'],
    ] as const;
    for (const [lower, upper] of pairs) {
      const [least, most] = [size(lower), size(upper)];
      if (least.kind !== 'known' || most.kind !== 'known' || least.value <= most.value) continue;
      yield {
        at: most.at,
        resource: object.id,
        defaults: defaultsOf(least, most),
        message: `${lower} of ${object.id} is ${least.value}, and ${upper} is ${most.value}. AWS rejects the Auto Scaling group.`,
        related: [{ at: least.at, message: `${lower} is ${least.value}` }],
        fixes: changeTo(literalInPlace(most), String(least.value), false),
      };
      return;
    }
  }),
});
