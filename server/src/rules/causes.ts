import { aclOf } from '../network/analysis/subnets/subnetAcl.ts';
import { classOf, routeTableOf } from '../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../network/analysis/workloads/placement.ts';
import { find, keyOfField } from '../network/lookup.ts';
import type { Network, Vpc, VpcEndpoint } from '../network/model.ts';
import type { Answer, Blocker } from '../reach/question.ts';
import type { Report } from './defineRule.ts';

/**
 * The finding of another rule that causes an answer: a NAT gateway, or an ACL that drops
 * packets. If that finding is reported, this one becomes a related place of it.
 */
export function causeOf(blockedBy: readonly Blocker[], network: Network): Pick<Report, 'cause'> {
  const [first] = blockedBy;
  if (!first) return {};
  const { resource, at } = first;
  if (network.natGateways.has(resource)) {
    const subnet = find(network.subnets, network.natGateways.get(resource)!.subnet);
    const isCircle = subnet !== undefined && classOf(subnet, network).kind === 'nat';
    return { cause: { rule: isCircle ? 'nat-self-route' : 'nat-not-in-public-subnet', at } };
  }
  if (network.networkAcls.has(resource)) {
    return { cause: { rule: isOfNat(resource, network) ? 'nacl-blocks-nat' : 'nacl-blocks-return', at } };
  }
  // For a subnet without a route table, the subnet itself is the blocker.
  const subnet = network.subnets.get(resource);
  if (subnet && routeTableOf(subnet, network).kind === 'main')
    return { cause: { rule: 'subnet-implicit-main-table', at: subnet.at } };
  const vpc = first.change.kind === 'enable-dns' ? network.vpcs.get(first.change.vpc) : undefined;
  if (vpc?.dnsSupport.kind === 'known' && !vpc.dnsSupport.value) {
    // If AWS refuses the endpoint, that is the finding.
    const [refused] = privateDnsIn(vpc, network);
    return refused?.privateDns.kind === 'known'
      ? { cause: { rule: 'endpoint-private-dns-vpc-off', at: refused.privateDns.at } }
      : { cause: { rule: 'vpc-dns-support-off', at: vpc.dnsSupport.at } };
  }
  return {};
}

/** The interface endpoints of a VPC with private DNS. */
export function privateDnsIn({ id }: Vpc, { endpoints }: Network): readonly VpcEndpoint[] {
  return [...endpoints.values()].filter(
    ({ vpc, type, privateDns }) =>
      keyOfField(vpc) === id &&
      type.kind === 'known' &&
      type.value === 'Interface' &&
      privateDns.kind === 'known' &&
      privateDns.value,
  );
}

/** As `causeOf`, including the rules about endpoints, for an answer about an AWS service. */
export function nearerCauseOf(answer: Answer, network: Network): Pick<Report, 'cause'> {
  const [first] = answer.blockedBy;
  const endpoint = answer.hops.map(({ resource }) => network.endpoints.get(resource)).find((one) => one);
  if (endpoint && first?.change.kind === 'allow-in-group')
    return { cause: { rule: 'gateway-endpoint-sg-egress', at: endpoint.at } };
  switch (first?.change.kind) {
    case 'endpoint-on-table':
      return { cause: { rule: 'gateway-endpoint-not-on-table', at: first.at } };
    case 'enable-private-dns':
      return { cause: { rule: 'endpoint-private-dns-off', at: first.at } };
    case 'allow-in-group': {
      const to = answer.pairs[0]?.to;
      const [blocked] = [...network.endpoints.values()].filter(({ id }) =>
        placements(network)
          .get(id)
          ?.subnets.some((subnet) => subnet.id === to),
      );
      return blocked ? { cause: { rule: 'endpoint-sg-blocks-client', at: blocked.at } } : {};
    }
    default:
      return causeOf(answer.blockedBy, network);
  }
}

/** True if an ACL belongs to the subnet of a NAT gateway. */
export function isOfNat(acl: string, network: Network): boolean {
  return [...network.natGateways.values()].some((nat) => {
    const subnet = find(network.subnets, nat.subnet);
    const own = subnet && aclOf(subnet, network);
    return own?.kind === 'acl' && own.acl.id === acl;
  });
}
