import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diskAround, noting } from '../../files/disk.ts';
import {
  analyze,
  type Earlier,
  earlierOf,
  findingsOf,
  isNetworkTestName,
  isSettingsName,
  type RunOptions,
  surroundingsOf,
  usesNothing,
  type Workspace,
} from '../../languageService.ts';
import { folderOf, normalizeUri } from '../client/uris.ts';
import { LONGEST_WAIT } from '../quiet.ts';
import type { Configuration, DocumentSettings } from '../workspace/configuration.ts';
import { type CheckedState, type CheckStateHost, checkState } from './checkState.ts';
import type { DocumentState } from './documentState.ts';
import { createOtherVersions, type OtherVersion } from './otherVersions.ts';

export interface StatesHost extends CheckStateHost {
  readonly configuration: Pick<Configuration, 'forDocument'>;
  readonly workspace: Pick<Workspace, 'crossStackOf' | 'isCurrent'>;
  /** Whether the editor offers hover and completion for the document's keys from our JSON schema. */
  readonly hasSchema: (uri: string) => boolean;
  /** The paths of the folders that are open. */
  readonly openedFolders: () => readonly string[];
  /** Called for each path that is looked up on disk. */
  readonly reading: (path: string) => void;
  readonly onFailure: (rule: string, error: unknown) => void;
}

/** The states of open documents. Each document is analyzed on first use, and again when its state is outdated. */
export interface DocumentStates {
  stateOf(document: TextDocument): DocumentState;
  /** As `stateOf`, with the rules run in slices; undefined if the document is edited or closed meanwhile. */
  checkedStateOf(document: TextDocument): Promise<CheckedState | undefined>;
  /** Another text of the document, analyzed and checked as the document is. */
  versionOf(document: TextDocument, text: string): OtherVersion;
  /**
   * Whether other files that the document depends on have changed and the client was not notified; false for an unknown
   * document, and for one that was edited itself. A call counts as the notification.
   */
  takeOutdated(uri: string): boolean;
  edited(uri: string): void;
  /** As `stateOf`, for a document that the client has not opened; the state is not kept. */
  unkeptStateOf(document: TextDocument): DocumentState;
  /** A test file at the path has changed, or a file that tests beside it are about. */
  besideChanged(path: string): void;
  /** The file at a path has changed on disk. */
  siblingChanged(path: string): void;
  forget(uri: string): void;
  forgetAll(): void;
}

