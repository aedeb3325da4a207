import type { Hop, HopKind } from '../../reach/question.ts';

/** What a hop is and does, in words: "security group: does not let it in". */
export function hopText({ kind, direction, by, allows, isUnknown }: Hop): string {
  const name = kind === 'workload' ? '' : NAMES[kind];
  if (isUnknown) return name === '' ? 'not known' : `${name}: not known whether it lets it through`;
  switch (kind) {
    case 'security-group': {
      const way = direction === 'ingress' ? 'in' : 'out';
      return `${name}: ${by ?? (allows ? `lets it ${way}` : `does not let it ${way}`)}`;
    }
    case 'network-acl': {
      const way = direction === 'ingress' ? 'in' : 'out';
      // Packets and answers both pass it, and of answers it may let a part through (fact ACL-05).
      return `${name}, ${way}: ${by ?? (allows ? 'lets it through' : 'stops all or a part of it')}`;
    }
    case 'route-table':
      return `${name}: ${by ?? (allows ? 'has a route' : 'has no route that leads there')}`;
    case 'public-address':
      return allows ? 'has a public address' : 'has no public address';
    case 'workload':
      // It takes or sends nothing of the kind; what is in the way says why.
      return by ?? (allows ? 'is there' : 'the way ends here');
    default: {
      const text = by === undefined || by === name ? name : `${name}: ${by}`;
      return allows ? text : `${text}, does not lead there`;
    }
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
  'public-address': 'public address',
};
