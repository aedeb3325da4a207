import type { Family } from '../../cidr/cidr.ts';
import type { Group } from '../../network/analysis/groupRules.ts';
import type { NetworkObject } from '../../network/field.ts';
import type { Subnet } from '../../network/model.ts';
import type { TransportProtocol } from '../../network/protocol.ts';
import type { Truth } from '../../network/truth.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Workload } from '../../network/workload.ts';
import type { Span } from '../../syntax/span.ts';
import type { Ranges } from '../packets/ranges.ts';

/**
 * The traffic of a question, without source and destination. For ICMP the port is the type: 8, or 128 in IPv6, is a
 * ping.
 */

export interface Traffic {
  readonly protocol: TransportProtocol;
  readonly port: number;
  readonly family: Family;
}

/** The security groups of a location. */
export interface SecurityGroupSet {
  readonly groups: readonly Group[];
  /** The keys of the groups, including those outside of the file. */
  readonly keys: readonly string[];
  /** Why there may be further groups. */
  readonly otherGroups: UnknownReason | undefined;
  /** True if there are no groups at all, so that nothing is filtered. */
  readonly isUnfiltered: boolean;
  /** For an AWS service: its name, to match rules that refer to its prefix list. */
  readonly service?: string;
}

/** A party in one subnet, or outside of all subnets. */
export interface Location {
  readonly id: string;
  /** The object in the file; undefined for an address, the internet or a service. */
  readonly object: NetworkObject | undefined;
  readonly workload: Workload | undefined;
  readonly subnet: Subnet | undefined;
  readonly addresses: Ranges;
  /** True if `addresses` is only a superset of the actual addresses. */
  readonly isSuperset: boolean;
  readonly securityGroups: SecurityGroupSet;
  /** The source ports that it uses (fact ACL-05). */
  readonly sourcePorts: Ranges;
  readonly publicness: Truth;
  /** Whether it has an address of the family there. */
  readonly address: Truth;
  /** The AWS service that has these addresses, whatever its region. */
  readonly serves?: string;
  /** The network interface, if an instance has several. */
  readonly card?: string;
  /**
   * Set if it preserves its clients' addresses, which `addresses` then contains. `isUnrelated`: rules that refer to the
   * clients' groups do not match.
   */
  readonly preservesClients?: { readonly of: string; readonly isUnrelated?: true };
}

/** The locations of a party, and why there may be others. */
export interface Locations {
  readonly locations: readonly Location[];
  readonly others: UnknownReason | undefined;
}

/** The span of a location for messages; the start of the file if it has none. */
export function locationAt({ object }: Location): Span {
  return object?.at ?? { start: 0, end: 0 };
}

/** The name of a location for messages: a workload's own name, or for an address in a subnet the subnet's. */
export function nameOf({ id, subnet, object }: Location): string {
  if (id === 'internet') return 'the internet';
  return object || !subnet ? id : `${id} in ${subnet.id}`;
}
