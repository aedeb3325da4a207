import { type Cidr, contains } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import type { Field, Target, TargetList } from '../network/field.ts';
import { keyOfField, routesByTable, rulesByGroup, tableAssociationsBySubnet } from '../network/lookup.ts';
import type { Network, Peer, SecurityGroupRule } from '../network/model.ts';
import { ECHO_REQUEST, protocolOverFamily } from '../network/protocol.ts';
import type { Change, ChangeOf } from './change.ts';

/**
 * Whether a network already has what a change adds, or something beside which AWS would refuse it: a second route to a
 * block, a second table for a subnet.
 */
export function isApplied(change: Change, network: Network): boolean {
  switch (change.kind) {
    case 'allow-in-group':
      return (rulesByGroup(network).of.get(change.group) ?? []).some((rule) => allowsTraffic(rule, change));
    case 'add-route':
      return (routesByTable(network).of.get(change.table) ?? []).some(
        ({ destination }) =>
          destination.kind === 'cidr' &&
          destination.cidr.kind === 'known' &&
          formatCidr(destination.cidr.value) === change.destination,
      );
    case 'redirect-route':
      return network.routes.some(
        ({ id, targets }) =>
          id === change.route && targets.some(({ target }) => keyOfField(target) === change.target.id),
      );
    case 'move-nat':
      return isNamed(network.natGateways.get(change.nat)?.subnet, change.subnet);
    case 'associate-table':
      return tableAssociationsBySubnet(network).of.has(change.subnet);
    case 'attach-gateway':
      return network.gatewayAttachments.some(({ internetGateway, vpnGateway, vpc }) =>
        change.gateway === undefined
          ? internetGateway.kind !== 'absent' && isNamed(vpc, change.vpc)
          : isNamed(internetGateway, change.gateway) || isNamed(vpnGateway, change.gateway),
      );
    case 'enable-private-dns':
      return isOn(network.endpoints.get(change.endpoint)?.privateDns);
    case 'enable-dns': {
      const vpc = network.vpcs.get(change.vpc);
      return isOn(change.attribute === 'EnableDnsSupport' ? vpc?.dnsSupport : vpc?.dnsHostnames);
    }
    case 'endpoint-on-table':
      return holds(network.endpoints.get(change.endpoint)?.routeTables, change.table);
    case 'add-endpoint':
      return [...network.endpoints.values()].some(
        ({ service, vpc }) =>
          service.kind === 'known' &&
          service.value.isAws &&
          service.value.name === change.service &&
          (vpc.kind !== 'known' || isNamed(vpc, change.vpc)),
      );
    case 'use-group':
      return holds(network.workloads.get(change.workload)?.securityGroups, change.group);
    // Entries are ordered, so an existing allow entry may have no effect; subnets and addresses are chosen anew each
    // time.
    case 'allow-in-acl':
    case 'use-subnets':
    case 'public-address':
    case 'other':
      return false;
  }
}

function coversPeer(peer: Peer, wanted: ChangeOf<'allow-in-group'>['peer']): boolean {
  if ('group' in wanted) return peer.kind === 'group' && isNamed(peer.group, wanted.group);
  return peer.kind === 'cidr' && peer.cidr.kind === 'known' && isWithin(wanted.cidr, peer.cidr.value);
}

function allowsTraffic(
  { direction, peer, protocol, ports, icmp }: SecurityGroupRule,
  change: ChangeOf<'allow-in-group'>,
): boolean {
  if (direction !== change.direction || protocol.kind !== 'known') return false;
  if (!coversPeer(peer, change.peer)) return false;
  if (protocol.value === 'all') return true;
  const family = 'cidr' in change.peer && change.peer.cidr.includes(':') ? 6 : 4;
  if (protocol.value !== protocolOverFamily(change.protocol, family)) return false;
  const { port } = change;
  if (port === undefined)
    return icmp.kind === 'known' && [-1, ECHO_REQUEST[family]].includes(icmp.value.type);
  return ports.kind === 'known' && ports.value.from <= port && port <= ports.value.to;
}

function isWithin(text: string, outer: Cidr): boolean {
  const inner = parseCidr(text);
  return inner.kind === 'cidr' && inner.family === outer.family && contains(outer, inner);
}

function isNamed(field: Field<Target> | undefined, key: string): boolean {
  return field !== undefined && keyOfField(field) === key;
}

function holds(list: TargetList | undefined, key: string): boolean {
  return list?.kind === 'known' && list.items.some((item) => isNamed(item, key));
}

function isOn(field: Field<boolean> | undefined): boolean {
  return field?.kind === 'known' && field.value;
}
