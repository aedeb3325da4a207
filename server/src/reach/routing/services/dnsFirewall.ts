import { find, keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { FirewallRuleGroup } from '../../../network/names.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import { nameServersOf } from './nameServers.ts';

/**
 * A rule of DNS Firewall that blocks every name leaves no name of a service but those that an earlier rule allows, so nothing is
 * certain: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html
 */
export function dnsFirewallFilter({
  from,
  network,
}: Pick<FlowContext, 'from' | 'network'>): Filter | undefined {
  const vpc = vpcKeyOf(from.subnet);
  // Hosts with other name servers do not ask the Resolver, to which the firewall belongs.
  if (vpc === undefined || nameServersOf(vpc, network).kind !== 'amazon') return undefined;
  const associations = network.firewallRuleGroupVpcs.filter((one) => keyOfField(one.vpc) === vpc);
  const groups = associations.flatMap(({ ruleGroup }) => find(network.firewallRuleGroups, ruleGroup) ?? []);
  const group = groups.find((one) => blocksAll(one, network));
  if (!group || groups.some((one) => allowsServices(one, network))) return undefined;
  const { id, at } = group;
  const mayAllow =
    associations.length > 1 ||
    group.rules.some(({ action }) => action.kind !== 'known' || action.value !== 'BLOCK');
  const why = `${id} blocks names in ${vpc}, and the file does not say whether it allows this one`;
  return constantFilter({ resource: id, kind: 'workload', at }, mayAllow ? { why } : 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'names-blocked', ruleGroup: id, vpc },
    change: { kind: 'other', what: `Allow the names of AWS services in ${id}` },
  }));
}

function blocksAll(group: FirewallRuleGroup, network: Network): boolean {
  return group.rules.some(
    ({ action, list }) =>
      action.kind === 'known' &&
      action.value === 'BLOCK' &&
      domainsOf(list, network).some((domain) => domain === '*' || domain === '*.'),
  );
}

/** A rule that lets through whatever ends like the hosts of AWS. */
function allowsServices(group: FirewallRuleGroup, network: Network): boolean {
  return group.rules.some(
    ({ action, list }) =>
      action.kind === 'known' &&
      action.value !== 'BLOCK' &&
      domainsOf(list, network).some((domain) => /^\*\.amazonaws\.com\.?$/.test(domain)),
  );
}

function domainsOf(list: FirewallRuleGroup['rules'][number]['list'], network: Network): readonly string[] {
  return find(network.firewallDomainLists, list)?.domains ?? [];
}
