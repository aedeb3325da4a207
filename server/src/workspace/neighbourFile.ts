import { fileKindOf, formatOf } from '../fileKind.ts';
import { parse } from '../syntax/parse.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { argumentText, type Output } from '../template/crossStack/outputs.ts';
import type { Arguments } from '../template/crossStack/resolver.ts';
import { readTemplate, type Template } from '../template/template.ts';

/** The dependencies of an answer; see `isCurrent`. */
export interface Uses {
  /** The files that were read, by path; undefined for a missing file. */
  readonly files: Map<string, object | undefined>;
  /** The state of the export index, if any export was looked up. */
  exports?: number;
}

/** A cached file. */
export interface NeighbourFile {
  readonly text: string;
  /** Most templates export nothing, and looking through all of them again would take longer than a keystroke. */
  readonly mayExport: boolean;
  /** Parsed on first use, since most files are never needed. Undefined for a file that is not a template. */
  readonly template: () => Template | undefined;
  readonly tree: () => SyntaxTree | undefined;
  /** Drops the parse result, which is parsed again on the next access. */
  readonly release: () => void;
  /** Cached outputs by arguments. */
  readonly outputs: Map<string, KnownOutputs>;
}

export interface KnownOutputs {
  readonly all: readonly TypedOutput[];
  readonly uses: Uses;
}

/** An output with what its value is, which needs the template; a template is released when its outputs are known. */
export interface TypedOutput extends Output {
  /** The type whose `Ref` the value is, or `Type.Attribute`; undefined where it is something else. */
  readonly gives: string | undefined;
}

/** Dependencies to be added to. */
export function usesNothing(): Uses {
  return { files: new Map() };
}

/** Nothing is cached of a file that is not a template: a folder may contain gigabytes of JSON data. */
export function readNeighbour(path: string, text: string, previous: SyntaxTree | undefined): NeighbourFile {
  if (fileKindOf(path, text) !== 'template')
    return {
      text: '',
      mayExport: false,
      tree: () => undefined,
      template: () => undefined,
      release() {},
      outputs: new Map(),
    };
  let tree = previous;
  let template: Template | undefined;
  let isRead = false;
  return {
    text,
    mayExport: /\bExport\b/.test(text),
    tree: () => tree,
    template() {
      if (isRead) return template;
      isRead = true;
      const format = formatOf(path, text);
      tree = parse(text, format, tree?.format === format ? tree : undefined);
      template = readTemplate(tree);
      return template;
    },
    release() {
      tree = undefined;
      template = undefined;
      isRead = false;
    },
    outputs: new Map(),
  };
}

/** A cache key: equal for arguments that give equal outputs, in the terms of the template that receives them. */
export function argumentsKey(given: Arguments): string {
  if (!given) return 'unknown';
  return JSON.stringify(
    [...given].map(([name, value]) => [
      name,
      value.kind === 'absent' ? null : (argumentText(value) ?? 'unknown'),
    ]),
  );
}
