import { formatCount } from '../../../cidr/format.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import { type NameOf, namesOfTable, type Unplaced, type VpcMap } from './parts.ts';
import { classWords, type MapRow, tierOfClass } from './rows.ts';

/** The subnets of a tier as one box; `key` unfolds it. */
export function foldedTier(
  { cells, kind }: MapRow,
  key: string,
  { routeTables }: VpcMap,
  nameOf: NameOf,
): Unplaced {
  const subnets = cells.flat();
  const zones = cells.filter(({ length }) => length > 0).length;
  const ids = subnets.map(({ id }) => id);
  const left = subnets.map(({ addresses }) => addresses.left);
  const free = left.every((one) => one !== null && one >= 0)
    ? `${formatCount(BigInt(left.reduce<number>((sum, one) => sum + one!, 0)))} free`
    : undefined;
  const tables = routeTables.filter((table) => subnets.some(({ routeTable }) => routeTable === table.id));
  return {
    key,
    id: null,
    shape: 'area',
    icon: 'subnet',
    title: `${subnets.length} subnets`,
    noun: '',
    lines: [[...(free === undefined ? [] : [free]), namesIn(ids.map((id) => nameOf(id) ?? id))].join(' · ')],
    tier: tierOfClass(kind),
    accessibleName: [`${classWords(kind)}, in ${zones} ${zones === 1 ? 'zone' : 'zones'}`, 'folded'].join(
      ', ',
    ),
    members: ids,
    about: tables.flatMap(namesOfTable),
  };
}

/** The number of subnets that are listed by name. */
const MOST_NAMES = 2;

function namesIn(ids: readonly string[]): string {
  return `${ids.slice(0, MOST_NAMES).map(shortened).join(', ')} and ${ids.length - MOST_NAMES} more`;
}
