import { execFile } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The part of VS Code's API for these tools. It exists from 1.95 on; the extension runs in older versions too. */
interface LanguageModelTools {
  registerTool(
    name: string,
    tool: {
      invoke(options: { readonly input: unknown }, token: vscode.CancellationToken): Promise<unknown>;
    },
  ): vscode.Disposable;
}

interface ToolClasses {
  readonly LanguageModelToolResult: new (content: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart: new (text: string) => unknown;
}

interface AnswerTool {
  answerTool(
    name: string,
    given: unknown,
    run: (args: readonly string[]) => Promise<{ status: 0 | 1 | 2; stdout: string; stderr: string }>,
  ): Promise<{ readonly text: string; readonly isError: boolean }>;
}

/** The prefix of the tools' names in package.json; `vpc-lens mcp` has the names without it. */
const PREFIX = 'vpc_lens_';

/**
 * The tools of `vpc-lens mcp` for the language models of VS Code, if it supports them. Each call runs the command line in a
 * process of its own: it does not block the editor, and cancelling ends it.
 */
export function registerLanguageModelTools({
  extension,
  asAbsolutePath,
}: vscode.ExtensionContext): vscode.Disposable {
  const models = vscode.lm as Partial<LanguageModelTools> | undefined;
  if (!models?.registerTool) return { dispose() {} };
  const dist = asAbsolutePath('dist');
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  const { LanguageModelToolResult, LanguageModelTextPart } = vscode as unknown as ToolClasses;
  return vscode.Disposable.from(
    ...contributes.languageModelTools.map(({ name }) =>
      models.registerTool!(name, {
        async invoke({ input }, token) {
          const { answerTool }: AnswerTool = await import('./answerTool.cjs' as string);
          const { text, isError } = await answerTool(name.slice(PREFIX.length), input, (args) =>
            runCommandLine(join(dist, 'cli.js'), args, token),
          );
          if (isError) throw new Error(text.trim());
          return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
}

function runCommandLine(program: string, args: readonly string[], token: vscode.CancellationToken) {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  const abort = new AbortController();
  const cancelled = token.onCancellationRequested(() => abort.abort());
  return new Promise<{ status: 0 | 1 | 2; stdout: string; stderr: string }>((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...args],
      {
        cwd: folder?.uri.fsPath,
        // VS Code's own program is Electron, which this variable turns into Node.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' },
        maxBuffer: 2 ** 26,
        signal: abort.signal,
      },
      (error, stdout, stderr) => {
        cancelled.dispose();
        const { code = 0 } = error ?? {};
        if (code === 0 || code === 1 || code === 2) resolve({ status: code, stdout, stderr });
        else reject(token.isCancellationRequested ? new vscode.CancellationError() : error);
      },
    );
  });
}
