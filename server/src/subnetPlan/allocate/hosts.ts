import { RESERVED_COUNT, SUBNET_PREFIXES, smallestPrefixForHosts } from '../../cidr/awsSubnet.ts';
import { bitsOf, type Cidr, type Family } from '../../cidr/cidr.ts';
import { formatCount } from '../../cidr/format.ts';
import {
  type Allocation,
  allocate,
  allocationOf,
  missingText,
  type PlanError,
  requestError,
} from './allocate.ts';

/** A requested subnet, by the number of hosts in it. */
export interface HostsWanted {
  readonly name: string;
  /** Usable addresses, not counting the five that AWS reserves: a whole number of at least 1. */
  readonly hosts: number;
}

/**
 * Plans subnets of different sizes (VLSM), in the order requested and around `used`: each gets the smallest block that
 * AWS accepts with at least that many usable addresses, placed so that the largest possible free block remains.
 */
export function planHosts(
  root: Cidr,
  wanted: readonly HostsWanted[],
  used: readonly Cidr[] = [],
): Allocation | PlanError {
  const sized: { name: string; prefix: number }[] = [];
  for (const { name, hosts } of wanted) {
    if (!Number.isSafeInteger(hosts) || hosts < 1) {
      return requestError(`${name}: the number of hosts must be a whole number, at least 1.`);
    }
    const prefix = smallestPrefixForHosts(hosts, root.family);
    if (prefix === undefined) return tooManyHosts(name, hosts, root.family);
    sized.push({ name, prefix });
  }
  const placed = allocate(root, sized, used);
  if ('kind' in placed) return placed;
  const blocks = sized.map(({ name }, index) => ({ name, cidr: placed[index]! }));
  return allocationOf(root, blocks, used);
}

function tooManyHosts(name: string, hosts: number, family: Family): PlanError {
  const { largest } = SUBNET_PREFIXES[family];
  const most = (1n << BigInt(bitsOf(family) - largest)) - BigInt(RESERVED_COUNT);
  const missing = BigInt(hosts) - most;
  const message =
    `${name} needs ${formatCount(BigInt(hosts))} usable addresses and AWS's largest subnet, a /${largest}, has ` +
    `${formatCount(most)}: ${missingText(missing)}.`;
  return { kind: 'error', reason: 'too-many-hosts', missing, message };
}
