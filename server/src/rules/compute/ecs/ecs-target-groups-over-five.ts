import { fieldIn, itemsOf } from '../../../network/template/fieldOfValue.ts';
import { defaultsOfValue } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A service with more target groups than ECS accepts. */
export default defineRule({
  id: 'ecs-target-groups-over-five',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service has more than five target groups',
  why: 'A service can have at most five target groups. ECS rejects one with more with "load balancers can have at most 5 items", and the stack fails.',
  howToFix: 'Divide the containers among several services.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html',
    'https://github.com/hashicorp/terraform/issues/25306',
  ],

  check: eachResource(['AWS::ECS::Service'], function* ({ object, property }) {
    // An item that is known only at deployment may be AWS::NoValue, and no target group.
    const groups = itemsOf(property('LoadBalancers')).flatMap((item) => {
      const group = fieldIn(item, 'TargetGroupArn');
      return 'at' in group ? [group] : [];
    });
    const sixth = groups[MOST];
    if (!sixth) return;
    yield {
      at: sixth.at,
      resource: object.id,
      defaults: groups.flatMap(defaultsOfValue),
      message: `${object.id} has ${groups.length} target groups, and ECS accepts ${MOST}. AWS rejects ${object.id}.`,
    };
  }),
});

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html: Considerations */
const MOST = 5;
