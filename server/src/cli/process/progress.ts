/** Shows the progress of the work on a terminal. */
export interface Progress {
  show(done: number, total: number): void;
  clear(): void;
}

export interface ProgressTerminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shorter work shows no progress. */
const SILENT_MS = 1000;

/** The interval of updates. */
const EVERY_MS = 100;

/** One line that is rewritten in place; nothing without a terminal, and in continuous integration. */
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
