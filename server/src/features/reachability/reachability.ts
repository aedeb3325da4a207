import { type Analysis, templateOf } from '../../analysis.ts';
import { ENDPOINT_SERVICES } from '../../aws/services.ts';
import { UNREAD_TYPES } from '../../aws/unreadTypes.ts';
import { objectsNamedBy } from '../../changes/change.ts';
import { changeEdits, editsOfChanges } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { isExisting } from '../../network/analysis/overlay.ts';
import type { Network } from '../../network/model.ts';
import type { TransportProtocol } from '../../network/protocol.ts';
import { reach } from '../../reach/answer.ts';
import { type BehindBalancer, behindBalancer } from '../../reach/behindBalancer.ts';
import type { Answer, Blocker, Question } from '../../reach/question.ts';
import { type TextEdit, textEditsOf } from '../../syntax/edit.ts';
import type { Span } from '../../syntax/span.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { distinguishingConditions } from '../../template/scenarios/distinguishingConditions.ts';
import type { Template } from '../../template/template.ts';
import { nearest } from '../../wording/nearest.ts';
import { type NetworkInScenario, networksIn, networksOf } from './networks.ts';
import { isSafeElsewhere } from './otherScenarios.ts';
import { aliasIn, destinationNamed, isSource, partyNamed, sourceNamed } from './parties.ts';
import { registeredAt } from './senders.ts';

/** A question in the user's words. */
export interface ReachRequest {
  /** A logical id, a Zappa stage, an address or block, or `internet`. */
  readonly from: string;
  /** The same, or an AWS service. */
  readonly to: string;
  readonly protocol: TransportProtocol;
  readonly port?: number;
  /** As in `Question`. */
  readonly ipv6?: boolean;
}

/** An answer that holds in the scenarios that `scenario` describes. */
export interface ReachAnswer extends Answer {
  /** For example `UseNat=false`; null if the answer is the same in all scenarios. */
  readonly scenario: string | null;
  readonly network: Network;
  /** The answers for the targets, if the destination is a load balancer. */
  readonly behind: readonly BehindBalancer[];
}

export type ReachResult =
  | { readonly kind: 'answers'; readonly answers: readonly ReachAnswer[] }
  /** One sentence on what cannot be asked. */
  | { readonly kind: 'refused'; readonly sentence: string };

/** Answers a question in every scenario of the file, or in some of them; equal answers are merged. */
export function reachIn(
  analysis: Analysis,
  asked: ReachRequest,
  scenarios?: readonly Scenario[],
): ReachResult {
  const networks = networksIn(analysis, scenarios);
  const { request, notes } = withFullNames(asked, analysis);
  const found: { answer: Answer; behind: readonly BehindBalancer[]; shown: NetworkInScenario[] }[] = [];
  let isKnown = false;
  for (const one of networks) {
    const question = questionIn(one.network, request, templateOf(analysis));
    const answer = question && reach(question, one.network);
    if (!answer) continue;
    isKnown = true;
    const behind = behindBalancer(question, answer, one.network);
    const key = sameness(answer, behind);
    const equal = found.find((other) => sameness(other.answer, other.behind) === key);
    if (equal) equal.shown.push(one);
    else found.push({ answer, behind, shown: [one] });
  }
  if (!isKnown) return { kind: 'refused', sentence: refusalOf(analysis, request) };
  const total = found.reduce((sum, { shown }) => sum + shown.length, 0);
  const all = networks.flatMap(({ scenario }) => scenario ?? []);
  return {
    kind: 'answers',
    answers: found.map(({ answer, behind, shown }) => {
      const isAlways = found.length === 1 && total === networks.length;
      const conditions = isAlways
        ? []
        : distinguishingConditions(
            shown.map(({ scenario }) => scenario),
            all,
          );
      return {
        ...answer,
        assumptions: [
          ...notes,
          ...answer.assumptions,
          ...answer.defaults.map((name) => defaultText(name, templateOf(analysis))),
        ],
        scenario:
          conditions.length === 0 ? null : conditions.map(({ name, holds }) => `${name}=${holds}`).join(','),
        network: shown[0]!.network,
        behind,
      };
    }),
  };
}

