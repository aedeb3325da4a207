import { lookOfTier } from '../../../subnetPlan/tierLook.ts';
import { CLASS_WORDS } from '../../hover/resource/words.ts';
import { tierFromName, wordsOf } from '../../subnets/tierFromName.ts';
import { keyOfVpc, type NameOf, type SubnetMap, type VpcMap } from './parts.ts';

/** A row of a VPC: at most one subnet in each zone, or everything of a tier that is folded. */
export interface MapRow {
  /** What is written beside it. */
  readonly heading: readonly string[];
  readonly kind: SubnetMap['class'];
  /** By the number of the zone. */
  readonly cells: readonly (readonly SubnetMap[])[];
  /** Of a folded tier: the key by which it is unfolded. */
  readonly fold: string | null;
}

/** The keys of folds that are open, or null where nothing is folded because nobody could unfold it. */
export type Unfolded = ReadonlySet<string> | null;

/** With more rows than this a VPC is folded, tier by tier. */
const MOST_ROWS = 8;

/** So many rows are hardly less when they are folded. */
const FEW_ROWS = 2;

/** From the internet inwards, each with the tier whose colour its subnets have. */
const TIERS = {
  public: 'public',
  nat: 'private',
  transit: 'transit',
  isolated: 'isolated',
  unknown: '',
} as const satisfies Record<SubnetMap['class'], string>;

/** The subnets of a VPC in rows. Of a VPC with many rows, each tier that has several is one row. */
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

/** The name of a subnet's part of the picture: its own id, or in a folded tier its zone there. */
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
 * The subnets of a tier in rows: by the purpose that their names tell, where several zones have one of it. A further subnet of the same zone and tier begins another row.
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

/** The tier whose colour all subnets of a class have that have none of their own. */
export const tierOfClass = (kind: SubnetMap['class']): string => TIERS[kind];

/** The purpose of each subnet that is a row's: its own tier's name, where it says more than the routes and is in several zones. */
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

/** What the name of a subnet says beside how it leaves and which VPC it is of. The CDK ends names with a hash. */
function purposeOf(id: string, vpc: string | null, nameOf: NameOf): string {
  const own = vpc === null ? '' : nameIn(vpc, nameOf);
  const known = new Set<string>([...Object.values(TIERS), ...wordsOf(own)]);
  return tierFromName(withoutPrefix(nameIn(id, nameOf), own))
    .split('-')
    .filter((word) => !known.has(word))
    .join('-');
}

/** A logical id without the hash, or the name of what exists: an id of AWS's own says nothing. */
function nameIn(id: string, nameOf: NameOf): string {
  return nameOf(id) ?? (/^(subnet|vpc)-[0-9a-f]{8,17}$/.test(id) ? '' : id.replace(/[0-9A-F]{8}$/, ''));
}

/** VpcisolatedSubnet1 in Vpc: CDK joins the names of a construct and of what is in it without a capital. */
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
 * The tier whose colour a subnet has, as in the calculator. Whether it is public, private or isolated is said by its
 * routes and not by its name.
 */
export function tierOf({ id, class: kind }: SubnetMap, vpc: string | null, nameOf: NameOf): string {
  const name = purposeOf(id, vpc, nameOf);
  return name === '' || lookOfTier(name).hatch !== 'none' ? TIERS[kind] : name;
}

export const classWords = (kind: SubnetMap['class']): string => CLASS_WORDS[kind];
