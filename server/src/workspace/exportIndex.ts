import { matchesPart, type Token } from '../glob.ts';
import { valueKey } from '../template/crossStack/outputs.ts';
import type { Value } from '../template/evaluation/value.ts';

/** An exported output of a template. Its name may be unknown. */
export interface Exported {
  readonly path: string;
  readonly output: string;
  readonly name: Value;
  /** The type whose `Ref` the value is, or `Type.Attribute`; undefined where it is something else. */
  readonly gives?: string;
}

/**
 * Which templates export which names. Only the first lookup after a change takes time that grows with the workspace.
 */
export interface ExportIndex {
  /** Changes with every update of the index. */
  readonly state: number;
  /** Replaces the exports of the template at a path. */
  set(path: string, exports: readonly Exported[]): void;
  /** Every export, in no order. */
  all(): readonly Exported[];
  /** Every export with that name, or whose unknown name may turn out to be that name. */
  exportersOf(name: string): readonly Exported[];
}

export function createExportIndex(): ExportIndex {
  const byPath = new Map<string, readonly Exported[]>();
  const exportersByName = new Map<string, readonly Exported[]>();
  let state = 0;
  return {
    get state() {
      return state;
    },
    set(path, exports) {
      if (fingerprint(byPath.get(path) ?? []) === fingerprint(exports)) return;
      byPath.set(path, exports);
      exportersByName.clear();
      state++;
    },
    all: () => [...byPath.values()].flat(),
    exportersOf(name) {
      const cached = exportersByName.get(name);
      if (cached) return cached;
      const exporters = [...byPath.values()].flat().filter((one) => mayBeNamed(one.name, name));
      exportersByName.set(name, exporters);
      return exporters;
    },
  };
}

function fingerprint(exports: readonly Exported[]): string {
  return exports.map(({ output, name, gives }) => `${output}=${valueKey(name)}=${gives}`).join('\n');
}

/** Whether a name equals `text`, or can once its unknown parts, `${…}`, are filled in. */
function mayBeNamed(name: Value, text: string): boolean {
  if (name.kind === 'known') return name.text === text;
  if (name.kind !== 'unknown' || name.partial === undefined) return true;
  const literals = name.partial.split(UNKNOWN_PART);
  return matchesPart(
    literals.flatMap((literal, i): Token[] => [
      ...(i > 0 ? (['letters'] as const) : []),
      ...literal.split(''),
    ]),
    text,
  );
}

const UNKNOWN_PART = /\$\{(?:[^{}]|\$\{[^{}]*\})*\}/;
