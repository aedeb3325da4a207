// Bundles the programs that ship: the extension, its pages, the language server and the command line.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import esbuild from 'esbuild';
import { licencesOf } from './packaging/licences.mjs';
import { rulePagesAsJson } from './packaging/rulePages.mjs';

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

/**
 * AWS's schemas have keys such as `[_xN]`, constants of the same file. esbuild leaves out no object with one, and so keeps every call
 * of EC2 and its answer; with the constants' texts as keys it keeps those that are asked for.
 */
const schemasWithPlainKeys = {
  name: 'schemas with plain keys',
  setup(build) {
    build.onLoad({ filter: /[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const constants = new Map(
        [...text.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]),
      );
      return {
        contents: text.replace(/\[(_\w+)\]:/g, (key, name) =>
          constants.has(name) ? `${constants.get(name)}:` : key,
        ),
      };
    });
  },
};

/**
 * loadProgram.ts reads the program as Latin-1. esbuild escapes what is not ASCII, but not in tagged templates, whose raw text that would
 * change; ours use only the cooked one.
 */
const onlyAscii = {
  name: 'only ASCII',
  setup(build) {
    build.onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const text = await readFile('dist/program.cjs', 'utf8');
      const escaped = text.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      await writeFile('dist/program.cjs', escaped);
    });
  },
};

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** The small programs that load the large one. */
const entry = {
  ...common,
  outdir: 'dist',
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', VERSION: JSON.stringify(version) },
};

const builds = [
  {
    ...common,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // In a browser the same bundle loads the packages' parts for browsers.
    conditions: ['browser'],
    external: ['vscode', './answerTool.cjs', './aws.cjs'],
  },
  {
    ...common,
    entryPoints: { program: 'server/src/main/program.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    conditions: ['browser'],
    // The script of loadProgram.ts cannot import: `import()` of a module of Node becomes `require`.
    supported: { 'dynamic-import': false },
    // A function with the parameters that Node gives to a module: the value of the script for loadProgram.ts, and a name for a
    // browser's worker, which can have nothing else of a script.
    banner: { js: 'globalThis.vpcLensProgram = (function (exports, require, module) {' },
    footer: { js: '})' },
    plugins: [commanderWithoutChildProcess, onlyAscii],
  },
  {
    ...entry,
    entryPoints: { cli: 'server/src/main/commandLine.ts' },
    external: ['./server.cjs', './mcp.cjs', './aws.cjs'],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...entry,
    entryPoints: {
      server: 'server/src/main/languageServer.ts',
      worker: 'server/src/main/checkThread.ts',
    },
    outExtension: { '.js': '.cjs' },
  },
  {
    ...common,
    entryPoints: { serverInWorker: 'server/src/main/languageServerInWorker.ts' },
    outdir: 'dist',
    platform: 'browser',
    // VS Code 1.91 is Electron 29, and that Chromium 122.
    target: 'chrome122',
    format: 'iife',
    alias: { 'node:path': 'path-browserify' },
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
    target: 'chrome122',
    format: 'esm',
    // Only for streams of Node, which the page does not parse.
    external: ['stream'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
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
    plugins: [schemasWithPlainKeys],
  },
];

// As CommonJS, `node:fs` is there at once; an import of ECMAScript loads Node's streams with it.
await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');
await writeFile('dist/rulePages.json', await rulePagesAsJson());

if (watch) {
  for (const options of builds) await (await esbuild.context(options)).watch();
  console.log('watching');
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  await writeFile('dist/licences.txt', await licencesOf(results.map(({ metafile }) => metafile)));
}
