import { type Change, objectsChangedBy, objectsNamedBy } from '../changes/change.ts';
import { changeEdits } from '../changes/changeEdits.ts';
import { changePhrase } from '../changes/changeTitle.ts';
import { existsWherever } from '../changes/resources.ts';
import { formatCidr } from '../cidr/format.ts';
import { aclOf } from '../network/analysis/subnets/subnetAcl.ts';
import { classOf, routeTableOf, whyPropagated } from '../network/analysis/subnets/subnetRoutes.ts';
import { usersOf } from '../network/analysis/uses.ts';
import { PARTS_OF_PLACEMENT, placements } from '../network/analysis/workloads/placement.ts';
import { hasItems, hasNoItems } from '../network/field.ts';
import { find, keyOfField, perParts, routesByTable } from '../network/lookup.ts';
import type { Network, Route, Vpc, VpcEndpoint } from '../network/model.ts';
import type { TransportProtocol } from '../network/protocol.ts';
import { COLLECTIONS } from '../network/template/contributions.ts';
import { type LambdaFunction, type Workload, workloadsOf } from '../network/workload.ts';
import { reach } from '../reach/answer.ts';
import { blockedByGroups } from '../reach/groupsAlone.ts';
import type { Answer, Blocker, Party } from '../reach/question.ts';
import { entryAt } from '../syntax/tree.ts';
import { clauseOf } from '../wording/blockers.ts';
import { capitalized } from '../wording/clause.ts';
import { listed } from '../wording/listed.ts';
import type { CheckedFile, Fix, Related, Report } from './defineRule.ts';
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
  const edits = changes.map((change) => changeEdits(change, file));
  if (edits.some((one) => one === undefined)) return [];
  const title = capitalized(changes.map(changePhrase).join(', and '));
  const preferred = changes.every((change) => isObvious(change, file.network));
  return [{ title, preferred, edits: edits.flatMap((one) => one ?? []) }];
}

/**
 * A new rule for the source's own group allows nothing else. `false` for private DNS may be intended, so that change is
 * not obvious.
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

/**
 * The finding of another rule that causes an answer: a NAT gateway or a route without a destination, or an ACL that
 * drops packets. If that finding is reported, this one becomes a related place of it.
 */
export function causeOf(blockedBy: readonly Blocker[], network: Network): Pick<Report, 'cause'> {
  const [first] = blockedBy;
  if (!first) return {};
  const { resource, at } = first;
  if (network.natGateways.has(resource)) {
    const subnet = find(network.subnets, network.natGateways.get(resource)!.subnet);
    const isCircle = subnet !== undefined && classOf(subnet, network).kind === 'nat';
    return { cause: { rule: isCircle ? 'nat-self-route' : 'nat-not-in-public-subnet', at } };
  }
  if (network.networkAcls.has(resource)) {
    return { cause: { rule: isOfNat(resource, network) ? 'nacl-blocks-nat' : 'nacl-blocks-return', at } };
  }
  // For a subnet without a route table, the subnet itself is the blocker.
  const subnet = network.subnets.get(resource);
  if (subnet && routeTableOf(subnet, network).kind === 'main')
    return { cause: { rule: 'subnet-implicit-main-table', at: subnet.at } };
  const vpc = first.change.kind === 'enable-dns' ? network.vpcs.get(first.change.vpc) : undefined;
  if (vpc?.dnsSupport.kind === 'known' && !vpc.dnsSupport.value) {
    // If AWS refuses the endpoint, that is the finding.
    const [refused] = privateDnsIn(vpc, network);
    return refused?.privateDns.kind === 'known'
      ? { cause: { rule: 'endpoint-private-dns-vpc-off', at: refused.privateDns.at } }
      : { cause: { rule: 'vpc-dns-support-off', at: vpc.dnsSupport.at } };
  }
  const without = routeWithoutTarget(first.change, network);
  return without ? { cause: { rule: 'route-no-target', at: without.at } } : {};
}

/** The interface endpoints of a VPC with private DNS. */
export function privateDnsIn({ id }: Vpc, { endpoints }: Network): readonly VpcEndpoint[] {
  return [...endpoints.values()].filter(
    ({ vpc, type, privateDns }) =>
      keyOfField(vpc) === id &&
      type.kind === 'known' &&
      type.value === 'Interface' &&
      privateDns.kind === 'known' &&
      privateDns.value,
  );
}

