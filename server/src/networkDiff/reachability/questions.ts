import { ENDPOINT_SERVICES } from '../../aws/services.ts';
import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { usesOf } from '../../network/analysis/uses.ts';
import { hasIpv6Subnets } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import type { Workload } from '../../network/workload.ts';
import { opensConnections, WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Party, Question } from '../../reach/question.ts';
import {
  answeredPorts,
  doDiffer,
  keyOfPorts,
  LAST_PORT,
  type PortInterval,
  portIntervals,
  type RuleOrEntry,
  rulesFor,
} from './ports.ts';

/**
 * A question for both networks. Its port represents all up to `until`; without a port it is about the destination's
 * own.
 */
export interface DiffQuestion extends Question {
  readonly until?: number;
}

/** A party as people name it. */
export function partyName(party: Party): string {
  switch (party.kind) {
    case 'internet':
      return 'internet';
    case 'address':
      return formatCidr(party.cidr);
    case 'service':
      return party.name;
    default:
      return party.id;
  }
}

/** A key that is equal for equal questions. */
export function keyOfQuestion({ from, to, protocol, port, ipv6 }: Question): string {
  return `${from.kind} ${partyName(from)} ${to.kind} ${partyName(to)} ${protocol} ${port ?? ''} ${ipv6 ? 6 : ''}`;
}

/** Whether questions are asked from it. */
export function mayAsk({ kind }: Workload): boolean {
  return opensConnections(kind);
}

/** Whether questions are asked to it. */
export function mayAnswer({ kind }: Workload): boolean {
  return !WORKLOAD_KINDS[kind].answersNobody;
}

/**
 * The questions besides each source with each destination on its own port: from the internet and from the blocks in
 * rules, on every port range; to the internet; to services that a workload uses; and between workloads on the ports of
 * rules that differ. Swapping the networks gives the same questions.
 */
export function questionsBeside(before: Network, after: Network): readonly DiffQuestion[] {
  const both = [before, after] as const;
  const workloads = [...new Map<string, Workload>([...before.workloads, ...after.workloads]).values()];
  const destinations = workloads.filter(mayAnswer).map(({ id }) => ({
    id,
    rules: filtersOf(id, 'ingress', both),
    answered: both.flatMap((network) => answeredPorts(id, network)),
  }));
  const senders = workloads.filter(mayAsk).map((workload) => ({
    workload,
    rules: filtersOf(workload.id, 'egress', both),
  }));
  const acls = both.flatMap(({ networkAclEntries }) => networkAclEntries);
  const entriesDiffer = doDiffer(before.networkAclEntries, after.networkAclEntries);
  const intervalsBetween = sharedIntervals(acls);
  return [
    ...destinations.flatMap((destination) => questionsFromOutside(destination, acls, both)),
    ...senders.flatMap((sender) => [
      ...questionsToOutside(sender, acls, both),
      ...questionsToWorkloads(sender, destinations, entriesDiffer, intervalsBetween),
    ]),
  ];
}

type BothNetworks = readonly [Network, Network];

/** A workload that may be asked, with the rules of its groups in both networks and the ports that it answers on. */
interface Destination {
  readonly id: string;
  readonly rules: GroupFilters;
  readonly answered: ReturnType<typeof answeredPorts>;
}

interface Sender {
  readonly workload: Workload;
  readonly rules: GroupFilters;
}

/** From the internet and from the blocks in its rules. */
function questionsFromOutside(
  { id, rules, answered }: Destination,
  acls: readonly RuleOrEntry[],
  both: BothNetworks,
): readonly DiffQuestion[] {
  const to = { kind: 'workload', id } as const;
  const intervals = portIntervals([...rules.all, ...acls], answered);
  const parties = [
    ...familiesOf(both).map((ipv6) => ({ from: { kind: 'internet' }, to, ipv6 }) as const),
    ...blocksIn(rules.all, both).map((cidr) => ({ from: { kind: 'address', cidr }, to }) as const),
  ];
  return parties.flatMap((asked) => onPorts(asked, intervals));
}

/** To the internet and to the services that it uses. */
function questionsToOutside(
  { workload, rules }: Sender,
  acls: readonly RuleOrEntry[],
  both: BothNetworks,
): readonly DiffQuestion[] {
  const from = { kind: 'workload', id: workload.id } as const;
  const toInternet = sendsItself(workload)
    ? familiesOf(both).flatMap((ipv6) =>
        onPorts({ from, to: { kind: 'internet' }, ipv6 }, portIntervals([...rules.all, ...acls], [443])),
      )
    : [];
  const toServices = [...servicesOf(workload.id, both)].map(
    (name): DiffQuestion => ({ from, to: { kind: 'service', name }, protocol: 'tcp' }),
  );
  return [...toInternet, ...toServices];
}

