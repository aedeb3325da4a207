import { contains } from '../../cidr/cidr.ts';
import {
  defaultsOf,
  type Field,
  isSameTarget,
  type Peer,
  type Protocol,
  type SecurityGroupRule,
  type Target,
} from '../../network/model.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { existsWherever, isConditional, removalOf } from '../resources.ts';
import { groupName, peerName, trafficOf } from './ruleText.ts';

/** A rule of a group that lets in or out only what another rule of the group does already. */
export default defineRule({
  id: 'sg-redundant-rule',
  area: 'security-groups',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Another rule of the group covers this one',
  why: 'The rules of a group add up, and each only allows, so a rule within another one changes nothing. It takes a place among the sixty that a group has, and whoever narrows it later closes nothing. Of two equal inline rules CloudFormation makes one and completes the stack; taking one of the two out of a stack that runs has been seen to take the rule itself away.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1534',
    'SG-01',
    'SG-04',
    'SG-08',
    'G57',
  ],

  *check(file) {
    for (const rules of rulesByGroup(file.network.securityGroupRules)) {
      // The widest come first, of equal ones the first of the text.
      const widest: SecurityGroupRule[] = rules.filter(
        (rule, i) =>
          !rules.some(
            (other, j) => i !== j && covers(other, rule, file) && (j < i || !covers(rule, other, file)),
          ),
      );
      for (const rule of rules) {
        const wide = widest.includes(rule) ? undefined : widest.find((other) => covers(other, rule, file));
        if (!wide) continue;
        const isEqual = covers(rule, wide, file);
        const defaults = defaultsOf(...fieldsOf(rule), ...fieldsOf(wide));
        yield {
          at: rule.at,
          resource: rule.resource,
          defaults,
          message: messageFor(rule, wide, isEqual),
          related: [{ at: wide.at, message: `${said(wide)} stands here` }],
          // With other values than the defaults the rule may be needed.
          fixes: defaults.length > 0 ? [] : fixesOf(rule, isEqual, file),
        };
      }
    }
  },
});

/** The rules of each group and direction, without those of which another scenario may have another version. */
function rulesByGroup(rules: readonly SecurityGroupRule[]): readonly (readonly SecurityGroupRule[])[] {
  const groups = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const { group, direction, node } = rule;
    if (group.kind !== 'known' || !node || isConditional(node)) continue;
    const key = `${direction} ${group.value.kind} ${group.value.id}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()];
}

/** Everything that `narrow` allows, `wide` allows too, in every scenario that has `narrow`. */
function covers(wide: SecurityGroupRule, narrow: SecurityGroupRule, file: CheckedFile): boolean {
  return (
    coversTraffic(wide, narrow) &&
    coversPeer(wide.peer, narrow.peer) &&
    (wide.resource === narrow.resource || existsWherever(file, wide.resource, narrow.resource))
  );
}

function coversTraffic(wide: SecurityGroupRule, narrow: SecurityGroupRule): boolean {
  if (wide.protocol.kind !== 'known') return false;
  if (wide.protocol.value === 'all') return true;
  if (narrow.protocol.kind !== 'known' || !isSameProtocol(wide.protocol.value, narrow.protocol.value))
    return false;
  // The types of ICMP messages stand where the ports of others do, and are not read.
  if (wide.protocol.value === 'icmp' || wide.protocol.value === 'icmpv6') return false;
  if (wide.ports.kind !== 'known' || narrow.ports.kind !== 'known') return false;
  return wide.ports.value.from <= narrow.ports.value.from && narrow.ports.value.to <= wide.ports.value.to;
}

function isSameProtocol(a: Protocol, b: Protocol): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.number === b.number : a === b;
}

function coversPeer(wide: Peer, narrow: Peer): boolean {
  if (wide.kind === 'cidr' && narrow.kind === 'cidr') {
    const [outer, inner] = [wide.cidr, narrow.cidr];
    return outer.kind === 'known' && inner.kind === 'known' && contains(outer.value, inner.value);
  }
  if (wide.kind === 'group' && narrow.kind === 'group') return isSameField(wide.group, narrow.group);
  if (wide.kind === 'prefix-list' && narrow.kind === 'prefix-list')
    return isSameField(wide.list, narrow.list);
  return false;
}

function isSameField(a: Field<Target>, b: Field<Target>): boolean {
  return a.kind === 'known' && b.kind === 'known' && isSameTarget(a.value, b.value);
}

function fieldsOf({ group, protocol, ports, peer }: SecurityGroupRule): readonly Field<unknown>[] {
  const named =
    peer.kind === 'cidr'
      ? [peer.cidr]
      : peer.kind === 'group'
        ? [peer.group]
        : peer.kind === 'prefix-list'
          ? [peer.list]
          : [];
  return [group, protocol, ports, ...named];
}

function said(rule: SecurityGroupRule): string {
  return `${trafficOf(rule)} ${rule.direction === 'ingress' ? 'from' : 'to'} ${peerName(rule.peer)}`;
}

function messageFor(rule: SecurityGroupRule, wide: SecurityGroupRule, isEqual: boolean): string {
  const way = rule.direction === 'ingress' ? 'in' : 'out';
  if (isEqual) return `${groupName(rule)} lets ${way} ${said(rule)} twice. The second rule changes nothing.`;
  return `${groupName(rule)} lets ${way} ${said(wide)}, so its rule for ${said(rule)} changes nothing.`;
}

/** Perhaps the wide rule is the one too many; and a stack that runs can lose both of two equal rules at once. */
function fixesOf(rule: SecurityGroupRule, isEqual: boolean, file: CheckedFile): readonly Fix[] {
  const { list, node, resource, direction } = rule;
  if (!list || !node) {
    const removal = removalOf(file, resource);
    return removal ? [{ title: `Remove ${resource}`, preferred: isEqual, edits: [removal] }] : [];
  }
  // A list without rules lets everything out.
  if (direction === 'egress' && list.items.length === 1) return [];
  return [
    {
      title: isEqual ? 'Remove the second rule' : 'Remove the narrower rule',
      preferred: false,
      edits: [{ op: 'remove-item', from: list, item: node }],
    },
  ];
}
