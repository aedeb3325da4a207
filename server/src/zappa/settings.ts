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

/** A Zappa settings file: stage name to settings, read as Zappa's own loader reads it (zappa/cli.py, 0.63.0). */
export interface ZappaSettings {
  readonly stages: readonly Stage[];
  readonly surroundings: Surroundings;
}

/** What a host knows of the folder that a settings file lies in. A host that knows nothing hands in `ALONE`. */
export interface Surroundings {
  /** The file's own name, without its folder. */
  readonly name: string;
  /** The names of the settings files that lie beside it and that Zappa finds by itself. */
  readonly siblings: readonly string[];
  /** The text of a file that the settings name, such as a policy; undefined where it is not there or not to be read. */
  readonly read: (path: string) => string | undefined;
}

export const ALONE: Surroundings = { name: '', siblings: [], read: () => undefined };

export interface Stage {
  readonly name: string;
  readonly entry: Entry;
  readonly key: Scalar;
  readonly node: Mapping;
  /** The stage named by `extends`, as written. */
  readonly parent: { readonly name: string; readonly at: Node } | undefined;
  /** This stage first, then its parent, its parent's parent and so on, as far as they exist. */
  readonly lineage: readonly Stage[];
  /** The lineage comes back to a stage that it has already passed; Zappa raises a RuntimeError. */
  readonly isCyclic: boolean;
  /** Other stages extend this one, so it may be a base that is never deployed itself. */
  readonly isExtended: boolean;
}

/** A setting that a stage has, with the stage in which it is written. */
export interface Setting {
  readonly entry: Entry;
  readonly from: Stage;
}

/** Undefined for a file that is no mapping at all. Entries that are no mapping are not stages and are left out. */
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
 * What a stage's setting is: its own, else the nearest ancestor's. Nothing is merged below the top level
 * (zappa/cli.py get_stage_setting 144–170), so a child's `vpc_config` replaces its parent's as a whole.
 */
export function settingOf(stage: Stage, name: string): Setting | undefined {
  for (const from of stage.lineage) {
    const entry = entryAt(from.node, name);
    if (entry) return { entry, from };
  }
  return undefined;
}

/** All that a stage has, its own and what it takes over, by name. */
export function settingsOf(stage: Stage): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const from of stage.lineage) {
    for (const entry of entriesOf(from.node)) {
      if (!settings.has(entry.key.text)) settings.set(entry.key.text, { entry, from });
    }
  }
  return settings;
}

/** The value of a stage's setting with aliases resolved. */
export function settingValue(stage: Stage, name: string): Node | undefined {
  return resolved(settingOf(stage, name)?.entry.value);
}

/** Stages that nobody extends; one that somebody does may be a base, which is never deployed and need not be complete. */
export function deployedStages({ stages }: ZappaSettings): readonly Stage[] {
  return stages.filter(({ isExtended, isCyclic }) => !isExtended && !isCyclic);
}

/**
 * The stage that suffers from what is written in a setting: the one it is written in, or the first that takes it over
 * where that one is a base.
 */
export function affectedStage({ stages }: ZappaSettings, from: Stage, name: string): Stage {
  if (!from.isExtended) return from;
  return stages.find((stage) => !stage.isExtended && settingOf(stage, name)?.from === from) ?? from;
}

/** Zappa follows whatever Python calls true. */
function parentOf(node: Mapping): Stage['parent'] {
  const at = valueAt(node, 'extends');
  return at?.kind === 'scalar' && at.value ? { name: at.text, at } : undefined;
}
