import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html */
const ACTIONS = ['aws:pass', 'aws:drop', 'aws:forward_to_sfe'];

/** A firewall policy, or a stateless rule, without a standard action. */
export default defineRule({
  id: 'firewall-default-action',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The firewall policy or stateless rule has no standard action',
  why: 'StatelessDefaultActions and StatelessFragmentDefaultActions of a firewall policy, and the Actions of each stateless rule of a rule group, need one of aws:pass, aws:drop and aws:forward_to_sfe; others are custom actions beside it. Network Firewall rejects the policy or the rule group otherwise, and the stack fails.',
  howToFix: 'Add aws:pass, aws:drop or aws:forward_to_sfe.',
  sources: [
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleDefinition.html',
  ],

  check: eachResource(
    ['AWS::NetworkFirewall::FirewallPolicy', 'AWS::NetworkFirewall::RuleGroup'],
    function* ({ object, property }) {
      for (const [name, actions] of [...defaultActions(property), ...ruleActions(property)]) {
        if (actions.kind !== 'list' || actions.hasGaps || actions.items.length === 0) continue;
        const known = itemsOf(actions).filter((one) => one.kind === 'known');
        if (known.length < actions.items.length || known.some(({ text }) => ACTIONS.includes(text))) continue;
        const [only, ...more] = known;
        const meant = only && more.length === 0 ? meantBy(only.text) : undefined;
        yield {
          at: only?.at ?? actions.at,
          resource: object.id,
          defaults: known.flatMap(({ defaults }) => defaults),
          message: `${name} of ${object.id} has none of aws:pass, aws:drop and aws:forward_to_sfe. AWS rejects ${object.id}.`,
          fixes: only ? changeTo(literalInPlace(only), meant, true) : [],
        };
      }
    },
  ),
});

type NamedActions = readonly (readonly [name: string, actions: Value])[];

function defaultActions(property: ResourceReader['property']): NamedActions {
  const names = ['StatelessDefaultActions', 'StatelessFragmentDefaultActions'];
  return names.map((name) => [name, valueAtPath(property, `FirewallPolicy.${name}`)]);
}

function ruleActions(property: ResourceReader['property']): NamedActions {
  const rules = valueAtPath(property, 'RuleGroup.RulesSource.StatelessRulesAndCustomActions.StatelessRules');
  return itemsOf(rules).flatMap((rule) => {
    const definition = rule.kind === 'fields' ? rule.fields.get('RuleDefinition') : undefined;
    const actions = definition?.kind === 'fields' ? definition.fields.get('Actions') : undefined;
    return actions ? [['A stateless rule', actions] as const] : [];
  });
}

function meantBy(typed: string): string | undefined {
  return (
    ACTIONS.find((one) => one === `aws:${typed.toLowerCase()}`) ?? ACTIONS.find((one) => isNear(typed, one))
  );
}

/** Whether a text is near to a standard action: aws:forward is the beginning of one, and aws:droop a slip. */
function isNear(typed: string, action: string): boolean {
  return (/^aws:\w/.test(typed) && action.startsWith(typed)) || misspellingsOf(typed, [action]).length > 0;
}
