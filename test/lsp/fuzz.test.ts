import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { withServerHere } from './inProcess.ts';

const URI = 'file:///work/net.yaml';
const TEXT = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.5/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24 } }
`;
const ZAPPA = 'file:///work/zappa_settings.yml';
const position = { line: 1, character: 60 };
const range = { start: position, end: { line: 2, character: 80 } };
const textDocument = { uri: URI };

/** The parameters of each request as they are right. */
const NETWORK = { pattern: 'nat', zones: '2', cidr: '10.0.0.0/16', extras: ['rds'], format: 'yaml' };

const REQUESTS: Readonly<Record<string, object>> = {
  'textDocument/diagnostic': { textDocument },
  'textDocument/hover': { textDocument, position },
  'textDocument/completion': { textDocument: { uri: ZAPPA }, position: { line: 1, character: 3 } },
  'textDocument/definition': { textDocument, position },
  'textDocument/references': { textDocument, position, context: { includeDeclaration: true } },
  'textDocument/documentHighlight': { textDocument, position },
  'textDocument/documentSymbol': { textDocument },
  'textDocument/prepareRename': { textDocument, position },
  'textDocument/rename': { textDocument, position: { line: 1, character: 3 }, newName: 'Main' },
  'textDocument/signatureHelp': { textDocument, position },
  'textDocument/inlayHint': { textDocument, range },
  'textDocument/documentLink': { textDocument },
  'textDocument/codeAction': { textDocument, range, context: { diagnostics: [], only: ['quickfix'] } },
  'codeAction/resolve': {
    title: 'Write',
    data: { uri: URI, version: 1, start: 55, end: 66, only: ['quickfix'], index: 0 },
  },
  'workspace/executeCommand': {
    command: 'vpcLens.applyEdit',
    arguments: ['Write', { changes: { [URI]: [{ range, newText: '' }] } }, URI, 1],
  },
  'vpcLens/trace': { uri: URI, from: 'Vpc', to: 'internet', protocol: 'tcp', port: 443 },
  'vpcLens/reachNames': { uri: URI, position, from: 'Vpc' },
  'vpcLens/vpcs': { textDocument },
  'vpcLens/writeSubnets': {
    textDocument: { uri: URI, version: 1 },
    vpc: 'Vpc',
    subnets: [{ name: 'a', cidr: '10.0.1.0/24', zone: 0, tier: 'public', ipv6: null }],
    updates: [{ id: 'Subnet', cidr: '10.0.2.0/24', zone: 1 }],
    form: 'literal',
  },
  'vpcLens/status': { uri: URI },
  'vpcLens/newNetwork': NETWORK,
  'vpcLens/addVpcConfig': { textDocument: { uri: ZAPPA }, network: NETWORK },
};

const NOTIFICATIONS: Readonly<Record<string, object>> = {
  'textDocument/didOpen': {
    textDocument: { uri: 'file:///work/b.yaml', languageId: 'yaml', version: 1, text: TEXT },
  },
  'textDocument/didChange': {
    textDocument: { uri: 'file:///work/b.yaml', version: 2 },
    contentChanges: [{ range, text: 'x' }, { text: TEXT }],
  },
  'textDocument/didSave': { textDocument },
  'textDocument/didClose': { textDocument: { uri: 'file:///work/b.yaml' } },
  'workspace/didChangeConfiguration': {
    settings: {
      vpcLens: {
        profile: 'strict',
        rules: { 'cidr-host-bits': 'off' },
        exclude: ['a/**'],
        parameters: { A: 'b' },
        parameterFiles: { '*.yaml': 'p.json' },
        zappa: { files: ['z.yml'] },
        inventory: 'aws',
        deferTo: 'auto',
        navigation: true,
        codeLens: { enabled: true },
        inlayHints: { enabled: true },
      },
    },
  },
  'vpcLens/trust': { isTrusted: true },
  'workspace/didChangeWatchedFiles': { changes: [{ uri: URI, type: 2 }] },
  'workspace/didChangeWorkspaceFolders': { event: { added: [{ uri: 'file:///w', name: 'w' }], removed: [] } },
  'vpcLens/cfnLint': { isActive: true, isToolkitActive: false },
};

/** What stands where something else is wanted. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1.5, 1e300, 2 ** 31, '', 'x', '☃', [], {}, [null], {
    line: 0,
  }),
  fc.constantFrom('file:///%', 'file:///work/unknown.yaml', 'untitled:a', 'file:', '%E0%A4%A', '__proto__'),
  fc.jsonValue({ maxDepth: 2 }),
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, field]) => pathsOf(field, [...path, key]))];
}

/** A value with another at a path, or with nothing there. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

function broken(params: object): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.constantFrom(...pathsOf(params)), wrong), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((made, [path, by]) => replaced(made, path, by), params));
}

const message = fc.oneof(
  ...Object.entries(REQUESTS).map(([method, params]) =>
    fc.record({ kind: fc.constant('request' as const), method: fc.constant(method), params: broken(params) }),
  ),
  ...Object.entries(NOTIFICATIONS).map(([method, params]) =>
    fc.record({
      kind: fc.constant('notification' as const),
      method: fc.constant(method),
      params: broken(params),
    }),
  ),
);

const INVALID_PARAMS = -32602;
const CONTENT_MODIFIED = -32801;
/** A name that AWS would refuse. */
const REQUEST_FAILED = -32803;

async function started(client: MessageConnection, log: string[]): Promise<void> {
  client.onNotification('window/logMessage', ({ type, message }) => {
    if (type === 1) log.push(message);
  });
  client.onRequest(() => ({ applied: true }));
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { applyEdit: true } },
  });
  await client.sendNotification('initialized', {});
  for (const [uri, text] of [
    [URI, TEXT],
    [ZAPPA, 'dev:\n  s\n'],
  ]) {
    const document = { uri, languageId: 'yaml', version: 1, text };
    await client.sendNotification('textDocument/didOpen', { textDocument: document });
  }
}

/** A rejection of the connection's own, before anything is sent, is no answer. */
async function answerTo(client: MessageConnection, method: string, params: unknown): Promise<unknown> {
  try {
    return { result: await client.sendRequest(method, params) };
  } catch (error) {
    return error;
  }
}

function checkAnswer(answer: unknown, method: string): void {
  if ((answer as { result?: unknown }).result !== undefined) return;
  const { code, message } = answer as { code?: number; message?: string };
  const isKnown = code === INVALID_PARAMS || code === CONTENT_MODIFIED || code === REQUEST_FAILED;
  assert.ok(isKnown, `${method}: ${code} ${message}`);
  assert.match(message!, /^[^\n.]+(\.[^\s.][^\n.]*)*\.$/, 'one sentence');
}

test('every request as it is right has a result', async () => {
  await withServerHere(async (client) => {
    const log: string[] = [];
    await started(client, log);
    for (const [method, params] of Object.entries(REQUESTS)) {
      const answer = await answerTo(client, method, params);
      assert.ok('result' in (answer as object), `${method}: ${answer}`);
    }
    for (const [method, params] of Object.entries(NOTIFICATIONS))
      await client.sendNotification(method, params);
    assert.ok(await client.sendRequest('textDocument/hover', REQUESTS['textDocument/hover']));
    assert.deepEqual(log, []);
  });
});

test('whatever parameters it gets, the server answers, says what is wrong in a sentence, and lives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 40, size: 'max' }), async (messages) => {
      await withServerHere(async (client) => {
        const log: string[] = [];
        await started(client, log);
        const answers = messages.map(async ({ kind, method, params }) => {
          if (kind === 'notification') await client.sendNotification(method, params as never);
          else checkAnswer(await answerTo(client, method, params), method);
        });
        await Promise.all(answers);
        // It still works: a document of its own has its finding.
        const uri = 'file:///elsewhere/c.yaml';
        await client.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'yaml', version: 1, text: TEXT },
        });
        await client.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await client.sendNotification('vpcLens/cfnLint', { isActive: false });
        const report = await client.sendRequest<{ items: object[] }>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        assert.equal(report.items.length, 2);
        assert.deepEqual(log, [], 'nothing failed behind the answers');
      });
    }),
    { numRuns: process.env.DEEP ? 5000 : 300 },
  );
});
