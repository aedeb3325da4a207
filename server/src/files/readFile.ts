import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { fileKindOf, isInventoryName, isNetworkTestName } from '../fileKind.ts';
import type { Content } from './content.ts';
import { decode } from './encoding.ts';

/** Two million characters, the most that is read of a document, have at most three bytes each. */
export const MOST_BYTES = 6_000_002;

/** The length of the beginning of a file, in bytes, that is enough to recognise its kind; comments may come first. */
const HEAD = 128 * 1024;

/** Why a file is not read. */
export type Unread = 'missing' | 'folder' | 'no file' | 'too large' | 'outside' | 'unreadable';

/** The reason why a file is not read, worded to follow its name. */
export function unreadWords(why: Unread): string {
  switch (why) {
    case 'folder':
      return 'is a folder; name a file';
    case 'no file':
      return 'is not a regular file, so it is skipped';
    case 'too large':
      return `has more than ${Math.floor(MOST_BYTES / 1_000_000)} MB, so it is skipped`;
    case 'outside':
      return 'is outside the repository that names it, so it is skipped';
    case 'missing':
    case 'unreadable':
      return 'cannot be read';
  }
}

/** A file's bytes as they are on disk. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  /** In milliseconds since 1970. */
  readonly writtenAt: number;
}

/**
 * Every file is read through this function: only regular files, because a pipe or a device may have no end, and none
 * larger than `mostBytes`, which is compared before anything is read.
 */
export function readBytes(path: string, mostBytes = MOST_BYTES): FileBytes | Unread {
  const file = openRegular(path);
  if (typeof file !== 'object') return file;
  try {
    if (file.size > mostBytes) return 'too large';
    return { bytes: bytesOf(file.descriptor, file.size), writtenAt: file.writtenAt };
  } catch {
    return 'unreadable';
  } finally {
    closeSync(file.descriptor);
  }
}

/** A whole file as text. */
export function readWhole(path: string, mostBytes = MOST_BYTES): { readonly text: string } | Unread {
  const read = readBytes(path, mostBytes);
  return typeof read === 'object' ? { text: decode(read.bytes) } : read;
}

/**
 * A template, settings, or a part of an inventory as text. Of a large file that is none of these, only the beginning is
 * read: a folder may hold gigabytes of data in JSON.
 */
export function readDocument(path: string): { readonly text: string } | Unread {
  const file = openRegular(path);
  if (typeof file !== 'object') return file;
  try {
    const { descriptor, size } = file;
    if (size > HEAD && !isInventoryName(path) && !isNetworkTestName(path)) {
      const head = decode(bytesOf(descriptor, HEAD));
      if (!fileKindOf(path, head)) return { text: head };
    }
    return size > MOST_BYTES ? 'too large' : { text: decode(bytesOf(descriptor, size)) };
  } catch {
    return 'unreadable';
  } finally {
    closeSync(file.descriptor);
  }
}

/** As `readDocument`; undefined for a file that is not read. */
export function readText(path: string): string | undefined {
  const read = readDocument(path);
  return typeof read === 'object' ? read.text : undefined;
}

/** What standard input holds, up to its end, and up to the size of a file. */
export function readStandardInput(): Content {
  const bytes = Buffer.allocUnsafe(MOST_BYTES + 1);
  let length = 0;
  try {
    for (let more = 1; more > 0 && length < bytes.length; length += more)
      more = readSync(0, bytes, length, bytes.length - length, null);
  } catch (error) {
    // How Windows says that there is no more.
    if ((error as NodeJS.ErrnoException).code !== 'EOF') return { unread: unreadWords('unreadable') };
  }
  if (length > MOST_BYTES) return { unread: unreadWords('too large') };
  return { text: decode(bytes.subarray(0, length)) };
}

interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
  readonly writtenAt: number;
}

function openRegular(path: string): OpenFile | Unread {
  try {
    // Opening a device may already do something.
    const found = statSync(path);
    if (!found.isFile()) return found.isDirectory() ? 'folder' : 'no file';
    // A pipe that took the file's place meanwhile would wait for its other end.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (stat.isFile()) return { descriptor, size: stat.size, writtenAt: stat.mtimeMs };
    closeSync(descriptor);
    return 'no file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

/** So many bytes from the beginning, or as many as there are. */
function bytesOf(descriptor: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}
