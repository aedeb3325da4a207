import { placements } from '../../network/analysis/workloads/placement.ts';
import { workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';

/** IPv6 for a function whose subnets have none. */
export default defineRule({
  id: 'lambda-dual-stack',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function may use IPv6, and its subnets have no IPv6 block',
  why: 'Ipv6AllowedForDualStack gives a function IPv6 addresses of its subnets, so all of them need an IPv6 block besides the one for IPv4. Lambda rejects it for a function without subnets.',
  howToFix: 'Give each subnet an IPv6 block, or remove Ipv6AllowedForDualStack.',
  whenToIgnore: 'If the subnets get their IPv6 blocks outside this template.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2061',
  ],

  *check({ network }) {
    for (const { id, ipv6, vpcConfig, subnets, securityGroups } of workloadsOf(network, 'function')) {
      if (ipv6.kind !== 'known' || !ipv6.value || !vpcConfig) continue;
      const found = { at: ipv6.at, resource: id, defaults: ipv6.defaults };
      if (subnets.kind === 'absent' && securityGroups.kind === 'absent') {
        const message = `${id} has Ipv6AllowedForDualStack without subnets. Lambda rejects it.`;
        yield { ...found, severity: 'error', message };
        continue;
      }
      const without = (placements(network).get(id)?.subnets ?? []).filter(
        (subnet) => subnet.ipv6.kind === 'absent' && !network.exportedIds.has(subnet.id),
      );
      if (without.length === 0) continue;
      yield {
        ...found,
        message: `${id} has Ipv6AllowedForDualStack, and ${listed(without.map((subnet) => subnet.id))} ${without.length > 1 ? 'have' : 'has'} no IPv6 block. The function has no IPv6 there.`,
        related: without.map((subnet) => ({ at: subnet.at, message: `${subnet.id} has only IPv4` })),
      };
    }
  },
});
