import { statSync } from 'node:fs';

/** The files that answers rest on, with their times of change, for clients that watch no files. */
export interface TimeStamps {
  /** The path is about to be read, or looked for. */
  note(path: string): void;
  /** The files that came, went or changed since they were noted, or since this was asked last. */
  changed(): readonly FileChange[];
}

/** What happened to a file on disk. */
export interface FileChange {
  /** As `normalizeUri` gives it. */
  readonly path: string;
  /** It was not there before, or is there no more. */
  readonly cameOrWent: boolean;
}

export function createTimeStamps(): TimeStamps {
  const stamps = new Map<string, string>();
  return {
    note(path) {
      if (!stamps.has(path)) stamps.set(path, stampOf(path));
    },
    changed() {
      const changes: FileChange[] = [];
      for (const [path, before] of stamps) {
        const now = stampOf(path);
        if (now === before) continue;
        stamps.set(path, now);
        changes.push({ path, cameOrWent: before === '' || now === '' });
      }
      return changes;
    },
  };
}

/** The size too: two changes within the disk's finest time have one time. Empty where there is nothing. */
function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}
