import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Scalar,
  type SyntaxTree,
  valueAt,
} from '../syntax/tree.ts';

/** A Zappa settings file: settings by stage, read as Zappa's own loader reads them (zappa/cli.py, 0.63.0). */
export interface ZappaSettings {
  readonly stages: readonly Stage[];
  readonly surroundings: Surroundings;
}

/** The files around a settings file. A host without a file system passes `ALONE`. */
export interface Surroundings {
  /** The file's own name, without its folder. */
  readonly name: string;
  /** The names of other settings files in the same folder that Zappa would find by itself. */
  readonly siblings: readonly string[];
  /**
   * The text of a file that the settings name, such as a policy; undefined if it does not exist or must not be read.
   */
  readonly read: (path: string) => string | undefined;
}

const ALONE: Surroundings = { name: '', siblings: [], read: () => undefined };

export interface Stage {
  readonly name: string;
  readonly entry: Entry;
  readonly key: Scalar;
  readonly node: Mapping;
  /** The stage named by `extends`, as written. */
  readonly parent: { readonly name: string; readonly at: Node } | undefined;
  /** This stage first, then its parent, its parent's parent and so on, as far as they exist. */
  readonly lineage: readonly Stage[];
  /** True if `extends` leads back to a stage of the lineage; Zappa raises a RuntimeError. */
  readonly isCyclic: boolean;
  /** True if other stages extend this one, so that it may be a base that is never deployed. */
  readonly isExtended: boolean;
}

/** A setting of a stage, with the stage that it is written in. */
export interface Setting {
  readonly entry: Entry;
  readonly from: Stage;
}

/** Undefined for a file that is not a mapping. Entries that are not mappings are not stages and are left out. */
export function readZappaSettings(
  tree: SyntaxTree,
  surroundings: Surroundings = ALONE,
): ZappaSettings | undefined {
  const root = resolved(tree.root);
  if (root?.kind !== 'mapping') return undefined;
  const bodies = entriesOf(root).flatMap((entry) => {
    const node = resolved(entry.value);
    return node?.kind === 'mapping' ? [{ entry, key: entry.key, node, parent: parentOf(node) }] : [];
  });
  const extended = new Set(bodies.map(({ parent }) => parent?.name));
  const stages = new Map<string, Stage & { lineage: Stage[]; isCyclic: boolean }>();
  for (const { entry, key, node, parent } of bodies) {
    const isExtended = extended.has(key.text);
    stages.set(key.text, {
      name: key.text,
      entry,
      key,
      node,
      parent,
      lineage: [],
      isCyclic: false,
      isExtended,
    });
  }
  for (const stage of stages.values()) {
    let next: Stage | undefined = stage;
    while (next && !stage.lineage.includes(next)) {
      stage.lineage.push(next);
      next = next.parent && stages.get(next.parent.name);
    }
    stage.isCyclic = next !== undefined;
  }
  return { stages: [...stages.values()], surroundings };
}

/**
 * The value of a stage's setting: its own, else that of the nearest ancestor. Nothing is merged below the top level
 * (zappa/cli.py get_stage_setting 144–170), so a child's `vpc_config` replaces the parent's as a whole.
 */
export function settingOf(stage: Stage, name: string): Setting | undefined {
  for (const from of stage.lineage) {
    const entry = entryAt(from.node, name);
    if (entry) return { entry, from };
  }
  return undefined;
}

/** The value of a stage's setting with aliases resolved. */
export function settingValue(stage: Stage, name: string): Node | undefined {
  return resolved(settingOf(stage, name)?.entry.value);
}

/**
 * Stages that no other stage extends. An extended stage may be a base, which is never deployed and can be incomplete.
 */
export function deployedStages({ stages }: ZappaSettings): readonly Stage[] {
  return stages.filter(({ isExtended, isCyclic }) => !isExtended && !isCyclic);
}

/** The names of the other stages with the very setting that a stage has written, by `extends` or by an anchor of YAML. */
export function extendingStages(
  { stages }: Pick<ZappaSettings, 'stages'>,
  owner: Stage,
  name: string,
): readonly string[] {
  const value = settingValue(owner, name);
  return stages
    .filter((stage) => stage !== owner && value !== undefined && settingValue(stage, name) === value)
    .map((stage) => stage.name);
}

/** Each value of a setting once, with the stage that has it written and the names of the others that have it. */
export function* writtenValues(
  { stages }: ZappaSettings,
  name: string,
): Generator<{ readonly value: Node; readonly owner: Stage; readonly extendedBy: readonly string[] }> {
  const seen = new Set<Node>();
  for (const stage of stages) {
    const setting = settingOf(stage, name);
    const value = resolved(setting?.entry.value);
    if (!setting || !value || seen.has(value)) continue;
    seen.add(value);
    yield { value, owner: setting.from, extendedBy: extendingStages({ stages }, setting.from, name) };
  }
}

/** Zappa follows `extends` if Python considers the value true. */
function parentOf(node: Mapping): Stage['parent'] {
  const at = valueAt(node, 'extends');
  return at?.kind === 'scalar' && at.value ? { name: at.text, at } : undefined;
}
