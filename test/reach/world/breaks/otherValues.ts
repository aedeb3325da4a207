// Other values for what a world says.

import { arePeered } from '../../simulator/filters.ts';
import { type Block, block, blockAt, part } from '../addresses.ts';
import { OFFICE, ON_PREMISES } from '../soundWorlds.ts';
import { OFFICE_6 } from '../withIpv6.ts';
import {
  type GroupRule,
  named,
  type RouteTable,
  type RuleProtocol,
  type Target,
  type World,
} from '../world.ts';
import { type Focused, isDual, picked, pickedIn } from './changing.ts';

export function targetIn(world: World, { vpc: name }: RouteTable, pick: number): Target {
  const vpc = named(world.vpcs, name);
  const targets: Target[] = [
    ...(vpc.internetGateway !== 'none' ? [{ kind: 'internet gateway' } as const] : []),
    ...world.nats
      .filter((nat) => (nat.kind === 'regional' ? nat.vpc : named(world.subnets, nat.subnet).vpc) === name)
      .map((nat) => ({ kind: 'nat', nat: nat.name }) as const),
    ...(vpc.egressOnlyGateway ? [{ kind: 'egress-only gateway' } as const] : []),
    ...(vpc.vpnGateway !== 'none' ? [{ kind: 'vpn gateway' } as const] : []),
    ...world.peerings.map((peering) => ({ kind: 'peering', peering: peering.name }) as const),
    ...(world.transit ? [{ kind: 'transit gateway' } as const] : []),
  ];
  return picked(targets, pick) ?? { kind: 'internet gateway' };
}

/** Somewhere on the internet, or a part of another VPC or of what is behind the virtual private gateway. */
export function publicOrOther(world: World, pick: number): Block {
  const others = world.vpcs.flatMap(({ blocks }) => blocks.slice(0, 1).map((own) => part(own, 1, pick % 2)));
  const places = [
    block(OFFICE),
    block('52.0.0.0/8'),
    block('128.0.0.0/1'),
    part(block(ON_PREMISES), 1, 0),
    ...others,
    ...(isDual(world) ? [block(OFFICE_6), block('2001:db8::/33'), block('2000::/4')] : []),
  ];
  return picked(places, pick) ?? block(OFFICE);
}

export function otherPorts(
  { protocol, from, to }: { readonly protocol: RuleProtocol; readonly from: number; readonly to: number },
  pick: number,
): { readonly protocol: RuleProtocol; readonly from: number; readonly to: number } {
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const [ping, pong] = protocol === 'icmp' ? [8, 0] : [128, 129];
    const [type, code] = [
      [ping, 0],
      [pong, 0],
      [-1, -1],
      [3, -1],
      [ping, -1],
    ][pick % 5] as [number, number];
    return { protocol, from: type, to: code };
  }
  if (protocol === 'all') return { protocol: 'tcp', from: 1024, to: 65535 };
  const ranges = [
    [from, Math.max(from, to - 1)],
    [Math.min(to, from + 1), to],
    [0, 65535],
    [1024, 65535],
    [32768, 61000],
    [49152, 65535],
    [80, 80],
    [1024, 32767],
  ] as const;
  const [first, last] = ranges[pick % 8] ?? ranges[0];
  return pick % 9 === 8 ? { protocol: 'udp', from, to } : { protocol, from: first, to: last };
}

export function otherBlock(world: World, own: Block, pick: number): Block {
  const { family } = own;
  const within = world.subnets.flatMap(({ blocks }) => blocks.filter((one) => one.family === family));
  const subnet = picked(within, pick) ?? own;
  const others = {
    4: ['10.0.0.0/8', OFFICE, '0.0.0.0/0', '52.0.0.0/8'],
    6: ['2001:db8::/32', OFFICE_6, '::/0', '64:ff9b::/96'],
  };
  const width = family === 4 ? 32 : 128;
  const blocks = [
    own.prefix < width ? part(own, 1, pick % 2) : own,
    subnet,
    subnet.prefix < width ? part(subnet, 1, pick % 2) : subnet,
    blockAt(family, subnet.first + 9n, width),
    ...others[family].map(block),
  ];
  return picked(blocks, pick) ?? own;
}

/** Another peer of the rule. Egress names only groups that come later in the list: see `renderGroups`. */
export function otherPeer(
  world: Focused,
  rule: GroupRule,
  index: number,
  ingress: boolean,
  pick: number,
): GroupRule['peer'] {
  const group = pickedIn(world.focus, world.groups, index);
  const at = group === undefined ? -1 : world.groups.indexOf(group);
  const nameable = world.groups.filter(
    ({ vpc }, other) =>
      (ingress || other > at) &&
      group !== undefined &&
      (vpc === group.vpc || arePeered(world, vpc, group.vpc)),
  );
  const other = picked(nameable, pick >> 1);
  if (pick % 2 === 0 && other !== undefined) return { group: other.name };
  const list = picked(world.lists, pick >> 2);
  if (pick % 7 === 3 && list !== undefined) return { list: list.name };
  return otherBlock(world, 'family' in rule.peer ? rule.peer : block('10.0.0.0/8'), pick >> 1);
}
