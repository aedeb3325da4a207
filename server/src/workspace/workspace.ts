import type { Span } from '../syntax/span.ts';
import { outputsOf } from '../template/crossStack/outputs.ts';
import { type Arguments, type CrossStackResolver, restingOn } from '../template/crossStack/resolver.ts';
import { givenBy, toCallerTerms } from '../template/crossStack/translate.ts';
import { unknown, type Value } from '../template/evaluation/value.ts';
import type { Template } from '../template/template.ts';
import { createExportIndex } from './exportIndex.ts';
import {
  argumentsKey,
  type KnownOutputs,
  type NeighbourFile,
  readNeighbour,
  type TypedOutput,
  type Uses,
  usesNothing,
} from './neighbourFile.ts';
import { joinedPath, relativeTo } from './paths.ts';

/** A host's access to files. Paths are absolute, with forward slashes. */
export interface WorkspaceHost {
  /** Undefined if the file does not exist. */
  readonly read: (path: string) => string | undefined;
  /** Whether the file at `from` may read the file at `path`; see `mayName` in the hosts. */
  readonly mayRead: (from: string, path: string) => boolean;
  /** The templates whose exports count, a new set after each change; undefined until they are known. */
  readonly templates: () => ReadonlySet<string> | undefined;
}

/**
 * The files around a template, read on demand and kept until `forget`. Work is done once per version and only for files
 * that an answer depends on, so the cost of a keystroke does not grow with the workspace.
 */
export interface Workspace {
  /**
   * Resolves references from the template at a path to other stacks; adds the dependencies of the answers to `uses`.
   */
  crossStackOf(path: string, uses: Uses): CrossStackResolver;
  /** Whether all dependencies are unchanged, so that answers are still valid. */
  isCurrent(uses: Uses): boolean;
  /** Drops the cached file at a path, which was created, deleted or changed. */
  forget(path: string): void;
  /** As `forget`; where the exports of the file count, they are read again at once. */
  refresh(path: string): void;
  /** What the workspace templates but the one at a path export under a name that is known. */
  exportsFor(path: string): readonly NamedExport[];
  /** The outputs of the template that the one at a path names relative to its folder, where it may read it. */
  outputsOf(path: string, relative: string): readonly NamedOutput[];
  /** The path that a template names relative to its folder, where there is a file that it may read. */
  namedBy(path: string, relative: string): string | undefined;
  /** Reads a workspace template in advance. */
  prepare(path: string): void;
  /** The workspace templates that contain all of the words; `name` is relative to the file at `from`. */
  templatesWith(words: readonly string[], from: string): readonly NamedText[];
}

