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

/** Whether a question is one of a workload that means to leave its VPC. */
export function isOutward({ from, to, client }: Question): boolean {
  return from.kind === 'workload' && (to.kind === 'internet' || to.kind === 'service') && !client;
}

/**
 * As `reach`, for a workload that asks for the internet or a service of AWS. Such an answer rests on no rule of a group that only
 * databases and the like are behind, so it outlives a change of those, and is the same in all scenarios that differ in nothing else.
 * Where it does rest on one, which shows as soon as it is read, the whole network is asked.
 */
export function reachOutward(question: Question, network: Network): Answer | undefined {
  const whole = () => reach(question, network);
  const senders = derivedFrom(network, 'network of senders', limited);
  const limitedAnswer = () => reach(question, senders);
  const verdict = orElse(() => keptVerdict(question, senders, limitedAnswer), whole);
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
    get defaults() {
      return part('defaults');
    },
  };
}

type Verdict = Pick<Answer, 'verdict' | 'protocol' | 'port' | 'pairs'>;

/**
 * Functions forward nothing, so whether one gets out rests on no other function, nor on the rules of its groups: its verdicts
 * outlive any change of those. What opens a way may rest on them, and is asked for anew.
 */
function keptVerdict(
  question: Question,
  network: Network,
  answer: () => Answer | undefined,
): Verdict | undefined {
  const sender = question.from.kind === 'workload' ? network.workloads.get(question.from.id) : undefined;
  if (sender?.kind !== 'function') return answer();
  const ofSender = verdictsMade(network);
  const known = ofSender.get(sender.id) ?? verdictsLike(sender, network);
  ofSender.set(sender.id, known);
  const { to, protocol, port, ipv6 } = question;
  const service = to.kind === 'service' ? `${to.name} ${to.region}` : '';
  const key = `${to.kind} ${service} ${protocol} ${port} ${ipv6}`;
  if (!known.has(key)) {
    const made = answer();
    // The whole answer would hold on to its network.
    known.set(
      key,
      made && { verdict: made.verdict, protocol: made.protocol, port: made.port, pairs: made.pairs },
    );
  }
  return known.get(key);
}

/** What was asked for a function, by the question. */
type Verdicts = Map<string, Verdict | undefined>;

const verdictsMade = memoized((_: Network) => new Map<string, Verdicts>());

/** Those of the same function, behind groups with the same rules, in a network that differs in other functions alone. */
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

/** The very network for all that differ in functions, and in the rules of groups that only functions are behind. */
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

/** The very same network for all that differ only in what no answer of a sender rests on. */
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

/** The groups that endpoints are behind, and workloads that do more than keep data. */
const groupsOfSenders = perParts(PARTS_OF_PLACEMENT, (network) =>
  groupsOf(network, ({ kind }) => sends(kind)),
);

function sends(kind: Workload['kind']): boolean {
  return !WORKLOAD_KINDS[kind].keepsData;
}

/** The groups that endpoints are behind, and those workloads. */
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

/** The rules of these groups with those that may be of any: the very list that the same lists came to before. */
function rulesOfGroups(groups: ReadonlySet<string>, network: Network): readonly SecurityGroupRule[] {
  const { of, unowned } = rulesByGroup(network);
  const lists = [...[...groups].flatMap((key) => [of.get(key) ?? []]), unowned].filter(
    (list) => list.length > 0,
  );
  return joined(sameList(lists));
}

const joined = memoized((lists: readonly (readonly SecurityGroupRule[])[]) => lists.flat());

/** The very list that was made of the same things before. */
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

/** Things one after the other, with the list of all of them. */
interface Step {
  readonly next: WeakMap<object, Step>;
  list?: readonly object[];
}

const START: Step = { next: new WeakMap() };
