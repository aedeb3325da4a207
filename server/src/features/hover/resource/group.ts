import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { type GroupRules, keyOfGroup, rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import { groupUsers } from '../../../network/analysis/groupUse.ts';
import type { Peer, SecurityGroup, SecurityGroupRule } from '../../../network/model.ts';
import type { Direction } from '../../../network/protocol.ts';
import { listed } from '../../../wording/listed.ts';
import type { Description, HoverContext } from './view.ts';
import { blockCode, targetName, trafficOfFields } from './words.ts';

export function describeGroup(group: SecurityGroup, view: HoverContext): Description {
  const one = { kind: 'group', group } as const;
  const rules = rulesOfGroup(one, view.network);
  const users = groupUsers(view.network).get(keyOfGroup(one)) ?? [];
  return [
    md`**${group.id}** — a security group${group.vpc.kind === 'known' ? ` in ${targetName(group.vpc)}` : ''} ${users.length > 0 ? md`used by ${listed(users)}` : 'that nothing in this file uses'}`,
    directionText('ingress', rules, view),
    directionText('egress', rules, view),
  ];
}

function directionText(direction: Direction, rules: GroupRules, view: HoverContext): Markdown {
  const title = direction === 'ingress' ? 'Inbound rules' : 'Outbound rules';
  const lines = rules[direction].map((rule) => md`${ruleText(rule)} (${view.lineText(rule.at)})`);
  const more = rules.mayHaveMore[direction];
  if (more !== undefined) lines.push(md`possibly more: ${more}`);
  if (direction === 'egress') {
    // Facts SG-02, G54.
    if (rules.allowAllOut === 'yes') return md`${title}: all traffic (AWS's default without egress rules)`;
    if (rules.allowAllOut === 'unknown')
      lines.push(md`possibly all traffic: AWS's default rule may still exist`);
  }
  return lines.length > 0 ? md`${title}\n${bullets(lines)}` : md`${title}: none`;
}

/** A separate rule resource. */
export function describeRule(rule: SecurityGroupRule): Description {
  const adjective = rule.direction === 'ingress' ? 'inbound' : 'outbound';
  return [md`**${rule.resource}** — allows ${adjective} ${ruleText(rule)}, in ${targetName(rule.group)}`];
}

/** A rule in a few words: "tcp 443 (HTTPS) from the whole internet". */
export function ruleText({ protocol, ports, peer, direction }: SecurityGroupRule): Markdown {
  // CloudFormation ignores such a rule:
  // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1706
  if (peer.kind === 'unknown')
    return md`${trafficOfFields(protocol, ports)} ${direction === 'ingress' ? 'without a source, so AWS drops the rule' : 'without a destination, so AWS drops the rule'}`;
  return md`${trafficOfFields(protocol, ports)} ${direction === 'ingress' ? 'from' : 'to'} ${peerText(peer)}`;
}

function peerText(peer: Peer): Markdown {
  switch (peer.kind) {
    case 'cidr':
      if (peer.cidr.kind === 'known' && peer.cidr.value.prefix === 0)
        return peer.cidr.value.family === 4 ? md`the whole internet` : md`the whole internet (IPv6)`;
      return blockCode(peer.cidr);
    case 'group':
      return md`${targetName(peer.group)}`;
    case 'prefix-list':
      return md`the prefix list ${targetName(peer.list)}`;
    case 'unknown':
      return md`an unknown source`;
  }
}
