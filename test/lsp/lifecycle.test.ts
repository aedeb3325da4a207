import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { withServerHere } from './inProcess.ts';

const URI = 'file:///work/net.yaml';
const TEXT = 'Resources: { V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.5/16 } } }\n';
const HOVER = { textDocument: { uri: URI }, position: { line: 0, character: 70 } };
const INITIALIZE = { processId: null, rootUri: null, capabilities: {} };
const OPEN = { textDocument: { uri: URI, languageId: 'yaml', version: 1, text: TEXT } };

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#errorCodes */
const NOT_INITIALIZED = { code: -32002, message: 'The server is not initialized yet.' };
const SHUT_DOWN = { code: -32600, message: 'The server is shut down.' };

test('before initialize, requests are errors and notifications are dropped', async () => {
  await withServerHere(async (client) => {
    await client.sendNotification('textDocument/didOpen', OPEN);
    await assert.rejects(client.sendRequest('textDocument/hover', HOVER), NOT_INITIALIZED);
    await assert.rejects(client.sendRequest('no/such', {}), NOT_INITIALIZED);
    await client.sendRequest('initialize', INITIALIZE);
    assert.equal(await client.sendRequest('textDocument/hover', HOVER), null, 'it was never opened');
    await client.sendNotification('textDocument/didOpen', OPEN);
    assert.ok(await client.sendRequest('textDocument/hover', HOVER));
  });
});

test('initialize again is an error, and changes nothing', async () => {
  await withServerHere(async (client) => {
    await client.sendRequest('initialize', INITIALIZE);
    const capabilities = { general: { positionEncodings: ['utf-8'] } };
    await assert.rejects(client.sendRequest('initialize', { ...INITIALIZE, capabilities }), {
      code: -32600,
      message: 'The server is initialized already.',
    });
    await client.sendNotification('textDocument/didOpen', OPEN);
    assert.ok(await client.sendRequest('textDocument/hover', HOVER));
  });
});

test('after shutdown, requests are errors and notifications are dropped', async () => {
  await withServerHere(async (client) => {
    await assert.rejects(client.sendRequest('shutdown'), NOT_INITIALIZED);
  });
  await withServerHere(async (client) => {
    const sent: PublishDiagnosticsParams[] = [];
    client.onNotification('textDocument/publishDiagnostics', (params) => void sent.push(params));
    await client.sendRequest('initialize', INITIALIZE);
    assert.equal(await client.sendRequest('shutdown'), null);
    await assert.rejects(client.sendRequest('shutdown'), SHUT_DOWN);
    await assert.rejects(client.sendRequest('textDocument/hover', HOVER), SHUT_DOWN);
    await client.sendNotification('textDocument/didOpen', OPEN);
    await assert.rejects(client.sendRequest('initialize', INITIALIZE));
    assert.deepEqual(sent, []);
  });
});

test('a request that the server does not have', async () => {
  await withServerHere(async (client) => {
    await client.sendRequest('initialize', INITIALIZE);
    await assert.rejects(client.sendRequest('textDocument/formatting', {}), {
      code: -32601,
      message: 'The server has no request textDocument/formatting.',
    });
  });
});

test('exit without shutdown is a failure, and exit after it is none', async () => {
  const server = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));
  for (const [isShutDown, status] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const client = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    client.listen();
    try {
      await client.sendRequest('initialize', INITIALIZE);
      if (isShutDown) await client.sendRequest('shutdown');
      await client.sendNotification('exit');
      const [code] = await once(child, 'exit');
      assert.equal(code, status);
    } finally {
      client.dispose();
      child.kill();
    }
  }
});

test('settings that never come are waited for a second, and count when they come late', async () => {
  await withServerHere(async (client) => {
    let answer: (settings: unknown[]) => void = () => {};
    client.onRequest(
      'workspace/configuration',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const found = new Promise<readonly Diagnostic[]>((resolve) =>
      client.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => resolve(diagnostics)),
    );
    const capabilities = { workspace: { configuration: true } };
    await client.sendRequest('initialize', { ...INITIALIZE, capabilities });
    await client.sendNotification('initialized', {});
    const start = performance.now();
    await client.sendNotification('textDocument/didOpen', OPEN);
    assert.equal((await found).length, 1);
    const waited = performance.now() - start;
    assert.ok(waited > 900, `${waited} ms`);
    const late = new Promise<readonly Diagnostic[]>((resolve) =>
      client.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => resolve(diagnostics)),
    );
    answer([{ rules: { 'cidr-host-bits': 'off' } }]);
    assert.deepEqual(await late, []);
  });
});

test('only the answer to the newest question for settings counts', async () => {
  await withServerHere(async (client) => {
    const questions: ((settings: unknown[]) => void)[] = [];
    let asked: () => void = () => {};
    client.onRequest(
      'workspace/configuration',
      () =>
        new Promise((resolve) => {
          questions.push(resolve);
          asked();
        }),
    );
    const question = () =>
      new Promise<void>((resolve) => {
        asked = resolve;
      });
    const capabilities = { workspace: { configuration: true } };
    await client.sendRequest('initialize', { ...INITIALIZE, capabilities });
    const first = question();
    await client.sendNotification('initialized', {});
    await first;
    const second = question();
    await client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await second;
    questions[1]!([{ rules: { 'cidr-host-bits': 'off' } }]);
    questions[0]!([{ rules: { 'cidr-host-bits': 'error' } }]);
    await client.sendNotification('textDocument/didOpen', OPEN);
    const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: URI },
    });
    assert.deepEqual(report.items, []);
  });
});

test('what is no message, or no JSON, does not end the server', async () => {
  const server = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  client.listen();
  const body = (text: string) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  try {
    for (const text of [
      '{',
      '[]',
      'null',
      '"x"',
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","id":null,"method":7}',
    ]) {
      child.stdin.write(body(text));
    }
    child.stdin.write(body('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"x"}}'));
    child.stdin.write(body('{"jsonrpc":"2.0","id":4,"result":null}'));
    await client.sendRequest('initialize', INITIALIZE);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  } finally {
    client.dispose();
    child.kill();
  }
});
