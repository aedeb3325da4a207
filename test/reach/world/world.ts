// A small network as plain data: what the simulator walks and what a template is written from.
// Names are the logical ids of the template. Whatever refers to something does so by its name.

import type { Block } from './addresses.ts';

export interface World {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly tables: readonly RouteTable[];
  readonly acls: readonly Acl[];
  readonly groups: readonly Group[];
  readonly lists: readonly PrefixList[];
  readonly nats: readonly Nat[];
  readonly peerings: readonly Peering[];
  readonly transit: Transit | undefined;
  readonly gatewayEndpoints: readonly GatewayEndpoint[];
  readonly workloads: readonly Workload[];
  /** IPv6 gets from one VPC to another over their internet gateways. AWS does not say that it does, nor that it does not. */
  readonly ipv6OverInternet?: boolean;
  readonly blockPublicAccess?: BlockPublicAccess;
  /** Tables of internet gateways: they lead to appliances in the way of these blocks. */
  readonly ingressTables?: readonly IngressTable[];
  /** What appliances do nobody knows; here they let everything through, or nothing. */
  readonly appliancesLet?: boolean;
  /** What nobody has looked at arrives, or does not. */
  readonly unseenArrive?: boolean;
  /** Which of its subnet's addresses a NAT gateway has: the first that is free where nothing is said. */
  readonly natAt?: 'tenth' | 'last';
  /** Which of its zones an attachment sends packets and answers into, where theirs has none. */
  readonly exits?: readonly [packet: number, answer: number];
}

/** Of the account (BPA-02). */
export interface BlockPublicAccess {
  readonly mode: 'block-bidirectional' | 'block-ingress';
  readonly exclusions: readonly Exclusion[];
  /** An exclusion for egress lets out what has a public address too. AWS's pages disagree. */
  readonly egressIsForAll?: boolean;
}

export interface Exclusion {
  readonly name: string;
  /** A VPC or a subnet. */
  readonly of: string;
  readonly mode: 'allow-bidirectional' | 'allow-egress';
}

export interface IngressTable {
  readonly name: string;
  readonly vpc: string;
  readonly inspected: readonly Block[];
}

/** A gateway that is written but not attached leads nowhere. */
export type Gateway = 'none' | 'attached' | 'detached';

export interface Vpc {
  readonly name: string;
  /** The primary block first. */
  readonly blocks: readonly Block[];
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  readonly internetGateway: Gateway;
  readonly vpnGateway: Gateway;
  readonly egressOnlyGateway: boolean;
}

export interface Subnet {
  readonly name: string;
  readonly vpc: string;
  /** One block of IPv4, one of IPv6, or both. */
  readonly blocks: readonly Block[];
  /** Which of the region's zones, from 0. */
  readonly zone: number;
  /** None: the VPC's main table, which has the local routes only (RT-04, RT-05). */
  readonly table: string | undefined;
  /** None: the VPC's default network ACL, which lets everything through (ACL-03). */
  readonly acl: string | undefined;
  readonly mapPublicIp: boolean;
  /** Gives instances an IPv6 address. */
  readonly assignsIpv6?: boolean;
  /** Its resolver makes IPv6 addresses of IPv4 ones where a name has no others (NAT-07). */
  readonly dns64?: boolean;
}

/** The local routes are not listed. */
export interface RouteTable {
  readonly name: string;
  readonly vpc: string;
  readonly routes: readonly Route[];
  /** Learns from the virtual private gateway, which is taken to lead to every private address that has no route. */
  readonly learns?: boolean;
}

export interface Route {
  readonly to: Block | Listed;
  readonly by: Target;
}

/** Blocks of one family under one name, for routes and groups. */
export interface PrefixList {
  readonly name: string;
  /** None: the template names it by an id, and what it holds is known elsewhere. */
  readonly entries: readonly Block[] | undefined;
}

export interface Listed {
  readonly list: string;
}

/** The gateways are those of the table's VPC. */
export type Target =
  | { readonly kind: 'internet gateway' }
  | { readonly kind: 'egress-only gateway' }
  | { readonly kind: 'vpn gateway' }
  | { readonly kind: 'transit gateway' }
  | { readonly kind: 'nat'; readonly nat: string }
  | { readonly kind: 'peering'; readonly peering: string };