/** On the ports of rules. If none of these differs, the cause is a route or a group, which affects all ports alike. */
function questionsToWorkloads(
  { workload, rules }: Sender,
  destinations: readonly Destination[],
  entriesDiffer: boolean,
  intervalsBetween: (out: GroupFilters, destination: Destination) => readonly PortInterval[],
): readonly DiffQuestion[] {
  const from = { kind: 'workload', id: workload.id } as const;
  return destinations
    .filter(({ id, rules: { differ } }) => id !== workload.id && (rules.differ || differ || entriesDiffer))
    .flatMap((destination) => {
      const to = { kind: 'workload', id: destination.id } as const;
      return onPorts({ from, to }, intervalsBetween(rules, destination));
    });
}

/** The port ranges between two workloads. There are many workloads, but few distinct ports in their rules. */
function sharedIntervals(acls: readonly RuleOrEntry[]) {
  const known = new Map<string, readonly PortInterval[]>();
  return (out: GroupFilters, { rules, answered }: Destination): readonly PortInterval[] => {
    const key = `${out.ports} ${rules.ports} ${answered}`;
    const intervals = known.get(key) ?? portIntervals([...out.all, ...rules.all, ...acls], answered);
    known.set(key, intervals);
    return intervals;
  };
}

/** Whether to ask with IPv4 alone, or with IPv6 too. */
function familiesOf(both: BothNetworks): readonly boolean[] {
  return both.some(hasIpv6Subnets) ? [false, true] : [false];
}

/** One question for each port range. */
function onPorts(
  asked: Omit<Question, 'protocol'>,
  intervals: readonly PortInterval[],
): readonly DiffQuestion[] {
  return intervals.map(({ protocol, from: port, to: until }) => ({ ...asked, protocol, port, until }));
}

/** Whether it opens connections of its own; a load balancer only sends to its targets. */
function sendsItself({ kind }: Workload): boolean {
  const { sends, runsOnLinux } = WORKLOAD_KINDS[kind];
  return sends === true || runsOnLinux === true;
}

/** The rules of a workload's groups in both networks, their port ranges, and whether they differ. */
type GroupFilters = ReturnType<typeof filtersOf>;

function filtersOf(id: string, direction: Direction, [before, after]: readonly [Network, Network]) {
  const [old, now] = [rulesFor(id, direction, before), rulesFor(id, direction, after)];
  const all = [...old, ...now];
  return { all, ports: keyOfPorts(all), differ: doDiffer(old, now) };
}

/** The blocks in inbound rules, except 0.0.0.0/0 and blocks inside of a VPC of the file. */
function blocksIn(rules: readonly RuleOrEntry[], networks: readonly Network[]): readonly Cidr[] {
  const own = networks.flatMap(({ vpcs }) =>
    [...vpcs.values()].flatMap(({ ipv4, ipv6 }) =>
      [...ipv4, ...ipv6].flatMap((block) => (block.kind === 'known' ? [block.value] : [])),
    ),
  );
  const blocks = new Map<string, Cidr>();
  for (const rule of rules) {
    if (!('peer' in rule) || rule.peer.kind !== 'cidr' || rule.peer.cidr.kind !== 'known') continue;
    const { value } = rule.peer.cidr;
    if (value.prefix > 0 && !own.some((block) => overlaps(block, value)))
      blocks.set(formatCidr(value), value);
  }
  return [...blocks.values()];
}

function servicesOf(id: string, networks: readonly Network[]): ReadonlySet<string> {
  return new Set(
    networks.flatMap((network) => {
      const workload = network.workloads.get(id);
      const uses = workload ? usesOf(workload, network) : [];
      return uses.flatMap(({ to }) =>
        to.kind === 'service' && ENDPOINT_SERVICES.has(to.name) ? [to.name] : [],
      );
    }),
  );
}

/** "tcp 22", "tcp 8000–8999", "every tcp port", "ping". */
export function portsText({
  protocol,
  port,
  until,
}: Pick<DiffQuestion, 'protocol' | 'port' | 'until'>): string {
  if (protocol === 'icmp') return 'ping';
  if (port === undefined) return protocol;
  if (port === 0 && until === LAST_PORT) return `every ${protocol} port`;
  return until === undefined || until === port ? `${protocol} ${port}` : `${protocol} ${port}–${until}`;
}
