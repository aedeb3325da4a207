import { perNetwork } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import type { UnknownReason } from '../network/unknownReason.ts';
import { candidatesOf, uniqueBlockers } from './explain/blockers.ts';
import { hopOutside, hopsOf } from './explain/hops.ts';
import { type AnswerWithCandidates, minimalSet } from './explain/minimalSet.ts';
import { pairAssumptions, pairDefaults, unknownReasonsOf } from './explain/provenance.ts';
import { blockedByGroups } from './groupsAlone.ts';
import { addressFamily, sourceLocations } from './locations/addressFamily.ts';
import { byBestCard } from './locations/cards.ts';
import { invocation } from './locations/invocation.ts';
import { isOnTheInternet } from './locations/pairs.ts';
import { keyOfParty } from './locations/party.ts';
import { unexpectedPort } from './locations/port.ts';
import { blockersKey, verdictKey } from './locations/verdictKey.ts';
import { runService, UNDECIDED, verdictOf } from './packets/run.ts';
import { pairsOfQuestion, type QuestionPairs, trafficOf } from './pairsOfQuestion.ts';
import type { Answer, Blocker, PairAnswer, Party, Question, Verdict } from './question.ts';
import { overIpv6 } from './routing/services/ipv6Service.ts';

/**
 * Whether packets of the source reach the destination and the replies come back; docs/reachability.md lists what is
 * evaluated. Undefined if the network has no such workload.
 */
export function reach(question: Question, network: Network): Answer | undefined {
  const known = answers(network);
  const { from, to, protocol, port, ipv6, client } = question;
  const key = `${partyKey(from)} ${partyKey(to)} ${protocol} ${port ?? ''} ${ipv6 ? 'ipv6' : ''} ${client ? partyKey(client) : ''}`;
  if (!known.has(key)) known.set(key, answered(question, network));
  return known.get(key);
}

/** Memoized: rules, lenses and hovers ask the same questions. */
const answers = perNetwork(() => new Map<string, Answer | undefined>());

function partyKey(party: Party): string {
  return party.kind === 'address'
    ? `IPv${party.cidr.family} ${party.cidr.base}/${party.cidr.prefix}`
    : keyOfParty(party);
}

/** The answer with a minimal set of blockers. Most callers need only the verdict, which many questions share. */
function answered(question: Question, network: Network): Answer | undefined {
  const verdicts = verdictsShared(network);
  const key = verdictKey(question, network);
  const alike = key === undefined ? undefined : verdicts.get(key);
  const own = once(() => firstAnswer(question, network));
  const first = alike ?? own();
  if (!first) return undefined;
  if (key !== undefined) verdicts.set(key, first);
  const isUnplaced = first.verdict === 'unknown' && first.pairs.length === 0;
  const byGroups = isUnplaced ? blockedByGroups(question, network) : undefined;
  if (byGroups) return byGroups;
  const blockedBy = once(() => blockersOf(question, own, network));
  return {
    verdict: first.verdict,
    protocol: first.protocol,
    port: first.port,
    pairs: first.pairs,
    get hops() {
      return own()!.hops;
    },
    get blockedBy() {
      return blockedBy();
    },
    get assumptions() {
      return own()!.assumptions;
    },
    get decidedBy() {
      return own()!.decidedBy;
    },
    get defaults() {
      return own()!.defaults;
    },
  };
}

/**
 * Verdicts that other questions share; the other parts of these answers are those of the question that was asked first.
 */
const verdictsShared = perNetwork(() => new Map<string, Answer>());

/** A minimal set of blockers, which many questions share. */
function blockersOf(
  question: Question,
  answer: () => AnswerWithCandidates | undefined,
  network: Network,
): readonly Blocker[] {
  const key = blockersKey(question, network);
  const alike = key === undefined ? undefined : blockersShared(network).get(key);
  if (alike) return alike;
  const blockers = minimalSet(answer()!, network, (changed) => supposedAnswer(question, changed));
  if (key !== undefined && !namesSender(blockers, question, network))
    blockersShared(network).set(key, blockers);
  return blockers;
}

const blockersShared = perNetwork(() => new Map<string, readonly Blocker[]>());

/** Whether blockers mention the sender of a question or one of its groups. A name that merely contains theirs counts. */
function namesSender(blockers: readonly Blocker[], { from, to }: Question, network: Network): boolean {
  const { locations } = sourceLocations(from, to, 4, network)!;
  const names = locations.flatMap(({ id, securityGroups }) => [id, ...securityGroups.keys]);
  // Places are nodes, which contain much else.
  const text = JSON.stringify(blockers, (key, value) =>
    key === 'at' ? undefined : typeof value === 'bigint' ? `${value}` : value,
  );
  return names.some((name) => text.includes(name));
}

