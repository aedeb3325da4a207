import { placementAt } from '../network/analysis/workloads/placement.ts';
import type { Network } from '../network/model.ts';
import { predicateOf } from '../wording/blockers.ts';
import type { AnswerWithCandidates } from './explain/minimalSet.ts';
import type { Filter } from './filters/filter.ts';
import { groupFilter } from './filters/groupFilter.ts';
import { addressFamily } from './locations/addressFamily.ts';
import type { Location } from './locations/location.ts';
import { groupsIn, locationsOf } from './locations/party.ts';
import { wholeFlow } from './packets/path.ts';
import { allAddresses, portRanges } from './packets/ranges.ts';
import { remaining } from './packets/run.ts';
import { trafficOf } from './pairsOfQuestion.ts';
import type { Party, Question } from './question.ts';

/**
 * The answer about a workload whose subnets are not in the file, if the security groups alone close every way: they apply wherever it is.
 * Undefined if they let anything through.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
export function closedByGroups(
  question: Question,
  port: number | undefined,
  network: Network,
): AnswerWithCandidates | undefined {
  const family = addressFamily(question, network);
  const [from, to] = [question.from, question.to].map((party) => anywhere(party, family, network));
  if (!from || !to || from.id === to.id) return undefined;
  const scene = { from, to, traffic: trafficOf(question, port, family), network };
  const checks = (['egress', 'ingress'] as const).flatMap((direction) => groupFilter(scene, direction) ?? []);
  const flow = wholeFlow(scene);
  const closing = checks.find((check) => remaining({ flow, checks: [check] }, 'possible').length === 0);
  return closing && blockedBy(closing, question, port);
}

function blockedBy(closing: Filter, { protocol }: Question, port: number | undefined): AnswerWithCandidates {
  const blocker = closing.blocker();
  const why = predicateOf(blocker.reason, closing.hop.resource);
  return {
    verdict: 'blocked',
    protocol,
    port,
    pairs: [],
    hops: [{ ...closing.hop, allows: false, why }],
    blockedBy: [blocker],
    candidates: [],
    assumptions: [],
    defaults: closing.defaults?.() ?? [],
  };
}

/** A party wherever it may be. Undefined for those whose packets may have another sender, or take another way than by their interfaces. */
function anywhere(party: Party, family: 4 | 6, network: Network): Location | undefined {
  if (party.kind === 'internet' || party.kind === 'service')
    return locationsOf(party, family, network)?.locations[0];
  if (party.kind !== 'workload') return undefined;
  const workload = network.workloads.get(party.id);
  const placement = placementAt(party.id, network);
  if (!workload || !placement || 'sendsByVpc' in workload || SEEN_OTHERWISE.has(workload.kind))
    return undefined;
  // Outside of any VPC no group applies.
  if (placement.subnets.length === 0 && placement.otherSubnets === undefined) return undefined;
  return {
    id: workload.id,
    object: workload,
    workload,
    subnet: placement.subnets[0],
    addresses: allAddresses(family),
    isSuperset: true,
    securityGroups: groupsIn(placement),
    sourcePorts: portRanges(1024, 65_535),
    publicness: 'yes',
    address: 'yes',
  };
}

/** Load balancers and endpoints may keep the addresses of their clients, and the API of a cluster also has a public name. */
const SEEN_OTHERWISE: ReadonlySet<string> = new Set([
  'load-balancer',
  'instance-connect-endpoint',
  'client-vpn-endpoint',
  'kubernetes-cluster',
]);
