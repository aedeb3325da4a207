import * as vscode from 'vscode';
import {
  NETWORK_TESTS_REQUEST,
  type NetworkTestItem,
  type NetworkTestsAnswer,
  type NetworkTestsParams,
  SHOW_TRACE_COMMAND,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import { afterPause } from '../documents/afterPause.ts';
import { vscodeRange } from '../documents/editors.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { findTestTexts, isTestText } from './testTexts.ts';

/** Milliseconds after a keystroke until tests are read, or run continuously, again. */
const PAUSE = 300;

/** The data of a failed test's message, for the commands of its menu: the path and the fix. */
const HAS_TRACE = 'vpcLens.hasTrace';

/** The context key of the tests that have such a message: VS Code shows a single message as one row with its test. */
const TRACED_TESTS = 'vpcLens.tracedTests';

/** The network tests in the Testing view: an item for each file of tests, with its tests below it. */
export interface NetworkTestController extends vscode.Disposable {
  /** Adds the item of a test file. Its tests are read when the item is opened. */
  list(uri: vscode.Uri): void;
  /** Reads the tests of a file again after it was created, changed or deleted. */
  update(uri: vscode.Uri): Promise<void>;
}

export function createTestController(server: LanguageServer): NetworkTestController {
  const controller = vscode.tests.createTestController(
    'vpcLens.networkTests',
    vscode.l10n.t('Network Tests'),
  );
  /** Questions by the test's id and the text of its message: VS Code passes a copy of the message to the command. */
  const traces = new Map<string, ReadonlyMap<string, TraceRequest>>();

  async function ask(uri: vscode.Uri, run: boolean): Promise<NetworkTestsAnswer> {
    server.start();
    return server.ask(NETWORK_TESTS_REQUEST, { uri: uri.toString(), run } satisfies NetworkTestsParams);
  }

  function show(item: vscode.TestItem, { tests, mistakes }: NetworkTestsAnswer): void {
    const files = new Set(tests.map(({ tested }) => tested));
    item.error = mistakes.length > 0 ? mistakes.map(({ message }) => message).join('\n') : undefined;
    item.children.replace(
      tests.map((test, i) => {
        const child = controller.createTestItem(`${item.id}#${i}`, test.title, item.uri);
        child.range = vscodeRange(test.range);
        child.sortText = String(i).padStart(6, '0');
        if (files.size > 1) child.description = nameOf(test.tested);
        return child;
      }),
    );
  }

  async function update(uri: vscode.Uri): Promise<void> {
    const answer = await ask(uri, false);
    if (answer.tests.length === 0 && answer.mistakes.length === 0) {
      controller.items.delete(uri.toString());
      return;
    }
    const item = itemOf(uri);
    item.canResolveChildren = false;
    show(item, answer);
  }

  function itemOf(uri: vscode.Uri): vscode.TestItem {
    const known = controller.items.get(uri.toString());
    if (known) return known;
    const item = controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    controller.items.add(item);
    return item;
  }

  function list(uri: vscode.Uri): void {
    itemOf(uri).canResolveChildren = true;
  }

  async function updateAll(): Promise<void> {
    for (const uri of await findTestTexts()) await update(uri);
  }

  /** Resolves one item; all of them if VS Code asks for the roots, which are listed already. */
  async function resolve(item: vscode.TestItem | undefined): Promise<void> {
    if (item?.uri) await update(item.uri);
  }

  async function run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const included = request.include ?? itemsIn(controller.items);
    const excluded = new Set(request.exclude ?? []);
    const isWanted = (test: vscode.TestItem, text: vscode.TestItem) =>
      (included.includes(text) || included.some(({ id }) => id === test.id)) &&
      !excluded.has(test) &&
      !excluded.has(text);
    const texts = new Set(included.map((item) => item.parent ?? item));
    const testRun = controller.createTestRun(request);
    try {
      for (const text of texts) {
        if (token.isCancellationRequested || !text.uri) continue;
        const answer = await ask(text.uri, true);
        if (itemsIn(text.children).length !== answer.tests.length) show(text, answer);
        for (const [i, child] of itemsIn(text.children).entries()) {
          const test = answer.tests[i];
          if (test && isWanted(child, text)) reportResult(testRun, child, test);
        }
      }
    } finally {
      await vscode.commands.executeCommand('setContext', TRACED_TESTS, [...traces.keys()]);
      testRun.end();
    }
  }

  function reportResult(testRun: vscode.TestRun, item: vscode.TestItem, test: NetworkTestItem): void {
    const asked = test.messages.flatMap(({ text, trace }) => (trace ? [[text, trace] as const] : []));
    if (asked.length > 0) traces.set(item.id, new Map(asked));
    else traces.delete(item.id);
    const messages = test.messages.map(({ text, place, trace }) => {
      const message = new vscode.TestMessage(text);
      if (place)
        message.location = new vscode.Location(vscode.Uri.parse(place.uri), vscodeRange(place.range));
      if (trace) message.contextValue = HAS_TRACE;
      testRun.appendOutput(
        `${test.title}\r\n  ${text.replaceAll('\n', '\r\n  ')}\r\n`,
        message.location,
        item,
      );
      return message;
    });
    switch (test.outcome) {
      case 'passed':
        testRun.passed(item);
        break;
      case 'error':
        testRun.errored(item, messages);
        break;
      default:
        testRun.failed(item, messages);
    }
  }

  /** Runs the tests once; in a continuous run, again after each change of a document until the run is cancelled. */
  function runHandler(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (!request.continuous) return run(request, token);
    // VS Code shows only the worst of the runs of one request, so each run gets its own request.
    const again = afterPause(PAUSE, () =>
      run(new vscode.TestRunRequest(request.include, request.exclude, request.profile, true), token),
    );
    const changes = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) again.soon();
    });
    token.onCancellationRequested(() => vscode.Disposable.from(changes, again).dispose());
    return run(request, token);
  }

  controller.resolveHandler = resolve;
  controller.refreshHandler = updateAll;
  const profile = controller.createRunProfile(
    vscode.l10n.t('Run'),
    vscode.TestRunProfileKind.Run,
    runHandler,
    true,
    undefined,
    true,
  );
  const outdated = new Map<string, vscode.Uri>();
  const reading = afterPause(PAUSE, async () => {
    const texts = [...outdated.values()];
    outdated.clear();
    for (const uri of texts) await update(uri);
  });
  const listeners = vscode.Disposable.from(
    controller,
    profile,
    reading,
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!isTestText(document.uri)) return;
      outdated.set(document.uri.toString(), document.uri);
      reading.soon();
    }),
    vscode.commands.registerCommand(
      'vpcLens.showTestTrace',
      async (chosen: vscode.TestItem | ChosenMessage) => {
        const { test, text } = 'message' in chosen ? chosenText(chosen) : { test: chosen, text: undefined };
        const own = traces.get(test.id);
        const trace = text === undefined ? [...(own?.values() ?? [])][0] : own?.get(text);
        if (!trace) return;
        await vscode.commands.executeCommand(SHOW_TRACE_COMMAND, trace);
      },
    ),
  );
  return { list, update, dispose: () => listeners.dispose() };
}

/** What VS Code hands to a command in the menu of a message. */
interface ChosenMessage {
  readonly test: vscode.TestItem;
  readonly message: vscode.TestMessage;
}

function chosenText({ test, message: { message } }: ChosenMessage) {
  return { test, text: typeof message === 'string' ? message : message.value };
}

function itemsIn(items: vscode.TestItemCollection): readonly vscode.TestItem[] {
  return [...items].map(([, item]) => item);
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