/** As `causeOf`, including the rules about endpoints, for an answer about an AWS service. */
export function nearerCauseOf(answer: Answer, network: Network): Pick<Report, 'cause'> {
  const [first] = answer.blockedBy;
  const endpoint = answer.hops.map(({ resource }) => network.endpoints.get(resource)).find((one) => one);
  if (endpoint && first?.change.kind === 'allow-in-group')
    return { cause: { rule: 'gateway-endpoint-sg-egress', at: endpoint.at } };
  switch (first?.change.kind) {
    case 'endpoint-on-table':
      return { cause: { rule: 'gateway-endpoint-not-on-table', at: first.at } };
    case 'enable-private-dns':
      return { cause: { rule: 'endpoint-private-dns-off', at: first.at } };
    case 'allow-in-group': {
      const to = answer.pairs[0]?.to;
      const [blocked] = [...network.endpoints.values()].filter(({ id }) =>
        placements(network)
          .get(id)
          ?.subnets.some((subnet) => subnet.id === to),
      );
      return blocked ? { cause: { rule: 'endpoint-sg-blocks-client', at: blocked.at } } : {};
    }
    default:
      return causeOf(answer.blockedBy, network);
  }
}

/** The existing route that lacks only a target, in place of the one to add. */
function routeWithoutTarget(change: Change, network: Network): Route | undefined {
  if (change.kind !== 'add-route') return undefined;
  return (routesByTable(network).of.get(change.table) ?? []).find(
    ({ destination, targets }) =>
      targets.length === 0 &&
      destination.kind === 'cidr' &&
      destination.cidr.kind === 'known' &&
      formatCidr(destination.cidr.value) === change.destination,
  );
}

/** True if an ACL belongs to the subnet of a NAT gateway. */
export function isOfNat(acl: string, network: Network): boolean {
  return [...network.natGateways.values()].some((nat) => {
    const subnet = find(network.subnets, nat.subnet);
    const own = subnet && aclOf(subnet, network);
    return own?.kind === 'acl' && own.acl.id === acl;
  });
}

/** One cause, one finding: groups things that need the same changes, in their order. */
export function groupByCause<T>(things: Iterable<T>, keyOf: (thing: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const known = groups.get(key);
    if (known) known.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()];
}

/** The blockers as related places, without duplicates. */
export function relatedOf(blockedBy: readonly Blocker[]): Related[] {
  const places = blockedBy.map(({ at, reason }) => ({ at, message: clauseOf(reason) }));
  return [...new Map(places.map((place) => [`${place.at.start} ${place.message}`, place])).values()];
}

/** The functions of a network, except those that Lambda rejects, which other rules report. */
export const functionsIn = perParts(['workloads'], (network): readonly LambdaFunction[] =>
  workloadsOf(network, 'function').filter(
    ({ subnets, securityGroups }) => !(hasItems(subnets) && hasNoItems(securityGroups)),
  ),
);

/** Workloads that open connections and run in subnets of the file, if all subnets are known. */
export function clientsIn(network: Network, vpc?: string): readonly Workload[] {
  const clients = allClients(network);
  if (vpc === undefined) return clients;
  return clients.filter(({ id }) =>
    placements(network)
      .get(id)!
      .subnets.some((subnet) => keyOfField(subnet.vpc) === vpc),
  );
}

const allClients = perParts(PARTS_OF_PLACEMENT, (network): readonly Workload[] => {
  const functions = new Set<Workload>(functionsIn(network));
  return [...network.workloads.values()].filter((one) => {
    if (!CLIENTS.has(one.kind) || (one.kind === 'function' && !functions.has(one))) return false;
    const { subnets, otherSubnets } = placements(network).get(one.id)!;
    return subnets.length > 0 && otherSubnets === undefined;
  });
});

const CLIENTS: ReadonlySet<Workload['kind']> = new Set([
  'function',
  'instance',
  'auto-scaling-group',
  'container-service',
]);

/** True if a workload is configured to use an AWS service. */
export function uses(workload: Workload, service: string, network: Network): boolean {
  return usersOf({ kind: 'service', name: service }, network).has(workload.id);
}
