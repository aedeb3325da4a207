import type { Hop, HopKind } from '../../reach/question.ts';

/** What a hop is and does, in words: "security group: lets it in". */
export function hopText({ kind, direction, by, why, isUnknown }: Hop): string {
  const name = kind === 'workload' ? '' : NAMES[kind];
  if (isUnknown) return name === '' ? 'not known' : `${name}: not known whether it lets it through`;
  if (why !== undefined) return kind === 'workload' || kind === 'public-address' ? why : `${name}: ${why}`;
  switch (kind) {
    case 'security-group':
      return `${name}: ${by ?? (direction === 'ingress' ? 'lets it in' : 'lets it out')}`;
    case 'network-acl':
      return `${name}, ${direction === 'ingress' ? 'in' : 'out'}: ${by ?? 'lets it through'}`;
    case 'route-table':
      return `${name}: ${by ?? 'has a route'}`;
    case 'public-address':
      return 'has a public address';
    case 'workload':
      return by ?? 'is there';
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
