// Whether what an answer says is in the way is just that: with all of its fixes in the text the path is open, and with any
// one of them left out it is not.
//
//   npx node test/reach/explain/blockers.ts [COUNT] [SEED]     how many answers have edits for everything, and the first failures

import fc from 'fast-check';
import { networksOf } from '../../../server/src/features/reachability/networks.ts';
import { partyNamed } from '../../../server/src/features/reachability/parties.ts';
import {
  analyze,
  fixOf,
  type ReachAnswer,
  type ReachRequest,
  reachIn,
} from '../../../server/src/languageService.ts';
import type { Network } from '../../../server/src/network/model.ts';
import type { Blocker, Question as ReachQuestion } from '../../../server/src/reach/question.ts';
import { applyTextEdits } from '../../../server/src/syntax/edit.ts';
import { sentenceOf } from '../../../server/src/wording/blockers.ts';
import { answerIn } from '../engine.ts';
import { render } from '../render/render.ts';
import { smallest } from '../world/smaller.ts';
import type { Question } from '../world/world.ts';
import { aCase, type Case } from '../world/worlds.ts';
import { newlyExposed } from './exposed.ts';
import { smallerFix } from './smallerFix.ts';

/** What became of an answer's fixes. */
export type Outcome =
  /** Reachable, or unknown: nothing to fix. */
  | { readonly kind: 'nothing' }
  /** A fix that no edit makes, by its kind of change. */
  | { readonly kind: 'by hand'; readonly changes: readonly string[] }
  | { readonly kind: 'proven'; readonly fixes: number }
  | { readonly kind: 'wrong'; readonly why: string };

/** Asks, makes all fixes in the text and asks again, then all but one. */
export function tryFixes(text: string, { port, ...rest }: Question): Outcome {
  const request: ReachRequest = port === undefined ? rest : { ...rest, port };
  const analysis = analyze(nameOf(text), text, { kind: 'template' })!;
  const result = reachIn(analysis, request);
  if (result.kind === 'refused' || result.answers.length !== 1) return { kind: 'nothing' };
  const answer = result.answers[0]!;
  if (answer.verdict !== 'blocked' && answer.verdict !== 'partial') return { kind: 'nothing' };
  if (answer.blockedBy.length === 0)
    return { kind: 'wrong', why: `${answer.verdict}, and nothing is in the way` };
  const fixes = answer.blockedBy.map((blocker) => ({ blocker, ...fixOf(blocker, answer.network, analysis) }));
  const byHand = fixes.filter(({ edits }) => edits === undefined);
  if (byHand.length > 0)
    return {
      kind: 'by hand',
      changes: byHand.map(
        ({ blocker, title }) =>
          `${blocker.change.kind}: ${title.replaceAll(/[A-Z][A-Za-z0-9]+|[\d./]+/g, '_')}`,
      ),
    };
  const changed = (left: number): string | undefined =>
    fixes.reduce<string | undefined>(
      (now, { blocker }, i) => (i === left || now === undefined ? now : applied(now, blocker)),
      text,
    );
  const listed = fixes.map(({ title, blocker }) => `  ${title} | ${sentenceOf(blocker.reason)}`).join('\n');
  const whole = changed(-1);
  // Of the few numbers ahead of an entry that denies, another entry may have taken the last.
  if (whole === undefined) return { kind: 'by hand', changes: ['no number free in the ACL'] };
  const all = answerIn(whole, request);
  // Where subnets are not in the file, groups alone can block, and what they allow is unknown.
  const isBlockedByGroupsAlone = answer.pairs.length === 0;
  const isOpen = all.verdict === 'reachable' || (isBlockedByGroupsAlone && all.verdict === 'unknown');
  if (!isOpen && !isOpenInIpv6(all))
    return {
      kind: 'wrong',
      why: `${answer.verdict}, and ${all.verdict} with all of\n${listed}\nthen\n${all.blockedBy.map(({ reason }) => `  ${sentenceOf(reason)}`).join('\n')}`,
    };
  for (const [i, { title }] of fixes.entries()) {
    const { verdict } = answerIn(changed(i)!, request);
    if (verdict === 'reachable')
      return { kind: 'wrong', why: `${answer.verdict}, and reachable without "${title}" of\n${listed}` };
  }
  const question = questionOf(request, answer.network);
  if (question) {
    const smaller = smallerFix(answer.blockedBy, question, answer.network);
    if (smaller !== undefined)
      return { kind: 'wrong', why: `"${smaller}" alone opens it, in place of\n${listed}` };
    const mendedNetwork = networksOf(analyze(nameOf(whole), whole, { kind: 'template' })!)[0]!.network;
    const exposed = newlyExposed(answer.network, mendedNetwork, question);
    // Whoever has a public address and a route to a gateway means it to be attached.
    const isMeant = answer.blockedBy.some(({ change }) => change.kind === 'attach-gateway');
    if (exposed.length > 0 && !isMeant && question.from.kind === 'workload')
      return { kind: 'wrong', why: `the internet reaches ${exposed.join(', ')} after\n${listed}` };
  }
  return { kind: 'proven', fixes: fixes.length };
}

