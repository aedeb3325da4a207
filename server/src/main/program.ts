/**
 * Everything that runs outside of an editor, in one bundle: the command line, its threads, and the language server of a process
 * and of a worker. Each part is loaded when it is asked for.
 */

export const commandLine = () => import('../cli/program.ts');

export const languageServer = () => import('../lsp/serve.ts');

export const languageServerInWorker = () => import('../lsp/serveInWorker.ts');
