import { type GroupRules, keyOfGroup, rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import { groupUsers } from '../../../network/analysis/groupUse.ts';
import type { Direction, Peer, SecurityGroup, SecurityGroupRule } from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import type { Description, View } from './view.ts';
import { blockText, bullets, nameOf, trafficText } from './words.ts';

export function describeGroup(group: SecurityGroup, view: View): Description {
  const one = { kind: 'group', group } as const;
  const rules = rulesOfGroup(one, view.network);
  const users = groupUsers(view.network).get(keyOfGroup(one)) ?? [];
  return [
    `**${group.id}** — a security group ${users.length > 0 ? `used by ${listed(users)}` : 'that nothing here uses'}`,
    directionText('ingress', rules, view),
    directionText('egress', rules, view),
  ];
}

function directionText(direction: Direction, rules: GroupRules, view: View): string {
  const verb = direction === 'ingress' ? 'Lets in' : 'Lets out';
  const lines = rules[direction].map((rule) => `${ruleText(rule)} (line ${view.lineOf(rule.at)})`);
  const more = rules.mayHaveMore[direction];
  if (more !== undefined) lines.push(`perhaps more: ${more}`);
  if (direction === 'egress') {
    // Facts SG-02, G54.
    if (rules.allowAllOut === 'yes') return 'Lets everything out (no egress rule: AWS allows all)';
    if (rules.allowAllOut === 'unknown') lines.push("perhaps everything: AWS's own rule may be there");
  }
  return lines.length > 0 ? `${verb}\n${bullets(lines)}` : `${verb.replace('Lets', 'Lets nothing')}`;
}

/** A rule that is a resource of its own. */
export function describeRule(rule: SecurityGroupRule): Description {
  const isIn = rule.direction === 'ingress';
  const preposition = isIn ? 'into' : 'out of';
  return [`**${rule.resource}** — lets ${ruleText(rule)} ${preposition} ${nameOf(rule.group)}`];
}

/** A rule in a few words: "tcp 443 (HTTPS) from the whole internet". */
export function ruleText({ protocol, ports, peer, direction }: SecurityGroupRule): string {
  return `${trafficText(protocol, ports)} ${direction === 'ingress' ? 'from' : 'to'} ${peerText(peer)}`;
}

export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      if (peer.cidr.kind === 'known' && peer.cidr.value.prefix === 0)
        return peer.cidr.value.family === 4 ? 'the whole internet' : 'the whole internet (IPv6)';
      return blockText(peer.cidr);
    case 'group':
      return nameOf(peer.group);
    case 'prefix-list':
      return `the prefix list ${nameOf(peer.list)}`;
    case 'unknown':
      return 'somebody unknown';
  }
}