/** Replaces names that only resemble one in the file by the full name. */
function withFullNames(
  asked: ReachRequest,
  analysis: Analysis,
): { readonly request: ReachRequest; readonly notes: readonly string[] } {
  const networks = networksOf(analysis);
  const template = templateOf(analysis);
  const names = partyNames(analysis);
  const full = (name: string): string => {
    if (isOnlyInternetGateway(name, networks)) return 'internet';
    const registered = registeredAt(name, template);
    if (registered !== undefined) return registered;
    const isParty = (one: string) =>
      networks.some(({ network }) => partyNamed(one, network, template, asked.ipv6));
    if (template?.resources.has(name) || isParty(name)) return name;
    const lower = name.toLowerCase();
    return aliasIn(name, names) ?? (isParty(lower) ? lower : name);
  };
  const request = { ...asked, from: full(asked.from), to: full(asked.to) };
  const notes = (['from', 'to'] as const).flatMap((side) =>
    request[side] === asked[side] ? [] : [`${asked[side]} means ${request[side]}`],
  );
  return { request, notes };
}

/** What passes the only internet gateway of a file comes from the internet or goes there. */
function isOnlyInternetGateway(name: string, networks: readonly NetworkInScenario[]): boolean {
  const gateways = networks.map(({ network }) => network.internetGateways);
  return gateways.some((some) => some.has(name)) && gateways.every(({ size }) => size <= 1);
}

/** The span of an object in the document; undefined for an object in the inventory. */
export function placeInFile(
  { resource, at }: Pick<Blocker, 'resource' | 'at'>,
  network: Network,
): Span | undefined {
  return isExisting(resource, network) ? undefined : at;
}

/** The title of a blocker's change, and its edits if edits can make it. */
export function fixOf(
  { change, isNotEnough }: Blocker,
  network: Network,
  analysis: Analysis,
): { readonly title: string; readonly edits: readonly TextEdit[] | undefined } {
  const title = changeTitle(change);
  // An existing object is changed in AWS, not by an edit of this file.
  if (objectsNamedBy(change).some((id) => isExisting(id, network))) return { title, edits: undefined };
  const edits =
    isNotEnough || !isSafeElsewhere(change, analysis)
      ? undefined
      : changeEdits(change, { tree: analysis.tree, template: templateOf(analysis), network });
  const made = edits && textEditsOf(analysis.tree, edits);
  return { title, edits: made && !('refused' in made) ? made : undefined };
}

/** All changes of an answer as one fix, if edits can make each of them; undefined for fewer than two. */
export function wholeFixOf(
  blockers: readonly Blocker[],
  network: Network,
  analysis: Analysis,
): { readonly title: string; readonly edits: readonly TextEdit[] } | undefined {
  if (blockers.length < 2 || blockers.some(({ isNotEnough }) => isNotEnough)) return undefined;
  if (!blockers.every(({ change }) => isSafeElsewhere(change, analysis))) return undefined;
  const file = { tree: analysis.tree, template: templateOf(analysis), network };
  const edits = editsOfChanges(
    blockers.map(({ change }) => change),
    file,
  );
  const made = edits && textEditsOf(analysis.tree, edits);
  return !made || 'refused' in made ? undefined : { title: allTitle(blockers.length), edits: made };
}

function allTitle(count: number): string {
  return count === 2 ? 'Make both changes' : `Make all ${count} changes`;
}

function sameness(
  { verdict, port, blockedBy, hops, assumptions }: Answer,
  behind: readonly BehindBalancer[],
): string {
  return JSON.stringify([verdict, port, blockedBy, hops, assumptions, behind]);
}

function defaultText(name: string, template: Template | undefined): string {
  const text = template?.parameters.get(name)?.default?.text;
  return text === undefined
    ? `parameter ${name} has its default`
    : `parameter ${name} has its default value ${text}`;
}

