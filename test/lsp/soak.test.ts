import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { randomFrom } from '../robustness/random.ts';
import { seedOf } from '../seed.ts';
import { PUSH } from './client.ts';
import { withServerHere } from './inProcess.ts';

/** `DEEP=1` is what a release needs; a short run finds what is plainly wrong. */
const STEPS = process.env.DEEP ? 20_000 : 600;
const DOCUMENTS = 50;
const CANCELLED = -32800;

const TEMPLATE = `Parameters: { Block: { Type: String, Default: 10.0.3.0/24 } }
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: t0.yaml } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.5/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !GetAtt Child.Outputs.Block } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: é😀 } }
Outputs: { Block: { Value: 10.0.9.0/24 } }
`;
const PIECES = [
  '10.9.0.0/24',
  '10.0.3.0/24',
  '{',
  '}',
  '\n',
  '  ',
  '!Ref Vpc',
  ': ',
  'é',
  '😀',
  '\r',
  'A',
  '#',
  '"',
];
const REQUESTS = ['diagnostic', 'documentSymbol', 'codeLens', 'hover', 'codeAction', 'completion'];

interface Open {
  document: TextDocument;
  /** Of versions that were sent for it, the last. */
  pushed: PublishDiagnosticsParams | undefined;
}

const uriOf = (i: number) => `file:///work/t${i}.yaml`;

async function opened(client: MessageConnection, document: TextDocument): Promise<void> {
  const { uri, languageId, version } = document;
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version, text: document.getText() },
  });
}

/** The diagnostics of these texts and settings by a server that has seen nothing else. */
async function freshDiagnostics(
  documents: readonly TextDocument[],
  settings: object,
  isCfnLintActive: boolean,
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const found = new Map<string, readonly Diagnostic[]>();
  await withServerHere(async (client) => {
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: PUSH });
    await client.sendNotification('workspace/didChangeConfiguration', { settings: { vpcLens: settings } });
    await client.sendNotification('vpcLens/cfnLint', { isActive: isCfnLintActive });
    for (const document of documents) await opened(client, document);
    for (const { uri } of documents) {
      const params = { textDocument: { uri } };
      const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', params);
      found.set(uri, report.items);
    }
  });
  return found;
}

function collected(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test(`${STEPS} random edits, cancellations, closings and settings over ${DOCUMENTS} documents`, async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const { below: random, pick } = randomFrom(seed);
  const open = new Map<string, Open>();
  let settings: object = {};
  let isCfnLintActive = false;
  let answered = 0;
  let asked = 0;
  const pending = new Set<Promise<void>>();
  let baseline = 0;

  await withServerHere(async (client) => {
    client.onNotification('textDocument/publishDiagnostics', (push: PublishDiagnosticsParams) => {
      const known = open.get(push.uri);
      if (!known || push.version === undefined) return;
      assert.ok(push.version >= (known.pushed?.version ?? 0), 'an old version never follows a newer one');
      assert.ok(push.version <= known.document.version);
      known.pushed = push;
    });
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: PUSH });

    const steps: Readonly<Record<string, (uri: string, known: Open | undefined) => Promise<void>>> = {
      async edit(uri, known) {
        if (!known) return;
        const { document } = known;
        const version = document.version + 1;
        const at = random(document.getText().length + 1);
        const isTooLong = document.getText().length > TEMPLATE.length + 200;
        const range = { start: document.positionAt(at), end: document.positionAt(at + random(6)) };
        const change = isTooLong || random(4) === 0 ? { text: TEMPLATE } : { range, text: pick(PIECES) };
        TextDocument.update(document, [change], version);
        await client.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [change],
        });
      },
      async ask(uri, known) {
        const source = new CancellationTokenSource();
        const method = `textDocument/${pick(REQUESTS)}`;
        const position = { line: random(12), character: random(90) };
        const params = {
          textDocument: { uri },
          position,
          range: { start: position, end: position },
          context: {},
        };
        const version = known?.document.version ?? 0;
        const isCancelled = random(3) === 0;
        asked++;
        const answer = client.sendRequest<CodeAction[] | null>(method, params, source.token).then(
          (result) => {
            for (const action of method === 'textDocument/codeAction' ? (result ?? []) : []) {
              const [change] = action.edit?.documentChanges ?? [];
              // Opened anew meanwhile, a document starts from version 1.
              const isSame = open.get(uri) === known;
              assert.ok(!change || !isSame || ('edits' in change && change.textDocument.version! >= version));
            }
          },
          (error) => assert.ok(isCancelled && error.code === CANCELLED, `${method}: ${error}`),
        );
        const done = answer.finally(() => {
          answered++;
          pending.delete(done);
        });
        pending.add(done);
        if (isCancelled) source.cancel();
      },
      async toggle(uri, known) {
        if (known) {
          open.delete(uri);
          await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
          return;
        }
        const document = TextDocument.create(uri, 'yaml', 1, TEMPLATE);
        open.set(uri, { document, pushed: undefined });
        await opened(client, document);
      },
      async configure() {
        if (random(2) === 0) {
          isCfnLintActive = !isCfnLintActive;
          await client.sendNotification('vpcLens/cfnLint', { isActive: isCfnLintActive });
          return;
        }
        settings = pick([
          {},
          { rules: { 'cidr-host-bits': 'off' } },
          { parameters: { Block: '10.7.0.0/24' } },
          { profile: 'strict' },
        ]);
        await client.sendNotification('workspace/didChangeConfiguration', {
          settings: { vpcLens: settings },
        });
      },
      async touch(uri) {
        await client.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri, type: 1 + random(3) }],
        });
      },
    };
    const kinds = [
      ...Array(60).fill('edit'),
      ...Array(30).fill('ask'),
      ...Array(6).fill('toggle'),
      'configure',
      'touch',
      'touch',
    ];

    for (let step = 0; step < STEPS; step++) {
      const uri = uriOf(random(DOCUMENTS));
      await steps[pick(kinds)]!(uri, open.get(uri));
      // A client has only so many questions open.
      if (pending.size > 40) await Promise.all(pending);
      if (step === STEPS >> 2) {
        await Promise.all(pending);
        baseline = collected();
      }
    }
    await Promise.all(pending);
    assert.equal(answered, asked);

    const documents = [...open.values()].map(({ document }) => document);
    const fresh = await freshDiagnostics(documents, settings, isCfnLintActive);
    for (const { document } of open.values()) {
      const params = { textDocument: { uri: document.uri } };
      const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', params);
      assert.deepEqual(report.items, fresh.get(document.uri), document.uri);
    }
    // What was sent last for each is what a fresh server finds.
    for (const [uri, { pushed, document }] of open) {
      assert.equal(pushed?.version, document.version, uri);
      assert.deepEqual(pushed.diagnostics, fresh.get(uri), uri);
    }
    const grown = collected() / baseline;
    context.diagnostic(
      `heap: ${Math.round(baseline / 1e6)} MB after a quarter, ${grown.toFixed(2)} times that at the end`,
    );
    if (process.env.DEEP)
      assert.ok(grown < 1.25, `the heap has grown to ${grown} times what it was after a quarter`);
  });
});
