import { statSync } from 'node:fs';

/** The files that answers depend on, with their modification times, for clients that watch no files. */
export interface TimeStamps {
  /** The path is about to be read or looked up. */
  note(path: string): void;
  /** The files that were created, deleted or changed since they were noted, or since the last call. */
  changed(): readonly FileChange[];
}

/** A change of a file on disk. */
export interface FileChange {
  /** As `normalizeUri` gives it. */
  readonly path: string;
  /** True if the file was created or deleted. */
  readonly isCreatedOrDeleted: boolean;
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
        changes.push({ path, isCreatedOrDeleted: before === '' || now === '' });
      }
      return changes;
    },
  };
}

/**
 * Includes the size, since two changes within the disk's time resolution have the same time. Empty if there is no file.
 */
function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}
