// Mistakes in network ACLs and security groups.

import { block, part, textOf } from '../addresses.ts';
import { entries } from '../notation.ts';
import { twins } from '../withIpv6.ts';
import type { Acl } from '../world.ts';
import {
  type Change,
  changed,
  changedIn,
  isDual,
  picked,
  pickedIn,
  removed,
  withAcl,
  withEntry,
  withRules,
  withSubnet,
} from './changing.ts';
import { otherBlock, otherPeer, otherPorts } from './otherValues.ts';

export const FILTERS = {
  'a subnet has a strict ACL': (world, a, b, c) => {
    const subnet = pickedIn(world.focus, world.subnets, a);
    if (subnet === undefined || world.acls.some(({ name }) => name === 'Strict')) return world;
    const ports = ['1024-65535', '32768-65535', '49152-65535', '32768-61000', '0-65535'][b % 5];
    const within = [
      '0.0.0.0/0',
      textOf(subnet.blocks[c % subnet.blocks.length] ?? block('10.0.0.0/8')),
      '10.0.0.0/8',
    ][c % 3];
    const strict: Acl = {
      name: 'Strict',
      vpc: subnet.vpc,
      entries: twins(
        world,
        entries(
          'in 100 allow tcp 443 0.0.0.0/0',
          'in 110 allow tcp 5432 10.0.0.0/8',
          'in 120 allow tcp 8080 0.0.0.0/0',
          `in 130 allow tcp ${ports} ${within}`,
          'out 100 allow tcp 443 0.0.0.0/0',
          'out 110 allow tcp 5432 0.0.0.0/0',
          'out 120 allow tcp 8080 10.0.0.0/8',
          `out 130 allow tcp ${ports} 0.0.0.0/0`,
        ),
      ),
    };
    return withSubnet({ ...world, acls: [...world.acls, strict] }, a, (one) => ({ ...one, acl: 'Strict' }));
  },
  'an ACL lacks an entry': (world, a, b) =>
    withAcl(world, a, (acl) => ({ ...acl, entries: removed(acl.entries, b) })),
  'an ACL entry has other ports': (world, a, b, c) =>
    withEntry(world, a, b, (entry) => ({ ...entry, ...otherPorts(entry, c) })),
  'an ACL entry denies': (world, a, b) =>
    withEntry(world, a, b, (entry) => ({ ...entry, allows: !entry.allows })),
  'an ACL entry has another block': (world, a, b, c) =>
    withEntry(world, a, b, (entry) => ({ ...entry, block: otherBlock(world, entry.block, c) })),
  'an ACL denies some first': (world, a, b, c) =>
    withAcl(world, a, (acl) => {
      const ports = ['3389-3389', '1024-2047', '50000-50099', '0-65535', '443-443', '60000-65535'][b % 6];
      const where = textOf(otherBlock(world, block(isDual(world) && a % 2 === 0 ? '::/0' : '0.0.0.0/0'), c));
      const entry = entries(`${b % 2 === 0 ? 'in' : 'out'} ${1 + (c % 7)} deny tcp ${ports} ${where}`);
      return { ...acl, entries: [...acl.entries, ...entry] };
    }),
  'a subnet is on another ACL': (world, a, b) =>
    withSubnet(world, a, (one) => ({
      ...one,
      acl: picked([undefined, ...world.acls.filter(({ vpc }) => vpc === one.vpc)], b)?.name,
    })),
  'a group lacks a rule': (world, a, b) =>
    withRules(world, a, b % 2 === 0, (rules) => removed(rules, b >> 1)),
  'a group rule has other ports': (world, a, b, c) =>
    withRules(world, a, b % 2 === 0, (rules) =>
      changed(rules, b >> 1, (rule) => ({ ...rule, ...otherPorts(rule, c) })),
    ),
  'a group rule has another peer': (world, a, b, c) =>
    withRules(world, a, b % 2 === 0, (rules) =>
      changed(rules, b >> 1, (rule) => ({ ...rule, peer: otherPeer(world, rule, a, b % 2 === 0, c) })),
    ),
  'a group names part of the subnets': (world, a, b, c) => {
    const subnet = pickedIn(world.focus, world.subnets, c);
    const peer = picked(subnet?.blocks ?? [], b);
    if (peer === undefined) return world;
    const some = c % 3 === 0 ? part(peer, 1, b % 2) : peer;
    // All rules of the group for ingress: another one would let the rest in.
    return withRules(world, a, true, (rules) => rules.map((rule) => ({ ...rule, peer: some })));
  },
  'a group says what it lets out': (world, a, b) => ({
    ...world,
    groups: changedIn(world, world.groups, a, (group) => ({
      ...group,
      egress: [
        [],
        [{ protocol: 'tcp', from: 443, to: 443, peer: block('0.0.0.0/0') } as const],
        [{ protocol: 'tcp', from: 0, to: 65535, peer: block('10.0.0.0/8') } as const],
        [{ protocol: 'all', from: 0, to: 65535, peer: block('0.0.0.0/1') } as const],
      ][b % 4],
    })),
  }),
  'a group names a prefix list of elsewhere': (world, a, b) => {
    const elsewhere = { name: 'Elsewhere', entries: undefined };
    if (world.lists.some(({ name }) => name === elsewhere.name)) return world;
    return withRules({ ...world, lists: [...world.lists, elsewhere] }, a, b % 2 === 0, (rules) =>
      changed(rules, b >> 1, (rule) => ({ ...rule, peer: { list: elsewhere.name } })),
    );
  },
} satisfies Record<string, Change>;
