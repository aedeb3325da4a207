import { type Change, objectsChangedBy, objectsNamedBy } from '../changes/change.ts';
import { editsOfChanges } from '../changes/changeEdits.ts';
import { changePhrase } from '../changes/changeTitle.ts';
import { existsWherever } from '../changes/resources.ts';
import { addTo } from '../multimap.ts';
import { whyPropagated } from '../network/analysis/subnets/subnetRoutes.ts';
import { perParts } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import type { TransportProtocol } from '../network/protocol.ts';
import { COLLECTIONS } from '../network/template/contributions.ts';
import type { Workload } from '../network/workload.ts';
import { reach } from '../reach/answer.ts';
import { blockedByGroups } from '../reach/groupsAlone.ts';
import type { Answer, Blocker, Party } from '../reach/question.ts';
import { entryAt } from '../syntax/tree.ts';
import { clauseOf } from '../wording/blockers.ts';
import { capitalized } from '../wording/clause.ts';
import { listed } from '../wording/listed.ts';
import type { CheckedFile, Fix, Related } from './defineRule.ts';
import { isOutward, reachOutward } from './outward.ts';

/** The parts of a question besides the two parties. */
interface QuestionOptions {
  readonly protocol?: TransportProtocol;
  readonly port?: number;
  readonly client?: Party;
}

/** The answer to a question, by default over TCP. */
export function ask(
  network: Network,
  from: Party,
  to: Party,
  { protocol = 'tcp', port, client }: QuestionOptions = {},
): Answer | undefined {
  const question = { from, to, protocol, ...(port !== undefined && { port }), ...(client && { client }) };
  if (isOutward(question)) return reachOutward(question, network);
  const answer = reach(question, network.grants.length > 0 ? withoutGrants(network) : network);
  return answer?.verdict === 'unknown' ? (blockedByGroups(question, network) ?? answer) : answer;
}

/** IAM permissions open no path, so answers can be reused when these change. */
const withoutGrants = perParts(
  COLLECTIONS.filter((part) => part !== 'grants') as [keyof Network, ...(keyof Network)[]],
  (parts): Network => ({ ...parts, grants: [] }),
);

export function workload(id: string): Party {
  return { kind: 'workload', id };
}

export const INTERNET: Party = { kind: 'internet' };

/**
 * Whether a negative answer is certain: nothing outside of the file can change the blockers, and no gateway propagates
 * routes.
 */
export function isCertain(answer: Answer, network: Network): boolean {
  if (answer.verdict !== 'blocked' && answer.verdict !== 'partial') return false;
  const mayHaveMore = (id: string) => {
    const table = network.routeTables.get(id);
    return (
      network.exportedIds.has(id) || (table !== undefined && whyPropagated(table, network) !== undefined)
    );
  };
  // Reads blockers last, since computing them costs far more than the verdict. What AWS refuses to deploy has a finding
  // of its own.
  return !answer.blockedBy.some(
    ({ reason, resource, change }) =>
      reason.kind === 'cannot-be-deployed' || [resource, ...objectsChangedBy(change)].some(mayHaveMore),
  );
}

/** The answer to a question if some packets certainly do not arrive; undefined otherwise. */
export function failingAnswer(
  network: Network,
  from: Party,
  to: Party,
  options?: QuestionOptions,
): Answer | undefined {
  const answer = ask(network, from, to, options);
  return answer && isCertain(answer, network) ? answer : undefined;
}

/** The answer to a question if certainly no packet arrives; undefined otherwise. */
export function blockedAnswer(
  network: Network,
  from: Party,
  to: Party,
  options?: QuestionOptions,
): Answer | undefined {
  const answer = ask(network, from, to, options);
  return answer?.verdict === 'blocked' && isCertain(answer, network) ? answer : undefined;
}

export interface BlockedService {
  readonly name: string;
  readonly answer: Answer;
}

/** The AWS services, among those named, that a workload certainly cannot reach over HTTPS. */
export function blockedServices(
  network: Network,
  { id }: Pick<Workload, 'id'>,
  names: readonly string[],
): readonly BlockedService[] {
  return names.flatMap((name) => {
    const answer = blockedAnswer(network, workload(id), { kind: 'service', name }, { port: 443 });
    return answer ? [{ name, answer }] : [];
  });
}

/** The source subnets from which some packets do not arrive, without duplicates. */
export function failingSubnets({ pairs }: Answer): readonly string[] {
  return [...new Set(pairs.flatMap(({ from, verdict }) => (verdict === 'reachable' ? [] : (from ?? []))))];
}

/** " from A and B" if only some subnets fail, for a sentence; else empty. */
export function fromFailingSubnets(answer: Answer): string {
  return answer.verdict === 'partial' ? ` from ${listed(failingSubnets(answer))}` : '';
}

/** The first blocker, as a clause. */
export function firstBlocker([first]: readonly Blocker[]): string {
  return first ? clauseOf(first.reason) : 'there is no route to it';
}

/** All changes of an answer as one fix; none if an edit cannot make one of them. */
export function fixesOfBlockers(
  blockedBy: readonly Blocker[],
  owner: string,
  file: CheckedFile,
): readonly Fix[] {
  const changes = blockedBy.map(({ change }) => change);
  if (changes.length === 0 || blockedBy.some(({ isNotEnough }) => isNotEnough)) return [];
  if (!changes.every((change) => objectsNamedBy(change).every((id) => existsWherever(file, id, owner))))
    return [];
  const edits = editsOfChanges(changes, file);
  if (!edits) return [];
  const title = capitalized(changes.map(changePhrase).join(', and '));
  const preferred = changes.every((change) => isObvious(change, file.network));
  return [{ title, preferred, edits }];
}

/**
 * Whether a change is the one thing that the user can have meant: a new rule for the source's own group allows nothing
 * else. `false` for private DNS may be intended.
 */
function isObvious(change: Change, network: Network): boolean {
  return (
    (change.kind === 'allow-in-group' &&
      'group' in change.peer &&
      // The default group includes every workload that lists no group.
      !`${change.group}${change.peer.group}`.includes('.')) ||
    change.kind === 'endpoint-on-table' ||
    (change.kind === 'enable-private-dns' &&
      !entryAt(network.endpoints.get(change.endpoint)?.properties, 'PrivateDnsEnabled'))
  );
}

/** Groups items by a key, in their order, so that one cause has one finding. */
export function groupByCause<T>(things: Iterable<T>, keyOf: (thing: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    addTo(groups, key, thing);
  }
  return [...groups.values()];
}

/** The blockers as related places, without duplicates. */
export function relatedOf(blockedBy: readonly Blocker[]): Related[] {
  const places = blockedBy.map(({ at, reason }) => ({ at, message: clauseOf(reason) }));
  return [...new Map(places.map((place) => [`${place.at.start} ${place.message}`, place])).values()];
}
