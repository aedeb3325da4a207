import { type GroupRules, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { rulesByGroup } from '../../network/lookup.ts';
import type { Peer, SecurityGroup, SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { and, type Truth } from '../../network/truth.ts';
import { peerName, trafficOfRule } from '../../wording/ruleWords.ts';
import { type Comparison, onlyInAws, onlyInTemplate, targetsMatch, unmatched } from './difference.ts';
import { sameBlock, sameValue } from './fields.ts';

/** Compares the rules of every security group that was found. */
export function compareGroups(comparison: Comparison): void {
  const { own, existing, matches } = comparison;
  const theirs = rulesByGroup(existing).of;
  for (const [id, group] of own.securityGroups) {
    if (!matches.awsIds.has(id) || !existing.securityGroups.has(id)) continue;
    const deployed = theirs.get(id) ?? [];
    const pair: Pair = {
      group,
      rules: rulesOfGroup({ kind: 'group', group }, own),
      ingress: deployed.filter(({ direction }) => direction === 'ingress'),
      egress: deployed.filter(({ direction }) => direction === 'egress'),
      isIncomplete: existing.incomplete.has(id),
    };
    compareDirection(comparison, pair, 'ingress');
    compareDirection(comparison, pair, 'egress');
    stateEgress(comparison, pair);
  }
}

/** A group of the template with its rules there, and the rules that it has in AWS. */
interface Pair {
  readonly group: SecurityGroup;
  readonly rules: GroupRules;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /** The inventory may lack rules of it. */
  readonly isIncomplete: boolean;
}

function compareDirection(comparison: Comparison, pair: Pair, direction: Direction): void {
  const { group, rules, isIncomplete } = pair;
  const { edits } = comparison;
  const [gone, added] = unmatched(rules[direction], pair[direction], (one, other) =>
    sameRule(comparison, one, other),
  );
  for (const rule of isIncomplete ? [] : gone) {
    onlyInTemplate(comparison, group.id, ruleText(rule), ruleText(rule), rule.at);
    edits.push({ part: 'securityGroupRules', was: rule });
  }
  if (direction === 'egress' && lostAllowAll(pair))
    onlyInTemplate(comparison, group.id, ALLOW_ALL, ALLOW_ALL, group.at);
  if (rules.mayHaveMore[direction] !== undefined) return;
  for (const rule of added) {
    if (direction === 'egress' && rules.allowAllOut !== 'no' && isAllowAll(rule)) continue;
    onlyInAws(comparison, group.id, ruleText(rule), ruleText(rule), group.at);
    edits.push({ part: 'securityGroupRules', is: rule });
  }
}

/** The rule that AWS adds by itself (fact SG-02) can be deleted by hand. */
function lostAllowAll({ rules, egress, isIncomplete }: Pair): boolean {
  return !isIncomplete && rules.allowAllOut === 'yes' && !egress.some(isAllowAll);
}

/** In the network after the edits, a group without AWS's own rule, or with others beside it, has all its rules by name. */
function stateEgress({ edits }: Comparison, pair: Pair): void {
  const { group, rules, egress } = pair;
  const hasLost = lostAllowAll(pair);
  const hasNewEgress = edits.some(
    ({ part, is }) => part === 'securityGroupRules' && is && isEgressOf(is as SecurityGroupRule, group.id),
  );
  if (!hasLost && !(hasNewEgress && rules.allowAllOut === 'yes')) return;
  edits.push({ part: 'securityGroups', was: group, is: { ...group, inlineEgress: 'stated' } });
  if (hasLost) return;
  for (const rule of egress.filter(isAllowAll)) edits.push({ part: 'securityGroupRules', is: rule });
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
  return `${rule.direction} ${trafficOfRule(rule)} ${preposition[rule.direction]} ${peerName(rule.peer)}`;
}

function sameRule(
  comparison: Comparison,
  ours: SecurityGroupRule,
  theirs: SecurityGroupRule,
): Truth<'unknown'> {
  return and(
    sameValue(ours.protocol, theirs.protocol),
    sameValue(ours.ports, theirs.ports),
    sameValue(ours.icmp, theirs.icmp),
    samePeer(comparison, ours.peer, theirs.peer),
  );
}

function samePeer(comparison: Comparison, ours: Peer, theirs: Peer): Truth<'unknown'> {
  if (ours.kind === 'unknown' || theirs.kind === 'unknown') return 'unknown';
  if (ours.kind === 'cidr' && theirs.kind === 'cidr') return sameBlock(ours.cidr, theirs.cidr);
  if (ours.kind === 'group' && theirs.kind === 'group')
    return targetsMatch(comparison, ours.group, theirs.group);
  if (ours.kind === 'prefix-list' && theirs.kind === 'prefix-list')
    return targetsMatch(comparison, ours.list, theirs.list);
  return 'no';
}
