// Bundles the programs that ship: the extension, its pages, the language server and the command line.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import esbuild from 'esbuild';
import { licencesOf } from './packaging/licences.mjs';

const watch = process.argv.includes('--watch');

/** Node 20 is the oldest that runs the command line; VS Code 1.91 ships Node 20 too. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  metafile: true,
  // Their licences are in dist/licences.txt.
  legalComments: 'none',
  // The packages' own ESM builds: their UMD builds hide `require` calls from the bundler.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

/** The extension host of VS Code in a browser is a worker, and the language server another one. */
const inBrowser = {
  ...common,
  platform: 'browser',
  target: 'chrome122',
  mainFields: ['browser', 'module', 'main'],
};

/** Commander starts programs for subcommands that are files of their own; there are none, and loading it takes time. */
const commanderWithoutChildProcess = {
  name: 'commander without child_process',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer)
        ? { path: resolve('server/src/cli/process/noChildProcess.cjs') }
        : undefined,
    );
  },
};

const builds = [
  {
    ...common,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode', './answerTool.cjs', './aws.cjs'],
  },
  {
    ...common,
    entryPoints: { server: 'server/src/lsp/main.ts', languageServer: 'server/src/lsp/serve.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['./languageServer.cjs'],
  },
  {
    ...inBrowser,
    entryPoints: { extensionInBrowser: 'client/src/browser/extension.ts' },
    outdir: 'dist',
    // With the package's `type`, another ending would be an ECMAScript module, which VS Code's host in a browser does not load.
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...inBrowser,
    entryPoints: { serverInWorker: 'server/src/lsp/serveInWorker.ts' },
    outdir: 'dist',
    format: 'iife',
    alias: {
      'node:fs': './server/src/browser/fileSystem.ts',
      'node:path': 'path-browserify',
      'node:url': './server/src/browser/addresses.ts',
      os: './server/src/browser/system.ts',
    },
    define: { 'process.platform': '"browser"' },
  },
  {
    ...common,
    entryPoints: [
      { in: 'client/webview/calculator/main.tsx', out: 'calculator' },
      { in: 'client/webview/calculator/calculator.css', out: 'calculator' },
      { in: 'client/webview/map/main.tsx', out: 'map' },
      { in: 'client/webview/map/map.css', out: 'map' },
    ],
    outdir: 'dist/webview',
    platform: 'browser',
    // VS Code 1.91 is Electron 29, and that Chromium 122.
    target: 'chrome122',
    format: 'esm',
    // Only for streams of Node, which the page does not parse.
    external: ['stream'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...common,
    entryPoints: { cli: 'server/src/cli/main.ts' },
    outdir: 'dist',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
    external: ['./server.cjs', './mcp.cjs', './aws.cjs'],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: {
      mcp: 'server/src/cli/mcp/serve.ts',
      answerTool: 'server/src/cli/mcp/answerTool.ts',
      aws: 'server/src/cli/inventory/aws.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  },
  {
    ...common,
    entryPoints: { worker: 'server/src/cli/check/worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
  },
  {
    ...common,
    entryPoints: { program: 'server/src/cli/program.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // The parameters that Node gives to a module, see codeCache.ts.
    banner: { js: '(function (exports, require, module) {' },
    footer: { js: '})' },
    plugins: [commanderWithoutChildProcess],
  },
];

// As CommonJS, `node:fs` is there at once; an import of ECMAScript loads Node's streams with it.
await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');

if (watch) {
  for (const options of builds) await (await esbuild.context(options)).watch();
  console.log('watching');
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  await writeFile('dist/licences.txt', await licencesOf(results.map(({ metafile }) => metafile)));
}
