import { isCandidate, walk } from '../../files/walk.ts';
import { normalizePath } from '../client/uris.ts';
import type { Quiet } from '../quiet.ts';

/** Searching more files would cost more time and memory than imports are worth. */
const MOST_FILES = 5000;

/** Milliseconds of work at a time; longer slices would delay a keystroke. */
const SLICE_MS = 5;

/** The files of the workspace that may be templates. They are searched for on first use, in the background. */
export interface WorkspaceTemplates {
  /** Undefined during the search, and if there are too many. A new set after each change. */
  current(): ReadonlySet<string> | undefined;
  /** As `current`, after the search. */
  found(): Promise<ReadonlySet<string> | undefined>;
  /** Files were created or deleted, or other folders are open. The known files stay until the next search is done. */
  invalidate(): void;
  /** There is a file at the path: if it may be a template and is unknown, the search is repeated. */
  noteFile(path: string): void;
}

export interface TemplatesHost {
  readonly folders: () => readonly string[];
  /** Called for each file before `current` contains it. */
  readonly prepare: (path: string) => void;
  /** Called after `current` has changed. */
  readonly changed: () => void;
  readonly quiet: Pick<Quiet, 'idle'>;
  readonly log: (message: string) => void;
}

export function createWorkspaceTemplates(host: TemplatesHost): WorkspaceTemplates {
  let templates: ReadonlySet<string> | undefined;
  let isStale = true;
  let searching: Promise<void> | undefined;

  async function search(): Promise<void> {
    isStale = false;
    const paths = new Set<string>();
    for await (const path of candidatesIn(host.folders(), host.quiet)) {
      paths.add(path);
      if (paths.size > MOST_FILES) break;
      host.prepare(path);
    }
    const isTooMany = paths.size > MOST_FILES;
    if (isTooMany)
      host.log(`More than ${MOST_FILES} files here may be templates; imports are not looked up.`);
    templates = isTooMany ? undefined : paths;
    host.changed();
  }

  function current(): ReadonlySet<string> | undefined {
    if (isStale) {
      searching ??= search()
        .catch((error) => host.log(`The workspace cannot be searched: ${String(error)}`))
        .finally(() => {
          searching = undefined;
        });
    }
    return templates;
  }

  return {
    current,
    async found() {
      current();
      await searching;
      return templates;
    },
    invalidate() {
      isStale = true;
    },
    noteFile(path) {
      const isInside = host.folders().some((folder) => path.startsWith(`${folder}/`));
      if (templates && !templates.has(path) && isInside && isCandidate(path)) isStale = true;
    },
  };
}

/**
 * The paths below the folders that may be templates. The search goes on only while the server has nothing else to do:
 * to read 2,000 templates takes twenty seconds, in which people type.
 */
async function* candidatesIn(folders: readonly string[], quiet: Pick<Quiet, 'idle'>): AsyncGenerator<string> {
  // Yields first: the caller must not wait for the scan.
  await quiet.idle();
  let sliceEnd = performance.now() + SLICE_MS;
  for (const folder of folders) {
    for (const file of walk(folder, () => true)) {
      if (performance.now() > sliceEnd) {
        await quiet.idle();
        sliceEnd = performance.now() + SLICE_MS;
      }
      if (isCandidate(file)) yield normalizePath(file);
    }
  }
}
