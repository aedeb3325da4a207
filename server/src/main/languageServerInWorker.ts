import * as path from 'node:path';
import * as url from '../browser/addresses.ts';
import * as fs from '../browser/fileSystem.ts';
import * as os from '../browser/system.ts';
import type { FirstMessage } from '../protocol.ts';
import type { Program } from './loadProgram.ts';

// The language server as a worker of a browser. It is the program of the other entries, with this in place of Node's modules.
const NODE: Readonly<Record<string, unknown>> = {
  'node:fs': fs,
  'node:path': path,
  'node:process': { platform: 'browser' },
  'node:url': url,
  os,
};

/** What we use of the scope of a dedicated worker, and what the program puts there. */
declare const self: {
  onmessage: ((event: { readonly data: FirstMessage }) => void) | null;
  readonly vpcLensProgram: (
    exports: object,
    require: (name: string) => unknown,
    module: { readonly exports: object },
  ) => void;
};

declare function importScripts(script: string): void;

// What follows the first message is the protocol, also while the program is loaded.
self.onmessage = ({ data: { program, files } }) => {
  importScripts(program);
  const module = { exports: {} };
  self.vpcLensProgram(module.exports, (name) => NODE[name], module);
  const { languageServerInWorker } = module.exports as Program;
  void languageServerInWorker().then(({ serveInWorker }) => serveInWorker(files, fs));
};
