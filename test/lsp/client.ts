import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentSymbol,
  FullDocumentDiagnosticReport,
  Hover,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
  TextEdit,
} from 'vscode-languageserver-protocol';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The two ways in which an editor starts the server. */
const PROGRAMS = {
  server: ['server.cjs', '--stdio'],
  commandLine: ['cli.js', 'lsp', '--stdio'],
} as const;

/** A server that is silent for so long has nothing more to say. */
const PATIENCE_MS = 30_000;

/** A client that takes answers in their newest forms, and waits for diagnostics. */
export const PUSH: ClientCapabilities = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } },
};

/** The same, which asks for diagnostics, and again when it is told to. */
export const PULL: ClientCapabilities = {
  textDocument: { ...PUSH.textDocument, diagnostic: {} },
  workspace: { ...PUSH.workspace, diagnostics: { refreshSupport: true } },
};

/** The rules of diagnostics, in their order. */
export function codes(diagnostics: readonly { readonly code?: unknown }[]): readonly unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** A client that also says something of the workspace. */
export function withWorkspace(
  capabilities: ClientCapabilities,
  workspace: ClientCapabilities['workspace'],
): ClientCapabilities {
  return { ...capabilities, workspace: { ...capabilities.workspace, ...workspace } };
}

/** A server as a bare editor sees it: what it was told and what it answers, nothing in between. */
export interface Client {
  /** The server as the operating system knows it. */
  readonly pid: number;
  readonly initialized: InitializeResult;
  /** What the server has asked of the client so far. */
  readonly asked: readonly { readonly method: string; readonly params: unknown }[];
  /** What the server has written to the client's log so far. */
  readonly logged: readonly string[];
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): Promise<void>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(uri: string): Promise<void>;
  /** Diagnostics as asked for. */
  pull(uri: string): Promise<Diagnostic[]>;
  /** Diagnostics as sent for that version, or the next ones for the document where no version is given. */
  pushed(uri: string, version?: number): Promise<Diagnostic[]>;
  /** Everything that was sent for a document so far. */
  allPushed(uri: string): readonly PublishDiagnosticsParams[];
  hover(uri: string, position: Position): Promise<Hover | null>;
  symbols(uri: string): Promise<DocumentSymbol[] | null>;
  codeActions(uri: string, range: Range, only?: string[]): Promise<CodeAction[] | null>;
}

interface StartOptions {
  readonly program?: keyof typeof PROGRAMS;
  /** `PUSH` unless told otherwise. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Variables of the server's process besides those of this one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The address of the folder that is open. */
  readonly rootUri?: string;
  /** Answers what the server asks of the client. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
}

/**
 * Runs `use` with a fresh server and ends the server as an editor does: it must leave by itself, with status 0 and
 * nothing on standard error.
 */
export async function withServer(
  options: StartOptions,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const [file, ...args] = PROGRAMS[options.program ?? 'server'];
  assert.ok(existsSync(`${dist}${file}`), `dist/${file} is missing; npm run build makes it`);
  const child = spawn(process.execPath, [`${dist}${file}`, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ...options.environment },
  });
  const closed = once(child, 'close');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  // A server that dies leaves no answer to wait for.
  const died = closed.then(([code]) =>
    assert.fail(`The server ended with status ${code}: ${stderr.slice(-500)}`),
  );
  died.catch(() => {});
  const alive = async <T>(answer: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The server does not answer.')), PATIENCE_MS);
    });
    try {
      return await Promise.race([answer, died, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  const pushes: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushes.push(params);
    for (const listener of listeners) listener();
  });
  const logged: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
  });
  const asked: { method: string; params: unknown }[] = [];
  connection.onRequest((method, params) => {
    asked.push({ method, params });
    const answer = options.answers?.[method];
    if (answer) return answer(params as never);
    return new ResponseError(ErrorCodes.MethodNotFound, `This client has no ${method}.`);
  });
  connection.listen();

  const request = <T>(method: string, params: unknown) => alive(connection.sendRequest<T>(method, params));
  const notify = (method: string, params: unknown) => alive(connection.sendNotification(method, params));
  const textDocument = (uri: string) => ({ textDocument: { uri } });

  try {
    const initialized = await request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: options.rootUri ?? null,
      capabilities: options.capabilities ?? PUSH,
      initializationOptions: options.initializationOptions,
    });
    await notify('initialized', {});
    await use({
      pid: child.pid!,
      initialized,
      asked,
      logged,
      request,
      notify,
      open: (uri, text, languageId = 'yaml') =>
        notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
      change: (uri, version, ...contentChanges) =>
        notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
      close: (uri) => notify('textDocument/didClose', textDocument(uri)),
      async pull(uri) {
        const report = await request<FullDocumentDiagnosticReport>(
          'textDocument/diagnostic',
          textDocument(uri),
        );
        assert.equal(report.kind, 'full');
        return report.items;
      },
      pushed(uri, version) {
        const seen = version === undefined ? pushes.length : 0;
        const find = () =>
          pushes.slice(seen).find((push) => push.uri === uri && (version ?? push.version) === push.version);
        return alive(
          new Promise((resolve) => {
            const look = () => {
              const push = find();
              if (!push) return;
              listeners.delete(look);
              resolve(push.diagnostics);
            };
            listeners.add(look);
            look();
          }),
        );
      },
      allPushed: (uri) => pushes.filter((push) => push.uri === uri),
      hover: (uri, position) => request('textDocument/hover', { ...textDocument(uri), position }),
      symbols: (uri) => request('textDocument/documentSymbol', textDocument(uri)),
      codeActions: (uri, range, only) =>
        request('textDocument/codeAction', {
          ...textDocument(uri),
          range,
          context: { diagnostics: [], ...(only && { only }) },
        }),
    });
    await request('shutdown', null);
    await connection.sendNotification('exit');
    const [code] = await closed;
    assert.deepEqual({ code, stderr: stderr.slice(-500) }, { code: 0, stderr: '' });
  } finally {
    connection.dispose();
    child.kill();
  }
}

/** How many units of a position a text takes. */
export const UNITS = {
  'utf-8': (text: string) => new TextEncoder().encode(text).length,
  'utf-16': (text: string) => text.length,
  'utf-32': (text: string) => [...text].length,
} as const;

export type Encoding = keyof typeof UNITS;

/** The range of a text's first piece, as the protocol counts. */
export function rangeIn(text: string, piece: string, encoding: Encoding = 'utf-16'): Range {
  const start = text.indexOf(piece);
  assert.ok(start >= 0, `"${piece}" does not stand in the text`);
  const at = (offset: number): Position => {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: lines.length - 1, character: UNITS[encoding](lines.at(-1)!) };
  };
  return { start: at(start), end: at(start + piece.length) };
}

/** The text after edits, none of which overlap, as a client applies them. */
export function edited(text: string, edits: readonly TextEdit[], encoding: Encoding = 'utf-16'): string {
  const offset = ({ line, character }: Position) => {
    const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
    let at = starts[line]!;
    for (let left = character; left > 0; ) {
      const letter = String.fromCodePoint(text.codePointAt(at)!);
      left -= UNITS[encoding](letter);
      at += letter.length;
    }
    return at;
  };
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
