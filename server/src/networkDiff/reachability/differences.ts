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

/** The meaning of a difference to a reviewer, most dangerous first. */
export const MEANINGS = [
  /** The internet, or a block with public addresses, reaches something. */
  'exposure',
  /** Something in the network no longer reaches what it reached, or only sometimes. */
  'loss',
  /** The verdict was known and is now unknown. */
  'uncertain',
  /** More traffic passes inside of the network, or out of it. */
  'opening',
  /** Less traffic enters from outside, or it is now known that none does. */
  'closing',
] as const;

export type Meaning = (typeof MEANINGS)[number];

/** A question with different verdicts in the two versions. */
export interface ReachDifference {
  readonly asked: DiffQuestion;
  /** Null if that version lacks one of the parties. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly meaning: Meaning;
  /** The destination's own port, if the question is about it and it is known. */
  readonly ownPort: number | undefined;
  /** The logical ids or stages whose change is the cause. */
  readonly cause: readonly string[];
}

/**
 * Every question with different verdicts in two networks. For new or removed workloads only successful connections are
 * reported: what a new workload reaches, and what reaches it.
 */
export function reachDifferences(before: Network, after: Network): readonly ReachDifference[] {
  const owners = changedOwners(before, after);
  if (owners.length === 0) return [];
  const pairs = pairsOf(before, after);
  const all = [...pairs, ...questionsBeside(before, after)];
  const [old, now] = [verdictsOf(before, all), verdictsOf(after, all)];
  const differing = all.flatMap((asked) => {
    const verdicts = { before: old(asked) ?? null, after: now(asked) ?? null };
    return isReported(verdicts) ? [{ asked, ...verdicts }] : [];
  });
  const shown = withoutRepeats(joined(differing));
  const causeOf = causeFinder(
    before,
    after,
    owners,
    shown.map(({ asked }) => asked),
  );
  return shown.map((one) => ({
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

function isReported({ before, after }: Pick<Differing, 'before' | 'after'>): boolean {
  if (before !== null && after !== null) return before !== after;
  return passes(before) || passes(after);
}

function passes(verdict: Verdict | null): boolean {
  return verdict === 'reachable' || verdict === 'partial';
}

/** Merges neighbouring ports with equal differences. */
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
 * Removes the destination's own port if other ports have the same difference, and a part of the internet if its block
 * has.
 */
function withoutRepeats(differing: readonly Differing[]): readonly Differing[] {
  const keyOf = ({ asked: { from, to, protocol }, before, after }: Differing) =>
    keyOfQuestion({ from, to, protocol }) + before + after;
  const shown = new Set(differing.filter(({ asked }) => asked.port !== undefined).map(keyOf));
  const blocks = differing.filter(({ asked }) => asked.from.kind === 'address' && isPublic(asked.from));
  const isReportedByBlock = ({ asked, before, after }: Differing) =>
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
    (one) => (one.asked.port !== undefined || !shown.has(keyOf(one))) && !isReportedByBlock(one),
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
  // A destination that was removed on purpose is no loss.
  if (!passes(was) || after === null) return 'closing';
  return isFromOutside && !isPublished(asked.to, network) ? 'closing' : 'loss';
}

/** The internet or a part of it; a private block is a network of the user's own. */
function isPublic(party: Party): boolean {
  if (party.kind !== 'address') return party.kind === 'internet';
  return !isEmpty(intersect(rangesOf(party.cidr), publicAddresses(party.cidr.family)));
}

/** True for workloads that serve clients outside. */
function isPublished(party: Party, { workloads }: Network): boolean {
  return party.kind === 'workload' && workloads.get(party.id)?.kind === 'load-balancer';
}
