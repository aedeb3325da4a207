import { resolve } from 'node:path';
import type { Content } from '../../files/content.ts';
import { readNamed } from '../../files/named.ts';
import type { NamedContent, ParameterSource } from '../../files/parameterValues.ts';
import { mayName } from '../../files/repository.ts';
import { isPath, normalizePath } from '../client/uris.ts';

/** The parameter files that settings name. Each is read at its first use and kept until `forget`. */
export interface ParameterFiles {
  /** The file that a source names, relative to its folder. Its `name` is as `normalizeUri` gives it. */
  at(source: ParameterSource, file: string): NamedContent;
  /** Whether any source has named the file at a path, even before `forget`. */
  has(path: string): boolean;
  forget(): void;
}

export interface ParameterFilesHost {
  /** The editor's text of a path, which has precedence over the file on disk. */
  readonly read: (path: string) => string | undefined;
  /** Called for each path that is looked up on disk. */
  readonly reading: (path: string) => void;
  /** The paths of the folders that are open. */
  readonly opened: () => readonly string[];
  /** Called with the path of each file that was read. */
  readonly wasRead: (path: string) => void;
}

export function createParameterFiles({ read, reading, opened, wasRead }: ParameterFilesHost): ParameterFiles {
  const contents = new Map<string, Content>();
  const named = new Set<string>();

  function contentOf(path: string, by: string | undefined): Content {
    if (isPath(path)) reading(path);
    const isAllowed = by === undefined || !isPath(path) || mayName(by, path, opened());
    const text = isAllowed ? read(path) : undefined;
    if (text !== undefined) return { text };
    return isPath(path) ? readNamed(path, by, opened()) : { unread: 'cannot be read' };
  }

  return {
    at({ folder, by }, file) {
      const path = isPath(folder) ? normalizePath(resolve(folder, file)) : `${folder}/${file}`;
      // What one settings file may not read, another one may.
      const key = `${by ?? ''}\n${path}`;
      const known = contents.get(key);
      const content = known ?? contentOf(path, by);
      if (!known && 'text' in content) wasRead(path);
      contents.set(key, content);
      named.add(path);
      return { name: path, content };
    },
    has: (path) => named.has(path),
    forget: () => contents.clear(),
  };
}
