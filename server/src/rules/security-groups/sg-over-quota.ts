import { defaultsOf } from '../../network/field.ts';
import { rulesByGroup } from '../../network/lookup.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { defineRule, type Report } from '../defineRule.ts';

/** Fact G58; both can be raised. */
const RULES_OF_GROUP = 60;
const GROUPS_OF_INTERFACE = 5;

/** More rules in a group, or more groups on an interface, than the default quotas of an account allow. */
export default defineRule({
  id: 'sg-over-quota',
  area: 'security-groups',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'More rules or security groups than the default quota',
  why: 'A security group has 60 inbound and 60 outbound rules for each family of addresses, and a network interface 5 groups, unless the account has asked for more. Beyond that EC2 answers RulesPerSecurityGroupLimitExceeded or SecurityGroupsPerInterfaceLimitExceeded, and the stack fails.',
  howToFix: 'Use a managed prefix list, fewer rules, or ask for a higher quota in Service Quotas.',
  whenToIgnore: 'If the account has a higher quota.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    'https://github.com/aws-samples/aws-cloudfront-samples/issues/53',
    'G58',
  ],

  *check({ network, template }) {
    if (!template) return;
    for (const [key, rules] of rulesByGroup(network).of) {
      if (rules.length <= RULES_OF_GROUP) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        for (const family of [4, 6] as const)
          yield* excessOf(key, direction, rules.filter(isOf(direction, family)));
      }
    }
    for (const { id, securityGroups } of network.workloads.values()) {
      if (securityGroups.kind !== 'known') continue;
      const excess = securityGroups.items[GROUPS_OF_INTERFACE];
      if (excess?.kind !== 'known') continue;
      yield {
        at: excess.at,
        resource: id,
        message: `${id} has ${securityGroups.items.length} security groups, and the default quota of a network interface is ${GROUPS_OF_INTERFACE}.`,
      };
    }
  },
});

/** Rules for one family; a rule for a group or a prefix list counts in both, and is omitted if its count is unknown. */
function isOf(direction: Direction, family: 4 | 6): (rule: SecurityGroupRule) => boolean {
  return ({ direction: own, peer }) => {
    if (own !== direction) return false;
    if (peer.kind === 'group') return true;
    return peer.kind === 'cidr' && peer.cidr.kind === 'known' && peer.cidr.value.family === family;
  };
}

function* excessOf(
  group: string,
  direction: Direction,
  rules: readonly SecurityGroupRule[],
): Generator<Report> {
  const excess = rules[RULES_OF_GROUP];
  if (!excess || rules.every(({ peer }) => peer.kind === 'group')) return;
  yield {
    at: excess.at,
    resource: excess.resource,
    defaults: defaultsOf(...rules.map(({ group }) => group)),
    message: `${group} has ${rules.length} ${direction === 'ingress' ? 'inbound' : 'outbound'} rules, and the default quota of a group is ${RULES_OF_GROUP}.`,
  };
}
