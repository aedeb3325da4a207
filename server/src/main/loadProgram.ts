import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';

export type Program = typeof import('./program.ts');

/** Code that is kept for the next run. */
export interface KeptCode {
  /** Names it, since each purpose uses functions of its own. */
  readonly purpose: string;
  /** Milliseconds after which it is kept; at the end of the process where that comes first. */
  readonly after?: number;
}

/**
 * Runs the program, `dist/program.cjs`, and gives its parts. The file is a function with the parameters of Node's modules
 * (https://nodejs.org/api/modules.html#the-module-wrapper). What V8 has compiled of it is kept for the next run: Node's own
 * cache (`module.enableCompileCache`) keeps only what is compiled before the program runs, and most of a short run is spent
 * on compiling the rest, function by function. Without `kept`, nothing is read or kept; `keeps` is false for one that only reads.
 * `version` is that of the program.
 */
export function loadProgram(file: string, version: string, kept?: KeptCode, keeps = true): Program {
  const started = Date.now();
  const { source, stamp } = readBundle(file, version);
  const path = kept && cachePath(kept.purpose);
  const cache = path === undefined ? undefined : readCache(path, stamp);
  const script = new Script(source, { filename: file, ...(cache && { cachedData: cache.code }) });
  const known = script.cachedDataRejected === true ? undefined : cache;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  if (path !== undefined && keeps) {
    const keep = () => {
      clearTimeout(timer);
      process.off('exit', keep);
      const took = Date.now() - started;
      // A run that is longer than the one that was kept has compiled more, and its time is hardly more for this.
      if (known && took < MUCH_LONGER * known.took) return;
      writeCache(path, script.createCachedData(), { stamp, took });
    };
    process.once('exit', keep);
    const timer = kept?.after === undefined ? undefined : setTimeout(keep, kept.after).unref();
  }
  return module.exports as Program;
}

const MUCH_LONGER = 2;

/** What is written behind the code. */
interface Label {
  /** The bundle and the Node that the code is of. */
  readonly stamp: string;
  /** The milliseconds of the run that compiled it. */
  readonly took: number;
}

/** V8 compares the length of the source and its own version and flags, not the source. */
function readBundle(file: string, version: string): { readonly source: string; readonly stamp: string } {
  const descriptor = openSync(file, 'r');
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    // It has nothing but ASCII (`onlyAscii` in build.mjs), and Latin-1 is read faster than UTF-8.
    const source = readFileSync(descriptor, 'latin1');
    return { source, stamp: [version, size, mtimeMs, process.version, process.arch].join(' ') };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A file in a folder for temporary files that nobody else may write into: what is in it is run. Undefined where there is no
 * such folder.
 */
function cachePath(purpose: string): string | undefined {
  // Node's own switch, https://nodejs.org/api/module.html#module-compile-cache.
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const user = process.getuid?.();
  const folder = join(tmpdir(), user === undefined ? 'vpc-lens-code' : `vpc-lens-code-${user}`);
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    const stat = lstatSync(folder);
    const isOwn = user === undefined || (stat.uid === user && (stat.mode & 0o022) === 0);
    return stat.isDirectory() && isOwn ? join(folder, `${purpose}-${process.version}`) : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of a label, which is filled up with blanks. */
const LABEL_BYTES = 256;

function readCache(
  path: string,
  stamp: string,
): { readonly code: Buffer; readonly took: number } | undefined {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(0, -LABEL_BYTES);
    const label: Label = JSON.parse(bytes.toString('latin1', code.length));
    return label.stamp === stamp ? { code, took: label.took } : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when several processes write it at once. */
function writeCache(path: string, code: Buffer, label: Label): void {
  const beside = `${path}.${process.pid}`;
  try {
    const file = openSync(beside, 'wx', 0o600);
    try {
      for (const bytes of [code, Buffer.from(JSON.stringify(label).padEnd(LABEL_BYTES))])
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      // Else a machine that stops may keep the name and lose the content.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch {
    rmSync(beside, { force: true });
  }
}
