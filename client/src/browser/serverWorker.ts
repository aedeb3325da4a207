import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  LanguageClient,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient/browser';
import {
  FILES_NOTIFICATION,
  type FilesParams,
  type FirstMessage,
  type SentFile,
} from '../../../server/src/protocol.ts';
import { CLIENT_ID, CLIENT_NAME } from '../languageServer/createClient.ts';
import { DECIDING_FILES, filesFound, readSentFile, WORKSPACE_FILES } from './workspaceFiles.ts';

/** A browser's worker; Node's types have another. */
type BrowserWorker = ConstructorParameters<typeof BrowserMessageReader>[0];

declare const Worker: new (script: string) => BrowserWorker;

/** The client of a server that runs in a worker and has the files of the workspace from here. */
export function createWorkerClient(
  { entry, program }: { readonly entry: vscode.Uri; readonly program: vscode.Uri },
  options: LanguageClientOptions,
): LanguageClient {
  const startWorker = async () => {
    const worker = new Worker(entry.toString(true));
    const first: FirstMessage = {
      program: program.toString(true),
      files: (await filesFound(DECIDING_FILES)) ?? [],
    };
    worker.postMessage(first);
    // Created here: VS Code has its own `Worker`, and a worker of the browser is no instance of it, which the language
    // client would check.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const send = (files: readonly SentFile[]) =>
    client.sendNotification(FILES_NOTIFICATION, { files } satisfies FilesParams);
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, {
    ...options,
    middleware: {
      ...options.middleware,
      workspace: {
        // The server asks for notifications of changes, and gets one once it has the new content.
        async didChangeWatchedFile(event, next) {
          const isThere = event.type !== FileChangeType.Deleted;
          const file = isThere ? await readSentFile(vscode.Uri.parse(event.uri)) : undefined;
          await send([file ?? { uri: event.uri }]);
          return next(event);
        },
        async didChangeWorkspaceFolders(event, next) {
          await next(event);
          await sendFiles((await filesFound(DECIDING_FILES)) ?? []);
          await sendAllFiles();
        },
      },
    },
  });

  /** Sends files that were created or deleted without another notification to the server. */
  async function sendFiles(files: readonly SentFile[]): Promise<void> {
    if (!client.isRunning() || files.length === 0) return;
    await send(files);
    const changes = files.map(
      ({ uri, content }): FileEvent => ({
        uri,
        type: content ? FileChangeType.Created : FileChangeType.Deleted,
      }),
    );
    await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  async function sendAllFiles(): Promise<void> {
    const files = await filesFound(WORKSPACE_FILES);
    if (files) await sendFiles(files);
    else options.outputChannel?.warn(TOO_MANY);
  }

  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) void sendAllFiles();
  });
  return client;
}

const TOO_MANY =
  'The workspace has more files that may be templates than are read in a browser: of templates and parameter files, those that are open count.';
