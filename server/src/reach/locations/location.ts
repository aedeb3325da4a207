import type { Family } from '../../cidr/cidr.ts';
import type { Group } from '../../network/analysis/groupRules.ts';
import type { NetworkObject } from '../../network/field.ts';
import type { Subnet } from '../../network/model.ts';
import type { TransportProtocol } from '../../network/protocol.ts';
import type { Truth } from '../../network/truth.ts';
import type { Workload } from '../../network/workload.ts';
import type { Span } from '../../syntax/span.ts';
import type { Ranges } from '../packets/ranges.ts';

/** What is asked for, apart from who and whom. For ICMP the port is the type: 8, or 128 in IPv6, is a ping. */

export interface Traffic {
  readonly protocol: TransportProtocol;
  readonly port: number;
  readonly family: Family;
}

/** The security groups that something is behind. */
export interface SecurityGroupSet {
  readonly groups: readonly Group[];
  /** The keys of the groups, those outside of the file among them. */
  readonly keys: readonly string[];
  /** Why there may be more groups. */
  readonly otherGroups: string | undefined;
  /** It has no groups at all, and nothing is filtered. */
  readonly isUnfiltered: boolean;
  /** The service of AWS that it is, which a rule may let out to by its list of addresses. */
  readonly service?: string;
}

/** A party in one subnet, or outside of all. */
export interface Location {
  readonly id: string;
  /** Where it is written; undefined for an address, the internet or a service. */
  readonly object: NetworkObject | undefined;
  readonly workload: Workload | undefined;
  readonly subnet: Subnet | undefined;
  readonly addresses: Ranges;
  /** Only a superset of the addresses is known. */
  readonly isVague: boolean;
  readonly securityGroups: SecurityGroupSet;
  /** The ports that it sends from (fact ACL-05). */
  readonly sourcePorts: Ranges;
  readonly publicness: Truth;
  /** Whether it has an address of the family there. */
  readonly address: Truth;
  /** One of several network interfaces of an instance. */
  readonly card?: string;
  /** It forwards with the addresses of its clients, which `addresses` are then. `isStrange`: no rule that names its groups holds for them. */
  readonly keepsClients?: { readonly of: string; readonly isStrange?: true };
}

/** The places of a party, and why there may be others. */
export interface Locations {
  readonly locations: readonly Location[];
  readonly others: string | undefined;
}

/** Where a place is written, for words; the start of the file where it is not. */
export function locationAt({ object }: Location): Span {
  return object?.at ?? { start: 0, end: 0 };
}

/** A place as a message names it: a workload by its own name, an address in a subnet by the subnet's. */
export function nameOf({ id, subnet, object }: Location): string {
  if (id === 'internet') return 'the internet';
  return object || !subnet ? id : `${id} in ${subnet.id}`;
}
