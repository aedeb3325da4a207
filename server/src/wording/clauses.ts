import type { Direction } from '../network/protocol.ts';
import { type Clause, clause, type Name } from './clause.ts';
import { listed } from './listed.ts';
import type { Reason, TrafficName } from './reason.ts';
import { groupText } from './ruleWords.ts';

/** How a name is shown: an id with the name from an inventory, "this function" for the current one. */
export type Naming = (name: string) => string;

/** How the ids of a reason are written in a clause. */
export interface Names {
  readonly naming: Naming;
  /** Something without an id of its own, such as a route of an inventory, is described in words. */
  name(id: string): Name | string;
  names(ids: readonly string[]): string;
  /** A party: the internet is a word, everything else a name. */
  party(id: string): Name | string;
  vpcName(vpc: string | undefined): Name | string;
}

/** The ways in which a clause writes ids, each by the given naming. */
export function namesOf(naming: Naming): Names {
  const name = (id: string) => (id.includes(' ') ? naming(id) : { name: naming(id) });
  return {
    naming,
    name,
    names: (ids) =>
      listed(
        ids.map((name) => naming(name)),
        MOST_NAMES,
      ),
    party: (id) => (id.startsWith('the internet') ? id : name(id)),
    vpcName: (vpc) => (vpc === undefined ? 'the VPC' : name(vpc)),
  };
}

const DIRECTION_WORDS: Readonly<Record<Direction, string>> = { ingress: 'inbound', egress: 'outbound' };

/** A longer list is harder to read. */
const MOST_NAMES = 3;

export type ReasonOf<Kind extends Reason['kind']> = Extract<Reason, { readonly kind: Kind }>;

