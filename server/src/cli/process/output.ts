import { fstatSync, writeSync } from 'node:fs';

/** The streams of a process by file descriptor. */
type Descriptor = 1 | 2;

const STREAMS = { 1: 'stdout', 2: 'stderr' } as const;

/**
 * Writes directly unless the descriptor is a terminal, since loading Node's own streams takes as long as checking a
 * small file.
 */
export function write(descriptor: Descriptor, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  if (!isDevice(descriptor)) {
    try {
      while (at < bytes.length) at += writeSync(descriptor, bytes, at);
      return;
    } catch (error) {
      // For a full non-blocking pipe, Node's stream handles the retry.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') fail(descriptor, code);
    }
  }
  const stream = process[STREAMS[descriptor]];
  stream.once('error', ({ code }: NodeJS.ErrnoException) => fail(descriptor, code));
  stream.write(bytes.subarray(at));
}

export function isTerminal(descriptor: Descriptor): boolean {
  return isDevice(descriptor) && process[STREAMS[descriptor]].isTTY === true;
}

/** A terminal, or another device. */
function isDevice(descriptor: Descriptor): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

function fail(descriptor: Descriptor, code: string | undefined): never {
  // The reader has closed the pipe.
  if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
  if (descriptor === 1) write(2, `The output cannot be written: ${code}.\n`);
  process.exit(2);
}
