import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network, SecurityGroupRule } from '../../network/model.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { workloadsOf } from '../../network/workload.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** An outbound endpoint of Route 53 Resolver that sends no DNS query. */
export default defineRule({
  id: 'resolver-forward-closed',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the outbound resolver endpoint lets DNS out',
  why: 'An outbound endpoint of Route 53 Resolver forwards DNS queries to the servers of its rules, on port 53 unless a rule names another. Without an outbound rule for that every query times out.',
  howToFix: 'Add outbound rules for UDP and TCP 53 to the servers.',
  whenToIgnore: 'If the rule is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_TargetAddress.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/27694',
  ],

  *check(file) {
    const { network } = file;
    const outbound = existingResources(file, ['AWS::Route53Resolver::ResolverEndpoint']).filter(
      ({ property }) => hasText(property('Direction'), 'OUTBOUND'),
    );
    if (outbound.length === 0) return;
    const forwarding = existingResources(file, ['AWS::Route53Resolver::ResolverRule']);
    for (const endpoint of workloadsOf(network, 'resolver-endpoint')) {
      if (!outbound.some(({ object }) => object.id === endpoint.id)) continue;
      const ports = portsOf(endpoint.id, forwarding);
      const rules = allOutboundRules(endpoint.id, network);
      if (
        !ports ||
        !rules ||
        rules.some((rule) => ports.some((port) => mayAllow(rule, port, ['tcp', 'udp'])))
      )
        continue;
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        message: `No security group of ${endpoint.id} has an outbound rule for port ${listed(ports.map(String))}. It forwards no query.`,
        related: rules.map(({ at }) => ({ at, message: 'This rule is for another port' })),
      };
    }
  },
});

/**
 * The ports of the servers to which the rules of an endpoint forward; undefined if a port is unknown, or if there is
 * no rule.
 */
function portsOf(endpoint: string, rules: readonly ResourceReader[]): readonly number[] | undefined {
  const own = rules.filter(({ property }) => {
    const used = property('ResolverEndpointId');
    return used.kind === 'reference' && used.resource === endpoint;
  });
  const servers = own.flatMap(({ property }) => itemsOf(property('TargetIps')));
  const ports = servers.map((server) => {
    const port = fieldIn(server, 'Port');
    if (server.kind !== 'fields' || server.fields.has('Protocol')) return undefined;
    return port.kind === 'absent' ? 53 : port.kind === 'known' ? Number(port.text) : undefined;
  });
  const isKnown = ports.every((port) => port !== undefined);
  return isKnown && ports.length > 0 ? [...new Set(ports)] : undefined;
}

/** All outbound rules of the groups of an endpoint; undefined if there may be others. */
function allOutboundRules(id: string, network: Network): readonly SecurityGroupRule[] | undefined {
  const placement = placements(network).get(id);
  if (!placement || placement.otherGroups !== undefined || placement.groups.length === 0) return undefined;
  const all: SecurityGroupRule[] = [];
  for (const group of placement.groups) {
    const { egress, allowAllOut, mayHaveMore } = rulesOfGroup(group, network);
    if (group.kind !== 'group' || allowAllOut !== 'no' || mayHaveMore.egress !== undefined) return undefined;
    if (network.exportedIds.has(group.group.id)) return undefined;
    all.push(...egress);
  }
  return all;
}