/** The clause for each kind of reason. */
export const CLAUSES: {
  readonly [Kind in Reason['kind']]: (reason: ReasonOf<Kind>, names: Names) => Clause;
} = {
  'group-rules': (reason, { naming }) => groupClause(reason, naming),
  acl: ({ acl, direction, what, other, entry, isPart, keptBy }, { name, party, naming }) => {
    const all =
      'answersTo' in what
        ? `return traffic to ports ${what.answersTo[0]}–${what.answersTo[1]}`
        : trafficWords(what);
    const packets = `${isPart ? 'some ' : ''}${DIRECTION_WORDS[direction]} ${all}`;
    const preposition = direction === 'ingress' ? 'from' : 'to';
    const aside = keptBy === undefined ? '' : keeping(naming(keptBy));
    if (entry === undefined)
      return isPart
        ? clause`${name(acl)} allows only ${packets} ${preposition} ${party(other)}${aside}`
        : clause`${name(acl)} does not allow ${packets} ${preposition} ${party(other)}${aside}`;
    return clause`${name(acl)} denies ${packets} ${preposition} ${party(other)} (entry ${entry})${aside}`;
  },
  'no-route': ({ table, vpc, subnets, to, block }, { name, names, naming }) => {
    const isNamed = block !== undefined && block !== to;
    const what = `${naming(to)}${isNamed ? ` (${block})` : ''}`;
    if (table !== undefined) return clause`${name(table)} has no route to ${what}`;
    const verb = subnets.length === 1 ? 'uses' : 'use';
    return clause`the main route table of ${vpc === undefined ? 'the VPC' : naming(vpc)}, which ${names(subnets)} ${verb}, has no route to ${what}`;
  },
  'no-route-back': (reason, { name, party }) =>
    clause`${name(reason.table)} has no return route to ${party(reason.to)}`,
  'no-path-in': ({ subnets, to }, { names, party }) => {
    const verb = subnets.length === 1 ? 'has' : 'have';
    return clause`${{ name: names(subnets) }} ${verb} no route to an internet gateway, so nothing on the internet can reach ${party(to)}`;
  },
  'longer-route': ({ route, table, to, leadsTo }, { name, party }) =>
    clause`${name(route)}, the most specific route of ${name(table)} to ${party(to)}, goes to ${leadsTo === undefined ? 'another target' : name(leadsTo)}`,
  'target-gone': (reason, { name }) =>
    clause`${name(reason.route)} goes to ${reason.target === undefined ? 'a target' : name(reason.target)}${reason.target === undefined ? ' that' : ', which'} no longer exists`,
  'not-attached': (reason, { name, vpcName }) =>
    clause`${name(reason.gateway)} is not attached to ${vpcName(reason.vpc)}`,
  'no-internet-gateway': (reason, { party, vpcName }) =>
    reason.to === undefined
      ? clause`${vpcName(reason.vpc)} has no internet gateway`
      : clause`${vpcName(reason.vpc)} has no internet gateway, so nothing on the internet can reach ${party(reason.to)}`,
  'of-another-vpc': (reason, { name }) => clause`${name(reason.gateway)} belongs to another VPC`,
  'private-address': (reason, { party }) =>
    clause`${party(reason.other)} is a private address, which is not on the internet`,
  'no-public-address': ({ workload, subnets }, { name, names }) =>
    clause`${name(workload)} has no public address in ${subnets.length === 0 ? 'its subnet' : names(subnets)}`,
  'public-subnet': ({ workload, subnets, is }, { name, names }) => {
    const what = subnets.length === 1 ? 'a public subnet' : 'public subnets';
    return clause`${name(workload)} runs in ${what} (${names(subnets)}), where ${is} has no public address`;
  },
  'nat-private': (reason, { name }) =>
    clause`${name(reason.nat)} is a private NAT gateway, which has no route to the internet`,
  'nat-elsewhere': (reason, { name }) =>
    clause`${name(reason.nat)} is in another VPC, and a NAT gateway forwards for its own VPC only`,
  'nat-without-zone': (reason, { name }) =>
    clause`${name(reason.nat)} lists the zones that it works in, and the zone of ${name(reason.subnet)} is not among them`,
  'address-of-nat': (reason, { name, party }) =>
    clause`${party(reason.to)} is the address of ${name(reason.nat)}, which forwards packets and answers none itself`,
  'nat-without-path-out': (reason, { name }) =>
    clause`${name(reason.nat)} is in ${name(reason.subnet)}, which has no route to an internet gateway`,
  'no-address': ({ workload, family, subnets }, { name, names }) => {
    const where = subnets.length === 0 ? 'outside a VPC' : `in ${names(subnets)}`;
    return clause`${name(workload)} has no IPv${family} address ${where}`;
  },
  'takes-no-connections': (reason, { name }) =>
    reason.what === undefined
      ? clause`${name(reason.workload)} is a Lambda function, which accepts no connections: it is invoked through the Lambda API`
      : clause`${name(reason.workload)} is ${reason.what}, which opens connections and accepts none`,
  'opens-no-connections': (reason, { name }) =>
    clause`${name(reason.endpoint)} is a VPC endpoint, which answers its clients and opens no connections of its own`,
  'sends-no-ping': (reason, { name }) =>
    clause`${name(reason.workload)} is a Lambda function, which can send only TCP and UDP`,
  'mail-port': (reason, { party }) => {
    const unless = reason.isLiftable ? ', unless the account had this limit lifted' : '';
    return clause`AWS blocks tcp 25 from ${party(reason.from)} to public addresses${unless}`;
  },
  'address-taken': (reason, { name, party }) =>
    clause`${name(reason.vpc)} uses the addresses of ${party(reason.to)} itself, so packets to them do not leave it`,
  'nobody-there': (reason, { name, party }) =>
    clause`no subnet of ${name(reason.vpc)} has the address ${party(reason.to)}`,
  'reserved-address': ({ to, subnet, purpose }, { name, party }) =>
    clause`${party(to)} belongs to no resource: AWS reserves it in ${name(subnet)} for ${purpose}`,
  'peer-only': ({ peering, vpc, to }, { name, party }) =>
    clause`${name(peering)} reaches only ${vpc === undefined ? 'another VPC' : name(vpc)}, and ${party(to)} is not in it`,
  'peering-overlap': ({ peering, vpcs, blocks }, { name }) => {
    const [block, other] = blocks;
    return block === other
      ? clause`${name(peering)} cannot be created: ${name(vpcs[0])} and ${name(vpcs[1])} both use ${block}`
      : clause`${name(peering)} cannot be created: ${block} of ${name(vpcs[0])} overlaps ${other} of ${name(vpcs[1])}`;
  },
  'no-transit-route': (reason, { name, party }) =>
    clause`no route table of ${name(reason.gateway)} has a route from ${name(reason.from)} to ${party(reason.to)}`,
  'no-subnet-in-zone': (reason, { name, names }) =>
    clause`${name(reason.attachment)} has no subnet in the zone of ${names(reason.subnets)}, so that zone cannot reach the transit gateway`,
  'no-transit-table': (reason, { name }) =>
    clause`${name(reason.attachment)} is not associated with a route table, so ${name(reason.gateway)} drops its packets`,
  'transit-blackhole': (reason, { name, party }) =>
    clause`${name(reason.route)} is a blackhole route: ${name(reason.gateway)} drops packets to ${party(reason.to)}`,
  'no-path-on': (reason, { name, party }) =>
    clause`${name(reason.gateway)} delivers the packets to ${name(reason.subnet)}, which has no route to ${party(reason.to)}`,
  'private-at-internet-gateway': (reason, { name, party }) =>
    clause`${name(reason.gateway)} delivers the packets to ${name(reason.internetGateway)}, which drops packets from ${party(reason.other)} because they have no public address`,
  'public-access-blocked': (reason, { name }) =>
    reason.direction === 'ingress'
      ? clause`${name(reason.options)} blocks traffic from the internet to ${name(reason.place)}`
      : clause`${name(reason.options)} blocks traffic from ${name(reason.place)} to the internet`,
  'no-vpn-route': (reason, { name, party }) =>
    clause`no VPN connection of ${name(reason.gateway)} has a static route to ${party(reason.to)}`,
  'vpn-to-another-vpc': ({ gateway, vpc, to }, { name, party }) =>
    clause`the route to ${party(to)} goes to ${name(gateway)}, and ${name(vpc)} has no gateway for traffic from the network behind it`,
  'not-led-on': (reason, { name, party }) =>
    clause`${name(reason.vpc)} does not forward traffic from ${name(reason.gateway)} to ${party(reason.to)}: NAT gateways, internet gateways and gateway endpoints do not accept it`,
  'no-resolver': (reason, { name }) =>
    clause`${name(reason.vpc)} has no DNS resolver (EnableDnsSupport is false), so no AWS host name resolves`,
  'dns-off': (reason, { name }) =>
    clause`${name(reason.vpc)} has ${reason.attribute} off, which private DNS of an endpoint requires`,
  'no-path-from': ({ workload, subnets, to }, { name, names, party }) =>
    clause`${name(workload)} runs in ${names(subnets)}, with no route to ${party(to)}`,
  'endpoint-not-on-table': ({ endpoint, table, subnets, to, hasClosedPath }, { name, names, party }) => {
    const have = subnets.length === 1 ? 'has' : 'have';
    const other = hasClosedPath ? 'no open path' : 'no other route';
    return clause`${name(endpoint)} is not on ${name(table)}, the route table of ${names(subnets)}, which ${have} ${other} to ${party(to)}`;
  },
  'no-private-dns': (reason, { name, party }) =>
    clause`${name(reason.endpoint)} has no private DNS (PrivateDnsEnabled), so the name of ${party(reason.to)} resolves to public addresses`,
  'no-path-to-service': ({ subnets, to }, { names, party }) => {
    const verb = subnets.length === 1 ? 'has' : 'have';
    return clause`${{ name: names(subnets) }} ${verb} neither a route to the internet nor an endpoint for ${party(to)}`;
  },
  'cannot-be-deployed': ({ placed, group, groupVpc, subnet, vpc }, { name, naming }) => {
    const where =
      groupVpc === undefined
        ? 'names no VPC, so AWS creates it in the default VPC'
        : `belongs to ${naming(groupVpc)}`;
    return clause`${name(placed)} cannot be deployed: ${name(group)} ${where}, but ${name(subnet)} belongs to ${name(vpc)}`;
  },
  'zone-without-service': ({ endpoint, subnet, service }, { name }) =>
    clause`${name(endpoint)} cannot be deployed: no load balancer of ${name(service)} is in the zone of ${name(subnet)}`,
  'no-listener': (reason, { name }) =>
    clause`${name(reason.balancer)} has no listener for ${trafficWords(reason.traffic)}`,
  'no-target': (reason, { name }) =>
    clause`${name(reason.to)} is not a registered target of ${name(reason.balancer)}`,
  'other-target-port': ({ balancer, to, ports, traffic }, { name }) =>
    clause`${name(balancer)} sends to ${name(to)} only on ${listed(ports.map(String))}, not on ${traffic.port}`,
  'cluster-blocks': ({ cluster, blocks, other }, { name, names, party }) =>
    clause`the public endpoint of ${name(cluster)} accepts only ${names(blocks)}, not ${party(other)}`,
  'balancer-without-zone': (reason, { name }) =>
    clause`${name(reason.balancer)} has no subnet in the zone of ${name(reason.subnet)}, so it cannot send to ${name(reason.to)} there`,
  'no-client-vpn-route': (reason, { name }) =>
    clause`${name(reason.endpoint)} has no route to this destination; by default it has one only to its VPC`,
  'no-client-vpn-authorization': (reason, { name }) =>
    clause`no authorization rule of ${name(reason.endpoint)} allows this destination`,
  'answers-elsewhere': ({ to, answersOn, traffic }, { name }) =>
    clause`${name(to)} listens on ${answersOn}, not on ${traffic.protocol.toUpperCase()} ${traffic.port}`,
  'link-local': (reason, { party }) =>
    clause`${party(reason.to)} is a link-local address, which is not routed`,
  'resolver-of-vpc': ({ to, vpc }, { name, party }) =>
    clause`${party(to)} is the DNS resolver of ${name(vpc)}, which answers hosts in ${name(vpc)} only`,
  'names-blocked': ({ ruleGroup, vpc }, { name }) =>
    clause`${name(ruleGroup)} blocks every DNS query in ${name(vpc)}, so no host name resolves`,
  'connects-elsewhere': ({ endpoint, to }, { name }) =>
    clause`${name(endpoint)} is an EC2 Instance Connect Endpoint, which connects on ${to} only`,
  'not-answered': (reason, { name }) => clause`the answers to ${name(reason.from)} are dropped`,
  'source-dest-check': (reason, { name }) =>
    clause`${name(reason.target)}, the target of ${name(reason.route)}, drops forwarded packets because its source/destination check is on`,
  'name-servers-not-reached': ({ workload, options, servers }, { name }) =>
    clause`${name(workload)} cannot reach the DNS servers of ${name(options)} (${listed(servers)}), so no host name resolves`,
  'private-api-by-endpoint-names': (reason, { name }) =>
    clause`${name(reason.api)} is a private API, whose own host name does not resolve here`,
  'private-api': (reason, { name }) =>
    clause`${name(reason.api)} is a private API, which is reachable only through interface endpoints for execute-api`,
  'private-endpoint': (reason, { name }) =>
    clause`${name(reason.endpoint)} is private, so it is reachable only through an interface endpoint`,
  'access-point-of-vpc': ({ accessPoint, vpc }, { name }) =>
    clause`${name(accessPoint)} accepts only requests that come through an endpoint for S3 in ${name(vpc)}`,
  'not-associated': (reason, { name }) =>
    clause`${name(reason.vpc)} is not associated with a service network of ${name(reason.service)}`,
  'network-isolation': (reason, { name }) =>
    clause`${name(reason.workload)} has network isolation, so its containers send and receive nothing`,
  'clients-in-own-vpc': (reason, { name }) =>
    clause`${name(reason.endpoint)} preserves client addresses, so it connects to nothing outside of ${name(reason.vpc)}`,
  'own-balancer': ({ balancer, target }, { name }) =>
    clause`${name(balancer)} keeps client addresses and ${name(target)} is its only target, so a connection of ${name(target)} to itself times out`,
  'public-api-caught': ({ api, endpoint }, { name }) =>
    clause`the private DNS of ${endpoint === undefined ? 'the endpoint' : name(endpoint)} applies to every API of the region, but the endpoint does not serve public APIs such as ${name(api)}`,
  unknown: (reason) => clause`unknown: ${reason.why}`,
};

