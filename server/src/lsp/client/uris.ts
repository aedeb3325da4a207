import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * A canonical form of a document's URI, however a client or a setting spells it: the path with forward slashes for a
 * file on disk, the URI itself for any other document.
 */
export function normalizeUri(uri: string): string {
  try {
    return normalizePath(fileURLToPath(uri));
  } catch {
    return uri;
  }
}

export function normalizePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The URI of a path that `normalizeUri` returned. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Whether a result of `normalizeUri` is a path on disk. */
export function isPath(normalized: string): boolean {
  return /^(\/|[a-z]:\/)/.test(normalized);
}

/** The folder of a path or URI that `normalizeUri` returned, without the slash at its end. */
export function folderOf(normalized: string): string {
  return normalized.slice(0, normalized.lastIndexOf('/'));
}
