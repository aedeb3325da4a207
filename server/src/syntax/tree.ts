import type { Span } from './span.ts';

/**
 * One tree for JSON, YAML and TOML. A node is also its span. `resolved`, `entriesOf` and `entryAt` follow aliases and
 * merge keys; edits use the nodes as written.
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
   * `block`: YAML by indentation. `flow`: in braces (JSON, YAML, a TOML inline table). `table`: a TOML table with a
   * header, or the TOML document itself. `dotted`: from a dotted TOML key.
   */
  readonly style: 'block' | 'flow' | 'table' | 'dotted';
}

/** From the start of its key to the end of its value. */
export interface Entry extends Span {
  readonly key: Scalar;
  /** A missing value is an empty scalar with `value: null` and an empty span. */
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
  /** The value by the format's own rules: YAML 1.1 reads `yes` as true and `22:22` as 1342. */
  readonly value: string | number | boolean | null;
  /** The string before type conversion: `010` stays `010`. */
  readonly text: string;
  /** `literal` and `folded` are YAML's block scalars; `multiline` is TOML's triple quotes. */
  readonly style: 'plain' | 'double' | 'single' | 'literal' | 'folded' | 'multiline';
}

export interface Alias extends Base {
  readonly kind: 'alias';
  readonly name: string;
  /** Undefined if the anchor is not defined before the alias. */
  readonly target: Node | undefined;
}

export type Format = 'json' | 'yaml' | 'toml';

/** A place where the text violates its format. */
export interface SyntaxProblem extends Span {
  /**
   * `comment` and `trailing-comma`: strict JSON forbids it, but the tree is complete. `limit`: the text was not read
   * because it is too deep, too long, or an alias bomb.
   */
  readonly kind: 'broken' | 'comment' | 'trailing-comma' | 'limit';
  readonly message: string;
}

export interface SyntaxTree {
  readonly format: Format;
  readonly text: string;
  /** Undefined for an empty document or one that exceeds the limits. */
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** The problems because of which the tree lacks a part of the text; `comment` and `trailing-comma` cost nothing. */
export function syntaxErrorsIn({ problems }: Pick<SyntaxTree, 'problems'>): readonly SyntaxProblem[] {
  return problems.filter(({ kind }) => kind === 'broken' || kind === 'limit');
}

/** The node itself, or the target of an alias. Undefined for an alias without a target or of itself. */
export function resolved(node: Node | undefined): Node | undefined {
  let current = node;
  for (let hops = 0; current?.kind === 'alias'; hops++) {
    if (hops > 20) return undefined;
    current = current.target;
  }
  return current;
}

/** What a key or a dash has whose value is missing. */
export function missingValue(at: number): Scalar {
  return { kind: 'scalar', start: at, end: at, value: null, text: '', style: 'plain' };
}

/** The items of a list, or the values of a mapping, as written; empty for any other node. */
export function childValues(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'mapping' ? node.entries.map(({ value }) => value) : [];
}

/** True for a scalar that is a string, no number, boolean or null. */
export function isString(node: Node): node is Scalar {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** The text of a scalar as written, whatever its type; undefined for any other node. */
export function scalarText(node: Node | undefined): string | undefined {
  const target = resolved(node);
  return target?.kind === 'scalar' ? target.text : undefined;
}

/** The value of a scalar that is a string; undefined for a number or a boolean, and for any other node. */
export function stringValue(node: Node | undefined): string | undefined {
  const target = resolved(node);
  return target?.kind === 'scalar' && typeof target.value === 'string' ? target.value : undefined;
}

/** The items of a sequence, or the node itself, for a key that takes one value or a list of them. */
export function itemsOrNode(node: Node): readonly Node[] {
  const list = resolved(node);
  return list?.kind === 'sequence' ? list.items : [node];
}

/**
 * The effective entries of a mapping: merge keys (`<<`) are expanded, the mapping's own keys override merged ones, and
 * the last of two equal keys counts, as in Python's json and PyYAML. Empty for a node that is not a mapping.
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

/** Up to this many entries a linear search is faster than a cache. */
const FEW = 8;

/** Trees never change, so cached entries stay correct. */
const effectiveEntries = new WeakMap<Mapping, readonly Entry[]>();

/** The entry with that key among `entriesOf`. */
export function entryAt(node: Node | undefined, key: string): Entry | undefined {
  return entriesOf(node).find((entry) => entry.key.text === key);
}

/** The entry with that key that is written in the mapping itself; one from a merge key cannot be edited there. */
export function writtenEntry(node: Node | undefined, key: string | undefined): Entry | undefined {
  return node?.kind === 'mapping' ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The value at a path of keys and indexes, with aliases resolved; undefined if the path does not exist. */
export function valueAt(node: Node | undefined, ...path: readonly (string | number)[]): Node | undefined {
  let current = resolved(node);
  for (const step of path) {
    if (typeof step === 'string') current = resolved(entryAt(current, step)?.value);
    else current = current?.kind === 'sequence' ? resolved(current.items[step]) : undefined;
  }
  return current;
}

/** True without merge keys and equal keys, so that the written entries are the effective ones. */
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

/** Deeper merging is an alias that contains itself, or deliberate. */
const MERGE_DEPTH = 20;

function mergedEntries(mapping: Mapping, depth: number): Map<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry.key) || depth > MERGE_DEPTH) continue;
    const value = resolved(entry.value);
    const sources = value?.kind === 'sequence' ? value.items : [value];
    const inherited = sources
      .map(resolved)
      .flatMap((source) => (source?.kind === 'mapping' ? [...mergedEntries(source, depth + 1)] : []));
    // Of several merged mappings, the first with a key counts.
    for (const [key, one] of inherited) if (!merged.has(key)) merged.set(key, one);
  }
  for (const entry of mapping.entries) {
    if (isMergeKey(entry.key)) continue;
    merged.delete(entry.key.text);
    merged.set(entry.key.text, entry);
  }
  return merged;
}
