import { type Group, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { groupsNear } from '../../network/analysis/groupsNear.ts';
import type { Field } from '../../network/field.ts';
import { keyOfField, perNetwork } from '../../network/lookup.ts';
import type { Network, Peer, SecurityGroupRule } from '../../network/model.ts';
import { withoutReason } from '../../network/truth.ts';
import type { Workload } from '../../network/workload.ts';
import { groupOfOtherVpc } from '../filters/groupPlacement.ts';
import type { Question } from '../question.ts';
import { forwarderGroups } from '../routing/instance.ts';
import type { SecurityGroupSet } from './location.ts';
import { locationsOf } from './party.ts';

/**
 * A key that is equal for questions with the same verdict: from workloads in the same subnets whose groups allow the
 * same egress, to the internet or to an AWS service. Undefined if that is not certain. With it, a template with a
 * hundred functions costs little more than one with ten.
 */
export function verdictKey(
  { from, to, protocol, port, ipv6 }: Question,
  network: Network,
): string | undefined {
  if (from.kind !== 'workload' || ipv6 || (to.kind !== 'internet' && to.kind !== 'service')) return undefined;
  const cache = senders(network);
  if (!cache.has(from.id)) cache.set(from.id, senderKey(from.id, network));
  const sender = cache.get(from.id);
  return (
    sender &&
    `${sender}|${to.kind === 'service' ? `${to.name} ${to.region ?? ''}` : '*'} ${protocol} ${port ?? ''}`
  );
}

/**
 * A key that is equal for questions with the same verdict key whose blockers differ at most in the names of the sender and
 * of its groups: from functions whose groups also allow the same ingress to the port, since a new endpoint may get these
 * groups. Other workloads differ in what gives them an address.
 */
export function blockersKey(question: Question, network: Network): string | undefined {
  const { from } = question;
  const key = verdictKey(question, network);
  if (key === undefined || from.kind !== 'workload' || network.workloads.get(from.id)?.kind !== 'function')
    return undefined;
  // 443 is the port of AWS's services and of the internet where a question names none.
  const port = question.protocol === 'icmp' ? undefined : (question.port ?? 443);
  const { groups } = locationsOf(from, 4, network)!.locations[0]!.securityGroups;
  return [key, ...groups.map((group) => ingressText(group, port, network))].join('|');
}

const senders = perNetwork(() => new Map<string, string | undefined>());

/** A key of everything that decides what a workload reaches in IPv4, except its name. */
function senderKey(id: string, network: Network): string | undefined {
  const locations = locationsOf({ kind: 'workload', id }, 4, network);
  if (!locations || locations.locations.length === 0) return undefined;
  // In a subnet without IPv4 the question is about IPv6.
  if (locations.locations.some(({ subnet }) => subnet?.ipv4.kind === 'absent')) return undefined;
  // Workloads with paths or an address of their own, and those that cannot be deployed.
  const workload = network.workloads.get(id);
  if (workload?.kind === 'client-vpn-endpoint' || (workload && hasOwnPaths(workload))) return undefined;
  if (locations.locations.some((place) => groupOfOtherVpc(place, network))) return undefined;
  const places = locations.locations.map(({ subnet, workload, sourcePorts, publicness, address }) =>
    [
      subnet?.id,
      workload?.kind,
      network.endpoints.has(id),
      sourcePorts.map(([low, high]) => `${low}-${high}`).join(),
      withoutReason(publicness),
      withoutReason(address),
    ].join(' '),
  );
  return [
    ...places,
    locations.others !== undefined,
    groupSetKey(locations.locations[0]!.securityGroups, network),
  ].join(';');
}

function hasOwnPaths(workload: Workload): boolean {
  if (workload.fixedAddresses) return true;
  if (!('subnetGroup' in workload)) return false;
  const { sendsByVpc, isIsolated, nodeGroups } = workload;
  return Boolean(sendsByVpc || isIsolated || nodeGroups);
}

function groupSetKey(
  { groups, keys, otherGroups, isUnfiltered }: SecurityGroupSet,
  network: Network,
): string {
  const known = singledOut(network);
  const forwarders = forwarderGroups(network);
  return [
    isUnfiltered,
    otherGroups !== undefined,
    keys.length > 0,
    ...keys.filter((key) => known.has(key) || forwarders.has(key)),
    ...groups.map((group) => egressText(group, network)),
  ].join(' ');
}

/**
 * The groups that rules of endpoints refer to, or that endpoints have: an interface endpoint distinguishes its clients.
 */
const singledOut = perNetwork((network) => groupsNear(network.endpoints.keys(), network));

/** A key that is equal for groups with the same outbound rules. */
function egressText(group: Group, network: Network): string {
  const { egress, allowAllOut, mayHaveMore } = rulesOfGroup(group, network);
  const isOpen = mayHaveMore.egress !== undefined;
  return `${allowAllOut} ${isOpen} ${egress.map(ruleText).join()}`;
}

/** A key that is equal for groups with the same inbound rules for a port. */
function ingressText(group: Group, port: number | undefined, network: Network): string {
  const { ingress, mayHaveMore } = rulesOfGroup(group, network);
  const isAbout = ({ ports }: SecurityGroupRule) =>
    port === undefined || ports.kind !== 'known' || (ports.value.from <= port && port <= ports.value.to);
  return `${mayHaveMore.ingress !== undefined} ${ingress.filter(isAbout).map(ruleText).join()}`;
}

function ruleText({ protocol, ports, icmp, peer }: SecurityGroupRule): string {
  return [
    fieldText(protocol, (one) => (typeof one === 'object' ? `${one.number}` : one)),
    fieldText(ports, ({ from, to }) => `${from}-${to}`),
    fieldText(icmp, ({ type, code }) => `${type}/${code}`),
    peerText(peer),
  ].join(' ');
}

function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return fieldText(peer.cidr, ({ family, base, prefix }) => `${family} ${base}/${prefix}`);
    case 'group':
      return `group ${keyOfField(peer.group) ?? peer.group.kind}`;
    case 'prefix-list':
      return `list ${keyOfField(peer.list) ?? peer.list.kind}`;
    case 'unknown':
      return peer.kind;
  }
}

function fieldText<T>(field: Field<T>, textOf: (value: T) => string): string {
  return field.kind === 'known' ? textOf(field.value) : field.kind;
}
