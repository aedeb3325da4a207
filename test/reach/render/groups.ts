// Security groups as resources: rules inline or on their own.

import { textOf } from '../world/addresses.ts';
import { type Group, type GroupRule, type Listed, named, type World } from '../world/world.ts';
import type { Json, Resource, Speller } from './spelling.ts';

/**
 * Rules for egress stand inline: beside one that stands on its own AWS's rule for everything may or may not remain.
 * Groups that name each other, or themselves, inline would depend on each other (SG-07): such a rule for ingress stands on
 * its own, and a world whose rules for egress go round in a circle cannot be written.
 */
export function groupResources(spell: Speller, world: World): Resource[] {
  const inline = new Map<string, Set<string>>(world.groups.map(({ name }) => [name, new Set()]));
  for (const { name, egress } of world.groups) {
    for (const { peer } of egress ?? []) {
      if (!('group' in peer)) continue;
      if (leads(inline, peer.group, name)) throw new Error(`The egress of ${name} leads back to it.`);
      inline.get(name)?.add(peer.group);
    }
  }
  return world.groups.flatMap((group) => one(spell, world, group, inline));
}

function one(spell: Speller, world: World, group: Group, inline: Map<string, Set<string>>): Resource[] {
  const { name, vpc, ingress, egress } = group;
  spell.at(name);
  const inside: Json[] = [];
  const own: Resource[] = [];
  for (const rule of ingress) {
    const { peer } = rule;
    const circular = 'group' in peer && leads(inline, peer.group, name);
    if (circular || spell.rarely(3)) {
      own.push({
        id: `${name}Ingress${own.length + 1}`,
        type: 'AWS::EC2::SecurityGroupIngress',
        properties: { GroupId: spell.id(name, 'GroupId'), ...ruleProperties(spell, world, rule, 'in') },
      });
    } else {
      inside.push(ruleProperties(spell, world, rule, 'in'));
      if ('group' in peer) inline.get(name)?.add(peer.group);
    }
  }
  const out = egress?.map((rule) => ruleProperties(spell, world, rule, 'out'));
  return [
    {
      id: name,
      type: 'AWS::EC2::SecurityGroup',
      properties: {
        GroupDescription: `The group of ${name}`,
        VpcId: spell.id(vpc, 'VpcId'),
        SecurityGroupIngress: inside.length > 0 ? inside : undefined,
        // No rule at all is written as one that matches nothing: an empty list may bring AWS's own rule back.
        SecurityGroupEgress: out?.length === 0 ? [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }] : out,
      },
    },
    ...own,
  ];
}

function leads(inline: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  if (from === to) return true;
  for (const next of inline.get(from) ?? []) if (leads(inline, next, to)) return true;
  return false;
}

const NUMBERS = { tcp: '6', udp: '17', icmp: '1', icmpv6: '58', all: '-1' };

/** The id of a prefix list: of the template's own, or of one of elsewhere. */
export function listId(spell: Speller, world: World, { list }: Listed): Json {
  return named(world.lists, list).entries === undefined
    ? 'pl-0123456789abcdef0'
    : spell.id(list, 'PrefixListId');
}

function ruleProperties(
  spell: Speller,
  world: World,
  rule: GroupRule,
  direction: 'in' | 'out',
): { [key: string]: Json } {
  const { protocol, from, to, peer } = rule;
  const written: { [key: string]: Json } = {
    IpProtocol:
      protocol === 'all' ? spell.oneOf<Json>('-1', -1) : spell.oneOf(protocol, protocol, NUMBERS[protocol]),
  };
  if (protocol !== 'all') {
    written.FromPort = spell.number(from);
    written.ToPort = spell.number(to);
  }
  if ('group' in peer) {
    const key = direction === 'in' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
    written[key] = spell.id(peer.group, 'GroupId');
  } else if ('list' in peer) {
    const key = direction === 'in' ? 'SourcePrefixListId' : 'DestinationPrefixListId';
    written[key] = listId(spell, world, peer);
  } else if (peer.family === 4) written.CidrIp = spell.cidr(peer);
  else written.CidrIpv6 = textOf(peer);
  return written;
}
