import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decode, encodeLike } from '../files/encoding.ts';
import { readBytes } from '../files/readFile.ts';

/** `changed`: the file does not contain `before`, because something else has written it. */
export type Written = 'written' | 'changed' | 'refused';

/**
 * Replaces the text of a file atomically: the new text is written to a temporary file beside it, which is then renamed.
 * Mode, owner, encoding and symbolic links are kept.
 */
export function writeText(path: string, before: string, after: string): Written {
  let made: string | undefined;
  try {
    const target = realpathSync(path);
    accessSync(target, constants.W_OK);
    const read = readBytes(target);
    if (typeof read !== 'object' || decode(read.bytes) !== before) return 'changed';
    const { mode, uid, gid } = statSync(target);
    const beside = join(dirname(target), `.${basename(target)}.vpc-lens-${process.pid}`);
    const file = openSync(beside, 'wx', mode);
    made = beside;
    writeAndClose(file, encodeLike(read.bytes, after));
    chmodSync(made, mode); // Restores the bits that the process's umask removed.
    keepOwner(made, uid, gid);
    renameSync(made, target);
    return 'written';
  } catch {
    if (made) rmSync(made, { force: true });
    return 'refused';
  }
}

/** Writes a text to a new file or, with `isForced`, replaces an existing one. */
export function writeNew(path: string, text: string, isForced: boolean): 'written' | 'exists' | 'refused' {
  try {
    // `wx` fails if the file exists, also if somebody creates it at this moment.
    writeFileSync(path, text, { flag: isForced ? 'w' : 'wx' });
    return 'written';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'exists' : 'refused';
  }
}

/** Creates a folder, unless it exists. */
export function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** False if the file exists and cannot be removed. */
export function removeFile(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function writeAndClose(file: number, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Only an administrator can change a file's owner; everyone else owns it already. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {}
}
