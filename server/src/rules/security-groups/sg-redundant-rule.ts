import { isConditional, removalOf } from '../../changes/resources.ts';
import { contains } from '../../cidr/cidr.ts';
import { areSameTarget, defaultsOf, type Field } from '../../network/field.ts';
import type { Peer, SecurityGroupRule } from '../../network/model.ts';
import { groupName, peerName, trafficOfRule } from '../../wording/ruleWords.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { each } from '../each.ts';
import { groupedRules } from '../shared/resources/perResource.ts';

/** A rule that allows only what another rule of its group allows already. */
export default defineRule({
  id: 'sg-redundant-rule',
  area: 'security-groups',
  severity: 'hint',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Another rule of the security group covers this one',
  why: 'Security group rules only allow and add up, so a rule inside a wider rule has no effect. It uses one of the sixty rules that a group can have, and narrowing it closes nothing. CloudFormation creates only one of two equal inline rules and completes the stack; removing one of them from a running stack has been seen to remove the rule itself. If one of them is a separate resource, EC2 fails with InvalidPermission.Duplicate.',
  whenToIgnore: 'If the rule documents a client although a wider rule already allows it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1534',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/612',
    'SG-01',
    'SG-04',
    'SG-08',
    'G57',
  ],

  check: each(groupedRules, function* (group, file) {
    for (const rules of comparableRules(group, file)) {
      const coverers = rules.map((rule) => rules.filter((other) => other !== rule && covers(other, rule)));
      // If rules cover each other, the first in the text is kept.
      const isWidest = rules.map(
        (rule, i) => !coverers[i]!.some((other) => other.index < i || !coverers[other.index]!.includes(rule)),
      );
      for (const [i, { rule }] of rules.entries()) {
        const wide = isWidest[i] ? undefined : coverers[i]!.find(({ index }) => isWidest[index]);
        if (!wide) continue;
        const isEqual = coverers[wide.index]!.includes(rules[i]!);
        const defaults = defaultsOf(...fieldsOf(rule), ...fieldsOf(wide.rule));
        yield {
          at: rule.at,
          resource: rule.resource,
          defaults,
          ...(isEqual && isRefusedTwice(rule, wide.rule) && { severity: 'warning' as const }),
          message: messageFor(rule, wide.rule, isEqual),
          related: [{ at: wide.rule.at, message: `The rule for ${said(wide.rule)} is here` }],
          // With other values than the defaults the rule may be needed.
          fixes: defaults.length > 0 ? [] : fixesOf(rule, isEqual, file),
        };
      }
    }
  }),
});

/** A rule in numbers, since all rules of a group are compared with each other. */
interface Numbered {
  readonly index: number;
  readonly rule: SecurityGroupRule;
  /** The condition of the resource with the rule. */
  readonly condition: string | undefined;
  /** The protocol's number, -1 for all; NaN, which equals nothing, if it is unknown. */
  readonly protocol: number;
  /**
   * The first port; NaN if the ports are unknown, if the last is below the first, or if the protocol has types in
   * place of ports.
   */
  readonly from: number;
  readonly to: number;
}

const PROTOCOLS = { all: -1, icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

function numbered(rule: SecurityGroupRule, index: number, { template }: CheckedFile): Numbered {
  const { protocol, ports } = rule;
  const name = protocol.kind === 'known' ? protocol.value : undefined;
  const number = typeof name === 'object' ? name.number : name ? PROTOCOLS[name] : Number.NaN;
  // The types in rules for ICMP are not compared.
  const isRange =
    ports.kind === 'known' && name !== 'icmp' && name !== 'icmpv6' && ports.value.from <= ports.value.to;
  const range = isRange ? ports.value : UNKNOWN_PORTS;
  const condition = template?.resources.get(rule.resource)?.condition;
  return { index, rule, condition, protocol: number, from: range.from, to: range.to };
}

const UNKNOWN_PORTS = { from: Number.NaN, to: Number.NaN };

/** The rules of a group in each direction, except rules that differ in another scenario. */
function* comparableRules(
  group: readonly SecurityGroupRule[],
  file: CheckedFile,
): Generator<readonly Numbered[]> {
  if (group.length < 2) return;
  const steady = group.filter(({ node }) => node && !isConditional(node));
  for (const way of ['ingress', 'egress'] as const) {
    yield steady
      .filter(({ direction }) => direction === way)
      .map((rule, index) => numbered(rule, index, file));
  }
}

/** Whether `wide` allows everything that `narrow` allows, in every scenario that has `narrow`. */
function covers(wide: Numbered, narrow: Numbered): boolean {
  if (wide.protocol !== PROTOCOLS.all) {
    if (wide.protocol !== narrow.protocol) return false;
    if (!(wide.from <= narrow.from && narrow.to <= wide.to)) return false;
  }
  const [outer, inner] = [wide.rule, narrow.rule];
  return (
    coversPeer(outer.peer, inner.peer) &&
    (wide.condition === undefined || wide.condition === narrow.condition)
  );
}

function coversPeer(wide: Peer, narrow: Peer): boolean {
  if (wide.kind === 'cidr' && narrow.kind === 'cidr') {
    const [outer, inner] = [wide.cidr, narrow.cidr];
    return outer.kind === 'known' && inner.kind === 'known' && contains(outer.value, inner.value);
  }
  if (wide.kind === 'group' && narrow.kind === 'group') return areSameTarget(wide.group, narrow.group);
  if (wide.kind === 'prefix-list' && narrow.kind === 'prefix-list')
    return areSameTarget(wide.list, narrow.list);
  return false;
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
  return `${trafficOfRule(rule)} ${rule.direction === 'ingress' ? 'from' : 'to'} ${peerName(rule.peer)}`;
}

/** CloudFormation creates one of two equal inline rules; a separate resource fails with "already exists". */
function isRefusedTwice(rule: SecurityGroupRule, other: SecurityGroupRule): boolean {
  return [rule, other].some((one) => one.resource !== groupName(one));
}

function messageFor(rule: SecurityGroupRule, wide: SecurityGroupRule, isEqual: boolean): string {
  const adjective = rule.direction === 'ingress' ? 'inbound' : 'outbound';
  if (isEqual) {
    const what = isRefusedTwice(rule, wide)
      ? 'AWS rejects the second rule.'
      : 'The second rule has no effect.';
    return `${groupName(rule)} already allows ${adjective} ${said(rule)}. ${what}`;
  }
  return `${groupName(rule)} allows ${adjective} ${said(wide)}, so its rule for ${said(rule)} has no effect.`;
}

/**
 * Removes the rule. Not preferred: the wide rule may be the one too many, and of two equal rules a running stack may
 * lose both.
 */
function fixesOf(rule: SecurityGroupRule, isEqual: boolean, file: CheckedFile): readonly Fix[] {
  const { list, node, resource, direction } = rule;
  if (!list || !node) {
    const removal = removalOf(file, resource);
    return removal ? [{ title: `Remove ${resource}`, preferred: false, edits: [removal] }] : [];
  }
  // A list without rules allows all egress.
  if (direction === 'egress' && list.items.length === 1) return [];
  return [
    {
      title: isEqual ? 'Remove the second rule' : 'Remove the narrower rule',
      preferred: false,
      edits: [{ op: 'remove-item', from: list, item: node }],
    },
  ];
}
