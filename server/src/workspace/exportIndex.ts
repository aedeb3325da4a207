import { matchesPart, type Token } from '../glob.ts';
import { spelled } from '../template/crossStack/outputs.ts';
import type { Value } from '../template/evaluation/value.ts';

/** An output of a template that is exported, under a name that may not be known. */
export interface Exported {
  readonly path: string;
  readonly output: string;
  readonly name: Value;
}

/** Who exports what. A question costs nothing that grows with the workspace, but for the first after a change. */
export interface ExportIndex {
  /** Another number after each change. */
  readonly state: number;
  /** The exports of the template at a path, in place of those that were known of it. */
  set(path: string, exports: readonly Exported[]): void;
  /** Every export that has the name, or may turn out to have it. */
  exportersOf(name: string): readonly Exported[];
}

export function createExportIndex(): ExportIndex {
  const byPath = new Map<string, readonly Exported[]>();
  const found = new Map<string, readonly Exported[]>();
  let state = 0;
  return {
    get state() {
      return state;
    },
    set(path, exports) {
      if (fingerprint(byPath.get(path) ?? []) === fingerprint(exports)) return;
      byPath.set(path, exports);
      found.clear();
      state++;
    },
    exportersOf(name) {
      const known = found.get(name);
      if (known) return known;
      const exporters = [...byPath.values()].flat().filter((one) => mayBeNamed(one.name, name));
      found.set(name, exporters);
      return exporters;
    },
  };
}

function fingerprint(exports: readonly Exported[]): string {
  return exports.map(({ output, name }) => `${output}=${spelled(name)}`).join('\n');
}

/** Whether a name is that one, or is when its unknown parts, `${…}`, are filled in. */
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
