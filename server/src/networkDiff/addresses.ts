import type { Cidr } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import type { Field } from '../network/field.ts';
import type { Network } from '../network/model.ts';

/** A block or a public address that one of two networks has and the other has not, or that another thing has. */
export interface AddressDifference {
  readonly kind: 'vpc' | 'subnet' | 'elastic-ip';
  /** The logical id: in the new version, or in the old one of what is gone. */
  readonly id: string;
  readonly change: 'added' | 'removed' | 'moved' | 'renamed';
  /** The blocks in the old and in the new version; empty for an Elastic IP address. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The old logical id of what is renamed: it has the same blocks. */
  readonly from?: string;
}

interface Held {
  readonly kind: AddressDifference['kind'];
  /** Undefined where a block is known only when the stack is deployed. */
  readonly blocks: readonly string[] | undefined;
}

/** What becomes of the addresses of the VPCs, of the subnets, and of Elastic IP addresses. Blocks that are not known are not told of. */
export function addressDifferences(before: Network, after: Network): readonly AddressDifference[] {
  const [old, now] = [heldIn(before), heldIn(after)];
  const gone = [...old].filter(([id]) => !now.has(id));
  const found: AddressDifference[] = [];
  for (const [id, { kind, blocks }] of now) {
    const was = old.get(id);
    if (was?.kind === kind) {
      if (was.blocks && blocks && was.blocks.join() !== blocks.join())
        found.push({ kind, id, change: 'moved', before: was.blocks, after: blocks });
      continue;
    }
    const namesake = gone.findIndex(([, one]) => one.kind === kind && isSameBlock(one.blocks, blocks));
    const [renamed] = namesake < 0 ? [] : gone.splice(namesake, 1);
    if (renamed) {
      found.push({ kind, id, change: 'renamed', before: blocks!, after: blocks!, from: renamed[0] });
    } else found.push({ kind, id, change: 'added', before: [], after: blocks ?? [] });
  }
  for (const [id, { kind, blocks }] of gone)
    found.push({ kind, id, change: 'removed', before: blocks ?? [], after: [] });
  return found;
}

function isSameBlock(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one !== undefined && other !== undefined && one.length > 0 && one.join() === other.join();
}

function heldIn({ vpcs, subnets, elasticIps }: Network): ReadonlyMap<string, Held> {
  return new Map<string, Held>([
    ...[...vpcs.values()].map(
      ({ id, ipv4, ipv6 }) => [id, { kind: 'vpc', blocks: blocksOf([...ipv4, ...ipv6]) }] as const,
    ),
    ...[...subnets.values()].map(
      ({ id, ipv4, ipv6 }) => [id, { kind: 'subnet', blocks: blocksOf([ipv4, ipv6]) }] as const,
    ),
    ...[...elasticIps.keys()].map((id) => [id, { kind: 'elastic-ip', blocks: [] }] as const),
  ]);
}

function blocksOf(fields: readonly Field<Cidr>[]): readonly string[] | undefined {
  if (fields.some(({ kind }) => kind === 'unknown')) return undefined;
  return fields.flatMap((field) => (field.kind === 'known' ? [formatCidr(field.value)] : []));
}
