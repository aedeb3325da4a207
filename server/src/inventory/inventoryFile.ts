import { addTo } from '../multimap.ts';
import type { Span } from '../syntax/span.ts';
import { type Mapping, type Node, resolved, type SyntaxTree, syntaxErrorsIn } from '../syntax/tree.ts';
import { type InventoryEntry, PART_NAMES, PARTS, type PartName } from './parts.ts';
import { integer, list, type ReportProblem, text } from './shape.ts';

/** One file of an inventory: AWS CLI output in AWS's own terms, as far as it is readable. */
export interface InventoryFile {
  /** Without its folder. */
  readonly name: string;
  /** Only the parts that the file has: a missing part is unknown, not empty. */
  readonly parts: { readonly [K in PartName]?: FilePart<K> };
  /** As stated, or derived from the objects; undefined if neither gives a region, or if the objects are of several. */
  readonly region: string | undefined;
  /** `CapturedAt` in milliseconds since 1970; undefined if it is not stated. */
  readonly capturedAt: number | undefined;
  /** When the file was last written, in milliseconds since 1970, if the host knows. */
  readonly writtenAt: number | undefined;
  readonly problems: readonly InventoryProblem[];
}

export interface FilePart<K extends PartName> {
  /** In the order of the text, one for each id. */
  readonly entries: ReadonlyMap<string, InventoryEntry<K>>;
  /** Ids of entries that are only partly readable. */
  readonly damaged: ReadonlySet<string>;
  /** Why there may be more entries than these; undefined if the list is complete. */
  readonly open: string | undefined;
}

/** Content that does not have the form of AWS's answers. */
export interface InventoryProblem extends Span {
  readonly message: string;
}

/** Keys other than parts: our own two that every file may have, and keys of AWS's answers that do not describe the network. */
const OTHER_KEYS = new Set([
  'Region',
  'CapturedAt',
  'Account',
  'UserId',
  'Arn',
  'ResponseMetadata',
  '$schema',
]);

/** Keys that mark a list as incomplete, used by EC2, RDS and the AWS CLI itself. */
const MORE_KEYS = new Set(['NextToken', 'Marker', 'nextToken']);

/** Reads one file; never throws. A file that is not an inventory gives no parts and one problem. */
export function readInventoryFile(name: string, tree: SyntaxTree, writtenAt?: number): InventoryFile {
  const problems: InventoryProblem[] = [];
  const report = ({ start, end }: Span, message: string) => {
    problems.push({ start, end, message });
  };
  const [broken] = syntaxErrorsIn(tree);
  if (broken) report(broken, broken.message);
  const root = resolved(tree.root);
  if (root?.kind !== 'mapping') {
    const at = root ?? { start: 0, end: Math.min(1, tree.text.length) };
    if (tree.text.trim() === '') report(at, 'The file is empty: the AWS CLI call that writes it has failed.');
    else if (!broken)
      report(
        firstOf(at),
        'An inventory file is a JSON object with AWS CLI output: {"Vpcs": [...], "Subnets": [...]}.',
      );
    return { name, parts: {}, region: undefined, capturedAt: undefined, writtenAt, problems };
  }
  const { nodes, region, capturedAt, open } = readKeys(root, report);
  const why = broken ? 'a part of the file cannot be read' : open;
  // Only if no key has been reported already.
  if (nodes.size === 0 && region === undefined && capturedAt === undefined && problems.length === 0)
    report(firstOf(root), 'The file has no inventory keys such as Vpcs, Subnets or RouteTables.');
  const parts: InventoryFile['parts'] = Object.fromEntries(
    PART_NAMES.flatMap((part) => {
      const found = nodes.get(part);
      return found ? [[part, readPart(part, found, why, report)]] : [];
    }),
  );
  return { name, parts, region: region ?? regionIn(parts), capturedAt, writtenAt, problems };
}

/** The keys of a file at its top level. */
interface FileKeys {
  /** The lists of each part: a repeated key adds to its list, as after a merge by hand. */
  readonly nodes: ReadonlyMap<string, readonly Node[]>;
  readonly region: string | undefined;
  readonly capturedAt: number | undefined;
  /** Why there may be more than the file has. */
  readonly open: string | undefined;
}

