import type { Direction } from '../network/protocol.ts';
import { type Clause, clause, type Name, sentence } from './clause.ts';
import { listed } from './listed.ts';
import type { Reason, TrafficName } from './reason.ts';
import { groupText } from './ruleWords.ts';

/** What names are shown as: an id with the name that an inventory knows, "this function" for the one that is spoken of. */
export type Naming = (name: string) => string;

const asWritten: Naming = (name) => name;

/** What is in the way, as a sentence. */
export function sentenceOf(reason: Reason, naming?: Naming): string {
  return sentence(clauseFor(reason, naming));
}

/** The same inside of a sentence: no full stop, no capital letter. */
export function clauseOf(reason: Reason, naming?: Naming): string {
  return clauseFor(reason, naming).text;
}

/** What is said of a name that stands beside it: without the name where the sentence begins with it. */
export function predicateOf(reason: Reason, name: string): string {
  const { text, subject } = clauseFor(reason);
  const first = typeof subject === 'object' ? subject.name : subject;
  return first === name ? text.slice(name.length + 1) : text;
}

const DIRECTION_WORDS: Readonly<Record<Direction, string>> = { ingress: 'inbound', egress: 'outbound' };

/** More names than this say less. */
const MOST_NAMES = 3;

function clauseFor(reason: Reason, naming: Naming = asWritten): Clause {
  // What has no id of its own, such as a route of an inventory, is named by words.
  const name = (id: string): Name | string => (id.includes(' ') ? naming(id) : { name: naming(id) });
  const names = (ids: readonly string[]) =>
    listed(
      ids.map((id) => naming(id)),
      MOST_NAMES,
    );
  /** A party: the internet is a word, everything else a name. */
  const party = (id: string) => (id.startsWith('the internet') ? id : name(id));
  const vpcName = (vpc: string | undefined) => (vpc === undefined ? 'the VPC' : name(vpc));
  switch (reason.kind) {
    case 'group-rules':
      return groupClause(reason, naming);
    case 'acl': {
      const { acl, direction, what, other, entry, isPart } = reason;
      const all =
        'answersTo' in what
          ? `return traffic to ports ${what.answersTo[0]}–${what.answersTo[1]}`
          : trafficWords(what);
      const packets = `${isPart ? 'some ' : ''}${DIRECTION_WORDS[direction]} ${all}`;
      const way = direction === 'ingress' ? 'from' : 'to';
      if (entry === undefined)
        return isPart
          ? clause`${name(acl)} allows only ${packets} ${way} ${party(other)}`
          : clause`${name(acl)} does not allow ${packets} ${way} ${party(other)}`;
      return clause`${name(acl)} denies ${packets} ${way} ${party(other)} (entry ${entry})`;
    }
    case 'no-route': {
      const { table, vpc, subnets, to, block } = reason;
      const isNamed = block !== undefined && block !== to;
      const what = `${naming(to)}${isNamed ? ` (${block})` : ''}`;
      if (table !== undefined) return clause`${name(table)} has no route to ${what}`;
      const verb = subnets.length === 1 ? 'uses' : 'use';
      return clause`the main route table of ${vpc === undefined ? 'the VPC' : naming(vpc)}, which ${names(subnets)} ${verb}, has no route to ${what}`;
    }
    case 'no-route-back':
      return clause`${name(reason.table)} has no return route to ${party(reason.to)}`;
    case 'no-way-in': {
      const { subnets, to } = reason;
      const verb = subnets.length === 1 ? 'has' : 'have';
      return clause`${{ name: names(subnets) }} ${verb} no route to an internet gateway, so nothing on the internet can reach ${party(to)}`;
    }
    case 'longer-route': {
      const { route, table, to, leadsTo } = reason;
      return clause`${name(route)}, the most specific route of ${name(table)} to ${party(to)}, goes to ${leadsTo === undefined ? 'another target' : name(leadsTo)}`;
    }
    case 'target-gone':
      return clause`${name(reason.route)} goes to ${reason.target === undefined ? 'a target' : name(reason.target)}${reason.target === undefined ? ' that' : ', which'} no longer exists`;
    case 'not-attached':
      return clause`${name(reason.gateway)} is not attached to ${vpcName(reason.vpc)}`;
    case 'no-internet-gateway':
      return reason.to === undefined
        ? clause`${vpcName(reason.vpc)} has no internet gateway`
        : clause`${vpcName(reason.vpc)} has no internet gateway, so nothing on the internet can reach ${party(reason.to)}`;
    case 'of-another-vpc':
      return clause`${name(reason.gateway)} belongs to another VPC`;
    case 'private-address':
      return clause`${party(reason.other)} is a private address, which is not on the internet`;
    case 'no-public-address': {
      const { workload, subnets } = reason;
      return clause`${name(workload)} has no public address in ${subnets.length === 0 ? 'its subnet' : names(subnets)}`;
    }
    case 'public-subnet': {
      const { workload, subnets, is } = reason;
      const what = subnets.length === 1 ? 'a public subnet' : 'public subnets';
      return clause`${name(workload)} runs in ${what} (${names(subnets)}), where ${is} has no public address`;
    }
    case 'nat-private':
      return clause`${name(reason.nat)} is a private NAT gateway, which has no route to the internet`;
    case 'nat-elsewhere':
      return clause`${name(reason.nat)} has no route out of the VPC`;
    case 'nat-without-way-out':
      return clause`${name(reason.nat)} is in ${name(reason.subnet)}, which has no route to an internet gateway`;
    case 'no-address': {
      const { workload, family, subnets } = reason;
      const where = subnets.length === 0 ? 'outside a VPC' : `in ${names(subnets)}`;
      return clause`${name(workload)} has no IPv${family} address ${where}`;
    }
    case 'takes-no-connections':
      return clause`${name(reason.workload)} is a Lambda function, which accepts no connections: it is invoked through the Lambda API`;
    case 'opens-no-connections':
      return clause`${name(reason.endpoint)} is a VPC endpoint, which answers its clients and opens no connections of its own`;
    case 'sends-no-ping':
      return clause`${name(reason.workload)} is a Lambda function, which can send only TCP and UDP`;
    case 'mail-port': {
      const unless = reason.isLiftable ? ', unless the account had this limit lifted' : '';
      return clause`AWS blocks tcp 25 from ${party(reason.from)} to public addresses${unless}`;
    }
    case 'address-taken':
      return clause`${name(reason.vpc)} uses the addresses of ${party(reason.to)} itself, so packets to them do not leave it`;
    case 'nobody-there':
      return clause`no subnet of ${name(reason.vpc)} has the address ${party(reason.to)}`;
    case 'peer-only': {
      const { peering, vpc, to } = reason;
      return clause`${name(peering)} reaches only ${vpc === undefined ? 'another VPC' : name(vpc)}, and ${party(to)} is not in it`;
    }
    case 'peering-overlap': {
      const { peering, vpcs, blocks } = reason;
      const [block, other] = blocks;
      return block === other
        ? clause`${name(peering)} cannot be created: ${name(vpcs[0])} and ${name(vpcs[1])} both use ${block}`
        : clause`${name(peering)} cannot be created: ${block} of ${name(vpcs[0])} overlaps ${other} of ${name(vpcs[1])}`;
    }
    case 'no-transit-route':
      return clause`no route table of ${name(reason.gateway)} has a route from ${name(reason.from)} to ${party(reason.to)}`;
    case 'no-subnet-in-zone':
      return clause`${name(reason.attachment)} has no subnet in the zone of ${names(reason.subnets)}, so that zone cannot reach the transit gateway`;
    case 'no-transit-table':
      return clause`${name(reason.attachment)} is not associated with a route table, so ${name(reason.gateway)} drops its packets`;
    case 'transit-blackhole':
      return clause`${name(reason.route)} is a blackhole route: ${name(reason.gateway)} drops packets to ${party(reason.to)}`;
    case 'no-way-on':
      return clause`${name(reason.gateway)} delivers the packets to ${name(reason.subnet)}, which has no route to ${party(reason.to)}`;
    case 'private-at-internet-gateway':
      return clause`${name(reason.gateway)} delivers the packets to ${name(reason.internetGateway)}, which drops packets from ${party(reason.other)} because they have no public address`;
    case 'public-access-blocked':
      return reason.direction === 'ingress'
        ? clause`${name(reason.options)} blocks traffic from the internet to ${name(reason.place)}`
        : clause`${name(reason.options)} blocks traffic from ${name(reason.place)} to the internet`;
    case 'no-vpn-route':
      return clause`no VPN connection of ${name(reason.gateway)} has a static route to ${party(reason.to)}`;
    case 'vpn-to-another-vpc': {
      const { gateway, vpc, to } = reason;
      return clause`the route to ${party(to)} goes to ${name(gateway)}, and ${name(vpc)} has no gateway for traffic from the network behind it`;
    }
    case 'not-led-on':
      return clause`${name(reason.vpc)} does not forward traffic from ${name(reason.gateway)} to ${party(reason.to)}: NAT gateways, internet gateways and gateway endpoints do not accept it`;
    case 'no-resolver':
      return clause`${name(reason.vpc)} has no DNS resolver (EnableDnsSupport is false), so no AWS host name resolves`;
    case 'dns-off':
      return clause`${name(reason.vpc)} has ${reason.attribute} off, which private DNS of an endpoint requires`;
    case 'no-way-from': {
      const { workload, subnets, to } = reason;
      return clause`${name(workload)} runs in ${names(subnets)}, with no route to ${party(to)}`;
    }
    case 'endpoint-not-on-table': {
      const { endpoint, table, subnets, to, hasClosedPath } = reason;
      const have = subnets.length === 1 ? 'has' : 'have';
      const other = hasClosedPath ? 'no open path' : 'no other route';
      return clause`${name(endpoint)} is not on ${name(table)}, the route table of ${names(subnets)}, which ${have} ${other} to ${party(to)}`;
    }
    case 'no-private-dns':
      return clause`${name(reason.endpoint)} has no private DNS (PrivateDnsEnabled), so the name of ${party(reason.to)} resolves to public addresses`;
    case 'no-way-to-service': {
      const { subnets, to } = reason;
      const verb = subnets.length === 1 ? 'has' : 'have';
      return clause`${{ name: names(subnets) }} ${verb} neither a route to the internet nor an endpoint for ${party(to)}`;
    }
    case 'cannot-be-deployed': {
      const { placed, group, groupVpc, subnet, vpc } = reason;
      const where =
        groupVpc === undefined
          ? 'names no VPC, so AWS creates it in the default VPC'
          : `belongs to ${naming(groupVpc)}`;
      return clause`${name(placed)} cannot be deployed: ${name(group)} ${where}, but ${name(subnet)} belongs to ${name(vpc)}`;
    }
    case 'no-listener':
      return clause`${name(reason.balancer)} has no listener for ${trafficWords(reason.traffic)}`;
    case 'no-target':
      return clause`${name(reason.balancer)} sends only to its registered targets, and ${name(reason.to)} is none of them`;
    case 'other-target-port':
      return clause`${name(reason.balancer)} sends to ${name(reason.to)} only on ${listed(reason.ports.map(String))}, not on ${reason.traffic.port}`;
    case 'cluster-blocks':
      return clause`the public endpoint of ${name(reason.cluster)} accepts only ${names(reason.blocks)}, not ${party(reason.other)}`;
    case 'balancer-without-zone':
      return clause`${name(reason.balancer)} has no subnet in the zone of ${name(reason.subnet)}, so it cannot send to ${name(reason.to)} there`;
    case 'no-client-vpn-route':
      return clause`${name(reason.endpoint)} has no route to this destination; by default it has one only to its VPC`;
    case 'no-client-vpn-authorization':
      return clause`no authorization rule of ${name(reason.endpoint)} allows this destination`;
    case 'answers-elsewhere': {
      const { to, answersOn, traffic } = reason;
      return clause`${name(to)} listens on ${answersOn}, not on ${traffic.protocol.toUpperCase()} ${traffic.port}`;
    }
    case 'link-local':
      return clause`${party(reason.to)} is a link-local address, which is not routed`;
    case 'not-answered':
      return clause`the answers to ${name(reason.from)} are dropped`;
    case 'source-dest-check':
      return clause`${name(reason.target)}, the target of ${name(reason.route)}, drops forwarded packets because its source/destination check is on`;
    case 'name-servers-not-reached': {
      const { workload, options, servers } = reason;
      return clause`${name(workload)} cannot reach the DNS servers of ${name(options)} (${listed(servers)}), so no host name resolves`;
    }
    case 'private-api-by-endpoint-names':
      return clause`${name(reason.api)} is a private API, whose own host name does not resolve here`;
    case 'private-api':
      return clause`${name(reason.api)} is a private API, which is reachable only through interface endpoints for execute-api`;
    case 'public-api-caught': {
      const { api, endpoint } = reason;
      return clause`the private DNS of ${endpoint === undefined ? 'the endpoint' : name(endpoint)} applies to every API of the region, but the endpoint does not serve public APIs such as ${name(api)}`;
    }
    case 'unknown':
      return clause`unknown: ${reason.why}`;
  }
}

/** What the groups of a side let through instead of what was asked for. */
function groupClause(reason: Extract<Reason, { kind: 'group-rules' }>, naming: Naming): Clause {
  const { groups, direction, traffic, whom, other, otherGroup } = reason;
  const [first] = groups;
  const named = listed(groups.map((key) => groupText(key, naming)));
  // The default group has no name of its own to begin with.
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
  // A resource without security groups has the default one, which no rule names.
  const aside = otherGroup === undefined ? '' : `, which uses ${groupText(otherGroup, naming)}`;
  const peers = listed(
    whom.map((key) => (groups.length === 1 && key === first ? 'itself' : groupText(key, naming))),
    MOST_NAMES,
  );
  return direction === 'ingress'
    ? clause`${who} ${verb} ${what} only from ${peers}, not from ${naming(other)}${aside}`
    : clause`${who} ${verb} ${what} only to ${peers}, not to ${naming(other)}${aside}`;
}

/** "tcp 5432", or "ping". */
function trafficWords({ protocol, port }: TrafficName): string {
  return protocol === 'icmp' ? 'ping' : `${protocol} ${port}`;
}
