import * as vscode from 'vscode';

/** What we use of VS Code's Git extension: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository?(root: vscode.Uri): Promise<Repository | null>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

interface Repository {
  readonly state: {
    readonly HEAD?: { readonly commit?: string };
    readonly onDidChange: vscode.Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
  getBranches(query: { readonly remote: boolean }): Promise<readonly { readonly name?: string }[]>;
}

/** The repository that a document is in, as VS Code's Git extension knows it. */
export interface DocumentRepository {
  /** Names of branches, those of remotes too. */
  branches(): Promise<readonly string[]>;
  /** The commit of `HEAD`; undefined before the first commit. */
  commit(): string | undefined;
  /** Fires when `commit` may have changed. */
  readonly onDidChange: vscode.Event<void>;
  /** The document's text in a revision; undefined if it does not exist there. */
  textAt(revision: string): Promise<string | undefined>;
  /** The URI that shows the document as it is in a revision. */
  uriAt(revision: string): vscode.Uri;
}

/** Undefined if the document is in no repository, or Git is turned off. */
export async function repositoryOf(uri: vscode.Uri): Promise<DocumentRepository | undefined> {
  const api = await gitApi();
  const repository =
    api?.getRepository(uri) ?? (await api?.openRepository?.(vscode.Uri.joinPath(uri, '..'))) ?? undefined;
  if (!api || !repository) return undefined;
  return {
    async branches() {
      const found = [
        ...(await repository.getBranches({ remote: false })),
        ...(await repository.getBranches({ remote: true })),
      ];
      return [...new Set(found.flatMap(({ name }) => name ?? []))];
    },
    commit: () => repository.state.HEAD?.commit,
    onDidChange: repository.state.onDidChange,
    textAt: (revision) => repository.show(revision, uri.fsPath).catch(() => undefined),
    uriAt: (revision) => api.toGitUri(uri, revision),
  };
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  try {
    const api = (await extension?.activate())?.getAPI(1);
    if (!api || api.state === 'initialized') return api;
    await new Promise<void>((resolve) => {
      const listener = api.onDidChangeState((state) => {
        if (state !== 'initialized') return;
        listener.dispose();
        resolve();
      });
    });
    return api;
  } catch {
    // It throws if the setting git.enabled is off.
    return undefined;
  }
}
