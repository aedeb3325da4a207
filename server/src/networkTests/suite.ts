import type { TransportProtocol } from '../network/protocol.ts';
import type { WorkloadKind } from '../network/workload.ts';
import type { Span } from '../syntax/span.ts';

/** What can be expected, in the order of the documentation. */
export const EXPECTATIONS = ['reachable', 'blocked', 'only-from', 'only-to', 'only-through'] as const;

export type Expectation = (typeof EXPECTATIONS)[number];

/**
 * What `through` can name by its kind; `appliance` of `reach` is a firewall here. Not an internet gateway: whatever leaves by a
 * NAT gateway leaves by one too, which no trace shows.
 */
export const CARRIER_KINDS = [
  'endpoint',
  'nat-gateway',
  'load-balancer',
  'firewall',
  'peering',
  'transit-gateway',
  'vpn-gateway',
  'egress-only-internet-gateway',
] as const;

export type CarrierKind = (typeof CARRIER_KINDS)[number];

/** Network tests of one file, or of one entry of `expect` in `vpc-lens.json`. */
export interface Suite {
  /** Globs of the tested files; undefined where the name of the test file says which. */
  readonly templates: readonly Glob[] | undefined;
  /** Parties by a name of the suite's own. */
  readonly tiers: ReadonlyMap<string, readonly PartyPattern[]>;
  readonly tests: readonly NetworkTest[];
}

export interface Glob {
  readonly text: string;
  readonly at: Span;
}

export interface NetworkTest {
  readonly title: string;
  /** Why it must hold, in the words of the author of the test. */
  readonly reason: string | undefined;
  /** Where it is written: its title, or where it has none its first line. */
  readonly at: Span;
  readonly expect: Expectation;
  readonly from: readonly PartyPattern[];
  readonly to: readonly PartyPattern[];
  /** Empty for all but `only-through`. */
  readonly through: readonly CarrierPattern[];
  readonly protocol: TransportProtocol;
  /** Empty: the destination's own port, else 443. */
  readonly ports: readonly number[];
  /** Asks in IPv6 alone. */
  readonly ipv6: boolean;
}

/** Whom a test is about. */
export type PartyPattern =
  /** A tier, a name as `reach` expects it, or a pattern of names. */
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | ({ readonly kind: 'selector'; readonly at: Span } & Selector);

/** Selects the parties that meet every given criterion. */
export interface Selector {
  /** A pattern. */
  readonly name?: string;
  readonly kinds?: readonly SelectableKind[];
  /** Patterns of values by the tags' keys. */
  readonly tags?: ReadonlyMap<string, string>;
  /** A pattern of the names of subnets: one that it may run in. */
  readonly subnet?: string;
  /** What its environment variables or its IAM policies name: a workload, or a service of AWS. */
  readonly uses?: string;
}

export type SelectableKind = WorkloadKind | 'endpoint';

/** The carriers of which a path must have one. */
export type CarrierPattern =
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'kind'; readonly carrier: CarrierKind; readonly at: Span };

/** Something wrong with what somebody wrote. */
export interface Mistake extends Span {
  readonly message: string;
  /** The JSON schema does not say it. */
  readonly isBesideSchema: boolean;
}
