import { lookOfTier } from '../../../subnetPlan/tierLook.ts';
import { CLASS_WORDS } from '../../hover/resource/words.ts';
import { tierFromName, wordsOf } from '../../subnets/tierFromName.ts';
import { keyOfVpc, type NameOf, type SubnetMap, type VpcMap } from './parts.ts';

/** A row of a VPC: at most one subnet in each zone, or a whole folded tier. */
export interface MapRow {
  /** The text beside it. */
  readonly heading: readonly string[];
  readonly kind: SubnetMap['class'];
  /** By the index of the zone. */
  readonly cells: readonly (readonly SubnetMap[])[];
  /** For a folded tier: the key that unfolds it. */
  readonly fold: string | null;
}

/** The keys of unfolded groups, or null if nothing is folded because nobody could unfold it. */
export type Unfolded = ReadonlySet<string> | null;

/** A VPC with more rows than this is folded, tier by tier. */
const MOST_ROWS = 8;

/** Folding so few rows saves hardly any space. */
const FEW_ROWS = 2;

/** From the internet inwards, each class with the tier whose colour its subnets have. */
const TIERS = {
  public: 'public',
  nat: 'private',
  transit: 'transit',
  isolated: 'isolated',
  unknown: '',
} as const satisfies Record<SubnetMap['class'], string>;

/** The subnets of a VPC in rows. In a VPC with many rows, each tier with several rows becomes one row. */
export function mapRowsOf(vpc: VpcMap, unfolded: Unfolded, nameOf: NameOf): readonly MapRow[] {
  const tiers = (Object.keys(TIERS) as SubnetMap['class'][]).map((kind) => ({
    kind,
    rows: rowsOfTier(kind, vpc, nameOf),
  }));
  const isCrowded = tiers.reduce((sum, { rows }) => sum + rows.length, 0) > MOST_ROWS;
  return tiers.flatMap(({ kind, rows }): readonly MapRow[] => {
    const fold = `${keyOfVpc(vpc)} ${kind} subnets`;
    if (!isCrowded || rows.length <= FEW_ROWS || !unfolded || unfolded.has(fold)) return rows;
    const cells = vpc.zones.map((_, zone) => rows.flatMap((row) => row.cells[zone]!));
    return [{ heading: [HEADINGS[kind]], kind, cells, fold }];
  });
}

/** The cell of a subnet: its own id, or in a folded tier its zone. */
export function cellsOf(rows: readonly MapRow[]): (subnet: string) => string {
  const cells = new Map(
    rows.flatMap(({ fold, cells: zones }) =>
      fold === null
        ? []
        : zones.flatMap((subnets, zone) => subnets.map(({ id }) => [id, `${fold} ${zone}`] as const)),
    ),
  );
  return (subnet) => cells.get(subnet) ?? subnet;
}

/**
 * The subnets of a tier in rows: by the purpose in their names, if several zones have it. A further subnet of the same
 * zone and tier starts another row.
 */
function rowsOfTier(kind: SubnetMap['class'], { id, zones }: VpcMap, nameOf: NameOf): readonly MapRow[] {
  const all = zones.map((zone) =>
    zone.tiers.filter((one) => one.class === kind).flatMap((one) => one.subnets),
  );
  const purposes = purposesIn(all, id, nameOf);
  const names = [...new Set(all.flat().map((subnet) => purposes.get(subnet.id) ?? ''))];
  return names.flatMap((name) => {
    const byZone = all.map((own) => own.filter((subnet) => (purposes.get(subnet.id) ?? '') === name));
    const depth = Math.max(...byZone.map(({ length }) => length));
    return Array.from(
      { length: depth },
      (_, nth): MapRow => ({
        heading: nth > 0 ? [] : headingOf(kind, name),
        kind,
        cells: byZone.map((own) => own.slice(nth, nth + 1)),
        fold: null,
      }),
    );
  });
}

/** The tier whose colour the subnets of a class have if they have no tier of their own. */
export const tierOfClass = (kind: SubnetMap['class']): string => TIERS[kind];

/**
 * The purpose of each subnet that defines a row: the name of its tier, if that says more than the route class and
 * occurs in several zones.
 */
function purposesIn(
  byZone: readonly (readonly SubnetMap[])[],
  vpc: string | null,
  nameOf: NameOf,
): ReadonlyMap<string, string> {
  const zonesOf = new Map<string, Set<number>>();
  const own = new Map<string, string>();
  byZone.forEach((subnets, zone) => {
    for (const { id } of subnets) {
      const name = purposeOf(id, vpc, nameOf);
      if (name === '') continue;
      own.set(id, name);
      zonesOf.set(name, (zonesOf.get(name) ?? new Set()).add(zone));
    }
  });
  const isRow = (name: string) =>
    zonesOf.get(name)!.size > 1 || byZone.filter((one) => one.length > 0).length === 1;
  return new Map([...own].filter(([, name]) => isRow(name)));
}

/** A subnet's name without its route class and its VPC's name. CDK appends a hash to names. */
function purposeOf(id: string, vpc: string | null, nameOf: NameOf): string {
  const own = vpc === null ? '' : nameIn(vpc, nameOf);
  const known = new Set<string>([...Object.values(TIERS), ...wordsOf(own)]);
  return tierFromName(withoutPrefix(nameIn(id, nameOf), own))
    .split('-')
    .filter((word) => !known.has(word))
    .join('-');
}

/** A logical id without the hash, or the name of an existing object; an AWS id contains no words. */
function nameIn(id: string, nameOf: NameOf): string {
  return nameOf(id) ?? (/^(subnet|vpc)-[0-9a-f]{8,17}$/.test(id) ? '' : id.replace(/[0-9A-F]{8}$/, ''));
}

/** VpcisolatedSubnet1 in Vpc: CDK joins the names of a construct and its children without a capital. */
function withoutPrefix(name: string, prefix: string): string {
  return /^[a-z]/.test(name.slice(prefix.length)) && name.startsWith(prefix)
    ? name.slice(prefix.length)
    : name;
}

function headingOf(kind: SubnetMap['class'], name: string): readonly string[] {
  const routes = HEADINGS[kind];
  if (name === '') return [routes];
  const words = name.replaceAll('-', ' ');
  return [`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, routes.toLowerCase()];
}

const HEADINGS = {
  public: 'Public',
  nat: 'Private',
  transit: 'Transit',
  isolated: 'Isolated',
  unknown: 'Unknown route',
} as const satisfies Record<SubnetMap['class'], string>;

/**
 * The tier whose colour a subnet has, as in the calculator. Public, private or isolated is decided by its routes, not
 * by its name.
 */
export function tierOf({ id, class: kind }: SubnetMap, vpc: string | null, nameOf: NameOf): string {
  const name = purposeOf(id, vpc, nameOf);
  return name === '' || lookOfTier(name).hatch !== 'none' ? TIERS[kind] : name;
}

export const classWords = (kind: SubnetMap['class']): string => CLASS_WORDS[kind];
