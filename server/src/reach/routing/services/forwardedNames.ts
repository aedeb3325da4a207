import { hostOfService } from '../../../aws/services.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { ResolverRule } from '../../../network/names.ts';
import { nameServersOf } from './nameServers.ts';

/** What the rules of the Resolver make of the name of a service in a VPC. */
export interface ForwardedName {
  readonly rule: ResolverRule;
  readonly why: string;
  /** Whether the rule is for the very name, and so wins over private DNS of an endpoint and over a private hosted zone. */
  readonly winsOverPrivateDns: boolean;
}

/**
 * The narrowest rule decides, and one for the same name as a private hosted zone, such as that of private DNS, wins over it:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-domain-name-matches.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html#hosted-zone-private-considerations-resolver-rules
 * Undefined if the VPC's own resolver answers, or is taken to be answered for as on the internet: by a rule for every name.
 */
export function forwardedName(
  { name, region }: { readonly name: string; readonly region?: string },
  vpc: string,
  network: Network,
): ForwardedName | undefined {
  // Hosts with other name servers do not ask the Resolver.
  if (network.publicEndpoints.has(name) || nameServersOf(vpc, network).kind !== 'amazon') return undefined;
  const host = `${hostOfService(name)}.REGION.amazonaws.com`;
  let narrowest: { readonly rule: ResolverRule; readonly domain: string } | undefined;
  for (const association of network.resolverRuleVpcs) {
    if (keyOfField(association.vpc) !== vpc) continue;
    const rule = find(network.resolverRules, association.rule);
    const domain = rule?.domain && withoutRegion(rule.domain, region);
    if (!rule || domain === undefined || !isWithinDomain(host, domain)) continue;
    if (!narrowest || domain.length > narrowest.domain.length) narrowest = { rule, domain };
  }
  if (!narrowest?.domain.endsWith('amazonaws.com')) return undefined;
  const { rule, domain } = narrowest;
  if (rule.forwards.kind === 'known' && !rule.forwards.value) return undefined;
  return {
    rule,
    why: `${rule.id} forwards the name of ${name} to other resolvers, and the file does not say what these answer`,
    winsOverPrivateDns: domain === host,
  };
}

const REGION_LABEL = /(^|\.)([a-z]{2}(?:-[a-z]+)+-\d|\$\{AWS::Region\})(?=\.amazonaws\.com$)/;

/** The domain with REGION in place of its region; undefined for the domain of another region. */
function withoutRegion(domain: string, region: string | undefined): string | undefined {
  const written = REGION_LABEL.exec(domain)?.[2];
  if (written && region !== undefined && written !== region) return undefined;
  return domain.replace(REGION_LABEL, '$1REGION');
}

function isWithinDomain(host: string, domain: string): boolean {
  return domain === '.' || host === domain || host.endsWith(`.${domain}`);
}
