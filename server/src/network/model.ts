import type { Cidr, Family } from '../cidr/cidr.ts';
import type { CidrError } from '../cidr/parse.ts';
import type { Span } from '../syntax/span.ts';
import type { Mapping, Scalar } from '../syntax/tree.ts';

/** The network that one file describes in one scenario, in AWS's own nouns. */
export interface Network {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly routeTableAssociations: readonly RouteTableAssociation[];
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  /** Inline rules and rules that are resources of their own, of all groups. */
  readonly securityGroupRules: readonly SecurityGroupRule[];
  readonly functions: readonly LambdaFunction[];
  /** Every block that is written down anywhere, well-formed or not. */
  readonly statedCidrs: readonly StatedCidr[];
}

/** What a property says. `at` is the place of use. */
export type Field<T> =
  | KnownField<T>
  | { readonly kind: 'unknown'; readonly why: string; readonly at: Span }
  | Absent;

export interface KnownField<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly at: Span;
  /** The one literal that the value stands in, where changing it changes the value. */
  readonly origin?: Scalar;
  /** Parameters whose defaults the value rests on. */
  readonly defaults: readonly string[];
}

export interface Absent {
  readonly kind: 'absent';
}

export const ABSENT: Absent = { kind: 'absent' };

/** Something of AWS's that a property names. */
export type Target =
  | { readonly kind: 'resource'; readonly id: string; readonly attribute?: string }
  /** An id such as `subnet-f3446aba`, of something outside the file. */
  | { readonly kind: 'id'; readonly id: string };

/** Every object of the model. */
export interface NetworkObject {
  /** The logical id, or the stage's name. */
  readonly id: string;
  /** Where its name is written. */
  readonly at: Span;
  /** Where its properties are written, for edits that add one. */
  readonly properties: Mapping | undefined;
}

export interface Vpc extends NetworkObject {
  /** The primary IPv4 block first. */
  readonly ipv4: readonly Field<Cidr>[];
  readonly ipv6: readonly Field<Cidr>[];
}

export interface Subnet extends NetworkObject {
  readonly vpc: Field<Target>;
  readonly ipv4: Field<Cidr>;
  readonly ipv6: Field<Cidr>;
}

export interface RouteTable extends NetworkObject {
  readonly vpc: Field<Target>;
}

export interface RouteTableAssociation extends NetworkObject {
  readonly subnet: Field<Target>;
  readonly routeTable: Field<Target>;
}

export interface SecurityGroup extends NetworkObject {
  readonly vpc: Field<Target>;
}

export type Direction = 'ingress' | 'egress';

export interface SecurityGroupRule {
  /** The group, as far as it is known; an inline rule's is its own resource. */
  readonly group: Field<Target>;
  /** The resource it is written in: the group or the rule itself. */
  readonly resource: string;
  readonly at: Span;
  readonly direction: Direction;
  readonly protocol: Field<Protocol>;
  /** All ports where the protocol has none or all are meant. */
  readonly ports: Field<PortRange>;
  readonly peer: Peer;
}

/** `all` is written -1. Only the names and numbers that AWS gives ports or types to are told apart. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | { readonly number: number };

/** Both ends are included; 0 to 65,535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65_535 };

/** Whom a rule lets in or out. */
export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: Field<Cidr> }
  | { readonly kind: 'group'; readonly group: Field<Target> }
  | { readonly kind: 'prefix-list'; readonly list: Field<Target> }
  | { readonly kind: 'unknown' };

export interface LambdaFunction extends NetworkObject {
  readonly stage: string | null;
  readonly vpcConfig: VpcConfig | undefined;
}

/** What attaches a function to a VPC. */
export interface VpcConfig {
  readonly at: Span;
  readonly node: Mapping | undefined;
  readonly subnets: TargetList;
  readonly securityGroups: TargetList;
}

export type TargetList =
  | { readonly kind: 'known'; readonly items: readonly Field<Target>[]; readonly at: Span }
  | { readonly kind: 'unknown'; readonly why: string; readonly at: Span }
  | Absent;

/** A block as written, and where. */
export interface StatedCidr {
  /** The logical id of the resource it is written in. */
  readonly resource: string;
  /** CloudFormation's name of the property. */
  readonly property: string;
  /** The only family that the property takes; undefined where it takes both. */
  readonly family: Family | undefined;
  readonly text: string;
  readonly parsed: Cidr | CidrError;
  readonly at: Span;
  readonly origin?: Scalar;
  readonly defaults: readonly string[];
}

/** The name of a resource of this file that a field refers to by `Ref`; undefined for anything else. */
export function referredResource(field: Field<Target>): string | undefined {
  if (field.kind !== 'known' || field.value.kind !== 'resource') return undefined;
  return field.value.id;
}

/** True where both name the same thing, whichever way they do. */
export function isSameTarget(a: Target, b: Target): boolean {
  return a.kind === b.kind && a.id === b.id;
}
