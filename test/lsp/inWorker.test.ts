// The language server as a browser's worker runs it: the bundle, in a scope that has nothing of Node's.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate as nextEvent } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import type { Diagnostic, Hover, InitializeResult } from 'vscode-languageserver-protocol';
import type { FirstMessage, SentFile } from '../../server/src/protocol.ts';
import { PULL } from './client.ts';

const FOLDER = 'vscode-vfs://github/owner/the%20shop';

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
Outputs:
  Block: { Value: 10.0.1.0/40, Export: { Name: app-block } }
`;

/** One mistake of its own, and one in what it imports. */
const APP = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.5/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !ImportValue app-block }
`;

const RULE_OFF = '{ "rules": { "cidr-host-bits": "off" } }';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The address of a built file. */
const bundle = (name: string) => new URL(`../../dist/${name}`, import.meta.url).href;

async function startWorker(files: readonly SentFile[]) {
  const load = (address: string) => {
    const path = fileURLToPath(address);
    assert.ok(existsSync(path), `${path} is missing; npm run build makes it`);
    new Script(readFileSync(path, 'utf8'), { filename: path }).runInContext(context);
  };
  const waiting = new Map<number, (message: Message) => void>();
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  let requests = 0;
  const scope: Record<string, unknown> = {
    ...{ console, performance, setTimeout, clearTimeout, TextDecoder, TextEncoder, URL },
    addEventListener() {},
    importScripts: load,
    close,
    postMessage(message: Message) {
      if (message.method === undefined) waiting.get(message.id!)!(structuredClone(message));
      else if (message.id !== undefined) post({ jsonrpc: '2.0', id: message.id, result: null });
    },
  };
  const context = createContext(scope);
  scope.self = context;
  load(bundle('serverInWorker.js'));

  /** As a worker receives it: a copy. */
  function post(data: unknown): void {
    (scope.onmessage as (event: object) => void)({ data: structuredClone(data) });
  }
  const notify = (method: string, params: unknown) => post({ jsonrpc: '2.0', method, params });
  async function request<T>(method: string, params: unknown): Promise<T> {
    const id = ++requests;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    post({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await answer;
    assert.equal(error, undefined);
    return result as T;
  }

  post({ program: bundle('program.cjs'), files } satisfies FirstMessage);
  // In a worker each message is an event of its own, and what is promised in one is settled before the next.
  await nextEvent();
  return {
    notify,
    request,
    closed,
    async initialize() {
      const params = { processId: null, rootUri: FOLDER, capabilities: PULL };
      const result = await request<InitializeResult>('initialize', params);
      notify('initialized', {});
      return result;
    },
    open(name: string, text: string) {
      const textDocument = { uri: `${FOLDER}/${name}`, languageId: 'yaml', version: 1, text };
      notify('textDocument/didOpen', { textDocument });
    },
    /** Files that came, or went. */
    tell(sent: readonly SentFile[]) {
      notify('vpcLens/files', { files: sent });
      notify('workspace/didChangeWatchedFiles', {
        changes: sent.map(({ uri, content }) => ({ uri, type: content ? 1 : 3 })),
      });
    },
    async codes(name: string) {
      const params = { textDocument: { uri: `${FOLDER}/${name}` } };
      const { items } = await request<{ items: Diagnostic[] }>('textDocument/diagnostic', params);
      return items.map(({ code }) => code);
    },
  };
}

function sent(name: string, text: string): SentFile {
  return {
    uri: `${FOLDER}/${name}`,
    content: { bytes: new TextEncoder().encode(text), writtenAt: 1_700_000_000_000 },
  };
}

test('a worker checks what is open, and other files count once they are sent', async () => {
  const server = await startWorker([]);
  await server.initialize();
  server.open('app.yaml', APP);
  assert.deepEqual(await server.codes('app.yaml'), ['cidr-host-bits']);

  server.tell([sent('network/network.yaml', NETWORK)]);
  await until(async () => (await server.codes('app.yaml')).length === 2);
  assert.deepEqual(await server.codes('app.yaml'), ['cidr-host-bits', 'cidr-malformed']);

  server.tell([sent('vpc-lens.json', RULE_OFF)]);
  await until(async () => (await server.codes('app.yaml')).length === 1);
  assert.deepEqual(await server.codes('app.yaml'), ['cidr-malformed']);

  server.tell([{ uri: `${FOLDER}/network` }]);
  await until(async () => (await server.codes('app.yaml')).length === 0);
});

test('the first files are known before anything is checked', async () => {
  const server = await startWorker([sent('vpc-lens.json', RULE_OFF)]);
  await server.initialize();
  server.open('app.yaml', APP);
  assert.deepEqual(await server.codes('app.yaml'), []);
});

test('a worker answers hovers, and ends when it is told to', async () => {
  const server = await startWorker([]);
  const { capabilities } = await server.initialize();
  assert.equal(capabilities.positionEncoding, 'utf-16');
  server.open('app.yaml', APP);
  const hover = await server.request<Hover>('textDocument/hover', {
    textDocument: { uri: `${FOLDER}/app.yaml` },
    position: { line: 1, character: APP.split('\n')[1]!.indexOf('10.1') },
  });
  assert.match(JSON.stringify(hover.contents), /10\.1\.0\.0/);
  await server.request('shutdown', undefined);
  server.notify('exit', undefined);
  await server.closed;
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) if (await isSo()) return;
  assert.fail('It does not come true.');
}
