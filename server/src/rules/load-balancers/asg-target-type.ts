import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { targetList } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An Auto Scaling group that registers its instances where addresses or a function belong. */
export default defineRule({
  id: 'asg-target-type',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The target group of the Auto Scaling group is not for instances',
  why: 'An Auto Scaling group registers instances by their ids. It rejects a target group for addresses, functions or load balancers, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html',
    'https://github.com/hashicorp/terraform/issues/18674',
  ],

  check: eachResource(['AWS::AutoScaling::AutoScalingGroup'], function* ({ object, property }, { network }) {
    const groups = targetList(property('TargetGroupARNs'));
    for (const field of groups.kind === 'known' ? groups.items : []) {
      const group = find(network.targetGroups, field);
      if (field.kind !== 'known' || group?.targetType.kind !== 'known') continue;
      const { targetType } = group;
      if (targetType.value === 'instance') continue;
      yield {
        at: field.at,
        resource: object.id,
        defaults: defaultsOf(field, targetType),
        message: `${object.id} registers instances in ${group.id}, whose target type is ${targetType.value}. AWS accepts only instance.`,
        related: [{ at: targetType.at, message: `${group.id} has target type ${targetType.value}` }],
        fixes: changeTo(literalInPlace(targetType), 'instance', false),
      };
    }
  }),
});
