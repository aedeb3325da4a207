import { changeEdits } from '../../changes/changeEdits.ts';
import { existsWherever } from '../../changes/resources.ts';
import { formatCidr } from '../../cidr/format.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { groupName, trafficOfRule } from '../../wording/ruleWords.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';
import { listenerPortsOf, type OpenPort } from '../shared/traffic/listenerPorts.ts';

/** A load balancer that listens on a port that none of its groups allows anybody to connect to. */
export default defineRule({
  id: 'lb-listener-port-closed',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the load balancer allows the port of its listener',
  why: 'Clients reach a load balancer only through its security groups. If none of their rules allows the port of a listener, connections to that listener time out.',
  howToFix: 'Add an ingress rule for the port of the listener.',
  whenToIgnore: 'If rules for the clients are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    'SG-01',
    'G71',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    for (const balancer of network.workloads.values()) {
      if (balancer.kind !== 'load-balancer') continue;
      const rules = allInboundRules(balancer.id, network);
      if (!rules || mayBeBypassed(balancer)) continue;
      const closed = listenerPortsOf(balancer, network).filter(
        (port) => !rules.some((rule) => mayAllow(rule, port.number, port.transports)),
      );
      const [first] = closed;
      if (!first) continue;
      const ports = [...new Set(closed.map(({ number }) => `${number}`))];
      const names = [...new Set(rules.map(groupName))];
      const open = [...new Set(rules.map(trafficOfRule))];
      yield {
        at: first.field.at,
        resource: first.owner,
        defaults: defaultsOf(
          ...closed.map(({ field }) => field),
          ...rules.flatMap(({ protocol, ports }) => [protocol, ports]),
        ),
        message: `${balancer.id} listens on ${listed(ports)}, and ${
          names.length === 0
            ? 'its security groups allow nothing'
            : `${listed(names)} ${names.length === 1 ? 'allows' : 'allow'} only ${listed(open, 4)}`
        }. Nobody reaches it there.`,
        related: [
          ...closed.slice(1).map(({ field }) => ({ at: field.at, message: 'This port is closed too' })),
          ...rules.map((rule) => ({
            at: rule.at,
            message: `${groupName(rule)} allows ${trafficOfRule(rule)}`,
          })),
        ],
        fixes: fixesOf(balancer, closed, file),
      };
    }
  },
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html */
function mayBeBypassed({ properties }: LoadBalancer): boolean {
  return (
    properties?.entries.some(
      ({ key }) => key.text === 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic',
    ) === true
  );
}

/**
 * From the internet if the load balancer faces it, from the VPC if it is internal; other peers are for the user to
 * decide.
 */
function fixesOf(balancer: LoadBalancer, closed: readonly OpenPort[], file: CheckedFile): readonly Fix[] {
  const placement = placements(file.network).get(balancer.id);
  const [group] = placement?.groups ?? [];
  const [subnet] = placement?.subnets ?? [];
  const block = subnet && find(file.network.vpcs, subnet.vpc)?.ipv4[0];
  const isInternal = balancer.scheme.kind === 'known' && balancer.scheme.value === 'internal';
  if (balancer.scheme.kind === 'unknown' || group?.kind !== 'group') return [];
  const from = !isInternal ? '0.0.0.0/0' : block?.kind === 'known' ? formatCidr(block.value) : undefined;
  // Ports for logins are not meant for the world, even behind a load balancer.
  const isAdmin = closed.some(({ number }) => number === 22 || number === 3389);
  const [transport, ...others] = new Set(closed.flatMap(({ transports }) => transports));
  if (from === undefined || isAdmin || !transport || others.length > 0) return [];
  if (!existsWherever(file, group.group.id, balancer.id)) return [];
  const ports = [...new Set(closed.map(({ number }) => number))];
  const edits = ports.map((port) =>
    changeEdits(
      {
        kind: 'allow-in-group',
        group: group.group.id,
        direction: 'ingress',
        peer: { cidr: from },
        protocol: transport,
        port,
      },
      file,
    ),
  );
  if (edits.some((edit) => edit === undefined)) return [];
  return [
    {
      title: `Let ${from} in on ${listed(ports.map(String))} in ${group.group.id}`,
      preferred: false,
      edits: edits.flatMap((edit) => edit ?? []),
    },
  ];
}
