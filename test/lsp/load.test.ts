import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { templateOfGroups } from '../../bench/templates.ts';
import { codes, PULL, PUSH, rangeIn } from './client.ts';
import { withServerHere } from './inProcess.ts';

const TEXT = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.5/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24 } }
`;
const FIXED = TEXT.replace('10.0.0.5', '10.0.0.0');
const CANCELLED = -32800;

const uriOf = (i: number) => `file:///work/t${i}.yaml`;
const documentAt = (uri: string, version: number, text: string) => ({
  textDocument: { uri, languageId: 'yaml', version, text },
});

interface Pushes {
  readonly all: readonly PublishDiagnosticsParams[];
  /** The first for which a condition holds, whether it was sent before or is sent later. */
  find(isWanted: (push: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
}

function pushesOf(client: MessageConnection): Pushes {
  const all: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  client.onNotification('textDocument/publishDiagnostics', (params) => {
    all.push(params);
    for (const listener of listeners) listener();
  });
  return {
    all,
    find: (isWanted) =>
      new Promise((resolve) => {
        const look = () => {
          const push = all.find(isWanted);
          if (push) resolve(push);
        };
        listeners.add(look);
        look();
      }),
  };
}

const initialize = (client: MessageConnection, capabilities = PUSH) =>
  client.sendRequest('initialize', { processId: null, rootUri: null, capabilities });

test('of edits that arrive together, the last is analyzed and not those before it', async () => {
  await withServerHere(async (client) => {
    const pushes = pushesOf(client);
    await initialize(client);
    const uri = uriOf(0);
    void client.sendNotification('textDocument/didOpen', documentAt(uri, 1, TEXT));
    for (let version = 2; version <= 200; version++) {
      const text = version === 200 ? FIXED : `${TEXT}# ${version}\n`;
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    }
    const last = await pushes.find(({ version }) => version === 200);
    assert.deepEqual(codes(last.diagnostics), ['subnet-outside-vpc']);
    // A machine with much else to do may take longer than anybody waits, and then there is one before.
    assert.ok(pushes.all.length <= 3, `sent ${pushes.all.length} times`);
  });
});

test('who asks during a long check is answered before it ends', async () => {
  await withServerHere(async (client) => {
    const pushes = pushesOf(client);
    await initialize(client);
    const uri = uriOf(0);
    const hover = () =>
      client.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 30, character: 8 },
      });
    const text = templateOfGroups(1_000_000, 'yaml');
    void client.sendNotification('textDocument/didOpen', documentAt(uri, 1, text));
    // Once the text is read, its check takes many slices.
    await hover();
    await hover();
    assert.equal(pushes.all.length, 0);
    await pushes.find((push) => push.uri === uri);
  });
});

test('a client that never stops typing sees findings meanwhile', async () => {
  await withServerHere(async (client) => {
    const pushes = pushesOf(client);
    await initialize(client);
    const uri = uriOf(0);
    await client.sendNotification('textDocument/didOpen', documentAt(uri, 1, TEXT));
    let isSeen = false;
    void pushes
      .find(({ version }) => version! > 1)
      .then(() => {
        isSeen = true;
      });
    for (let version = 2; !isSeen; version++) {
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: `${TEXT}# ${version}\n` }],
      });
      await new Promise(setImmediate);
    }
  });
});

test('questions without end do not make each other wait', async () => {
  await withServerHere(async (client) => {
    await initialize(client);
    const uri = uriOf(0);
    await client.sendNotification('textDocument/didOpen', documentAt(uri, 1, TEXT));
    const ask = () => client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    await ask();
    let isAnswered = false;
    const first = ask().then(() => {
      isAnswered = true;
    });
    const others: Promise<unknown>[] = [];
    while (!isAnswered && others.length < 500) {
      others.push(ask());
      await new Promise(setImmediate);
    }
    assert.ok(others.length < 100, `${others.length} others were asked meanwhile`);
    await Promise.all([first, ...others]);
  });
});

test('a request that is cancelled is answered as cancelled', async () => {
  await withServerHere(async (client) => {
    await initialize(client, PULL);
    await client.sendNotification('textDocument/didOpen', documentAt(uriOf(0), 1, TEXT));
    for (const method of ['textDocument/diagnostic', 'textDocument/codeLens', 'vpcLens/vpcs']) {
      const source = new CancellationTokenSource();
      const answer = client.sendRequest(method, { textDocument: { uri: uriOf(0) } }, source.token);
      source.cancel();
      await assert.rejects(answer, { code: CANCELLED, message: 'The client cancelled the request.' });
    }
  });
});

