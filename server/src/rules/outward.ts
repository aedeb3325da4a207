import { memoized } from '../memo.ts';
import { keyOfGroup } from '../network/analysis/groupRules.ts';
import { PARTS_OF_PLACEMENT, placements } from '../network/analysis/workloads/placement.ts';
import { type NetworkOfGroups, OTHER_GROUP, perParts, rulesByGroup } from '../network/lookup.ts';
import type { Network, SecurityGroupRule } from '../network/model.ts';
import { PARTS } from '../network/template/contributions.ts';
import { derivedFrom } from '../network/watched.ts';
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
  const answer = orElse(() => reach(question, derivedFrom(network, 'network of senders', limited)), whole);
  if (!answer) return undefined;
  const part = <K extends keyof Answer>(name: K): Answer[K] =>
    orElse(
      () => answer[name],
      () => whole()![name],
    );
  return {
    verdict: answer.verdict,
    protocol: answer.protocol,
    port: answer.port,
    pairs: answer.pairs,
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

function orElse<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch (error) {
    if (error === OTHER_GROUP) return second();
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

const theSame = perParts(PARTS as [keyof Network, ...(keyof Network)[]], (network) => network as Network);

/** The groups that endpoints are behind, and workloads that do more than keep data. */
const groupsOfSenders = perParts(PARTS_OF_PLACEMENT, (network): ReadonlySet<string> => {
  const all = [...placements(network)].filter(([id]) => {
    const workload = network.workloads.get(id);
    return !workload || !WORKLOAD_KINDS[workload.kind].keepsData;
  });
  return new Set(all.flatMap(([, { groups }]) => groups.map(keyOfGroup)));
});

/** The rules of these groups with those that may be of any: the very list that the same lists came to before. */
function rulesOfGroups(groups: ReadonlySet<string>, network: Network): readonly SecurityGroupRule[] {
  const { of, unowned } = rulesByGroup(network);
  const lists = [...[...groups].flatMap((key) => [of.get(key) ?? []]), unowned].filter(
    (list) => list.length > 0,
  );
  let step = START;
  for (const list of lists) {
    const next = step.next.get(list) ?? { next: new WeakMap() };
    step.next.set(list, next);
    step = next;
  }
  step.rules ??= lists.flat();
  return step.rules;
}

/** Lists of rules one after the other, with all of their rules. */
interface Step {
  readonly next: WeakMap<readonly SecurityGroupRule[], Step>;
  rules?: readonly SecurityGroupRule[];
}

const START: Step = { next: new WeakMap() };