function questionOf(
  { from, to, protocol, port, ipv6 }: ReachRequest,
  network: Network,
): ReachQuestion | undefined {
  const [source, destination] = [from, to].map((name) => partyNamed(name, network, undefined, ipv6));
  if (!source || !destination) return undefined;
  return {
    from: source,
    to: destination,
    protocol,
    ...(port !== undefined && { port }),
    ...(ipv6 && { ipv6 }),
  };
}

/** All that can be said of a service in IPv6 whose addresses are reached, if its name has any. */
const isOpenInIpv6 = ({ verdict, assumptions }: ReachAnswer): boolean =>
  verdict === 'unknown' &&
  assumptions.length === 1 &&
  /^the file does not say whether the name of \w+ answers with IPv6 addresses/.test(assumptions[0]!);

/** The text with one fix made, as an editor makes it after those before. */
function applied(text: string, blocker: Blocker): string | undefined {
  const analysis = analyze(nameOf(text), text, { kind: 'template' })!;
  const { edits, title } = fixOf(blocker, networksOf(analysis)[0]!.network, analysis);
  if (edits === undefined && blocker.change.kind === 'allow-in-acl') return undefined;
  if (edits === undefined) throw new Error(`"${title}" cannot be made after the others.`);
  return applyTextEdits(text, edits);
}

const nameOf = (text: string): string => (text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml');

/** What came of so many random networks. */
export interface Proof {
  readonly counts: Readonly<Record<Outcome['kind'], number>>;
  /** Changes that no edit makes, and how often. */
  readonly byHand: ReadonlyMap<string, number>;
  readonly counterexample: string | undefined;
}

/** Tries the fixes of so many random networks, up to the first that are wrong. */
export function prove(count: number, seed: number): Proof {
  const counts: Record<Outcome['kind'], number> = { nothing: 0, 'by hand': 0, proven: 0, wrong: 0 };
  const byHand = new Map<string, number>();
  const property = fc.property(aCase, ({ world, questions, spelling }) => {
    const text = render(world, spelling);
    return questions.every((question) => {
      const outcome = outcomeOf(text, question);
      counts[outcome.kind]++;
      if (outcome.kind === 'by hand')
        for (const change of outcome.changes) byHand.set(change, (byHand.get(change) ?? 0) + 1);
      return outcome.kind !== 'wrong';
    });
  });
  const { counterexample } = fc.check(property, { numRuns: count, seed, endOnFailure: true });
  return { counts, byHand, counterexample: counterexample ? described(counterexample[0]) : undefined };
}

function outcomeOf(text: string, question: Question): Outcome {
  try {
    return tryFixes(text, question);
  } catch (error) {
    return { kind: 'wrong', why: `it threw ${error instanceof Error ? error.stack : error}` };
  }
}

function described({ world, questions, spelling, breaks }: Case): string {
  for (const question of questions) {
    const isWrong = (one: Case['world'], seed: number) =>
      outcomeOf(render(one, seed), question).kind === 'wrong';
    if (!isWrong(world, spelling)) continue;
    const plain = isWrong(world, 0) ? 0 : spelling;
    const least = smallest(world, (one) => isWrong(one, plain));
    const text = render(least, plain);
    const outcome = outcomeOf(text, question);
    const { from, to, protocol, port } = question;
    return [
      `--from ${from} --to ${to} --protocol ${protocol}${port === undefined ? '' : ` --port ${port}`}`,
      `broken: ${breaks.join(', ')}; spelling ${plain}`,
      outcome.kind === 'wrong' ? outcome.why : outcome.kind,
      text,
    ].join('\n');
  }
  return 'The fixes are right when tried again.';
}

if (import.meta.main) {
  const [count = '300', seed = '1'] = process.argv.slice(2);
  const started = performance.now();
  const { counts, byHand, counterexample } = prove(Number(count), Number(seed));
  console.log(counts);
  for (const [change, times] of [...byHand].sort((a, b) => b[1] - a[1])) console.log(`${times} × ${change}`);
  console.log(counterexample ?? '');
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}
