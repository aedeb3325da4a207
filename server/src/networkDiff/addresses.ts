import type { Cidr } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import type { Field } from '../network/field.ts';
import type { Network } from '../network/model.ts';

/** A block or a public address that differs between two networks: only one has it, or another object has it. */
export interface AddressDifference {
  readonly kind: 'vpc' | 'subnet' | 'elastic-ip';
  /** The logical id in the new version; in the old one for something that was removed. */
  readonly id: string;
  readonly change: 'added' | 'removed' | 'moved' | 'renamed';
  /** The blocks in the old and in the new version; empty for an Elastic IP address. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** For something that was renamed and kept its blocks: the old logical id. */
  readonly from?: string;
}

interface AddressedObject {
  readonly kind: AddressDifference['kind'];
  /** Undefined if a block is known only at deployment. */
  readonly blocks: readonly string[] | undefined;
}

/** The differences in the blocks of VPCs and subnets, and in Elastic IP addresses. Unknown blocks are not reported. */
export function addressDifferences(before: Network, after: Network): readonly AddressDifference[] {
  const [old, now] = [addressesOf(before), addressesOf(after)];
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

function addressesOf({ vpcs, subnets, elasticIps }: Network): ReadonlyMap<string, AddressedObject> {
  return new Map<string, AddressedObject>([
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
