// Worlds in few words, for tests and for the patterns that random worlds start from.

import { block } from './addresses.ts';
import type { AclEntry, GroupRule, Route, RuleProtocol, Subnet, Target, Vpc, World } from './world.ts';

/** A world of these parts and nothing else. */
export function world(parts: Partial<World>): World {
  return {
    vpcs: [],
    subnets: [],
    tables: [],
    acls: [],
    groups: [],
    lists: [],
    nats: [],
    peerings: [],
    transit: undefined,
    gatewayEndpoints: [],
    workloads: [],
    ...parts,
  };
}

/** A VPC with an internet gateway and both DNS attributes, if nothing else is said. */
export function vpc(name: string, blocks: string, parts: Partial<Vpc> = {}): Vpc {
  return {
    name,
    blocks: words(blocks).map(block),
    dnsSupport: true,
    dnsHostnames: true,
    internetGateway: 'attached',
    vpnGateway: 'none',
    egressOnlyGateway: false,
    ...parts,
  };
}

/** A subnet in the first zone on the main table and the default ACL, if nothing else is said. */
export function subnet(name: string, vpc: string, blocks: string, parts: Partial<Subnet> = {}): Subnet {
  return {
    name,
    vpc,
    blocks: words(blocks).map(block),
    zone: 0,
    table: undefined,
    acl: undefined,
    mapPublicIp: false,
    ...parts,
  };
}

/** `0.0.0.0/0 igw`, and for `igw`: `vgw`, `eigw`, `tgw`, `nat NAME`, `peering NAME`; in place of the block `@LIST`. */
export function routes(...texts: string[]): Route[] {
  return texts.map((text) => {
    const [to = '', kind = '', name = ''] = words(text);
    return { to: to.startsWith('@') ? { list: to.slice(1) } : block(to), by: target(kind, name) };
  });
}

function target(kind: string, name: string): Target {
  switch (kind) {
    case 'igw':
      return { kind: 'internet gateway' };
    case 'vgw':
      return { kind: 'vpn gateway' };
    case 'eigw':
      return { kind: 'egress-only gateway' };
    case 'tgw':
      return { kind: 'transit gateway' };
    case 'nat':
      return { kind: 'nat', nat: name };
    case 'peering':
      return { kind: 'peering', peering: name };
    default:
      throw new Error(`No target is called ${kind}.`);
  }
}

/** `tcp 443 0.0.0.0/0`, `tcp 1024-65535 AppGroup`, `icmp 8/-1 10.0.0.0/16`, `all 10.0.0.0/16`, `tcp 443 @LIST`. */
export function rules(...texts: string[]): GroupRule[] {
  return texts.map((text) => {
    const parts = words(text);
    const peer = parts.at(-1) ?? '';
    if (peer.startsWith('@')) return { ...traffic(parts), peer: { list: peer.slice(1) } };
    return { ...traffic(parts), peer: /[./:]/.test(peer) ? block(peer) : { group: peer } };
  });
}

/** `in 100 allow tcp 1024-65535 0.0.0.0/0`, `out 110 deny all 10.0.1.0/24`. */
export function entries(...texts: string[]): AclEntry[] {
  return texts.map((text) => {
    const [direction, number, verb, ...parts] = words(text);
    return {
      direction: direction === 'in' ? 'in' : 'out',
      number: Number(number),
      allows: verb === 'allow',
      ...traffic(parts),
      block: block(parts.at(-1) ?? ''),
    };
  });
}

function traffic([protocol, range = '']: readonly string[]): {
  protocol: RuleProtocol;
  from: number;
  to: number;
} {
  if (protocol === 'all') return { protocol: 'all', from: 0, to: 65535 };
  const [from, to = from] = range.split(protocol?.startsWith('icmp') ? '/' : '-');
  return { protocol: protocol as RuleProtocol, from: Number(from), to: Number(to) };
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
