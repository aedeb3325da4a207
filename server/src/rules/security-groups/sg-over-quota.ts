import { defaultsOf } from '../../network/field.ts';
import { keyOfField, rulesByGroup } from '../../network/lookup.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

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
  why: 'A security group has 60 inbound and 60 outbound rules for each family of addresses, and a network interface 5 groups, unless the account has asked for more. A prefix list counts as many rules as it has room for entries. Beyond that EC2 answers RulesPerSecurityGroupLimitExceeded or SecurityGroupsPerInterfaceLimitExceeded, and the stack fails.',
  howToFix: 'Use a managed prefix list, fewer rules, or ask for a higher quota in Service Quotas.',
  whenToIgnore: 'If the account has a higher quota.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    'https://github.com/aws-samples/aws-cloudfront-samples/issues/53',
    'G58',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template) return;
    const lists = listsIn(file);
    for (const [key, rules] of rulesByGroup(network).of) {
      if (rules.length <= RULES_OF_GROUP && lists.size === 0) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        for (const family of [4, 6] as const)
          yield* excessOf(key, direction, weighed(rules, direction, family, lists));
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

/** A prefix list of the template: it counts as many rules as it has room for entries. */
interface List {
  readonly family: 4 | 6;
  readonly entries: number;
}

function listsIn(file: CheckedFile): ReadonlyMap<string, List> {
  const lists = new Map<string, List>();
  for (const { object, property } of existingResources(file, ['AWS::EC2::PrefixList'])) {
    const [most, family] = [property('MaxEntries'), property('AddressFamily')];
    if (most.kind !== 'known' || family.kind !== 'known' || most.defaults.length > 0) continue;
    const entries = Number(most.text);
    if (Number.isInteger(entries)) lists.set(object.id, { family: family.text === 'IPv6' ? 6 : 4, entries });
  }
  return lists;
}

interface Weighed {
  readonly rule: SecurityGroupRule;
  readonly weight: number;
}

/** The rules for one family. One for a group counts in both, and a prefix list of unknown size is left out. */
function weighed(
  rules: readonly SecurityGroupRule[],
  direction: Direction,
  family: 4 | 6,
  lists: ReadonlyMap<string, List>,
): readonly Weighed[] {
  return rules.flatMap((rule): readonly Weighed[] => {
    const { peer } = rule;
    if (rule.direction !== direction) return [];
    if (peer.kind === 'group') return [{ rule, weight: 1 }];
    if (peer.kind === 'prefix-list') {
      const list = lists.get(keyOfField(peer.list) ?? '');
      return list?.family === family ? [{ rule, weight: list.entries }] : [];
    }
    const isOne = peer.kind === 'cidr' && peer.cidr.kind === 'known' && peer.cidr.value.family === family;
    return isOne ? [{ rule, weight: 1 }] : [];
  });
}

function* excessOf(group: string, direction: Direction, rules: readonly Weighed[]): Generator<Report> {
  if (rules.every(({ rule: { peer } }) => peer.kind === 'group')) return;
  let count = 0;
  let excess: SecurityGroupRule | undefined;
  for (const { rule, weight } of rules) {
    count += weight;
    if (count > RULES_OF_GROUP) excess ??= rule;
  }
  if (!excess) return;
  const largest = rules.find(({ weight }) => weight > 1);
  const what = `${direction === 'ingress' ? 'inbound' : 'outbound'} rules`;
  const counted = largest ? `counts ${count} ${what} with its prefix lists` : `has ${count} ${what}`;
  yield {
    at: excess.at,
    resource: excess.resource,
    defaults: defaultsOf(...rules.map(({ rule }) => rule.group)),
    message: `${group} ${counted}, and the default quota of a group is ${RULES_OF_GROUP}.`,
  };
}
