import { existsWherever, isConditional } from '../../../changes/resources.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import {
  isInAvailabilityZone,
  type ListedSubnet,
  zoneName,
} from '../../../network/analysis/subnets/zones.ts';
import { areSameTarget } from '../../../network/field.ts';
import { isSameZone, type Subnet } from '../../../network/model.ts';
import type { Edit } from '../../../syntax/edit.ts';
import { type Mapping, resolved, type Scalar, type Sequence, valueAt } from '../../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../../template/evaluation/intrinsic.ts';
import type { CheckedFile, Fix } from '../../defineRule.ts';

/** The literal list of subnets; undefined for a call, and if conditions choose some of them. */
export function writtenList(properties: Mapping | undefined, name: string): Sequence | undefined {
  const node = valueAt(properties, name);
  return node?.kind === 'sequence' && !node.tag && !isConditional(node) ? node : undefined;
}

/**
 * Subnets of the VPC in further zones, for a resource that needs another zone. Each may be wrong for another reason, so
 * none is preferred. Those that route as the listed ones do come alone, if there are any.
 */
export function subnetsElsewhere(
  owner: string,
  listed: readonly ListedSubnet[],
  file: CheckedFile,
  offer: (subnet: Subnet) => { title: string; edits: readonly Edit[] } | undefined,
): readonly Fix[] {
  const vpc = listed[0]?.subnet?.vpc;
  if (vpc?.kind !== 'known') return [];
  const elsewhere = [...file.network.subnets.values()].filter((candidate) => {
    const isHere = areSameTarget(candidate.vpc, vpc);
    const isElsewhere = listed.every(
      ({ subnet }) => subnet && isSameZone(subnet.zone, candidate.zone) === 'no',
    );
    return (
      isHere && isElsewhere && isInAvailabilityZone(candidate) && existsWherever(file, candidate.id, owner)
    );
  });
  const classes = new Set(listed.map(({ subnet }) => subnet && classOf(subnet, file.network).kind));
  const alike = elsewhere.filter((candidate) => classes.has(classOf(candidate, file.network).kind));
  return (alike.length > 0 ? alike : elsewhere).flatMap((candidate) => {
    const fix = offer(candidate);
    return fix ? [{ ...fix, preferred: false }] : [];
  });
}

/** Adds one of `subnetsElsewhere` to a list, if that is written out. */
export function subnetsToAdd(
  owner: string,
  listed: readonly ListedSubnet[],
  into: Sequence | undefined,
  file: CheckedFile,
): readonly Fix[] {
  if (!into) return [];
  return subnetsElsewhere(owner, listed, file, ({ id, zone }) => ({
    title: `Add ${id} (${zoneName(zone)})`,
    edits: [{ op: 'insert-item', into, value: { Ref: id } }],
  }));
}

/** For a subnet with `!Select [0, !GetAZs …]`: changes the index to the lowest one that no listed subnet has. */
export function moveToFreeZone(moved: Subnet, listed: readonly ListedSubnet[]): readonly Fix[] {
  const index = indexOf(moved);
  if (!index || moved.zone.kind !== 'known' || moved.zone.value.kind !== 'nth') return [];
  const { region } = moved.zone.value;
  const used = listed.map(({ subnet }) => {
    const zone = subnet?.zone.kind === 'known' ? subnet.zone.value : undefined;
    return zone?.kind === 'nth' && zone.region === region ? zone.index : undefined;
  });
  // Most regions have exactly three zones.
  const free = used.includes(undefined) ? undefined : [0, 1, 2].find((one) => !used.includes(one));
  if (free === undefined) return [];
  return [
    {
      title: `Move ${moved.id} to AZ ${free + 1} (index ${free} of Fn::GetAZs)`,
      preferred: false,
      edits: [{ op: 'replace', node: index, value: typeof index.value === 'string' ? `${free}` : free }],
    },
  ];
}

/** The literal index by which the subnet's zone is selected. */
function indexOf({ properties, zone }: Subnet): Scalar | undefined {
  const call = callOf(valueAt(properties, 'AvailabilityZone'));
  const index = call?.name === 'Fn::Select' ? resolved(argumentsOf(call)[0]) : undefined;
  if (index?.kind !== 'scalar' || index.tag !== undefined) return undefined;
  return zone.kind === 'known' && zone.value.kind === 'nth' && index.text === `${zone.value.index}`
    ? index
    : undefined;
}
