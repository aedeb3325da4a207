import { formatCidr } from '../../cidr/format.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, SecurityGroupRule } from '../../network/model.ts';
import { groupName, trafficOfRule } from '../../wording/ruleWords.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { opensEveryPort } from './worldOpenPort.ts';

/** A group that anyone on the internet gets through, on any port. */
export default defineRule({
  id: 'sg-ingress-world',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The group allows the whole internet',
  why: 'A port that is open to 0.0.0.0/0 is open to everybody who scans. Load balancers are meant for that; what is behind them needs their group alone.',
  howToFix: "Name the clients' security group or block.",
  whenToIgnore: 'If the port is meant for everybody.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'SG-01',
  ],

  *check({ network }) {
    for (const rule of network.securityGroupRules) {
      const { direction, protocol, ports, peer, resource } = rule;
      if (direction !== 'ingress' || peer.kind !== 'cidr' || peer.cidr.kind !== 'known') continue;
      const { cidr } = peer;
      if (cidr.value.prefix !== 0 || protocol.kind !== 'known' || isOfBalancers(rule, network)) continue;
      // No service listens for ICMP.
      if (protocol.value === 'icmp' || protocol.value === 'icmpv6') continue;
      yield {
        at: cidr.at,
        resource,
        defaults: defaultsOf(protocol, ports, cidr),
        message: `${groupName(rule)} allows ${trafficOfRule(rule)} from anyone on the internet (${formatCidr(cidr.value)}).`,
        ...graverOf(rule),
      };
    }

    /** More specific rules report ports that are certainly a mistake; this one reports the others. */
    function graverOf(one: SecurityGroupRule): Pick<Report, 'cause'> {
      const { protocol, ports, peer } = one;
      const at = peer.kind === 'cidr' && peer.cidr.kind === 'known' ? peer.cidr.at : undefined;
      if (!at || protocol.kind !== 'known' || ports.kind !== 'known') return {};
      const rule = opensEveryPort(one)
        ? 'sg-world-every-port'
        : protocol.value === 'tcp'
          ? ruleOfPorts(ports.value)
          : undefined;
      return rule === undefined ? {} : { cause: { rule, at } };
    }
  },
});

/** The rule that reports these TCP ports if they are open to everybody. */
function ruleOfPorts({ from, to }: { readonly from: number; readonly to: number }): string {
  const holds = (port: number) => from <= port && port <= to;
  if (holds(22)) return 'sg-ingress-world-ssh';
  return holds(3389) ? 'sg-ingress-world-rdp' : 'sg-world-data-port';
}

/** Whether only load balancers use the group: their listeners are meant for everybody. */
function isOfBalancers({ group }: SecurityGroupRule, network: Network): boolean {
  const users = groupUsers(network).get(keyOfField(group) ?? '') ?? [];
  return users.length > 0 && users.every((id) => network.workloads.get(id)?.kind === 'load-balancer');
}