export function createDocumentStates(host: StatesHost): DocumentStates {
  const states = new Map<string, DocumentState>();
  /** Concurrent requests for the same state share one check. */
  const checks = new WeakMap<DocumentState, Promise<CheckedState | undefined>>();
  /** Since when a check is due that was not finished, in milliseconds. */
  const unchecked = new Map<string, number>();
  let analyses = 0;

  const others = createOtherVersions({
    read(uri, text) {
      const { options, uses } = readOptions(uri);
      return { analysis: options && analyze(uri, text, options), uses };
    },
    check(uri, analysis) {
      const settings = host.configuration.forDocument(uri);
      return settings ? findingsOf(analysis, runOptions(uri, settings)) : [];
    },
    isCurrent: host.workspace.isCurrent,
  });

  /** Whether everything outside of the document that it depends on is unchanged. */
  function isSurroundedAsBefore({ hasOldSiblings, uses }: DocumentState): boolean {
    return !hasOldSiblings && host.workspace.isCurrent(uses);
  }

  /**
   * What the next version can reuse of the last. The rest, most of the memory, is released before the next one is
   * analyzed.
   */
  function takeEarlier(uri: string): Earlier | undefined {
    const analysis = states.get(uri)?.analysis;
    states.delete(uri);
    return analysis && earlierOf(analysis);
  }

  function readOptions(uri: string) {
    const settings = host.configuration.forDocument(uri);
    const path = normalizeUri(uri);
    const uses = usesNothing();
    const siblingPaths = new Set<string>();
    // Rules look up siblings, too, long after the analysis.
    const disk = noting(diskAround(path, host.openedFolders()), (sibling) => {
      siblingPaths.add(sibling);
      host.reading(sibling);
    });
    const options = settings && {
      parameters: settings.values,
      crossStack: host.workspace.crossStackOf(path, uses),
      surroundings: surroundingsOf(path, disk),
      inventory: settings.answers,
      ...(settings.kind && { kind: settings.kind }),
    };
    return { options, uses, siblingPaths };
  }

  function analyzeDocument(document: TextDocument, isUnreported: boolean): DocumentState {
    const { uri, version } = document;
    const { options, uses, siblingPaths } = readOptions(uri);
    const analysis = options && analyze(uri, document.getText(), options, takeEarlier(uri));
    return {
      version,
      revision: ++analyses,
      analysis,
      uses,
      siblingPaths,
      hasOldText: false,
      hasOldSiblings: false,
      refreshRequested: false,
      isUnreported,
    };
  }

  function stateOf(document: TextDocument): DocumentState {
    const known = states.get(document.uri);
    if (known && !known.hasOldText && isSurroundedAsBefore(known)) return known;
    const isUnreported = known !== undefined && !known.hasOldText && !known.refreshRequested;
    const state = analyzeDocument(document, isUnreported);
    states.set(document.uri, state);
    return state;
  }

  function runOptions(uri: string, settings: DocumentSettings): RunOptions {
    return {
      profile: settings.profile ?? 'recommended',
      severities: settings.rules ?? {},
      defersToCfnLint: settings.defersToCfnLint,
      defersToSchema: host.hasSchema(uri),
      onFailure: (rule, error) => host.onFailure(rule.id, error),
    };
  }

  async function checked(uri: string, state: DocumentState): Promise<CheckedState | undefined> {
    const settings = host.configuration.forDocument(uri);
    const since = unchecked.get(uri) ?? performance.now();
    unchecked.set(uri, since);
    // Once the next version is analyzed, the data that this version's check reads is no longer valid.
    const isOutdated = () =>
      states.get(uri) !== state || (state.hasOldText && performance.now() < since + LONGEST_WAIT);
    const result = await checkState(uri, state, settings && runOptions(uri, settings), host, isOutdated);
    if (result) unchecked.delete(uri);
    return result;
  }

  return {
    stateOf,
    versionOf: ({ uri }, text) => others.versionOf(uri, text),
    checkedStateOf(document) {
      const state = stateOf(document);
      const known = checks.get(state) ?? checked(document.uri, state);
      checks.set(state, known);
      return known;
    },
    takeOutdated(uri) {
      const known = states.get(uri);
      if (!known || known.hasOldText || known.refreshRequested) return false;
      const isOutdated = !isSurroundedAsBefore(known);
      const needsRefresh = isOutdated || known.isUnreported;
      known.refreshRequested = isOutdated;
      known.isUnreported = false;
      return needsRefresh;
    },
    edited(uri) {
      const known = states.get(uri);
      if (known) known.hasOldText = true;
    },
    unkeptStateOf: (document) => analyzeDocument(document, false),
    besideChanged(path) {
      const isTest = isNetworkTestName(path);
      for (const [uri, state] of states) {
        const other = normalizeUri(uri);
        const isBeside = folderOf(other) === folderOf(path);
        if (isBeside && isNetworkTestName(other) !== isTest) state.hasOldSiblings = true;
      }
    },
    siblingChanged(path) {
      for (const [uri, state] of states) {
        // Its tests may be about any file below it, so the affected files and the names in them are determined again.
        const isAbove = isSettingsName(uri) && path.startsWith(`${folderOf(normalizeUri(uri))}/`);
        if (isAbove || state.siblingPaths.has(path)) state.hasOldSiblings = true;
      }
    },
    forget(uri) {
      states.delete(uri);
      others.forget(uri);
      unchecked.delete(uri);
    },
    forgetAll() {
      states.clear();
      others.forgetAll();
    },
  };
}
