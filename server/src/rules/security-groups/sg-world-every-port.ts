import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { groupName } from '../../wording/ruleWords.ts';
import { defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { allRules } from '../shared/resources/perResource.ts';
import { ownAddress, wholeVpc } from './closerSources.ts';
import { isOfNothingThatAnswers, opensEveryPort } from './worldOpenPort.ts';

/** Every port from 0.0.0.0/0 or ::/0: by protocol -1 or as TCP 0–65535. */
export default defineRule({
  id: 'sg-world-every-port',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Every port is open to the whole internet',
  why: 'Protocol -1, and TCP 0–65535, open every service that listens: SSH, Remote Desktop, databases, and whatever is installed later. Such a rule filters nothing. A rule for the internet names the one port that is meant for it.',
  howToFix: "Name the port, and the clients' security group or block.",
  whenToIgnore: 'If an appliance filters behind the group, such as a firewall or a NAT instance.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'ADM-03',
    'SG-08',
  ],

  check: each(allRules, function* (rules, file) {
    for (const rule of rules) {
      const { protocol, ports, peer } = rule;
      if (rule.direction !== 'ingress' || peer.kind !== 'cidr' || peer.cidr.kind !== 'known') continue;
      const { cidr } = peer;
      if (cidr.value.prefix !== 0 || !opensEveryPort(rule) || protocol.kind !== 'known') continue;
      if (isOfNothingThatAnswers(rule.group, () => false, file.network)) continue;
      const isAll = protocol.value === 'all';
      yield {
        at: cidr.at,
        resource: rule.resource,
        defaults: defaultsOf(protocol, ports, cidr),
        message: `${groupName(rule)} allows anyone on the internet (${formatCidr(cidr.value)}) to connect to every ${isAll ? 'port, since its protocol is -1' : 'TCP port'}.`,
        fixes: [...wholeVpc({ rule, cidr }, file), ...ownAddress({ rule, cidr }, file)],
        // A user who names ports meant these.
        ...(isAll && { cause: { rule: 'sg-ports-ignored', at: protocol.at } }),
      };
    }
  }),
});
