import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeText, fileKindOf, isInventoryName } from '../languageService.ts';

/** As much of a file as tells what it is; comments may come first. */
const HEAD = 128 * 1024;

/** Two million characters, the most that is read of a document, have at most three bytes each. */
const MOST = 6_000_002;

/**
 * A file's text; undefined where it cannot be read. Of a file that is none of our business, and of one far past the
 * limits, only the beginning is read: a folder may hold gigabytes of data in JSON. Bytes that are no UTF-8 become
 * replacement characters.
 */
export function readText(path: string): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      // A pipe tells no size and is read once only.
      if (isInventoryName(path))
        return decodeText(size <= HEAD ? readFileSync(file) : readBytes(file, Math.min(size, MOST)));
      if (size <= HEAD) return readFileSync(file, 'utf8');
      const head = readStart(file, HEAD);
      return fileKindOf(path, head) ? readStart(file, Math.min(size, MOST)) : head;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function readStart(file: number, length: number): string {
  return readBytes(file, length).toString('utf8');
}

function readBytes(file: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const more = readSync(file, bytes, read, length - read, read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}