function questionIn(
  network: Network,
  { from, to, protocol, port, ipv6 }: ReachRequest,
  template: Template | undefined,
): Question | undefined {
  const source = sourceNamed(from, network, template, ipv6);
  const destination = destinationNamed(to, source, network, template, ipv6);
  if (!source || !isSource(source) || !destination) return undefined;
  return {
    from: source,
    to: destination,
    protocol,
    ...(port !== undefined && { port }),
    ...(ipv6 && { ipv6 }),
  };
}

/** All names that can be asked about, sources first. */
export function partyNames(analysis: Analysis): readonly string[] {
  const names = networksOf(analysis).flatMap(({ network }) => [
    ...network.workloads.keys(),
    ...network.endpoints.keys(),
    ...network.publicEndpoints.keys(),
  ]);
  return [...new Set(names)];
}

const SOURCELESS = {
  service: 'is an AWS service',
  'public-endpoint': 'is a public AWS endpoint',
  'file-system': 'is a file system',
} as const;

/** Why a question cannot be answered; problems of the source first. */
export function refusalOf(analysis: Analysis, { from, to, ipv6 }: ReachRequest): string {
  const networks = networksOf(analysis);
  const template = templateOf(analysis);
  const partyOf = (name: string) =>
    networks.map(({ network }) => partyNamed(name, network, template, ipv6)).find((one) => one);
  const families = [from, to].flatMap((name) => {
    const party = partyOf(name);
    return party?.kind === 'address' ? [{ name, family: party.cidr.family }] : [];
  });
  const fourth = families.find(({ family }) => family === 4);
  if (fourth && (ipv6 || families.some(({ family }) => family === 6)))
    return `${fourth.name} is an IPv4 address, but the question is about IPv6.`;
  for (const [name, role] of [
    [from, 'source'],
    [to, 'destination'],
  ] as const) {
    const party = partyOf(name);
    if (role === 'source' && party && !isSource(party))
      return `${name} ${SOURCELESS[party.kind]}, which can be a destination but not a source.`;
    if (!party) return refusalOfNobody(analysis, name, role);
  }
  return `${from} and ${to} never exist in the same deployment: their conditions exclude each other.`;
}

/** A URL, or a name of a host with a domain of letters. */
const HOST = /^(?:https?:\/\/\S+|(?:[\w-]+\.)+[a-z]{2,})$/i;

const KNOWN_KINDS =
  'functions, instances, containers, load balancers, databases, caches, brokers, file systems, VPC endpoints, gateways of users and the jobs and connectors of services';

/** Why a name is no party, with the nearest name or a list of names. */
function refusalOfNobody(analysis: Analysis, name: string, role: 'source' | 'destination'): string {
  const names = partyNames(analysis);
  const [, owner, port] = /^(.+):(\d+)$/.exec(name) ?? [];
  if (owner !== undefined && names.includes(owner))
    return `Unknown ${role} "${name}". Did you mean ${owner}, with port ${port}?`;
  const near = nearest(name, [...names, 'internet', ...(role === 'source' ? [] : ENDPOINT_SERVICES)]);
  if (near !== undefined) return `Unknown ${role} "${name}". Did you mean ${near}?`;
  const list =
    names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
  const there = `The file has ${list || 'nothing with an address'}.`;
  if (networksOf(analysis).some(({ network }) => network.subnets.has(name)))
    return `The block of ${name} is unknown, so it cannot be the ${role}. ${there}`;
  if (HOST.test(name))
    return `Unknown ${role} "${name}". Names of hosts are not looked up: ask for internet or for an address. ${there}`;
  const type = templateOf(analysis)?.resources.get(name)?.type;
  if (type !== undefined && UNREAD_TYPES.has(type))
    return `Where ${name} (${type}) is in the network is not known, so it cannot be the ${role}. Known are ${KNOWN_KINDS}. ${there}`;
  return type
    ? `${name} (${type}) has no address, so it cannot be the ${role}. ${there}`
    : `Unknown ${role} "${name}". ${there}`;
}
