import { memoized } from '../memo.ts';
import { keyOfGroup } from '../network/analysis/groupRules.ts';
import { PARTS_OF_PLACEMENT, placements } from '../network/analysis/workloads/placement.ts';
import { type NetworkOfGroups, perParts, RULES_NOT_AT_HAND, rulesByGroup } from '../network/lookup.ts';
import type { Network, SecurityGroupRule } from '../network/model.ts';
import { COLLECTIONS } from '../network/template/contributions.ts';
import { derivedFrom } from '../network/watched.ts';
import type { Workload } from '../network/workload.ts';
import { WORKLOAD_KINDS } from '../network/workloadKinds.ts';
import { reach } from '../reach/answer.ts';
import type { Answer, Question } from '../reach/question.ts';

/** Whether the source is a workload and the destination is outside of its VPC. */
export function isOutward({ from, to, client }: Question): boolean {
  return from.kind === 'workload' && (to.kind === 'internet' || to.kind === 'service') && !client;
}

/**
 * As `reach`, for questions from a workload to the internet or an AWS service. Such an answer usually does not depend
 * on the rules of groups that only databases and the like use, so it can be reused when these change, and in scenarios
 * that differ only in these. If the evaluation reads such a rule after all, the question is asked of the whole network.
 */
export function reachOutward(question: Question, network: Network): Answer | undefined {
  const whole = () => reach(question, network);
  const senders = derivedFrom(network, 'network of senders', limited);
  const limitedAnswer = () => reach(question, senders);
  const verdict = orElse(() => cachedVerdict(question, senders, limitedAnswer), whole);
  if (!verdict) return undefined;
  const part = <K extends keyof Answer>(name: K): Answer[K] =>
    orElse(
      () => limitedAnswer()![name],
      () => whole()![name],
    );
  return {
    verdict: verdict.verdict,
    protocol: verdict.protocol,
    port: verdict.port,
    pairs: verdict.pairs,
    get hops() {
      return part('hops');
    },
    get blockedBy() {
      return part('blockedBy');
    },
    get assumptions() {
      return part('assumptions');
    },
    get decidedBy() {
      return part('decidedBy');
    },
    get defaults() {
      return part('defaults');
    },
  };
}

type Verdict = Pick<Answer, 'verdict' | 'protocol' | 'port' | 'pairs'>;

/**
 * Functions forward no packets, so a function's verdict does not depend on other functions or on the rules of their
 * groups and can be reused when these change. The changes that open a path may depend on them, and are computed again.
 */
function cachedVerdict(
  question: Question,
  network: Network,
  answer: () => Answer | undefined,
): Verdict | undefined {
  const sender = question.from.kind === 'workload' ? network.workloads.get(question.from.id) : undefined;
  if (sender?.kind !== 'function') return answer();
  const ofSender = verdictCache(network);
  const known = ofSender.get(sender.id) ?? verdictsLike(sender, network);
  ofSender.set(sender.id, known);
  const { to, protocol, port, ipv6 } = question;
  const service = to.kind === 'service' ? `${to.name} ${to.region}` : '';
  const key = `${to.kind} ${service} ${protocol} ${port} ${ipv6}`;
  if (!known.has(key)) {
    const made = answer();
    // Caching the whole answer would keep its network in memory.
    known.set(
      key,
      made && { verdict: made.verdict, protocol: made.protocol, port: made.port, pairs: made.pairs },
    );
  }
  return known.get(key);
}

/** The verdicts for a function, by question. */
type Verdicts = Map<string, Verdict | undefined>;

const verdictCache = memoized((_: Network) => new Map<string, Verdicts>());

/**
 * The verdicts of the same function, with groups that have the same rules, in a network that differs only in other
 * functions.
 */
function verdictsLike(sender: Workload, network: Network): Verdicts {
  const { of } = rulesByGroup(network);
  const groups = placements(network).get(sender.id)?.groups ?? [];
  const own = sameList([sender, ...groups.flatMap((group) => of.get(keyOfGroup(group)) ?? [])]);
  const inLike = verdictsIn(withoutFunctions(network));
  const known = inLike.get(own) ?? new Map<string, Verdict | undefined>();
  inLike.set(own, known);
  return known;
}

const verdictsIn = memoized((_: Network) => new WeakMap<readonly object[], Verdicts>());

/**
 * The same object for all networks that differ only in functions and in the rules of groups that only functions use.
 */
const withoutFunctions = memoized((network: Network): Network => {
  const others = [...network.workloads.values()].filter(({ kind }) => kind !== 'function');
  const groups = groupsOf(network, ({ kind }) => kind !== 'function' && sends(kind));
  return theSame({
    ...network,
    workloads: mapOf(sameList(others)),
    securityGroupRules: rulesOfGroups(groups, network),
  });
});

const mapOf = memoized(
  (workloads: readonly Workload[]): Network['workloads'] => new Map(workloads.map((one) => [one.id, one])),
);

function orElse<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch (error) {
    if (error === RULES_NOT_AT_HAND) return second();
    throw error;
  }
}

/** The same object for all networks that differ only in parts on which no answer for a sender depends. */
const limited = memoized((network: Network): Network => {
  const groups = groupsOfSenders(network);
  const ofGroups: NetworkOfGroups = {
    ...network,
    grants: NONE,
    statedCidrs: NONE,
    securityGroupRules: rulesOfGroups(groups, network),
    onlyRulesOf: groups,
  };
  return theSame(ofGroups);
});

const NONE: readonly never[] = [];

const theSame = perParts(
  COLLECTIONS as [keyof Network, ...(keyof Network)[]],
  (network) => network as Network,
);

/** The groups of endpoints and of workloads, except those that only store data. */
const groupsOfSenders = perParts(PARTS_OF_PLACEMENT, (network) =>
  groupsOf(network, ({ kind }) => sends(kind)),
);

function sends(kind: Workload['kind']): boolean {
  return !WORKLOAD_KINDS[kind].keepsData;
}

/** The groups of endpoints and of these workloads. */
function groupsOf(
  network: Parameters<typeof placements>[0],
  counts: (workload: Workload) => boolean,
): ReadonlySet<string> {
  const all = [...placements(network)].filter(([id]) => {
    const workload = network.workloads.get(id);
    return !workload || counts(workload);
  });
  return new Set(all.flatMap(([, { groups }]) => groups.map(keyOfGroup)));
}

/** The rules of these groups and those of unknown groups; the same list for the same inputs. */
function rulesOfGroups(groups: ReadonlySet<string>, network: Network): readonly SecurityGroupRule[] {
  const { of, unowned } = rulesByGroup(network);
  const lists = [...[...groups].flatMap((key) => [of.get(key) ?? []]), unowned].filter(
    (list) => list.length > 0,
  );
  return joined(sameList(lists));
}

const joined = memoized((lists: readonly (readonly SecurityGroupRule[])[]) => lists.flat());

/** An earlier list with the same items, if there was one, so that equal lists are one object. */
function sameList<T extends object>(things: readonly T[]): readonly T[] {
  let step = START;
  for (const thing of things) {
    const next = step.next.get(thing) ?? { next: new WeakMap() };
    step.next.set(thing, next);
    step = next;
  }
  step.list ??= things;
  return step.list as readonly T[];
}

/** A node of a trie over the items, with the list that ends there. */
interface Step {
  readonly next: WeakMap<object, Step>;
  list?: readonly object[];
}

const START: Step = { next: new WeakMap() };
