import type { NetworkObject } from '../../network/field.ts';
import { keyOf } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { defaultsOfValue, type Known } from '../../template/evaluation/value.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
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
    const rules = [...existingResources(file, ['AWS::ElasticLoadBalancingV2::ListenerRule'])];
    const seen = new Map<string, { readonly rule: NetworkObject; readonly priority: Known }>();
    for (const { object, property } of rules) {
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
        defaults: [...defaultsOfValue(priority), ...defaultsOfValue(earlier.priority), ...listener.defaults],
        message: `${earlier.rule.id} and ${object.id} have priority ${priority.text} in one listener. AWS rejects the second rule.`,
        related: [{ at: earlier.priority.at, message: `${earlier.rule.id} has priority ${priority.text}` }],
        fixes: nextPriority(object, keyOf(listener.value), Number(priority.text), rules),
      };
    }
  },
});

/** The next priority that no rule of the listener has; none where that of one is decided at deployment. */
function nextPriority(
  { properties }: NetworkObject,
  listener: string,
  from: number,
  rules: readonly ResourceReader[],
): readonly Fix[] {
  const used = new Set<number>();
  for (const { property } of rules) {
    const [target, priority] = [targetField(property('ListenerArn')), property('Priority')];
    if (target.kind === 'known' && keyOf(target.value) !== listener) continue;
    if (target.kind !== 'known' || priority.kind !== 'known') return [];
    used.add(Number(priority.text));
  }
  let free = from;
  while (used.has(free)) free++;
  if (free > HIGHEST) return [];
  return settingFix(properties, 'Priority', free, `Change the priority to ${free}, the next free one`);
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const HIGHEST = 50_000;