/** A template of the workspace. */
export interface NamedText {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** An export by its name. */
export interface NamedExport {
  readonly name: string;
  /** The template, relative to the one that may import it. */
  readonly file: string;
  /** The type whose `Ref` the value is, or `Type.Attribute`; absent where it is something else. */
  readonly gives?: string;
}

/** An output by its name. */
export type NamedOutput = Pick<NamedExport, 'name' | 'gives'>;

/** While a user types an argument, every keystroke adds a set of outputs. */
const MOST_ARGUMENTS = 100;

export function createWorkspace(host: WorkspaceHost): Workspace {
  const files = new Map<string, NeighbourFile | undefined>();
  /** Forgotten files, whose trees make reading them again cheaper. */
  const before = new Map<string, NeighbourFile>();
  /** Files whose outputs are being evaluated, to stop at cycles: a file that needs its own outputs gets none. */
  const underWay = new Set<string>();
  const index = createExportIndex();
  /** Templates whose exports must be read again. */
  const stale = new Set<string>();
  let counted: ReadonlySet<string> | undefined;

  function fileAt(path: string): NeighbourFile | undefined {
    if (files.has(path)) return files.get(path);
    const text = host.read(path);
    const known = before.get(path);
    before.delete(path);
    const isSame = known !== undefined && known.text === text;
    const file = isSame || text === undefined ? known : readNeighbour(path, text, known?.tree());
    files.set(path, text === undefined ? undefined : file);
    return files.get(path);
  }

  /** The outputs of a template, evaluated again if a file that they were read from has changed. */
  function cachedOutputs(path: string, file: NeighbourFile, given: Arguments) {
    const key = argumentsKey(given);
    const kept = file.outputs.get(key);
    if (kept && isCurrent(kept.uses)) return kept;
    const template = file.template();
    if (!template) return undefined;
    const outputs = workOut(path, template, given);
    if (file.outputs.size >= MOST_ARGUMENTS) file.outputs.clear();
    file.outputs.set(key, outputs);
    return outputs;
  }

  /** The outputs for these arguments; undefined if the file is not a template, or is being evaluated already. */
  function outputsAt(path: string, given: Arguments, uses: Uses): readonly TypedOutput[] | undefined {
    const file = fileAt(path);
    uses.files.set(path, file);
    if (!file || underWay.has(path)) return undefined;
    const known = cachedOutputs(path, file, given);
    if (!known) return undefined;
    for (const [other, seen] of known.uses.files) uses.files.set(other, seen);
    if (known.uses.exports !== undefined) uses.exports = known.uses.exports;
    return known.all;
  }

  function workOut(path: string, template: Template, given: Arguments): KnownOutputs {
    const uses = usesNothing();
    underWay.add(path);
    try {
      const outputs = outputsOf({ ...template, crossStack: crossStackFor(path, uses) }, given);
      const all = outputs.map((output) => ({ ...output, gives: givenBy(output.value, template) }));
      return { all, uses };
    } finally {
      underWay.delete(path);
    }
  }

  function crossStackFor(path: string, uses: Uses): CrossStackResolver {
    const allowed = new Map<string, boolean>();
    return {
      outputOf(relative, name, given, at) {
        const target = joinedPath(path, relative);
        if (!allowed.has(target)) allowed.set(target, host.mayRead(path, target));
        if (!allowed.get(target)) return unknown(`${relative} is outside of the repository`, at);
        const output = outputsAt(target, given, uses)?.find((one) => one.name === name);
        const template = fileAt(target)?.template();
        if (!template) return unknown(`${relative} is no template that can be read`, at);
        if (!output) return unknown(`${relative} has no output ${name}`, at);
        return toCallerTerms(output.value, { template, name: relative, given }, at);
      },
      exported: (name, at) => exportedAs(name, path, at, uses),
      templateAt(relative) {
        const target = joinedPath(path, relative);
        if (!host.mayRead(path, target)) return undefined;
        const file = fileAt(target);
        uses.files.set(target, file);
        const template = file?.template();
        const isBroken = file?.tree()?.problems.some(({ kind }) => kind === 'broken');
        if (!template || template.hasMacros || isBroken) return undefined;
        const outputs = template.outputs.map(({ key }) => key.text);
        return { path: relative, parameters: template.parameters, outputs };
      },
    };
  }

  function exportedAs(name: string, path: string, at: Span, uses: Uses): Value {
    const why = 'it is imported from another stack';
    refreshExports();
    uses.exports = index.state;
    if (!counted) return unknown(why, at);
    const [only, ...others] = index.exportersOf(name);
    if (others.length > 0)
      return unknown(`${why}, and more than one output here may be exported as ${name}`, at);
    // A stack cannot import from itself, so the import must be of another stack.
    if (!only || only.path === path || only.name.kind !== 'known')
      return unknown(`${why}, and no template here surely exports ${name}`, at);
    const output = outputsAt(only.path, new Map(), uses)?.find((one) => one.name === only.output);
    const template = fileAt(only.path)?.template();
    if (!output || !template) return unknown(why, at);
    const from = { template, name: relativeTo(path, only.path), given: new Map() };
    const exportName = toCallerTerms(only.name, from, at);
    const value = toCallerTerms(output.value, from, at);
    return exportName.kind === 'known' ? restingOn(value, exportName.defaults) : value;
  }

  /** Reads the exports of changed templates again. */
  function refreshExports(): void {
    const templates = host.templates();
    if (templates !== counted) {
      for (const path of [...(counted ?? []), ...(templates ?? [])]) stale.add(path);
      counted = templates;
    }
    const paths = [...stale];
    stale.clear();
    for (const path of paths) index.set(path, counted?.has(path) ? exportsOf(path) : []);
  }

  function exportsOf(path: string) {
    if (!fileAt(path)?.mayExport) return [];
    return (outputsAt(path, new Map(), usesNothing()) ?? [])
      .filter(({ exportName }) => exportName.kind !== 'absent')
      .map(({ name, exportName, gives }) => {
        return { path, output: name, name: exportName, ...(gives !== undefined && { gives }) };
      });
  }

  function isCurrent(uses: Uses): boolean {
    for (const [path, file] of uses.files) if (fileAt(path) !== file) return false;
    if (uses.exports === undefined) return true;
    refreshExports();
    return uses.exports === index.state;
  }

  function forget(path: string): void {
    const file = files.get(path);
    if (file) before.set(path, file);
    files.delete(path);
    if (counted?.has(path)) stale.add(path);
  }

  function prepare(path: string): void {
    exportsOf(path);
    // The names of its exports stay cached. The trees of all templates would be most of the memory, and few are
    // needed again.
    files.get(path)?.release();
  }

  return {
    crossStackOf: crossStackFor,
    isCurrent,
    forget,
    refresh(path) {
      forget(path);
      if (stale.has(path)) prepare(path);
    },
    exportsFor(path) {
      refreshExports();
      return index.all().flatMap(({ path: at, name, gives }) => {
        if (at === path || name.kind !== 'known') return [];
        return [{ name: name.text, file: relativeTo(path, at), ...(gives !== undefined && { gives }) }];
      });
    },
    outputsOf(path, relative) {
      const target = joinedPath(path, relative);
      const outputs = host.mayRead(path, target) ? outputsAt(target, undefined, usesNothing()) : undefined;
      return (outputs ?? []).map(({ name, gives }) => ({ name, ...(gives !== undefined && { gives }) }));
    },
    namedBy(path, relative) {
      const target = joinedPath(path, relative);
      return host.mayRead(path, target) && fileAt(target) ? target : undefined;
    },
    prepare,
    templatesWith: (words, from) =>
      [...(host.templates() ?? [])].flatMap((path) => {
        const text = fileAt(path)?.text ?? '';
        const isWanted = text !== '' && words.every((word) => text.includes(word));
        return isWanted ? [{ path, name: relativeTo(from, path), text }] : [];
      }),
  };
}
