import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A firewall policy that names a rule group in the list for the other type. */
export default defineRule({
  id: 'firewall-rule-group-type',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The firewall policy names a rule group of the other type',
  why: 'A firewall policy lists its stateful rule groups in StatefulRuleGroupReferences and its stateless ones in StatelessRuleGroupReferences. Network Firewall answers a group in the other list with "rule group ARN is of incorrect entity type", and the stack fails.',
  howToFix:
    'Move the reference to the list for the type of the rule group; a stateless one needs a Priority.',
  sources: [
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatelessRuleGroupReference.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/35948',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    const policies = resourcesOfTypes(file, ['AWS::NetworkFirewall::FirewallPolicy']);
    if (policies.length === 0) return;
    const types = new Map(
      resourcesOfTypes(file, ['AWS::NetworkFirewall::RuleGroup']).map(({ object, property }) => [
        object.id,
        property('Type'),
      ]),
    );
    for (const policy of policies)
      for (const [list, wanted] of Object.entries(LISTS)) yield* otherGroups(policy, list, wanted, types);
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

/** The type of the rule groups in each list. */
const LISTS: Readonly<Record<string, string>> = table({
  StatefulRuleGroupReferences: 'STATEFUL',
  StatelessRuleGroupReferences: 'STATELESS',
});

const TYPES = Object.values(LISTS);