/** The answer with the blockers of the network as it is, before any change is tried. */
function firstAnswer(question: Question, network: Network): AnswerWithCandidates | undefined {
  const supposed = supposedAnswer(question, network);
  const family = addressFamily(question, network);
  if (!supposed || family === 4 || question.to.kind !== 'service') return supposed;
  const { locations: places } = sourceLocations(question.from, question.to, family, network)!;
  const traffic = trafficOf(question, supposed.port, family);
  // The answer is based on assumptions alone, so no change is proposed.
  const answer = overIpv6(supposed, question.to.name, places, traffic, network);
  return answer === supposed ? supposed : Object.assign(answer, { candidates: [] });
}

/** The answer under the assumption that the name of an AWS service has addresses of the family. */
function supposedAnswer(question: Question, network: Network): AnswerWithCandidates | undefined {
  const called = invocation(question, network);
  if (called) return { ...called, candidates: [] };
  const asked = pairsOfQuestion(question, network);
  if (!asked) return undefined;
  if ('why' in asked) return undecided(question, asked);
  const { missing } = asked;
  const pairs = byBestCard(asked.pairs);
  const isService = missing.length === 0 && pairs.length > 0 && pairs.every((pair) => pair.isService);
  const alone = verdictOf([...pairs.map(({ outcome }) => outcome), ...missing.map(() => UNDECIDED)]);
  // If the verdict is the same for every pair alone, it is also the verdict for all together.
  const isMixed = isService && alone !== 'reachable' && alone !== 'blocked';
  const verdict = isMixed
    ? runService(pairs.map(({ scene, destination }) => ({ scene, paths: destination.paths })))
    : alone;
  return explained(question, verdict, { ...asked, pairs }, network);
}

/** The answer to a question whose verdict is known. The rest is computed on first access: most callers need only the verdict. */
function explained(
  question: Question,
  verdict: Verdict,
  { pairs, port, missing }: QuestionPairs,
  network: Network,
): AnswerWithCandidates {
  const shown = pairs.find((pair) => pair.verdict !== 'reachable') ?? pairs[0];
  const failing = verdict === 'unknown' ? pairs.filter((pair) => pair.verdict === 'unknown') : [];
  const hops = once(() =>
    shown
      ? shown.verdict === 'reachable' && isOnTheInternet(shown.scene)
        ? hopOutside(question.from, network)
        : hopsOf(shown)
      : [],
  );
  const blockedBy = once(() => {
    const certain = verdict === 'reachable' ? [] : uniqueBlockers(pairs, verdict);
    // Some addresses of a service work for a pair and others do not: each pair alone is unknown, and all together are
    // partial.
    return certain.length === 0 && verdict === 'partial' ? uniqueBlockers(pairs, 'unknown') : certain;
  });
  const candidates = once(() => (verdict === 'reachable' ? [] : candidatesOf(pairs, verdict)));
  const unknownReasons = once(() => [
    ...(verdict === 'unknown' ? missing : []),
    ...failing.flatMap(unknownReasonsOf),
  ]);
  const assumptions = once(() => [
    ...new Set([
      ...unknownReasons().map(({ why }) => why),
      ...pairs.flatMap(pairAssumptions),
      ...(question.port === undefined ? unexpectedPort(question.to, network) : []),
    ]),
  ]);
  const defaults = once(() => [...new Set([...(port?.defaults ?? []), ...pairs.flatMap(pairDefaults)])]);
  return {
    verdict,
    protocol: question.protocol,
    port: port?.value,
    pairs: pairs.map(
      ({ scene, verdict: own }): PairAnswer => ({
        from: scene.from.subnet?.id ?? null,
        to: scene.to.subnet?.id ?? null,
        verdict: own,
      }),
    ),
    get hops() {
      return hops();
    },
    get blockedBy() {
      return blockedBy();
    },
    get candidates() {
      return candidates();
    },
    get assumptions() {
      return assumptions();
    },
    get decidedBy() {
      return [...new Set(unknownReasons().flatMap((reason) => reason.decidedBy ?? []))];
    },
    get defaults() {
      return defaults();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function undecided({ protocol }: Question, { why, decidedBy = [] }: UnknownReason): AnswerWithCandidates {
  return {
    verdict: 'unknown',
    protocol,
    port: undefined,
    pairs: [],
    hops: [],
    blockedBy: [],
    candidates: [],
    assumptions: [why],
    decidedBy,
    defaults: [],
  };
}
