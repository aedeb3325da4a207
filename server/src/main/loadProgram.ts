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

/** A cache of compiled code. */
export interface CodeCache {
  /** Part of its file's name: each purpose runs other functions of the program. */
  readonly purpose: string;
  /** True for a process that uses the cache and never writes it. */
  readonly isReadOnly?: boolean;
  /** Milliseconds after which it is written; without it, or if the process ends before, at the end of the process. */
  readonly writtenAfter?: number;
}

/**
 * Runs the program, `dist/program.cjs`, and returns its exports. The file is a function with the parameters of Node's
 * modules (https://nodejs.org/api/modules.html#the-module-wrapper). What V8 compiles of it is cached for the next run:
 * Node's own cache (`module.enableCompileCache`) has only what is compiled before the program runs, and a short run spends
 * most of its time on compiling the rest, function by function. `version` is that of the program; a cache of another
 * version is not used.
 */
export function loadProgram(file: string, version: string, codeCache?: CodeCache): Program {
  const started = Date.now();
  const { source, stamp } = readBundle(file, version);
  const path = codeCache && cachePath(codeCache.purpose);
  const cache = path === undefined ? undefined : readCache(path, stamp);
  const script = new Script(source, { filename: file, ...(cache && { cachedData: cache.code }) });
  const usedCache = script.cachedDataRejected === true ? undefined : cache;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  if (path !== undefined && !codeCache?.isReadOnly) {
    const save = () => {
      clearTimeout(timer);
      process.off('exit', save);
      const took = Date.now() - started;
      // A much longer run has compiled more; writing the cache hardly prolongs it.
      if (usedCache && took < MUCH_LONGER * usedCache.took) return;
      writeCache(path, script.createCachedData(), { stamp, took });
    };
    process.once('exit', save);
    const { writtenAfter } = codeCache ?? {};
    const timer = writtenAfter === undefined ? undefined : setTimeout(save, writtenAfter).unref();
  }
  return module.exports as Program;
}

/** How many times longer than the run that wrote the cache. */
const MUCH_LONGER = 2;

/** What the file of a cache has after the code. */
interface Label {
  /** Identifies the bundle and the version of Node that the code belongs to. */
  readonly stamp: string;
  /** How long the run took that compiled the code, in milliseconds. */
  readonly took: number;
}

/** The source with the stamp of its cache. V8 itself compares only the length of the source, its version and its flags. */
function readBundle(file: string, version: string): { readonly source: string; readonly stamp: string } {
  const descriptor = openSync(file, 'r');
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    // It contains only ASCII (`onlyAscii` in build.mjs), and Latin-1 is read faster than UTF-8.
    const source = readFileSync(descriptor, 'latin1');
    return { source, stamp: [version, size, mtimeMs, process.version, process.arch].join(' ') };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The file of a cache, in a temporary folder that only this user can write to, since its content is executed. Undefined if
 * there is no such folder, or if Node's own switch turns caches off.
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

/** The length of a label in bytes; a shorter one is padded with spaces. */
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

/** Writes the whole file or none, even if several processes write it at once. An error leaves the old file. */
function writeCache(path: string, code: Buffer, label: Label): void {
  const beside = `${path}.${process.pid}`;
  try {
    const file = openSync(beside, 'wx', 0o600);
    try {
      for (const bytes of [code, Buffer.from(JSON.stringify(label).padEnd(LABEL_BYTES))])
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      // Otherwise a crash of the machine may leave the renamed file without its content.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch {
    rmSync(beside, { force: true });
  }
}
