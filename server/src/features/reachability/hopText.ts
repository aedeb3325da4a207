import type { Hop, HopKind } from '../../reach/question.ts';

/** A hop and what it does, in words: "security group: allows it". */
export function hopText({ kind, direction, by, why, isUnknown }: Hop): string {
  const name = kind === 'workload' ? '' : NAMES[kind];
  if (isUnknown) return name === '' ? 'unknown' : `${name}: unknown`;
  if (why !== undefined) return kind === 'workload' || kind === 'public-address' ? why : `${name}: ${why}`;
  switch (kind) {
    case 'security-group':
      return `${name}: ${by ?? 'allows it'}`;
    case 'network-acl':
      return `${name}, ${direction === 'ingress' ? 'inbound' : 'outbound'}: ${by ?? 'allows it'}`;
    case 'route-table':
      return `${name}: ${by ?? 'has a route'}`;
    case 'public-address':
      return 'has a public address';
    case 'workload':
      return by ?? 'exists';
    default:
      return by === undefined || by === name ? name : `${name}: ${by}`;
  }
}

const NAMES: Readonly<Record<Exclude<HopKind, 'workload'>, string>> = {
  'security-group': 'security group',
  'route-table': 'route table',
  'network-acl': 'network ACL',
  'internet-gateway': 'internet gateway',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  'nat-gateway': 'NAT gateway',
  endpoint: 'endpoint',
  peering: 'peering connection',
  'transit-gateway': 'transit gateway',
  'vpn-gateway': 'virtual private gateway',
  appliance: 'appliance',
  'public-address': 'public address',
};
