import type { Direction, TransportProtocol } from '../network/protocol.ts';

/** A change of the network in terms of the model, independent of the edit that makes it. */
export type Change =
  | {
      readonly kind: 'allow-in-group';
      readonly group: string;
      readonly direction: Direction;
      readonly peer: { readonly group: string } | { readonly cidr: string };
      readonly protocol: TransportProtocol;
      readonly port: number | undefined;
    }
  | {
      readonly kind: 'allow-in-acl';
      readonly acl: string;
      readonly direction: Direction;
      readonly cidr: string;
      readonly protocol: TransportProtocol;
      readonly from: number;
      readonly to: number;
    }
  /** `target` is undefined if it has to be created first. */
  | {
      readonly kind: 'add-route';
      readonly table: string;
      readonly destination: string;
      readonly target: RouteTargetId | undefined;
    }
  /** A route that is there leads somewhere else. */
  | { readonly kind: 'redirect-route'; readonly route: string; readonly target: RouteTargetId }
  /** Puts a NAT gateway into another subnet. */
  | { readonly kind: 'move-nat'; readonly nat: string; readonly subnet: string }
  /** Gives a subnet, which has none of its own, a route table. */
  | { readonly kind: 'associate-table'; readonly subnet: string; readonly table: string }
  | { readonly kind: 'attach-gateway'; readonly gateway: string | undefined; readonly vpc: string }
  | { readonly kind: 'enable-private-dns'; readonly endpoint: string }
  | {
      readonly kind: 'enable-dns';
      readonly vpc: string;
      readonly attribute: 'EnableDnsSupport' | 'EnableDnsHostnames';
    }
  | { readonly kind: 'endpoint-on-table'; readonly endpoint: string; readonly table: string }
  | NewEndpoint
  /** Moves a workload out of a subnet, into others that work. */
  | {
      readonly kind: 'use-subnets';
      readonly workload: string;
      readonly instead: string;
      readonly subnets: readonly string[];
    }
  /** Puts something that names no group behind one. */
  | { readonly kind: 'use-group'; readonly workload: string; readonly group: string }
  | { readonly kind: 'public-address'; readonly workload: string }
  /** A change that no edit or command can make: `what` is an instruction, `page` the URL of its explanation. */
  | { readonly kind: 'other'; readonly what: string; readonly page?: string };

/** The changes of one kind. */
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/**
 * A new endpoint for an AWS service: a gateway endpoint on route tables (fact EP-01), or interfaces in subnets (fact
 * EP-05).
 */
export type NewEndpoint = {
  readonly kind: 'add-endpoint';
  readonly service: string;
  readonly vpc: string;
} & (
  | { readonly type: 'Gateway'; readonly tables: readonly string[] }
  | { readonly type: 'Interface'; readonly subnets: readonly string[]; readonly groups: readonly string[] }
);

/** The CloudFormation property of a route's target and its id. */
export interface RouteTargetId {
  readonly property: string;
  readonly id: string;
}

/** The objects that a change adds something to. */
export function objectsChangedBy(change: Change): readonly string[] {
  switch (change.kind) {
    case 'allow-in-group':
      return [change.group];
    case 'allow-in-acl':
      return [change.acl];
    case 'add-route':
      return [change.table];
    case 'redirect-route':
      return [change.route];
    case 'move-nat':
      return [change.nat];
    case 'associate-table':
      return [change.subnet];
    case 'attach-gateway':
      return [change.vpc];
    default:
      return [];
  }
}

/** The objects that a change refers to; they have to exist wherever the changed object does. */
export function objectsNamedBy(change: Change): readonly string[] {
  switch (change.kind) {
    case 'allow-in-group':
      return [change.group, ...('group' in change.peer ? [change.peer.group] : [])].map(
        // The default group of a VPC exists whenever the VPC does.
        (key) => key.split('.')[0]!,
      );
    case 'allow-in-acl':
      return [change.acl];
    case 'add-route':
      return [change.table, ...(change.target ? [change.target.id] : [])];
    case 'redirect-route':
      return [change.route, change.target.id];
    case 'move-nat':
      return [change.nat, change.subnet];
    case 'associate-table':
      return [change.subnet, change.table];
    case 'attach-gateway':
      return [change.vpc, ...(change.gateway === undefined ? [] : [change.gateway])];
    case 'enable-private-dns':
      return [change.endpoint];
    case 'enable-dns':
      return [change.vpc];
    case 'endpoint-on-table':
      return [change.endpoint, change.table];
    case 'add-endpoint':
      return [
        change.vpc,
        ...(change.type === 'Gateway' ? change.tables : [...change.subnets, ...change.groups]),
      ];
    case 'use-subnets':
      return change.subnets;
    case 'use-group':
      return [change.workload, change.group];
    case 'public-address':
    case 'other':
      return [];
  }
}