test('the client is asked once to ask again, however many files change before it does', async () => {
  await withServerHere(async (client) => {
    let asked = 0;
    client.onRequest('workspace/diagnostic/refresh', () => {
      asked++;
      return null;
    });
    const child = (block: string) =>
      `Outputs: { Block: { Value: ${block} } }\nResources: { T: { Type: AWS::SNS::Topic } }\n`;
    const parent = `${FIXED}  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !GetAtt Child.Outputs.Block } }
`;
    await initialize(client, PULL);
    const [uri, childUri] = ['file:///work/main.yaml', 'file:///work/child.yaml'];
    const pull = async () =>
      codes(
        (
          await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
            textDocument: { uri },
          })
        ).items,
      );
    await client.sendNotification('textDocument/didOpen', documentAt(childUri, 1, child('10.0.1.0/24')));
    await client.sendNotification('textDocument/didOpen', documentAt(uri, 1, parent));
    assert.deepEqual(await pull(), ['subnet-outside-vpc']);
    assert.equal(asked, 0);
    for (let version = 2; version < 6; version++) {
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri: childUri, version },
        contentChanges: [{ text: child(`10.8.${version}.0/24`) }],
      });
      // Another document's answer: the change before was taken in.
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: childUri } });
      await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: childUri } });
    }
    assert.equal(asked, 1);
    assert.deepEqual(await pull(), ['subnet-outside-vpc', 'subnet-outside-vpc']);
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri: childUri, version: 9 },
      contentChanges: [{ text: child('10.0.1.0/24') }],
    });
    await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: childUri } });
    await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: childUri } });
    assert.equal(asked, 2);
  });
});

test('sixty documents, three hundred edits, half of the questions cancelled, and closing in between', async () => {
  await withServerHere(async (client) => {
    const pushes = pushesOf(client);
    await initialize(client);
    const versions = new Map<string, number>();
    for (let i = 0; i < 60; i++) {
      versions.set(uriOf(i), 1);
      void client.sendNotification('textDocument/didOpen', documentAt(uriOf(i), 1, TEXT));
    }
    const answers: Promise<unknown>[] = [];
    for (let edit = 0; edit < 300; edit++) {
      const uri = uriOf((edit * 7) % 60);
      const version = versions.get(uri)! + 1;
      versions.set(uri, version);
      const isFixed = version % 2 === 0;
      const [before, after] = isFixed ? [TEXT, FIXED] : [FIXED, TEXT];
      const range = rangeIn(before, isFixed ? '10.0.0.5' : '10.0.0.0');
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: isFixed ? '10.0.0.0' : '10.0.0.5' }],
      });
      const source = new CancellationTokenSource();
      const params = {
        textDocument: { uri },
        range: rangeIn(after, '10.9.0.0/24'),
        context: { diagnostics: [] },
      };
      const answer = client.sendRequest<CodeAction[]>('textDocument/codeAction', params, source.token);
      const isCancelled = edit % 2 === 1;
      if (isCancelled) source.cancel();
      answers.push(
        answer.then(
          (actions) => {
            for (const action of actions) {
              const [change] = action.edit!.documentChanges!;
              assert.ok(change && 'edits' in change && change.textDocument.version! >= version);
            }
          },
          (error) => assert.ok(isCancelled && error.code === CANCELLED, error),
        ),
      );
      if (edit % 50 === 49) {
        // Closed while its answer is on its way; what follows for it is empty.
        void client.sendNotification('textDocument/didClose', { textDocument: { uri } });
        versions.delete(uri);
        const next = uriOf(100 + edit);
        versions.set(uri, 1);
        void client.sendNotification('textDocument/didOpen', documentAt(uri, 1, TEXT));
        void client.sendNotification('textDocument/didOpen', documentAt(next, 1, TEXT));
        void client.sendNotification('textDocument/didClose', { textDocument: { uri: next } });
      }
    }
    await Promise.all(answers);
    for (const [uri, version] of versions) {
      await pushes.find((push) => push.uri === uri && push.version === version);
      const last = pushes.all.findLast((push) => push.uri === uri)!;
      assert.equal(last.version, version);
      assert.deepEqual(
        codes(last.diagnostics),
        version % 2 === 0 ? ['subnet-outside-vpc'] : ['cidr-host-bits', 'subnet-outside-vpc'],
      );
    }
    for (const uri of [49, 99, 149, 199, 249, 299].map((edit) => uriOf(100 + edit))) {
      const last = pushes.all.findLast((push) => push.uri === uri);
      assert.deepEqual(last?.diagnostics ?? [], []);
    }
  });
});
