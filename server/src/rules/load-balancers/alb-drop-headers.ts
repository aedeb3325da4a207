import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const ATTRIBUTE = 'routing.http.drop_invalid_header_fields.enabled';

/** An Application Load Balancer that forwards invalid header fields. */
export default defineRule({
  id: 'alb-drop-headers',
  area: 'load-balancers',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The load balancer forwards malformed header fields',
  why: 'Header fields with names that HTTP does not allow help to smuggle requests past the load balancer. With routing.http.drop_invalid_header_fields.enabled it drops them.',
  howToFix: 'Set the attribute routing.http.drop_invalid_header_fields.enabled to true.',
  whenToIgnore: 'If clients send such header fields and the targets need them.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],

  *check(file) {
    for (const { object, property, listOf } of existingResources(file, [
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ])) {
      const type = property('Type');
      const attributes = property('LoadBalancerAttributes');
      if (type.kind === 'unknown' || (type.kind === 'known' && type.text !== 'application')) continue;
      if (attributes.kind === 'unknown' || (attributes.kind === 'list' && attributes.hasGaps)) continue;
      const own = itemsOf(attributes).map((item) => ({
        key: fieldIn(item, 'Key'),
        value: fieldIn(item, 'Value'),
      }));
      if (own.some(({ key }) => key.kind !== 'known')) continue;
      const written = own.find(({ key }) => hasText(key, ATTRIBUTE));
      const value = written?.value;
      if (written && !hasText(value, 'false')) continue;
      const into = listOf('LoadBalancerAttributes');
      yield {
        at: value?.kind === 'known' ? value.at : object.at,
        resource: object.id,
        message: `${object.id} hands on header fields whose names HTTP does not allow.`,
        fixes:
          !written && into
            ? [
                {
                  title: 'Drop them',
                  preferred: false,
                  edits: [{ op: 'insert-item', into, value: { Key: ATTRIBUTE, Value: 'true' } }],
                },
              ]
            : [],
      };
    }
  },
});
