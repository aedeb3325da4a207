import type { Network } from '../../network/model.ts';
import { reach } from '../../reach/answer.ts';
import { intersect, isEmpty, publicAddresses, rangesOf } from '../../reach/packets/ranges.ts';
import type { Party, Verdict } from '../../reach/question.ts';
import { causeFinder, isMore } from './causes.ts';
import { changedOwners } from './networkObjects.ts';
import {
  type DiffQuestion,
  keyOfQuestion,
  mayAnswer,
  mayAsk,
  partyName,
  questionsBeside,
} from './questions.ts';
import { verdictsOf } from './verdicts.ts';

/** What a difference means to whoever reviews it, the dangerous first. */
export const MEANINGS = [
  /** The internet, or a block with public addresses, gets to something. */
  'exposure',
  /** Something of the network no longer gets to what it got to, or only sometimes. */
  'loss',
  /** It was decided, and no longer is. */
  'uncertain',
  /** More gets through inside of the network, or out of it. */
  'opening',
  /** Less gets in from outside, or it is decided now that nothing does. */
  'closing',
] as const;

export type Meaning = (typeof MEANINGS)[number];

/** A question of which the two versions say different things. */
export interface ReachDifference {
  readonly asked: DiffQuestion;
  /** Null where that version does not have one of the parties. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly meaning: Meaning;
  /** The destination's own port, where that is what was asked for and is known. */
  readonly ownPort: number | undefined;
  /** The logical ids or stages whose change it is due to. */
  readonly cause: readonly string[];
}

/**
 * Every question of which two networks say different things. Of what is new or gone, only what gets through is told: what a new
 * workload can reach, and who can reach it.
 */
export function reachDifferences(before: Network, after: Network): readonly ReachDifference[] {
  const owners = changedOwners(before, after);
  if (owners.length === 0) return [];
  const pairs = pairsOf(before, after);
  const all = [...pairs, ...questionsBeside(before, after)];
  const [old, now] = [verdictsOf(before, all), verdictsOf(after, all)];
  const differing = all.flatMap((asked) => {
    const verdicts = { before: old(asked) ?? null, after: now(asked) ?? null };
    return isTold(verdicts) ? [{ asked, ...verdicts }] : [];
  });
  const told = withoutRepeats(joined(differing));
  const causeOf = causeFinder(
    before,
    after,
    owners,
    told.map(({ asked }) => asked),
  );
  return told.map((one) => ({
    ...one,
    ownPort:
      one.asked.port === undefined ? reach(one.asked, one.after === null ? before : after)?.port : undefined,
    meaning: meaningOf(one, after.workloads.size > 0 ? after : before),
    cause:
      one.before !== null && one.after !== null
        ? causeOf(one.asked, { before: one.before, after: one.after })
        : missingIn(one.asked, one.before === null ? before : after),
  }));
}

type Differing = Pick<ReachDifference, 'asked' | 'before' | 'after'>;

function pairsOf(before: Network, after: Network): readonly DiffQuestion[] {
  const workloads = [...new Map([...before.workloads, ...after.workloads]).values()];
  const destinations = workloads.filter(mayAnswer);
  return workloads.filter(mayAsk).flatMap((from) =>
    destinations
      .filter((to) => to.id !== from.id)
      .map(
        (to): DiffQuestion => ({
          from: { kind: 'workload', id: from.id },
          to: { kind: 'workload', id: to.id },
          protocol: 'tcp',
        }),
      ),
  );
}

function isTold({ before, after }: Pick<Differing, 'before' | 'after'>): boolean {
  if (before !== null && after !== null) return before !== after;
  return passes(before) || passes(after);
}

function passes(verdict: Verdict | null): boolean {
  return verdict === 'reachable' || verdict === 'partial';
}

/** Neighbouring ports of which the same is told are told of together. */
function joined(differing: readonly Differing[]): readonly Differing[] {
  const result: Differing[] = [];
  for (const one of differing) {
    const last = result.at(-1);
    if (last && follows(one, last)) {
      result[result.length - 1] = { ...last, asked: { ...last.asked, until: one.asked.until! } };
    } else result.push(one);
  }
  return result;
}

function follows(one: Differing, last: Differing): boolean {
  const { port, until } = one.asked;
  if (port === undefined || until === undefined || last.asked.until !== port - 1) return false;
  return (
    one.before === last.before &&
    one.after === last.after &&
    keyOfQuestion({ ...one.asked, port: 0 }) === keyOfQuestion({ ...last.asked, port: 0 })
  );
}

/**
 * The destination's own port needs no telling where the same is told of other ports too, nor does a part of the internet where it
 * is told of by its block.
 */
function withoutRepeats(differing: readonly Differing[]): readonly Differing[] {
  const keyOf = ({ asked: { from, to, protocol }, before, after }: Differing) =>
    keyOfQuestion({ from, to, protocol }) + before + after;
  const told = new Set(differing.filter(({ asked }) => asked.port !== undefined).map(keyOf));
  const blocks = differing.filter(({ asked }) => asked.from.kind === 'address' && isPublic(asked.from));
  const isToldByBlock = ({ asked, before, after }: Differing) =>
    asked.from.kind === 'internet' &&
    before !== 'reachable' &&
    after !== 'reachable' &&
    blocks.some(
      ({ asked: other }) =>
        partyName(other.to) === partyName(asked.to) &&
        other.protocol === asked.protocol &&
        other.port! <= asked.port! &&
        asked.until! <= other.until!,
    );
  return differing.filter(
    (one) => (one.asked.port !== undefined || !told.has(keyOf(one))) && !isToldByBlock(one),
  );
}

function missingIn({ from, to }: DiffQuestion, network: Network): readonly string[] {
  const isMissing = (party: Party) => party.kind === 'workload' && !network.workloads.has(party.id);
  return [from, to].filter(isMissing).map(partyName);
}

function meaningOf({ asked, before, after }: Differing, network: Network): Meaning {
  const [was, is] = [before ?? 'blocked', after ?? 'blocked'] as const;
  const isFromOutside = isPublic(asked.from);
  if (is === 'unknown') return 'uncertain';
  if (isMore(is, was) && passes(is)) return isFromOutside ? 'exposure' : 'opening';
  // What is gone on purpose is no loss to the rest.
  if (!passes(was) || after === null) return 'closing';
  return isFromOutside && !isPublished(asked.to, network) ? 'closing' : 'loss';
}

/** The internet or a part of it; a private block is another network of one's own. */
function isPublic(party: Party): boolean {
  if (party.kind !== 'address') return party.kind === 'internet';
  return !isEmpty(intersect(rangesOf(party.cidr), publicAddresses(party.cidr.family)));
}

/** Is there for those who come from outside. */
function isPublished(party: Party, { workloads }: Network): boolean {
  return party.kind === 'workload' && workloads.get(party.id)?.kind === 'load-balancer';
}
