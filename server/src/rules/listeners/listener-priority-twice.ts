import type { NetworkObject } from '../../network/field.ts';
import { keyOf } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { defaultsOf, type Known } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Two rules of one listener with the same priority. */
export default defineRule({
  id: 'listener-priority-twice',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two rules of the listener have the same priority',
  why: 'The rules of a listener are tried in the order of their priorities, so each priority is used once. Elastic Load Balancing rejects a second rule with "Priority is currently in use", and the stack fails.',
  howToFix: 'Give each rule a priority of its own, from 1 to 50000.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenerrule.html',
  ],

  *check(file) {
    const seen = new Map<string, { readonly rule: NetworkObject; readonly priority: Known }>();
    for (const { object, property } of existingResources(file, [
      'AWS::ElasticLoadBalancingV2::ListenerRule',
    ])) {
      const listener = targetField(property('ListenerArn'));
      const priority = property('Priority');
      if (listener.kind !== 'known' || priority.kind !== 'known') continue;
      const key = `${keyOf(listener.value)} ${Number(priority.text)}`;
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, { rule: object, priority });
        continue;
      }
      yield {
        at: priority.at,
        resource: object.id,
        defaults: [
          ...new Set([...defaultsOf(priority), ...defaultsOf(earlier.priority), ...listener.defaults]),
        ],
        message: `${earlier.rule.id} and ${object.id} have priority ${priority.text} in one listener. AWS rejects the second rule.`,
        related: [{ at: earlier.priority.at, message: `${earlier.rule.id} has priority ${priority.text}` }],
      };
    }
  },
});