/** What the groups of a side allow instead of the requested traffic. */
function groupClause(reason: Extract<Reason, { kind: 'group-rules' }>, naming: Naming): Clause {
  const { groups, direction, traffic, whom, other, otherGroup, keptBy } = reason;
  const [first] = groups;
  const named = listed(groups.map((key) => groupText(key, naming)));
  // The default group has no name to start with.
  const who: string | Name =
    first === undefined
      ? 'no security group'
      : groupText(first, naming) === naming(first)
        ? { name: named }
        : named;
  const what = trafficWords(traffic);
  const rule = `${DIRECTION_WORDS[direction]} rule for ${what}`;
  if (whom.length === 0)
    return first === undefined
      ? clause`${who} has an ${rule}`
      : clause`${who} ${groups.length > 1 ? 'have' : 'has'} no ${rule}`;
  const verb = groups.length > 1 ? 'allow' : 'allows';
  // A resource without security groups has the default one, which no rule refers to.
  const aside =
    keptBy !== undefined
      ? keeping(naming(keptBy))
      : otherGroup === undefined
        ? ''
        : `, which uses ${groupText(otherGroup, naming)}`;
  const peers = listed(
    whom.map((key) => (groups.length === 1 && key === first ? 'itself' : groupText(key, naming))),
    MOST_NAMES,
  );
  if (reason.namesInVain)
    return clause`${who} ${verb} ${what} only ${direction === 'ingress' ? 'from' : 'to'} ${peers}, and on this path a rule that names a group has no effect`;
  return direction === 'ingress'
    ? clause`${who} ${verb} ${what} only from ${peers}, not from ${naming(other)}${aside}`
    : clause`${who} ${verb} ${what} only to ${peers}, not to ${naming(other)}${aside}`;
}

/** The load balancer itself may be in a block that is allowed, so the sentence says whose addresses count. */
function keeping(keeper: string): string {
  return `: ${keeper} keeps client addresses`;
}

/** "tcp 5432", or "ping". */
function trafficWords({ protocol, port }: TrafficName): string {
  return protocol === 'icmp' ? 'ping' : `${protocol} ${port}`;
}
