import type { ReachAnswer } from './reachability.ts';

/** "when UseNat is false", or nothing for an answer that always holds. */
export function whenText({ scenario }: Pick<ReachAnswer, 'scenario'>): string {
  if (scenario === null) return '';
  return `when ${scenario.replaceAll('=', ' is ').replaceAll(',', ' and ')}`;
}

/** What leads there: the name of the NAT gateway, the endpoint, the peering. Undefined inside a VPC. */
export function throughText({ hops }: Pick<ReachAnswer, 'hops'>): string | undefined {
  const carrier = hops.find(({ kind }) => CARRIERS.has(kind));
  return carrier?.resource;
}

const CARRIERS: ReadonlySet<string> = new Set([
  'nat-gateway',
  'internet-gateway',
  'egress-only-internet-gateway',
  'endpoint',
  'peering',
  'transit-gateway',
  'vpn-gateway',
]);

/** How many of the source's subnets lead there: "2 of 3 subnets". */
export function subnetsText({ pairs }: Pick<ReachAnswer, 'pairs'>): string | undefined {
  const sources = [...new Set(pairs.map(({ from }) => from))];
  if (sources.length < 2) return undefined;
  const working = sources.filter((from) =>
    pairs.every((pair) => pair.from !== from || pair.verdict === 'reachable'),
  );
  return working.length === sources.length || working.length === 0
    ? undefined
    : `${working.length} of ${sources.length} subnets`;
}