export type Protocol = 'tcp' | 'udp' | 'icmp';
export type RuleProtocol = Protocol | 'icmpv6' | 'all';

export interface Acl {
  readonly name: string;
  readonly vpc: string;
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly number: number;
  readonly direction: Direction;
  readonly allows: boolean;
  readonly protocol: RuleProtocol;
  /** First and last port of tcp and udp; type and code of icmp, where -1 is any; without meaning for `all`. */
  readonly from: number;
  readonly to: number;
  readonly block: Block;
}

export type Direction = 'in' | 'out';

export interface Group {
  readonly name: string;
  readonly vpc: string;
  readonly ingress: readonly GroupRule[];
  /** None written: everything is let out (SG-02). */
  readonly egress: readonly GroupRule[] | undefined;
}

export interface GroupRule {
  readonly protocol: RuleProtocol;
  /** As in `AclEntry`. */
  readonly from: number;
  readonly to: number;
  readonly peer: Block | Listed | { readonly group: string };
}

export type Nat =
  | { readonly name: string; readonly kind: 'public' | 'private'; readonly subnet: string }
  | { readonly name: string; readonly kind: 'regional'; readonly vpc: string };

export interface Peering {
  readonly name: string;
  readonly requester: string;
  readonly accepter: string;
}

/** One transit gateway. Its attachments use its default table, which all propagate to, or tables of their own. */
export interface Transit {
  readonly name: string;
  readonly attachments: readonly Attachment[];
  /** None: the default table is used. */
  readonly tables?: readonly TransitTable[];
  /** Rules that let in may name groups of other VPCs. Off for the gateway where nothing is said, on for attachments. */
  readonly groupReferences?: boolean;
}

export interface Attachment {
  readonly name: string;
  readonly vpc: string;
  readonly subnets: readonly string[];
  /** Of the gateway's own tables; none where it has some: associated with no table. */
  readonly table?: string;
  readonly groupReferences?: boolean;
}

export interface TransitTable {
  readonly name: string;
  readonly routes: readonly {
    readonly to: Block;
    /** None: a blackhole. */
    readonly attachment: string | undefined;
  }[];
  /** The attachments whose VPCs' blocks it learns. */
  readonly learns: readonly string[];
}

export interface GatewayEndpoint {
  readonly name: string;
  readonly vpc: string;
  readonly service: 's3' | 'dynamodb';
  readonly tables: readonly string[];
}

interface Placed {
  readonly name: string;
  readonly subnets: readonly string[];
  /** Empty: the VPC's default group, which lets itself in and everything out (SG-03). */
  readonly groups: readonly string[];
  /** Has an IPv6 address too; of an instance also where its subnet gives it one. */
  readonly ipv6?: boolean;
}

export type Workload = Placed &
  (
    | { readonly kind: 'function' }
    | {
        readonly kind: 'instance';
        readonly publicAddress: 'elastic' | 'asked for' | 'refused' | 'as the subnet says';
      }
    | { readonly kind: 'service'; readonly publicAddress: boolean }
    | { readonly kind: 'database'; readonly publiclyAccessible: boolean }
    | { readonly kind: 'balancer'; readonly internetFacing: boolean }
    /** Of an EFS file system, in one subnet. */
    | { readonly kind: 'mount target' }
    | { readonly kind: 'endpoint'; readonly service: string; readonly privateDns: boolean }
  );

/** `from` and `to`: the name of a workload, an address or block, `internet`, or for `to` a AWS service. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  /** None for icmp. */
  readonly port: number | undefined;
  /** In IPv6, where no address says so. */
  readonly ipv6?: boolean;
}

export type Verdict = 'reachable' | 'partial' | 'blocked' | 'unknown';

/** The services that a question may name. */
export const SERVICES: readonly string[] = ['s3', 'dynamodb', 'sqs', 'secretsmanager'];

/** The blocks that a route or a rule means. */
export function blocksOf(world: World, to: Block | Listed): readonly Block[] {
  return 'list' in to ? (named(world.lists, to.list).entries ?? []) : [to];
}

/** The one of that name; a world that names what it does not have is a mistake of the test. */
export function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The world has no ${name}.`);
  return found;
}
