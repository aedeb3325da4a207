import { isCandidate, walk } from '../../files/walk.ts';
import type { Steps } from '../../languageService.ts';
import { normalizePath } from '../client/uris.ts';
import { inIdleSlices } from '../documents/slices.ts';
import type { Quiet } from '../quiet.ts';

/** Searching more files would cost more time and memory than imports are worth. */
const MOST_FILES = 5000;

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
    // The caller must not wait for the scan.
    await host.quiet.idle();
    const paths = await inIdleSlices(candidatesIn(host), host.quiet);
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

/** The paths below the folders that may be templates, each prepared; it ends with one more than `MOST_FILES`. */
function* candidatesIn({ folders, prepare }: TemplatesHost): Steps<ReadonlySet<string>> {
  const paths = new Set<string>();
  for (const folder of folders()) {
    for (const file of walk(folder, () => true)) {
      if (isCandidate(file)) {
        const path = normalizePath(file);
        paths.add(path);
        if (paths.size > MOST_FILES) return paths;
        prepare(path);
      }
      yield;
    }
  }
  return paths;
}
