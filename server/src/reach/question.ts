import type { Change } from '../changes/change.ts';
import type { Cidr } from '../cidr/cidr.ts';
import type { Direction, TransportProtocol } from '../network/protocol.ts';
import type { Span } from '../syntax/span.ts';
import type { Reason } from '../wording/reason.ts';

/** Who sends, or is sent to. What the words mean is in docs/reachability.md. */
export type Party =
  /** A workload or an endpoint of the network, by its id. */
  | { readonly kind: 'workload'; readonly id: string }
  | { readonly kind: 'address'; readonly cidr: Cidr }
  | { readonly kind: 'internet' }
  /** A service of AWS, by its name in an endpoint: `s3`, `secretsmanager`. */
  | { readonly kind: 'service'; readonly name: string; readonly region?: string }
  /** A name of AWS's that answers in no VPC: the URL of a function, an API, a search domain outside of any VPC. */
  | { readonly kind: 'public-endpoint'; readonly id: string }
  /** An EFS file system by its own name, which answers with a mount target of the asker's zone. */
  | { readonly kind: 'file-system'; readonly id: string };

export interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: TransportProtocol;
  /** 0 to 65,535. Without it the destination's own, else 443. Of no account for ICMP. */
  readonly port?: number;
  /** Asks in IPv6; without it an address says what is meant, and else IPv4 unless a party has none. */
  readonly ipv6?: boolean;
  /** Who asks by the source, where that forwards with its clients' addresses. */
  readonly client?: Party;
}

export type Verdict = 'reachable' | 'partial' | 'blocked' | 'unknown';

export interface Answer {
  readonly verdict: Verdict;
  readonly protocol: TransportProtocol;
  /** What was asked for; undefined for ICMP. */
  readonly port: number | undefined;
  /** What each pair of subnets comes to, where there are pairs. */
  readonly pairs: readonly PairAnswer[];
  /** The way of the first pair that does not work, or of the first. */
  readonly hops: readonly Hop[];
  /** A smallest set of changes that opens the path; empty for `reachable` and where none is known. */
  readonly blockedBy: readonly Blocker[];
  /** Sentences without a full stop: what the answer takes for granted, or what is missing to give one. */
  readonly assumptions: readonly string[];
  /** Parameters whose defaults the answer rests on. */
  readonly defaults: readonly string[];
}

export interface PairAnswer {
  /** The subnets' ids; null for a party that has none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: Verdict;
}

export interface Hop {
  /** The id of the object that is asked. */
  readonly resource: string;
  readonly kind: HopKind;
  readonly direction?: Direction;
  /** False too where only a part of the packets gets through. */
  readonly allows: boolean;
  /** It may let all through, for what is not known. */
  readonly isUnknown?: boolean;
  /** What lets it through or leads it on, in words. */
  readonly by?: string;
  /** What stops it, in words that stand beside its name. */
  readonly why?: string;
  readonly at: Span;
}

export type HopKind =
  | 'security-group'
  | 'route-table'
  | 'network-acl'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'nat-gateway'
  | 'endpoint'
  | 'peering'
  | 'transit-gateway'
  | 'vpn-gateway'
  /** A firewall, or an instance that forwards. */
  | 'appliance'
  | 'public-address'
  | 'workload';

/** One thing that is in the way, and what opens it. */
export interface Blocker {
  /** AWS Reachability Analyzer's explanation code; null where it has none for the case. */
  readonly code: string | null;
  readonly resource: string;
  readonly at: Span;
  /** What is in the way; `wording/blockers.ts` says it. */
  readonly reason: Reason;
  /** What opens it. */
  readonly change: Change;
  /** All changes of the answer were tried together, and the path stayed closed: they do not remove every blocker. */
  readonly isNotEnough?: true;
  /** It is at an end of the path, so no other path avoids it. */
  readonly onEveryWay?: true;
}
