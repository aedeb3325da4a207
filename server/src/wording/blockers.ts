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
  const party = (id: string) => (id === 'the internet' ? id : name(id));
  const vpcName = (vpc: string | undefined) => (vpc === undefined ? 'the VPC' : name(vpc));
  switch (reason.kind) {
    case 'group-rules':
      return groupClause(reason, naming);
    case 'acl': {
      const { acl, direction, what, other, entry, isPart } = reason;
      const all =
        'answersTo' in what
          ? `answers to ports ${what.answersTo[0]}–${what.answersTo[1]}`
          : trafficWords(what);
      const packets = isPart ? `some of the ${all}` : all;
      const way = direction === 'ingress' ? 'in from' : 'out to';
      if (entry === undefined)
        return isPart
          ? clause`${name(acl)} lets only ${packets} ${way} ${party(other)}`
          : clause`${name(acl)} does not let ${packets} ${way} ${party(other)}`;
      return clause`${name(acl)} denies ${packets} ${way} ${party(other)} by entry ${entry}`;
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
      return clause`${name(reason.table)} has no route for the answer to ${party(reason.to)}`;
    case 'no-way-in': {
      const { subnets, to } = reason;
      const verb = subnets.length === 1 ? 'has' : 'have';
      return clause`${{ name: names(subnets) }} ${verb} no route to an internet gateway, so nothing from outside reaches ${party(to)}`;
    }
    case 'longer-route': {
      const { route, table, to, leadsTo } = reason;
      return clause`${name(route)} takes packets to ${party(to)} to ${leadsTo === undefined ? 'another target' : name(leadsTo)}, ahead of any shorter route of ${name(table)}`;
    }
    case 'target-gone':
      return clause`${name(reason.route)} leads to ${reason.target === undefined ? 'something' : name(reason.target)}, which is gone`;
    case 'not-attached':
      return clause`${name(reason.gateway)} is not attached to ${vpcName(reason.vpc)}`;
    case 'no-internet-gateway':
      return reason.to === undefined
        ? clause`${vpcName(reason.vpc)} has no internet gateway`
        : clause`${vpcName(reason.vpc)} has no internet gateway, so nothing from outside reaches ${party(reason.to)}`;
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
      return clause`${name(workload)} runs in ${names(subnets)}, ${what}, where ${is} has no public address`;
    }
    case 'nat-private':
      return clause`${name(reason.nat)} is a private NAT gateway, which does not lead to the internet`;
    case 'nat-elsewhere':
      return clause`${name(reason.nat)} does not lead out of this VPC`;
    case 'nat-without-way-out':
      return clause`${name(reason.nat)} is in ${name(reason.subnet)}, which has no route to an internet gateway, so it leads nowhere`;
    case 'no-address': {
      const { workload, family, subnets } = reason;
      const where = subnets.length === 0 ? 'outside of a VPC' : `in ${names(subnets)}`;
      return clause`${name(workload)} has no IPv${family} address ${where}`;
    }
    case 'takes-no-connections':
      return clause`${name(reason.workload)} is a Lambda function, which takes no connections: it is called through Lambda's API`;
    case 'sends-no-ping':
      return clause`${name(reason.workload)} is a Lambda function, which sends TCP and UDP only`;
    case 'address-taken':
      return clause`the addresses of ${party(reason.to)} are also those of ${name(reason.vpc)}, so packets to them stay there`;
    case 'nobody-there':
      return clause`no subnet of ${name(reason.vpc)} has the address ${party(reason.to)}`;
    case 'peer-only': {
      const { peering, vpc, to } = reason;
      return clause`${name(peering)} leads to ${vpc === undefined ? 'another VPC' : name(vpc)} alone, and ${party(to)} is elsewhere`;
    }
    case 'no-transit-route':
      return clause`no route table of ${name(reason.gateway)} leads from ${name(reason.from)} to ${party(reason.to)}`;
    case 'not-attached-to-vpc-of':
      return clause`${name(reason.gateway)} is not attached to the VPC of ${party(reason.to)}`;
    case 'no-subnet-in-zone':
      return clause`${name(reason.attachment)} has no subnet in the zone of ${names(reason.subnets)}, from where the gateway is not reached`;
    case 'no-transit-table':
      return clause`${name(reason.attachment)} is associated with no route table of ${name(reason.gateway)}, so its packets lead nowhere`;
    case 'transit-blackhole':
      return clause`${name(reason.route)} is a blackhole: ${name(reason.gateway)} drops what goes to ${party(reason.to)}`;
    case 'no-way-on':
      return clause`${name(reason.gateway)} leads into ${name(reason.subnet)}, from where no route leads on to ${party(reason.to)}`;
    case 'private-at-internet-gateway':
      return clause`${name(reason.gateway)} leads to ${name(reason.internetGateway)}, which drops packets of ${party(reason.other)}: they have no public address`;
    case 'public-access-blocked':
      return reason.direction === 'ingress'
        ? clause`${name(reason.options)} blocks what comes from the internet into ${name(reason.place)}`
        : clause`${name(reason.options)} blocks what goes from ${name(reason.place)} to the internet`;
    case 'no-vpn-route':
      return clause`no VPN connection of ${name(reason.gateway)} has a static route to ${party(reason.to)}`;
    case 'not-led-on':
      return clause`${name(reason.vpc)} does not lead what comes by ${name(reason.gateway)} on to ${party(reason.to)}: no NAT gateway, internet gateway or gateway endpoint takes it`;
    case 'no-resolver':
      return clause`${name(reason.vpc)} has no DNS resolver (EnableDnsSupport is false), so no name of AWS answers`;
    case 'dns-off':
      return clause`${name(reason.vpc)} has ${reason.attribute} off, which the private DNS of an endpoint needs`;
    case 'no-way-from': {
      const { workload, subnets, to } = reason;
      return clause`${name(workload)} runs in ${names(subnets)}, from where there is no way to ${party(to)}`;
    }
    case 'endpoint-not-on-table': {
      const { endpoint, table, subnets, to } = reason;
      return clause`${name(endpoint)} is not on ${name(table)}, the route table of ${names(subnets)}, which has no other way to ${party(to)}`;
    }
    case 'no-private-dns':
      return clause`${name(reason.endpoint)} has no private DNS (PrivateDnsEnabled), so the name of ${party(reason.to)} still leads to the internet`;
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
      return clause`${name(placed)} cannot be deployed: ${name(group)} ${where}, and ${name(subnet)} belongs to ${name(vpc)}`;
    }
    case 'no-listener':
      return clause`${name(reason.balancer)} has no listener for ${trafficWords(reason.traffic)}`;
    case 'balancer-without-zone':
      return clause`${name(reason.balancer)} has no subnet in the zone of ${name(reason.subnet)}, so it sends nothing to ${name(reason.to)} there`;
    case 'no-client-vpn-route':
      return clause`${name(reason.endpoint)} has no route to this destination; by itself it has one for its VPC alone`;
    case 'no-client-vpn-authorization':
      return clause`no authorization rule of ${name(reason.endpoint)} allows its clients this destination`;
    case 'answers-elsewhere': {
      const { to, answersOn, traffic } = reason;
      return clause`${name(to)} answers on ${answersOn}, not on ${traffic.protocol.toUpperCase()} ${traffic.port}`;
    }
    case 'link-local':
      return clause`${party(reason.to)} is a link-local address, which is not routed`;
    case 'not-answered':
      return clause`${name(reason.from)} is not answered`;
    case 'source-dest-check':
      return clause`${name(reason.target)}, the target of ${name(reason.route)}, drops packets that are not its own: its source/destination check is on`;
    case 'name-servers-not-reached': {
      const { workload, options, servers } = reason;
      return clause`${name(workload)} does not reach the name servers of ${name(options)} (${listed(servers)}), so it resolves no name`;
    }
    case 'private-api-by-endpoint-names':
      return clause`${name(reason.api)} is a private API, and its own name does not answer here`;
    case 'private-api':
      return clause`${name(reason.api)} is a private API, which answers through interface endpoints for execute-api alone`;
    case 'public-api-caught': {
      const { api, endpoint } = reason;
      return clause`the private DNS of ${endpoint === undefined ? 'the endpoint' : name(endpoint)} answers for every API of the region, and ${name(api)} is a public one, which it does not serve`;
    }
    case 'unknown':
      return clause`not known: ${reason.why}`;
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
      ? 'a group without rules'
      : groupText(first, naming) === naming(first)
        ? { name: named }
        : named;
  const verb = groups.length > 1 ? 'let' : 'lets';
  const on = traffic.protocol === 'icmp' ? 'by ping' : `on ${trafficWords(traffic)}`;
  const way: Record<Direction, string> = { ingress: 'in', egress: 'out' };
  if (whom.length === 0) return clause`${who} ${verb} nothing ${way[direction]} ${on}`;
  // Who forgot to name a group is behind the default one, which no rule names.
  const aside = otherGroup === undefined ? '' : `, which is behind ${groupText(otherGroup, naming)}`;
  const peers = listed(
    whom.map((key) => (groups.length === 1 && key === first ? 'itself' : groupText(key, naming))),
    MOST_NAMES,
  );
  return direction === 'ingress'
    ? clause`${who} ${verb} in only ${peers} ${on}, not ${naming(other)}${aside}`
    : clause`${who} ${verb} out only to ${peers} ${on}, not to ${naming(other)}${aside}`;
}

/** "tcp 5432", or "pings". */
export function trafficWords({ protocol, port }: TrafficName): string {
  return protocol === 'icmp' ? 'pings' : `${protocol} ${port}`;
}
