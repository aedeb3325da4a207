import { changeEdits } from '../../changes/changeEdits.ts';
import { existsWherever } from '../../changes/resources.ts';
import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defaultsOf } from '../../network/field.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import { workloadsOf } from '../../network/workload.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { groupName } from '../../wording/ruleWords.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';
import { listenerPortsOf, type OpenPort } from '../shared/traffic/listenerPorts.ts';

/** A dual-stack load balancer on the internet whose groups let the internet in over IPv4 alone. */
export default defineRule({
  id: 'lb-ipv6-closed',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The groups of the dual-stack load balancer allow only IPv4',
  why: 'The DNS name of a dual-stack load balancer has IPv6 addresses too, which clients with IPv6 try first. A rule for 0.0.0.0/0 allows no IPv6 address, so these connections time out; ::/0 needs a rule of its own.',
  whenToIgnore: 'If rules for IPv6 are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://github.com/aws/aws-cdk/issues/7043',
    'SG-01',
  ],

  *check(file) {
    const { network } = file;
    const dual = existingResources(file, ['AWS::ElasticLoadBalancingV2::LoadBalancer']).filter(
      ({ property }) => hasText(property('IpAddressType'), 'dualstack'),
    );
    if (dual.length === 0) return;
    for (const balancer of workloadsOf(network, 'load-balancer')) {
      if (!dual.some(({ object }) => object.id === balancer.id)) continue;
      if (balancer.scheme.kind === 'unknown' || isInternal(balancer.scheme)) continue;
      const rules = allInboundRules(balancer.id, network);
      const [port] = rules
        ? listenerPortsOf(balancer, network).filter((one) => isForIpv4Alone(one, rules))
        : [];
      const rule = port && rules?.find((one) => allowsEverybody(one, port));
      if (!port || !rule) continue;
      yield {
        at: rule.at,
        resource: rule.resource,
        defaults: defaultsOf(rule.protocol, rule.ports, port.field, balancer.scheme),
        message: `${groupName(rule)} lets 0.0.0.0/0 in on ${port.number}, and no IPv6 address. ${balancer.id} is dual-stack: clients that use IPv6 time out.`,
        related: [{ at: balancer.at, message: `${balancer.id} has IPv6 addresses` }],
        fixes: fixesOf(rule, port, file),
      };
    }
  },
});

function isInternal(scheme: { readonly kind: string; readonly value?: string }): boolean {
  return scheme.kind === 'known' && scheme.value === 'internal';
}

/** Whether rules allow a port for every IPv4 address, and none may allow it for an IPv6 address. */
function isForIpv4Alone(port: OpenPort, rules: readonly SecurityGroupRule[]): boolean {
  const own = rules.filter((rule) => mayAllow(rule, port.number, port.transports));
  const mayBeIpv6 = own.some(
    ({ peer }) =>
      peer.kind === 'unknown' ||
      peer.kind === 'prefix-list' ||
      (peer.kind === 'cidr' && (peer.cidr.kind !== 'known' || peer.cidr.value.family === 6)),
  );
  return !mayBeIpv6 && own.some((rule) => allowsEverybody(rule, port));
}

function allowsEverybody(rule: SecurityGroupRule, port: OpenPort): boolean {
  const { peer } = rule;
  if (peer.kind !== 'cidr' || peer.cidr.kind !== 'known' || EVERYBODY.kind !== 'cidr') return false;
  return mayAllow(rule, port.number, port.transports) && contains(peer.cidr.value, EVERYBODY);
}

const EVERYBODY = parseCidr('0.0.0.0/0');

function fixesOf(rule: SecurityGroupRule, port: OpenPort, file: CheckedFile): readonly Fix[] {
  const group = rule.group.kind === 'known' ? rule.group.value.id : undefined;
  const [transport, ...others] = port.transports;
  if (group === undefined || !transport || others.length > 0 || !existsWherever(file, group, port.owner))
    return [];
  const edits = changeEdits(
    {
      kind: 'allow-in-group',
      group,
      direction: 'ingress',
      peer: { cidr: '::/0' },
      protocol: transport,
      port: port.number,
    },
    file,
  );
  return edits ? [{ title: `Let ::/0 in on ${port.number} in ${group}`, preferred: false, edits }] : [];
}
