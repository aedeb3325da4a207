import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A firewall policy that names a rule group of another type than its list, or of another order than its own. */
export default defineRule({
  id: 'firewall-rule-group-type',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The firewall policy names a rule group of another type or order',
  why: 'A firewall policy lists its stateful rule groups in StatefulRuleGroupReferences and its stateless ones in StatelessRuleGroupReferences. Network Firewall answers a group in the other list with "rule group ARN is of incorrect entity type", and the stack fails. A stateful rule group has the order of the policy: StatefulRuleOptions of the one must match StatefulEngineOptions of the other.',
  howToFix:
    'Move the reference to the list for the type of the rule group; a stateless one needs a Priority. Give the rule group the RuleOrder of the policy.',
  sources: [
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatelessRuleGroupReference.html',
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleOptions.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/35948',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    const policies = resourcesOfTypes(file, ['AWS::NetworkFirewall::FirewallPolicy']);
    if (policies.length === 0) return;
    const groups = resourcesOfTypes(file, ['AWS::NetworkFirewall::RuleGroup']);
    const types = new Map(groups.map(({ object, property }) => [object.id, property('Type')]));
    const orders = new Map(
      groups.map(({ object, property }) => [
        object.id,
        valueAtPath(property, 'RuleGroup.StatefulRuleOptions.RuleOrder'),
      ]),
    );
    for (const policy of policies) {
      for (const [list, wanted] of Object.entries(LISTS)) yield* otherGroups(policy, list, wanted, types);
      yield* otherOrders(policy, orders);
    }
  },
});

/** The rule groups in a list of a policy that are not of the list's type. */
function* otherGroups(
  { object, property }: ResourceReader,
  list: string,
  wanted: string,
  types: ReadonlyMap<string, Value>,
): Generator<Report> {
  for (const entry of itemsOf(valueAtPath(property, `FirewallPolicy.${list}`))) {
    const arn = entry.kind === 'fields' ? entry.fields.get('ResourceArn') : undefined;
    const type = arn?.kind === 'reference' ? types.get(arn.resource) : undefined;
    if (arn?.kind !== 'reference' || type?.kind !== 'known') continue;
    if (type.text === wanted || !TYPES.includes(type.text)) continue;
    yield {
      at: arn.at,
      resource: object.id,
      defaults: type.defaults,
      message: `${list} of ${object.id} names ${arn.resource}, a rule group of type ${type.text}. Network Firewall rejects the policy.`,
      related: [{ at: type.at, message: `${arn.resource} is ${type.text}` }],
    };
  }
}

/**
 * The stateful rule groups whose rule order differs from the one that the policy states. AWS's pages disagree about
 * the default order of a policy, so a policy that states none is left out.
 */
function* otherOrders(
  { object, property }: ResourceReader,
  orders: ReadonlyMap<string, Value>,
): Generator<Report> {
  const wanted = valueAtPath(property, 'FirewallPolicy.StatefulEngineOptions.RuleOrder');
  if (wanted.kind !== 'known') return;
  for (const entry of itemsOf(valueAtPath(property, 'FirewallPolicy.StatefulRuleGroupReferences'))) {
    const arn = entry.kind === 'fields' ? entry.fields.get('ResourceArn') : undefined;
    const order = arn?.kind === 'reference' ? orders.get(arn.resource) : undefined;
    if (arn?.kind !== 'reference' || (order?.kind !== 'known' && order?.kind !== 'absent')) continue;
    const own = order.kind === 'known' ? order.text : DEFAULT_ORDER;
    if (own === wanted.text || !ORDERS.has(own) || !ORDERS.has(wanted.text)) continue;
    yield {
      at: arn.at,
      resource: object.id,
      defaults: [...wanted.defaults, ...defaultsOfValue(order)],
      message: `${object.id} has the rule order ${wanted.text}, and ${arn.resource} has ${own}${order.kind === 'absent' ? ' by default' : ''}. Network Firewall needs one order for both and rejects the policy.`,
      related: [{ at: wanted.at, message: `${object.id} has ${wanted.text}` }],
    };
  }
}

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleOptions.html */
const DEFAULT_ORDER = 'DEFAULT_ACTION_ORDER';

const ORDERS: ReadonlySet<string> = new Set([DEFAULT_ORDER, 'STRICT_ORDER']);

/** The type of the rule groups in each list. */
const LISTS: Readonly<Record<string, string>> = table({
  StatefulRuleGroupReferences: 'STATEFUL',
  StatelessRuleGroupReferences: 'STATELESS',
});

const TYPES = Object.values(LISTS);
