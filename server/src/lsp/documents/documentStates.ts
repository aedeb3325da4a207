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

/** A document as it was analyzed last. `analysis` is undefined for one that is none of our business. */
export interface DocumentState {
  readonly version: number;
  /** Another number for each analysis. */
  readonly revision: number;
  readonly analysis: Analysis | undefined;
  /** The other files that it rests on. */
  readonly uses: Uses;
  /** The paths that were looked at around settings of Zappa. */
  readonly siblingPaths: ReadonlySet<string>;
  /** The document was edited since, or opened anew. */
  hasOldText: boolean;
  /** One of `siblingPaths` has changed. */
  hasOldSiblings: boolean;
  /** The client was told that other files have changed, and has not asked since. */
  refreshRequested: boolean;
  /** Other files had changed when it was analyzed, and the client was not told yet. */
  isNews: boolean;
}

/** With what the rules found, and the network tests. */
export type CheckedState = DocumentState & {
  readonly findings: readonly Finding[];
  /** Of the tests about it, by the text that they are written in. */
  readonly tests: readonly TestedBy[];
  /** Of a file of tests, what is wrong in it; of a settings file, what its tests name and is not there. */
  readonly mistakes: readonly Mistake[];
};

export interface TestedBy extends TestsText {
  readonly results: readonly TestResult[];
}

type DocumentSettings = NonNullable<ReturnType<Configuration['forDocument']>>;

export interface StatesHost {
  readonly configuration: Pick<Configuration, 'forDocument'>;
  readonly workspace: Pick<Workspace, 'neighboursOf' | 'isCurrent'>;
  /** Whether the editor explains and completes the document's keys by the JSON schema that came with us. */
  readonly hasSchema: (uri: string) => boolean;
  /** The paths of the folders that a person opened. */
  readonly openedFolders: () => readonly string[];
  /** Hears of each path that is looked at on disk. */
  readonly reading: (path: string) => void;
  readonly networkTests: Pick<NetworkTests, 'suitesOf' | 'mistakesIn'>;
  readonly quiet: Pick<Quiet, 'pause'>;
  readonly onFailure: (rule: string, error: unknown) => void;
}

/** What is known of open documents. Each is analyzed when it is first asked for, and again when that is outdated. */
export interface DocumentStates {
  stateOf(document: TextDocument): DocumentState;
  /** As `stateOf`, checked in slices; undefined where the document was edited or forgotten meanwhile. */
  checkedStateOf(document: TextDocument): Promise<CheckedState | undefined>;
  /** Another text of the document, read and checked as the document is. */
  versionOf(document: TextDocument, text: string): OtherVersion;
  /**
   * Whether other files that it rests on have changed and the client was not told; false for a document that is not
   * known, or was edited itself. Asked once: it counts as told then.
   */
  takeOutdated(uri: string): boolean;
  edited(uri: string): void;
  /** As `stateOf`, of a document that the client has not opened; nothing of it is kept. */
  unkeptStateOf(document: TextDocument): DocumentState;
  /** A file of tests at the path has changed, or what the files of tests beside it are about. */
  besideChanged(path: string): void;
  /** The file at a path has changed on disk. */
  siblingChanged(path: string): void;
  forget(uri: string): void;
  forgetAll(): void;
}

export function createDocumentStates(host: StatesHost): DocumentStates {
  const states = new Map<string, DocumentState>();
  /** Whoever asks while a state is being checked gets what comes of it. */
  const checks = new WeakMap<DocumentState, Promise<CheckedState | undefined>>();
  /** Since when a check is due and none was brought to its end, in milliseconds. */
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

  /** Whether what it rests on outside of the document is as it was. */
  function isSurroundedAsBefore({ hasOldSiblings, uses }: DocumentState): boolean {
    return !hasOldSiblings && host.workspace.isCurrent(uses);
  }

  /** What the next version can use of the last. The rest, most of the memory, is given up before the next is made. */
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
    // Rules look for siblings too, long after the analysis.
    const disk = noting(diskAround(path, host.openedFolders()), (sibling) => {
      siblingPaths.add(sibling);
      host.reading(sibling);
    });
    const options = settings && {
      parameters: settings.values,
      neighbours: host.workspace.neighboursOf(path, uses),
      surroundings: surroundingsOf(path, disk),
      inventory: settings.answers,
      ...(settings.kind && { kind: settings.kind }),
    };
    return { options, uses, siblingPaths };
  }

  function analyzeDocument(document: TextDocument, isNews: boolean): DocumentState {
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
      isNews,
    };
  }

  function stateOf(document: TextDocument): DocumentState {
    const known = states.get(document.uri);
    if (known && !known.hasOldText && isSurroundedAsBefore(known)) return known;
    const isNews = known !== undefined && !known.hasOldText && !known.refreshRequested;
    const state = analyzeDocument(document, isNews);
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
    // Once the next version is analyzed, what the check of this one looks at is used up.
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
      const isUntold = isOutdated || known.isNews;
      known.refreshRequested = isOutdated;
      known.isNews = false;
      return isUntold;
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
        // Its tests may be about any file below it; which ones, and what they name, is looked at again.
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
