import type { Span } from './span.ts';

/**
 * One tree for JSON, YAML and TOML. A node is its own span. A reader that does not care for anchors calls
 * `resolved`, `entriesOf` and `entryAt`, which follow aliases and merge keys; an edit looks at the nodes as written.
 */
export type Node = Mapping | Sequence | Scalar | Alias;

interface Base extends Span {
  /** The YAML tag as written, such as `!Ref`; absent in JSON and TOML. */
  readonly tag?: string;
  /** The YAML anchor's name, without `&`. */
  readonly anchor?: string;
}

export interface Mapping extends Base {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
  /**
   * `block`: YAML by indentation. `flow`: in braces (JSON, YAML, a TOML inline table).
   * `table`: a TOML table with a header or the TOML document itself. `dotted`: made by a dotted TOML key.
   */
  readonly style: 'block' | 'flow' | 'table' | 'dotted';
}

/** From the start of its key to the end of its value. */
export interface Entry extends Span {
  readonly key: Scalar;
  /** A missing value is an empty scalar with `value: null` and a span of no length. */
  readonly value: Node;
}

export interface Sequence extends Base {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  /** `tables`: a TOML array of tables (`[[name]]`). */
  readonly style: 'block' | 'flow' | 'tables';
}

export interface Scalar extends Base {
  readonly kind: 'scalar';
  /** What the format's own rules make of it: YAML 1.1 reads `yes` as true and `22:22` as 1342. */
  readonly value: string | number | boolean | null;
  /** The characters it stands for, before any typing: `010` stays `010`. */
  readonly text: string;
  /** `literal` and `folded` are YAML's block scalars; `multiline` is TOML's triple quotes. */
  readonly style: 'plain' | 'double' | 'single' | 'literal' | 'folded' | 'multiline';
}

export interface Alias extends Base {
  readonly kind: 'alias';
  readonly name: string;
  /** Undefined where no such anchor stands before the alias. */
  readonly target: Node | undefined;
}

export type Format = 'json' | 'yaml' | 'toml';

/** A place where the text is not what its format allows. */
export interface SyntaxProblem extends Span {
  /**
   * `comment` and `trailing-comma` are what strict JSON forbids; the tree is complete all the same.
   * `limit` means that the text was not read at all: too deep, too long, or an alias bomb.
   */
  readonly kind: 'broken' | 'comment' | 'trailing-comma' | 'limit';
  readonly message: string;
}

export interface SyntaxTree {
  readonly format: Format;
  readonly text: string;
  /** Undefined for an empty document or one past the limits. */
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** The node itself, or what an alias stands for. An alias of nothing, or of itself, gives undefined. */
export function resolved(node: Node | undefined): Node | undefined {
  let current = node;
  for (let hops = 0; current?.kind === 'alias'; hops++) {
    if (hops > 20) return undefined;
    current = current.target;
  }
  return current;
}

/**
 * The entries a reader of the mapping sees: merge keys (`<<`) spread out, the mapping's own keys winning over
 * merged ones, and the last of two equal keys winning, as Python's json and PyYAML do. Not a mapping: none.
 */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  const mapping = resolved(node);
  if (mapping?.kind !== 'mapping') return [];
  if (mapping.entries.length <= FEW && isPlain(mapping)) return mapping.entries;
  let entries = effectiveEntries.get(mapping);
  if (!entries) {
    entries = isPlain(mapping) ? mapping.entries : [...mergedEntries(mapping, 0).values()];
    effectiveEntries.set(mapping, entries);
  }
  return entries;
}

/** So few entries are looked through faster than an answer is remembered. */
const FEW = 8;

/** Every reader of a tree asks for the same mappings; trees never change, so the answer stays true. */
const effectiveEntries = new WeakMap<Mapping, readonly Entry[]>();

/** The entry of that key as `entriesOf` sees it. */
export function entryAt(node: Node | undefined, key: string): Entry | undefined {
  return entriesOf(node).find((entry) => entry.key.text === key);
}

/** The value below a path of keys and indexes, with aliases resolved; undefined where the path ends early. */
export function valueAt(node: Node | undefined, ...path: readonly (string | number)[]): Node | undefined {
  let current = resolved(node);
  for (const step of path) {
    if (typeof step === 'string') current = resolved(entryAt(current, step)?.value);
    else current = current?.kind === 'sequence' ? resolved(current.items[step]) : undefined;
  }
  return current;
}

/** Neither a merge key nor two equal keys, so what is written is what is seen. */
function isPlain({ entries }: Mapping): boolean {
  if (entries.length <= FEW) {
    return entries.every(({ key }, i) => {
      for (let other = 0; other < i; other++) if (entries[other]!.key.text === key.text) return false;
      return !isMergeKey(key);
    });
  }
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (isMergeKey(key) || seen.has(key.text)) return false;
    seen.add(key.text);
  }
  return true;
}

function isMergeKey(key: Scalar): boolean {
  return key.text === '<<' && key.style === 'plain';
}

/** Merging deeper than this is an alias that contains itself, or a joke. */
const MERGE_DEPTH = 20;

function mergedEntries(mapping: Mapping, depth: number): Map<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry.key) || depth > MERGE_DEPTH) continue;
    const value = resolved(entry.value);
    const sources = value?.kind === 'sequence' ? value.items : [value];
    for (const source of sources.map(resolved)) {
      if (source?.kind !== 'mapping') continue;
      // Of several merged mappings the first to name a key wins.
      for (const [key, inherited] of mergedEntries(source, depth + 1)) {
        if (!merged.has(key)) merged.set(key, inherited);
      }
    }
  }
  for (const entry of mapping.entries) {
    if (isMergeKey(entry.key)) continue;
    merged.delete(entry.key.text);
    merged.set(entry.key.text, entry);
  }
  return merged;
}
