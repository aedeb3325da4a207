import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, SecurityGroupRule } from '../../network/model.ts';
import { type LoadBalancer, workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { groupName } from '../../wording/ruleWords.ts';
import { defineRule } from '../defineRule.ts';
import { isPrivateBlock } from '../shared/blocks.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';
import { listenerPortsOf } from '../shared/traffic/listenerPorts.ts';

/** A load balancer for the internet whose groups admit nothing but private addresses. */
export default defineRule({
  id: 'lb-public-private-clients',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The internet-facing load balancer admits only private addresses',
  why: 'The name of an internet-facing load balancer resolves to public addresses, also inside of its VPC. Clients arrive there with public addresses, so a security group that allows only private blocks lets nobody in, and connections time out.',
  howToFix: 'Allow the public addresses of the clients, or make the load balancer internal.',
  whenToIgnore: 'If rules for the clients are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const balancer of workloadsOf(network, 'load-balancer')) {
      const { scheme } = balancer;
      const isPublic =
        scheme.kind === 'absent' || (scheme.kind === 'known' && scheme.value === 'internet-facing');
      if (!isPublic) continue;
      const rules = allInboundRules(balancer.id, network) ?? [];
      const admitting = listenerPortsOf(balancer, network).map((port) =>
        rules.filter((rule) => mayAllow(rule, port.number, port.transports)),
      );
      const used = [...new Set(admitting.flat())];
      // A port that no rule allows is what lb-listener-port-closed reports.
      if (used.length === 0 || admitting.some((some) => some.length === 0)) continue;
      if (!used.every(isFromPrivateBlock) || mayBeReachedInside(balancer, network)) continue;
      if (resourcesOfTypes(file, LINKS).length > 0) continue;
      yield {
        at: balancer.at,
        resource: balancer.id,
        defaults: defaultsOf(
          scheme,
          ...used.flatMap(({ peer }) => (peer.kind === 'cidr' ? [peer.cidr] : [])),
        ),
        message: `${balancer.id} faces the internet, and ${listed([...new Set(used.map(groupName))])} admits only private addresses. Its clients have public ones and time out.`,
        related: used.map((rule) => ({ at: rule.at, message: 'This rule allows private addresses' })),
      };
    }
  },
});

/** What reaches a load balancer by its private addresses, whatever its scheme. */
const LINKS = ['AWS::ApiGateway::VpcLink', 'AWS::ApiGatewayV2::VpcLink', 'AWS::EC2::VPCEndpointService'];

function isFromPrivateBlock({ peer }: SecurityGroupRule): boolean {
  return peer.kind === 'cidr' && peer.cidr.kind === 'known' && isPrivateBlock(peer.cidr.value);
}

/** By a Network Load Balancer in front of it, here or in another stack. */
function mayBeReachedInside({ id }: LoadBalancer, { exportedIds, targetGroups }: Network): boolean {
  return (
    exportedIds.has(id) ||
    [...targetGroups.values()].some(({ targets }) =>
      targets.some(({ target }) => target.kind === 'unknown' || keyOfField(target) === id),
    )
  );
}
