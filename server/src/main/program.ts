/**
 * The entry of the bundle with everything that runs outside of the editor's own process: the command line, its threads, and
 * the language server in a process or in a worker. Each part is loaded on its first use.
 */

export const commandLine = () => import('../cli/program.ts');

export const languageServer = () => import('../lsp/serve.ts');

export const languageServerInWorker = () => import('../lsp/serveInWorker.ts');
