import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html */
const ACTIONS = ['aws:pass', 'aws:drop', 'aws:forward_to_sfe'];

/** A firewall policy without a standard action for packets that no stateless rule matches. */
export default defineRule({
  id: 'firewall-default-action',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The firewall policy has no standard action among its stateless default actions',
  why: 'StatelessDefaultActions and StatelessFragmentDefaultActions each need one of aws:pass, aws:drop and aws:forward_to_sfe; others are custom actions beside it. Network Firewall rejects the policy otherwise, and the stack fails.',
  howToFix: 'Add aws:pass, aws:drop or aws:forward_to_sfe.',
  sources: ['https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html'],

  check: eachResource(['AWS::NetworkFirewall::FirewallPolicy'], function* ({ object, property }) {
    for (const name of ['StatelessDefaultActions', 'StatelessFragmentDefaultActions']) {
      const actions = valueAtPath(property, `FirewallPolicy.${name}`);
      if (actions.kind !== 'list' || actions.hasGaps || actions.items.length === 0) continue;
      const known = itemsOf(actions).filter((one) => one.kind === 'known');
      if (known.length < actions.items.length || known.some(({ text }) => ACTIONS.includes(text))) continue;
      const [only, ...more] = known;
      const meant = only && more.length === 0 ? ACTIONS.find((one) => isNear(only.text, one)) : undefined;
      yield {
        at: only?.at ?? actions.at,
        resource: object.id,
        defaults: known.flatMap(({ defaults }) => defaults),
        message: `${name} of ${object.id} has none of aws:pass, aws:drop and aws:forward_to_sfe. AWS rejects ${object.id}.`,
        fixes: only ? changeTo(literalInPlace(only), meant, true) : [],
      };
    }
  }),
});

/** aws:forward is the beginning of one, and aws:droop a slip. */
function isNear(typed: string, action: string): boolean {
  return (/^aws:\w/.test(typed) && action.startsWith(typed)) || misspellingsOf(typed, [action]).length > 0;
}
