import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diskAround, noting } from '../../files/disk.ts';
import {
  type Analysis,
  analyze,
  checkInSteps,
  type Earlier,
  earlierOf,
  type Finding,
  findingsOf,
  isNetworkTestName,
  isSettingsName,
  type Mistake,
  type RunOptions,
  runSuite,
  surroundingsOf,
  type TestResult,
  type TestsText,
  type Uses,
  usesNothing,
  type Workspace,
} from '../../languageService.ts';
import { normalizeUri } from '../client/uris.ts';
import { LONGEST_WAIT, type Quiet } from '../quiet.ts';
import type { Configuration } from '../workspace/configuration.ts';
import type { NetworkTests } from '../workspace/networkTests.ts';
import { createOtherVersions, type OtherVersion } from './otherVersions.ts';
import { inSlices } from './slices.ts';

/** The last analysis of a document. `analysis` is undefined for a file of another kind. */
export interface DocumentState {
  readonly version: number;
  /** Changes with each analysis. */
  readonly revision: number;
  readonly analysis: Analysis | undefined;
  /** The other files that it depends on. */
  readonly uses: Uses;
  /** The paths that were looked up around Zappa settings. */
  readonly siblingPaths: ReadonlySet<string>;
  /** True if the document was edited or reopened since. */
  hasOldText: boolean;
  /** True if one of `siblingPaths` has changed since. */
  hasOldSiblings: boolean;
  /** True if the client was notified that other files have changed, and has not requested diagnostics since. */
  refreshRequested: boolean;
  /** True if the analysis was made because other files changed, and the client was not notified yet. */
  isUnreported: boolean;
}

/** With the findings and the results of network tests. */
export type CheckedState = DocumentState & {
  readonly findings: readonly Finding[];
  /** The results of the tests of this document, by the text that contains the tests. */
  readonly tests: readonly TestedBy[];
  /** The mistakes in a test file; for a settings file, the names in its tests that do not exist. */
  readonly mistakes: readonly Mistake[];
};

export interface TestedBy extends TestsText {
  readonly results: readonly TestResult[];
}

type DocumentSettings = NonNullable<ReturnType<Configuration['forDocument']>>;

export interface StatesHost {
  readonly configuration: Pick<Configuration, 'forDocument'>;
  readonly workspace: Pick<Workspace, 'crossStackOf' | 'isCurrent'>;
  /** Whether the editor offers hover and completion for the document's keys from our JSON schema. */
  readonly hasSchema: (uri: string) => boolean;
  /** The paths of the folders that are open. */
  readonly openedFolders: () => readonly string[];
  /** Called for each path that is looked up on disk. */
  readonly reading: (path: string) => void;
  readonly networkTests: Pick<NetworkTests, 'suitesOf' | 'mistakesIn'>;
  readonly quiet: Pick<Quiet, 'pause'>;
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
      isUnreported: isUnreported,
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
    if (isNetworkTestName(uri) || isSettingsName(uri)) {
      const mistakes = await host.networkTests.mistakesIn(uri, isOutdated);
      if (mistakes) unchecked.delete(uri);
      return mistakes && { ...state, findings: [], tests: [], mistakes };
    }
    if (!state.analysis || !settings) {
      unchecked.delete(uri);
      return { ...state, findings: [], tests: [], mistakes: [] };
    }
    const steps = checkInSteps(state.analysis, runOptions(uri, settings));
    const result = await inSlices(steps, host.quiet, isOutdated);
    if (!result) return undefined;
    const tests: TestedBy[] = [];
    for (const { suite, ...text } of host.networkTests.suitesOf(uri)) {
      const results = await inSlices(runSuite(suite, state.analysis), host.quiet, isOutdated);
      if (!results) return undefined;
      tests.push({ ...text, results });
    }
    unchecked.delete(uri);
    return { ...state, findings: result.findings, tests, mistakes: [] };
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

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
