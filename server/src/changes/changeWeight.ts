import type { Change } from './change.ts';

/**
 * How much a change is, for the choice between sets of changes: what no edit can do for the user, and what moves or replaces
 * something that is there, is more than an addition. docs/reachability.md has the same table.
 */
export function weightOfChange(change: Change): number {
  switch (change.kind) {
    case 'add-endpoint':
      // A gateway endpoint is free and changes no other way (fact EP-01); an interface is paid by the hour (fact EP-05).
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