function readKeys(root: Mapping, report: ReportProblem): FileKeys {
  const nodes = new Map<string, Node[]>();
  let region: string | undefined;
  let capturedAt: number | undefined;
  let open: string | undefined;
  for (const { key, value: written } of root.entries) {
    const value = resolved(written);
    if (!value) continue;
    if (key.text in PARTS) addTo(nodes, key.text, value);
    else if (key.text === 'Region') region = text(value, 'Region', report);
    else if (key.text === 'CapturedAt') capturedAt = timeOf(value, report);
    else if (key.text === 'OnlyVpcs') open ??= 'only some VPCs were asked for';
    else if (MORE_KEYS.has(key.text)) {
      if (value.kind === 'scalar' && !value.value) continue;
      report(key, `${key.text} says that AWS has more results, so objects that are missing here may exist.`);
      open ??= 'AWS had more results';
    } else if (!OTHER_KEYS.has(key.text)) report(key, unknownKey(key.text));
  }
  return { nodes, region, capturedAt, open };
}

function readPart<K extends PartName>(
  name: K,
  nodes: readonly Node[],
  cut: string | undefined,
  report: (at: Span, message: string) => void,
): FilePart<K> {
  const { read, idOf } = PARTS[name] as {
    read: (typeof PARTS)[K]['read'];
    idOf: (one: InventoryEntry<K>) => string | undefined;
  };
  const entries = new Map<string, InventoryEntry<K>>();
  const damaged = new Set<string>();
  let open = cut;
  const one = (node: Node, where: string): undefined => {
    let isDamaged = false;
    const entry = read(node, where, (at, message) => {
      isDamaged = true;
      report(at, message);
    }) as InventoryEntry<K> | undefined;
    const id = entry && idOf(entry);
    if (!entry || id === undefined) {
      open ??= `something in ${name} has no id`;
      return undefined;
    }
    if (isDamaged) damaged.add(id);
    if (entries.has(id)) report(firstOf(node), `${shownId(id)} is in ${name} twice; the last one counts.`);
    entries.set(id, entry);
    return undefined;
  };
  for (const node of nodes) {
    const before = entries.size;
    const isList = list(one)(node, name, report) !== undefined;
    if (!isList && entries.size === before) open ??= `${name} cannot be read`;
  }
  return { entries, damaged, open };
}

/** Limits a problem to the start of an object, which may have a thousand lines. */
function firstOf({ start, end }: Span): Span {
  return { start, end: Math.min(end, start + 1) };
}

function shownId(id: string): string {
  return id.split(' ').at(-1) ?? id;
}

function unknownKey(key: string): string {
  const meant = PART_NAMES.find((name) => name.toLowerCase() === key.toLowerCase().replace(/[^a-z]/g, ''));
  if (meant) return `"${key}" is ignored; the AWS CLI spells it ${meant}.`;
  return `Unknown key, ignored: "${key.length > 40 ? `${key.slice(0, 40)}…` : key}".`;
}

/** Reads ISO 8601, or seconds since 1970 as some tools write them. */
function timeOf(node: Node, report: (at: Span, message: string) => void): number | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'number') {
    const seconds = integer(node, 'CapturedAt', report);
    return seconds === undefined ? undefined : seconds * 1000;
  }
  const written = text(node, 'CapturedAt', report);
  const time = written === undefined ? Number.NaN : Date.parse(written);
  if (written !== undefined && Number.isNaN(time))
    report(node, 'CapturedAt is not a time such as 2026-11-25T08:30:00Z.');
  return Number.isNaN(time) ? undefined : time;
}

/** The region in the ARNs and zones of the file's objects, if there is exactly one. */
function regionIn(parts: InventoryFile['parts']): string | undefined {
  const regions = new Set<string>();
  const add = (arn: string | undefined) => {
    const region = arn?.split(':')[3];
    if (region) regions.add(region);
  };
  for (const { SubnetArn, AvailabilityZone } of parts.Subnets?.entries.values() ?? []) {
    add(SubnetArn);
    // eu-central-1a; Local Zones have longer names (fact REG-02).
    const zone = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(AvailabilityZone ?? '');
    if (zone) regions.add(zone[1]!);
  }
  for (const { SecurityGroupArn } of parts.SecurityGroups?.entries.values() ?? []) add(SecurityGroupArn);
  for (const { DBInstanceArn } of parts.DBInstances?.entries.values() ?? []) add(DBInstanceArn);
  for (const { StackId } of parts.StackResources?.entries.values() ?? []) add(StackId);
  return regions.size === 1 ? [...regions][0] : undefined;
}
