/**
 * The functions of `node:fs` that the language server calls, over files that its client sent: a browser has no disk, and
 * `build.mjs` puts this file in its place. There are no links; a folder is there while something is in it.
 */

interface File {
  readonly bytes: Uint8Array;
  /** In milliseconds since 1970. */
  readonly writtenAt: number;
}

type Folder = Map<string, File | Folder>;

const root: Folder = new Map();

/** Writes a file, and the folders above it. Paths are absolute, with forward slashes. */
export function putFile(path: string, bytes: Uint8Array, writtenAt: number): void {
  const names = namesIn(path);
  const name = names.pop();
  if (name === undefined) return;
  let folder = root;
  for (const part of names) {
    const next = folder.get(part);
    const inner: Folder = next instanceof Map ? next : new Map();
    folder.set(part, inner);
    folder = inner;
  }
  folder.set(name, { bytes, writtenAt });
}

/** Removes a file, or a folder with everything in it, and the folders above that are empty then. */
export function remove(path: string): void {
  const names = namesIn(path);
  const name = names.pop();
  if (name === undefined) return;
  const above = `/${names.join('/')}`;
  const folder = find(above);
  if (!(folder instanceof Map)) return;
  folder.delete(name);
  if (folder.size === 0) remove(above);
}

function namesIn(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}

function find(path: string): File | Folder | undefined {
  let found: File | Folder | undefined = root;
  for (const name of namesIn(path)) found = found instanceof Map ? found.get(name) : undefined;
  return found;
}

function existing(path: string): File | Folder {
  const found = find(path);
  if (!found) throw failure('ENOENT', path);
  return found;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function statOf(found: File | Folder) {
  const isFolder = found instanceof Map;
  return {
    size: isFolder ? 0 : found.bytes.length,
    mtimeMs: isFolder ? 0 : found.writtenAt,
    isFile: () => !isFolder,
    isDirectory: () => isFolder,
    isSymbolicLink: () => false,
  };
}

export const constants = { O_RDONLY: 0 };

export function existsSync(path: string): boolean {
  return find(path) !== undefined;
}

export function statSync(path: string) {
  return statOf(existing(path));
}

export { statSync as lstatSync };

export function realpathSync(path: string): string {
  existing(path);
  return `/${namesIn(path).join('/')}`;
}

/** The names in a folder; with `withFileTypes` an object for each. */
export function readdirSync(path: string, options?: { readonly withFileTypes: true }) {
  const folder = existing(path);
  if (!(folder instanceof Map)) throw failure('ENOTDIR', path);
  if (!options) return [...folder.keys()];
  return [...folder].map(([name, found]) => ({ ...statOf(found), name }));
}

/** By descriptor. */
const opened = new Map<number, File>();
let descriptors = 0;

export function openSync(path: string): number {
  const file = existing(path);
  if (file instanceof Map) throw failure('EISDIR', path);
  opened.set(++descriptors, file);
  return descriptors;
}

export function fstatSync(descriptor: number) {
  return statOf(opened.get(descriptor)!);
}

/** Copies up to `length` bytes from `position` on to `offset` of `target`; gives their number. */
export function readSync(
  descriptor: number,
  target: Uint8Array,
  offset: number,
  length: number,
  position: number,
): number {
  const part = opened.get(descriptor)!.bytes.subarray(position, position + length);
  target.set(part, offset);
  return part.length;
}

export function closeSync(descriptor: number): void {
  opened.delete(descriptor);
}
