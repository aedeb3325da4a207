import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * One spelling for each file, whichever way a client or a setting writes it: the path with forward slashes for a file
 * on disk, the address itself for any other document.
 */
export function addressOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return addressOfPath(fileURLToPath(uri));
  } catch {
    return uri;
  }
}

export function addressOfPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The document's address for a path that `addressOfPath` gave. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Whether an address is a path on disk. */
export function isPath(address: string): boolean {
  return /^(\/|[a-z]:\/)/.test(address);
}
