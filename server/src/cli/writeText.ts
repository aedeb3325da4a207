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

/** `changed`: the file does not hold `before`, because somebody else wrote it. */
export type Written = 'written' | 'changed' | 'refused';

/**
 * Puts a text in place of another, whole or not at all: it is written beside the file, which then takes over its name.
 * Mode, owner, encoding and links to the file stay as they are.
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
    chmodSync(made, mode); // what the process's mask took away when it was made
    keepOwner(made, uid, gid);
    renameSync(made, target);
    return 'written';
  } catch {
    if (made) rmSync(made, { force: true });
    return 'refused';
  }
}

/** Puts a text into a new file, or with `isForced` in place of what is there. */
export function writeNew(path: string, text: string, isForced: boolean): 'written' | 'exists' | 'refused' {
  try {
    // `wx` fails if the file exists, also if somebody creates it at this moment.
    writeFileSync(path, text, { flag: isForced ? 'w' : 'wx' });
    return 'written';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'exists' : 'refused';
  }
}

/** Puts a new folder there, unless there is one. */
export function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** False where a file is there and stays. */
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

/** Only an administrator may give a file away; for everyone else it is theirs already. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {}
}
