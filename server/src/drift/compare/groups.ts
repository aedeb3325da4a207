import { equals } from '../../cidr/cidr.ts';
import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import type { Field } from '../../network/field.ts';
import { rulesByGroup } from '../../network/lookup.ts';
import type { Peer, SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { and, type Truth, truth } from '../../network/truth.ts';
import { peerName, trafficOf } from '../../wording/ruleWords.ts';
import { type Comparison, differs, isSameTarget, unmatched } from './difference.ts';

/** Compares the rules of every security group that was found. */
export function compareGroups(comparison: Comparison): void {
  const { own, existing, matches, edits } = comparison;
  const theirs = rulesByGroup(existing).of;
  for (const [id, group] of own.securityGroups) {
    if (!matches.awsIds.has(id) || !existing.securityGroups.has(id)) continue;
    const rules = rulesOfGroup({ kind: 'group', group }, own);
    let keepsAllowAll = true;
    for (const direction of ['ingress', 'egress'] as const) {
      const written = rules[direction];
      const there = (theirs.get(id) ?? []).filter((rule) => rule.direction === direction);
      const [gone, added] = unmatched(written, there, (one, other) => sameRule(comparison, one, other));
      if (!existing.incomplete.has(id)) {
        for (const rule of gone) {
          differs(comparison, {
            resource: id,
            change: 'only-template',
            what: ruleText(rule),
            template: ruleText(rule),
            aws: null,
            at: rule.at,
          });
          edits.push({ part: 'securityGroupRules', was: rule });
        }
        // The rule that AWS adds by itself (fact SG-02) can be taken away by hand.
        if (direction === 'egress' && rules.allowAllOut === 'yes' && !there.some(isAllowAll)) {
          keepsAllowAll = false;
          differs(comparison, {
            resource: id,
            change: 'only-template',
            what: ALLOW_ALL,
            template: ALLOW_ALL,
            aws: null,
            at: group.at,
          });
        }
      }
      if (rules.mayHaveMore[direction] !== undefined) continue;
      for (const rule of added) {
        if (direction === 'egress' && rules.allowAllOut !== 'no' && isAllowAll(rule)) continue;
        differs(comparison, {
          resource: id,
          change: 'only-aws',
          what: ruleText(rule),
          template: null,
          aws: ruleText(rule),
          at: group.at,
        });
        edits.push({ part: 'securityGroupRules', is: rule });
      }
    }
    // Rules of its own that are only in AWS go beside the one that allows all, where that is still there.
    const hasNewEgress = edits.some(
      ({ part, is }) => part === 'securityGroupRules' && is && isEgressOf(is as SecurityGroupRule, id),
    );
    if (!keepsAllowAll)
      edits.push({ part: 'securityGroups', was: group, is: { ...group, inlineEgress: 'stated' } });
    else if (hasNewEgress && rules.allowAllOut === 'yes') {
      edits.push({ part: 'securityGroups', was: group, is: { ...group, inlineEgress: 'stated' } });
      for (const rule of (theirs.get(id) ?? []).filter(
        (one) => one.direction === 'egress' && isAllowAll(one),
      ))
        edits.push({ part: 'securityGroupRules', is: rule });
    }
  }
}

const ALLOW_ALL = "egress all traffic to 0.0.0.0/0, AWS's own rule";

function isEgressOf({ direction, group }: SecurityGroupRule, id: string): boolean {
  return direction === 'egress' && group.kind === 'known' && group.value.id === id;
}

/** AWS's own rule, and the one of the same kind that a VPC with an IPv6 block gets. */
function isAllowAll({ protocol, peer }: SecurityGroupRule): boolean {
  return (
    protocol.kind === 'known' &&
    protocol.value === 'all' &&
    peer.kind === 'cidr' &&
    peer.cidr.kind === 'known' &&
    peer.cidr.value.prefix === 0
  );
}

function ruleText(rule: SecurityGroupRule): string {
  const preposition: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };
  return `${rule.direction} ${trafficOf(rule)} ${preposition[rule.direction]} ${peerName(rule.peer)}`;
}

function sameRule(
  comparison: Comparison,
  ours: SecurityGroupRule,
  theirs: SecurityGroupRule,
): Truth<'unknown'> {
  return and(
    sameText(ours.protocol, theirs.protocol),
    sameText(ours.ports, theirs.ports),
    sameText(ours.icmp, theirs.icmp),
    samePeer(comparison, ours.peer, theirs.peer),
  );
}

/** Values that are the same where they are written alike. */
export function sameText<T>(ours: Field<T>, theirs: Field<T>): Truth<'unknown'> {
  if (ours.kind === 'absent' && theirs.kind === 'absent') return 'yes';
  if (ours.kind !== 'known' || theirs.kind !== 'known') return 'unknown';
  return truth(JSON.stringify(ours.value) === JSON.stringify(theirs.value));
}

function samePeer(comparison: Comparison, ours: Peer, theirs: Peer): Truth<'unknown'> {
  if (ours.kind === 'unknown' || theirs.kind === 'unknown') return 'unknown';
  if (ours.kind === 'cidr' && theirs.kind === 'cidr') {
    if (ours.cidr.kind !== 'known' || theirs.cidr.kind !== 'known') return 'unknown';
    return truth(equals(ours.cidr.value, theirs.cidr.value));
  }
  if (ours.kind === 'group' && theirs.kind === 'group')
    return isSameTarget(comparison, ours.group, theirs.group);
  if (ours.kind === 'prefix-list' && theirs.kind === 'prefix-list')
    return isSameTarget(comparison, ours.list, theirs.list);
  return 'no';
}
