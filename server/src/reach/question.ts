import type { Change } from '../changes/change.ts';
import type { Cidr } from '../cidr/cidr.ts';
import type { Direction, TransportProtocol } from '../network/protocol.ts';
import type { Span } from '../syntax/span.ts';
import type { Reason } from '../wording/reason.ts';

/** The source or destination of a question; docs/reachability.md explains the kinds. */
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
  /** 0 to 65,535. Default: the port that the destination listens on, else 443. Ignored for ICMP. */
  readonly port?: number;
  /** True asks about IPv6. Default: the family of an address, else IPv4 unless a party has none. */
  readonly ipv6?: boolean;
  /** The client behind the source, if the source preserves client addresses. */
  readonly client?: Party;
}

export type Verdict = 'reachable' | 'partial' | 'blocked' | 'unknown';

export interface Answer {
  readonly verdict: Verdict;
  readonly protocol: TransportProtocol;
  /** The port that was evaluated; undefined for ICMP. */
  readonly port: number | undefined;
  /** The verdict of each pair of subnets, if there are pairs. */
  readonly pairs: readonly PairAnswer[];
  /** The path of the first pair that does not work, or else of the first pair. */
  readonly hops: readonly Hop[];
  /** A minimal set of changes that opens the path; empty for `reachable`, and if none is known. */
  readonly blockedBy: readonly Blocker[];
  /** Sentences without a full stop: what the answer assumes, or what is missing for an answer. */
  readonly assumptions: readonly string[];
  /** If it is unknown: the parameters and the AWS ids of existing things that decide it once they are known. */
  readonly decidedBy: readonly string[];
  /** The parameters whose defaults the answer depends on. */
  readonly defaults: readonly string[];
}

export interface PairAnswer {
  /** The subnets' ids; null for a party in no subnet. */
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: Verdict;
}

export interface Hop {
  /** The id of the object. */
  readonly resource: string;
  readonly kind: HopKind;
  readonly direction?: Direction;
  /** Also false if only a part of the packets passes. */
  readonly allows: boolean;
  /** True if everything may pass, depending on something unknown. */
  readonly isUnknown?: boolean;
  /** What allows or forwards the packets, in words. */
  readonly by?: string;
  /** What stops the packets, in words that follow the object's name. */
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

/** One cause that blocks the path, and the change that removes it. */
export interface Blocker {
  /** AWS Reachability Analyzer's explanation code; null if it has none for the case. */
  readonly code: string | null;
  readonly resource: string;
  readonly at: Span;
  /** The cause as data; `wording/blockers.ts` renders it. */
  readonly reason: Reason;
  /** The change that removes it. */
  readonly change: Change;
  /** Set if the path stays closed with all changes of the answer: they do not remove every blocker. */
  readonly isNotEnough?: true;
  /** Set if it is at an end of the path, so that no other path avoids it. */
  readonly onEveryPath?: true;
}
