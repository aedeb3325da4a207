/** Tells on a terminal how far the work is. */
export interface Progress {
  show(done: number, total: number): void;
  clear(): void;
}

export interface ProgressTerminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Work that is shorter needs no telling. */
const SILENT_MS = 1000;

/** Often enough to look alive. */
const EVERY_MS = 100;

/** One line, rewritten in place; nothing where there is no terminal, or in continuous integration. */
export function progressOn(
  terminal: ProgressTerminal,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number,
): Progress | undefined {
  if (!terminal.isTTY || env.CI || env.TERM === 'dumb') return undefined;
  const started = now();
  let shownAt = 0;
  return {
    show(done, total) {
      const time = now();
      if (time - started < SILENT_MS || (shownAt > 0 && time - shownAt < EVERY_MS)) return;
      shownAt = time;
      terminal.write(`\r\u001B[KChecking ${done} of ${total} files`);
    },
    clear() {
      if (shownAt > 0) terminal.write('\r\u001B[K');
      shownAt = 0;
    },
  };
}
