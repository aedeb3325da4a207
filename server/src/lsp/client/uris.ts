import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * One spelling for each document, whichever way a client or a setting writes it: the path with forward slashes for a
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

/** The URI for a path that `normalizePath` gave. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Whether what `normalizeUri` gave is a path on disk. */
export function isPath(normalized: string): boolean {
  return /^(\/|[a-z]:\/)/.test(normalized);
}
