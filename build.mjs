// Bundles the programs that ship: the extension, its pages, the language server and the command line.
import { rm } from 'node:fs/promises';
import esbuild from 'esbuild';

const watch = process.argv.includes('--watch');

/** Node 20 is the oldest that runs the command line; VS Code 1.91 ships Node 20 too. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  // The packages' own ESM builds: their UMD builds hide `require` calls from the bundler.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

const builds = [
  {
    ...common,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
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
    ...common,
    entryPoints: [
      { in: 'client/webview/calculator/main.tsx', out: 'calculator' },
      { in: 'client/webview/calculator/calculator.css', out: 'calculator' },
    ],
    outdir: 'dist',
    platform: 'browser',
    // VS Code 1.91 is Electron 29, and that Chromium 122.
    target: 'chrome122',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...common,
    entryPoints: { cli: 'server/src/cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    // Loaded only for `vpc-lens lsp`, so that the other commands start without the protocol library.
    external: ['./server.cjs'],
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  },
];

if (watch) {
  for (const options of builds) await (await esbuild.context(options)).watch();
  console.log('watching');
} else {
  await rm('dist', { recursive: true, force: true });
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
