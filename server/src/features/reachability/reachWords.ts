import type { Verdict } from '../../reach/question.ts';
import type { ReachAnswer } from './reachability.ts';

/** "when UseNat is false", or empty for an answer that holds in all scenarios. */
export function scenarioOfAnswer({ scenario }: Pick<ReachAnswer, 'scenario'>): string {
  if (scenario === null) return '';
  return `when ${scenario.replaceAll('=', ' is ').replaceAll(',', ' and ')}`;
}

/** "tcp 5432", "ping", or "tcp" alone if the port is unknown. */
export function trafficOfAnswer({ protocol, port }: Pick<ReachAnswer, 'protocol' | 'port'>): string {
  if (protocol === 'icmp') return 'ping';
  return port === undefined ? protocol : `${protocol} ${port}`;
}

/** The NAT gateway, endpoint or peering on the path. Undefined inside of a VPC. */
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

/** A party inside of a sentence, or as its first word. */
export function partyText(name: string, place?: 'first'): string {
  if (name !== 'internet') return name;
  return place === 'first' ? 'The internet' : 'the internet';
}

/** The verdict for each subnet of the source over all its pairs; empty for a source without subnets. */
export function subnetVerdicts({ pairs }: Pick<ReachAnswer, 'pairs'>): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { from, verdict } of pairs) {
    if (from === null) continue;
    const before = verdicts.get(from);
    verdicts.set(from, before === undefined || before === verdict ? verdict : together(before, verdict));
  }
  return verdicts;
}

function together(one: Verdict, other: Verdict): Verdict {
  return one === 'unknown' || other === 'unknown' ? 'unknown' : 'partial';
}

/** The number of the source's subnets that reach it: "2 of 3 subnets". */
export function subnetsText(answer: Pick<ReachAnswer, 'pairs'>): string | undefined {
  const verdicts = [...subnetVerdicts(answer).values()];
  const working = verdicts.filter((verdict) => verdict === 'reachable').length;
  return working === verdicts.length || working === 0
    ? undefined
    : `${working} of ${verdicts.length} subnets`;
}
