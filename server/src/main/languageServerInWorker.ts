import * as path from 'node:path';
import * as url from '../browser/addresses.ts';
import * as fs from '../browser/fileSystem.ts';
import * as os from '../browser/system.ts';
import type { FirstMessage } from '../protocol.ts';
import type { Program } from './loadProgram.ts';

// The language server in a worker of a browser: the same program as in a process, with these in place of Node's modules.
const NODE: Readonly<Record<string, unknown>> = {
  'node:fs': fs,
  'node:path': path,
  'node:process': { platform: 'browser' },
  'node:url': url,
  os,
};

/** The parts of a dedicated worker's global scope that we use, and the function that the program's script defines in it. */
declare const self: {
  onmessage: ((event: { readonly data: FirstMessage }) => void) | null;
  readonly vpcLensProgram: (
    exports: object,
    require: (name: string) => unknown,
    module: { readonly exports: object },
  ) => void;
};

declare function importScripts(script: string): void;

// The client sends this message once. Later ones belong to the protocol, even those that come while the program loads.
self.onmessage = ({ data: { program, files } }) => {
  importScripts(program);
  const module = { exports: {} };
  self.vpcLensProgram(module.exports, (name) => NODE[name], module);
  const { languageServerInWorker } = module.exports as Program;
  void languageServerInWorker().then(({ serveInWorker }) => serveInWorker(files, fs));
};
