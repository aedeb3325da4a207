import { DATA_PORTS } from '../../aws/ports.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import type { PortRange } from '../../network/protocol.ts';
import { listed } from '../../wording/listed.ts';
import { groupName } from '../../wording/ruleWords.ts';
import { defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { allRules } from '../shared/resources/perResource.ts';
import { ownAddress, wholeVpc } from './closerSources.ts';
import { isOfNothingThatAnswers, opensEveryPort } from './worldOpenPort.ts';

/** A port of a database or of administration that a group opens to 0.0.0.0/0 or ::/0, and no login port with it. */
export default defineRule({
  id: 'sg-world-data-port',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A database or administration port is open to the whole internet',
  why: "Bots find open ports of databases, caches, file shares and management interfaces within minutes, and several of these services require no password by default. Only their clients need access: a rule can name the clients' security group or CIDR block.",
  howToFix: 'Allow only the security group of the clients, or their CIDR block.',
  whenToIgnore: 'If the service is meant to be public, such as a public FTP server.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'SG-01',
  ],

  check: each(allRules, function* (rules, file) {
    const { network } = file;
    for (const rule of rules) {
      const { protocol, ports, peer } = rule;
      if (rule.direction !== 'ingress' || peer.kind !== 'cidr' || peer.cidr.kind !== 'known') continue;
      if (protocol.kind !== 'known' || protocol.value !== 'tcp' || ports.kind !== 'known') continue;
      const open = [...DATA_PORTS].filter(([port]) => holds(ports.value, port));
      // The rules about SSH, Remote Desktop and every port report a rule that opens one of these as well.
      if (open.length === 0 || opensEveryPort(rule) || LOGIN_PORTS.some((port) => holds(ports.value, port)))
        continue;
      const { cidr } = peer;
      if (cidr.value.prefix > 0 || isOfNothingThatAnswers(rule.group, () => false, network)) continue;
      const { from, to } = ports.value;
      const names = listed(
        open.map(([port, name]) => `${name} (${port})`),
        3,
      );
      yield {
        at: peer.cidr.at,
        resource: rule.resource,
        defaults: defaultsOf(protocol, ports, peer.cidr),
        message: `${groupName(rule)} allows anyone on the internet (${formatCidr(peer.cidr.value)}) to connect to ${names}${from === to ? '' : `, within ports ${from}–${to}`}.`,
        fixes: [...wholeVpc({ rule, cidr }, file), ...ownAddress({ rule, cidr }, file)],
      };
    }
  }),
});

const LOGIN_PORTS: readonly number[] = [22, 3389];

function holds({ from, to }: PortRange, port: number): boolean {
  return from <= port && port <= to;
}
