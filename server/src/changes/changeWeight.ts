import type { Change } from './change.ts';

/**
 * The cost of a change, for the choice between sets of changes: a change that no edit can make, and one that moves or
 * replaces something, cost more than an addition. docs/reachability.md has the same table.
 */
export function weightOfChange(change: Change): number {
  switch (change.kind) {
    case 'add-endpoint':
      // A gateway endpoint is free and affects no other traffic (fact EP-01); an interface endpoint costs money by the
      // hour (fact EP-05).
      return change.type === 'Gateway' ? 0.9 : 1.5;
    case 'redirect-route':
    case 'move-nat':
    case 'use-group':
      return 1.2;
    case 'use-subnets':
      return 1.5;
    case 'public-address':
      return 2;
    case 'other':
      return 10;
    default:
      return 1;
  }
}
