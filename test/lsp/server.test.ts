import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { type Client, codes, PULL, rangeIn, withServer, withWorkspace } from './client.ts';

const URI = 'file:///work/net.yaml';

/** Two mistakes: host bits in the VPC's block, and a subnet outside of it. Letters of two units stand before both. */
const TEXT = `AWSTemplateFormatVersion: '2010-09-09'
Description: café😀
Resources:
  Vpc: # café😀
    Type: AWS::EC2::VPC
    Properties: { Tags: [{ Key: Name, Value: café😀 }], CidrBlock: 10.0.0.5/16 }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.9.0.0/24
`;

function withCodeActions(more: object): ClientCapabilities {
  const { codeAction } = PULL.textDocument!;
  return { ...PULL, textDocument: { ...PULL.textDocument, codeAction: { ...codeAction, ...more } } };
}

const BOTH = ['cidr-host-bits', 'subnet-outside-vpc'];

/** The edits of an action's only document, with the version that they are for. */
function editsOf(action: CodeAction | undefined) {
  const [change, ...others] = action?.edit?.documentChanges ?? [];
  assert.deepEqual(others, []);
  const { textDocument, edits } = change as TextDocumentEdit;
  return { uri: textDocument.uri, version: textDocument.version, edits };
}

async function worksThrough(
  client: Client,
  diagnose: (version: number) => Promise<Diagnostic[]>,
): Promise<void> {
  await client.open(URI, TEXT);
  const [hostBits, outside, ...others] = await diagnose(1);
  assert.deepEqual(others, []);
  assert.equal(hostBits!.code, 'cidr-host-bits');
  assert.equal(hostBits!.severity, 2);
  assert.equal(hostBits!.source, 'VPC Lens');
  assert.deepEqual(hostBits!.range, rangeIn(TEXT, '10.0.0.5/16'));
  assert.equal(outside!.code, 'subnet-outside-vpc');
  assert.equal(outside!.severity, 1);
  assert.deepEqual(
    outside!.relatedInformation!.map(({ location }) => location),
    [{ uri: URI, range: rangeIn(TEXT, '10.0.0.5/16') }],
  );

  const { range } = hostBits!;
  const actions = await client.codeActions(URI, range);
  const fix = actions!.find(({ isPreferred }) => isPreferred);
  assert.equal(fix!.kind, 'quickfix');
  assert.deepEqual(codes(fix!.diagnostics!), ['cidr-host-bits']);
  assert.deepEqual(editsOf(fix), { uri: URI, version: 1, edits: [{ range, newText: '10.0.0.0/16' }] });

  // As an editor applies it, and the finding goes.
  await client.change(URI, 2, { range, text: '10.0.0.0/16' });
  assert.deepEqual(codes(await diagnose(2)), ['subnet-outside-vpc']);
  const changed = TEXT.replace('10.0.0.5', '10.0.0.0');
  const later = await client.codeActions(URI, rangeIn(changed, '10.9.0.0/24'));
  assert.equal(editsOf(later![0]).version, 2);

  const hover = await client.hover(URI, rangeIn(changed, '10.9.0.0/24').start);
  assert.deepEqual(hover!.range, rangeIn(changed, '10.9.0.0/24'));
  assert.match((hover!.contents as { value: string }).value, /251/);
  assert.equal(await client.hover(URI, { line: 0, character: 0 }), null);

  const symbols = await client.symbols(URI);
  assert.ok(JSON.stringify(symbols).includes('"Subnet"'));

  await client.close(URI);
}

test('a client that asks for diagnostics', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    const { capabilities } = client.initialized;
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
    assert.equal(capabilities.diagnosticProvider!.interFileDependencies, true);
    assert.deepEqual(client.initialized.serverInfo!.name, 'VPC Lens');
    await worksThrough(client, () => client.pull(URI));
    assert.deepEqual(await client.pull(URI), []);
    assert.deepEqual(client.allPushed(URI), []);
  });
});

test('a client that waits for diagnostics', async () => {
  await withServer({}, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await worksThrough(client, (version) => client.pushed(URI, version));
    assert.deepEqual(await client.pushed(URI), [], 'closing clears');
    assert.deepEqual(
      client.allPushed(URI).map(({ version, diagnostics }) => [version, diagnostics.length]),
      [
        [1, 2],
        [2, 1],
        [undefined, 0],
      ],
    );
  });
});

test('vpc-lens lsp --stdio is the same server', async () => {
  await withServer({ program: 'commandLine' }, async (client) => {
    await worksThrough(client, (version) => client.pushed(URI, version));
  });
});

test('incremental changes, several at once, and a change of the whole text', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(URI, TEXT);
    // Each range is counted in the text that the change before has left.
    const shorter = TEXT.replace('Description: café😀\n', '');
    await client.change(
      URI,
      2,
      { range: rangeIn(TEXT, 'Description: café😀\n'), text: '' },
      { range: rangeIn(shorter, '10.0.0.5/16'), text: '10.0.0.0/16' },
      { range: rangeIn(shorter, '9.0.0/24'), text: '0.9.0/24' },
    );
    assert.deepEqual(await client.pull(URI), []);
    await client.change(URI, 3, { text: TEXT });
    assert.deepEqual(codes(await client.pull(URI)), BOTH);
  });
});

test('files that are none of our business get nothing', async () => {
  const others: [uri: string, languageId: string, text: string][] = [
    [
      'file:///work/compose.yaml',
      'yaml',
      'services:\n  web:\n    image: nginx\n    CidrBlock: 10.0.1.5/24\n',
    ],
    ['file:///work/package.json', 'json', '{"name": "x", "CidrBlock": "10.0.1.5/24"}'],
    ['file:///work/empty.yaml', 'yaml', ''],
    ['file:///work/Main.java', 'java', 'class Main {}'],
    ['untitled:Untitled-1', 'plaintext', 'hello'],
  ];
  for (const capabilities of [PULL, {}]) {
    await withServer({ capabilities }, async (client) => {
      for (const [uri, languageId, text] of others) {
        await client.open(uri, text, languageId);
        const start = { line: 0, character: 0 };
        assert.equal(await client.hover(uri, start), null, uri);
        assert.equal(await client.symbols(uri), null, uri);
        assert.equal(await client.codeActions(uri, { start, end: start }), null, uri);
        if (capabilities === PULL) assert.deepEqual(await client.pull(uri), [], uri);
        for (const { diagnostics } of client.allPushed(uri)) assert.deepEqual(diagnostics, [], uri);
      }
    });
  }
});

test('a template is known by its content, whatever the editor calls it', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    for (const [uri, languageId] of [
      ['untitled:Untitled-1', 'plaintext'],
      ['file:///work/stack.template', 'cloudformation'],
      ['vscode-vfs://github/a/b/x.yml', 'yaml-cfn'],
    ]) {
      await client.open(uri!, TEXT, languageId!);
      assert.deepEqual(codes(await client.pull(uri!)), BOTH, uri);
    }
  });
});

test('a document becomes a template while it is typed, and ceases to be one', async () => {
  await withServer({}, async (client) => {
    await client.open(URI, '');
    await client.change(URI, 2, { text: TEXT });
    assert.deepEqual(codes(await client.pushed(URI, 2)), BOTH);
    await client.change(URI, 3, { text: 'shopping: [milk]\n' });
    assert.deepEqual(await client.pushed(URI, 3), []);
  });
});

test('broken text keeps what can be read, and one mistake is told', async () => {
  const broken = TEXT.replace('VpcId: !Ref Vpc', 'VpcId: !Ref Vpc\n      : - {');
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(URI, broken);
    const diagnostics = await client.pull(URI);
    assert.ok(codes(diagnostics).includes('syntax-broken'));
    assert.ok(codes(diagnostics).includes('cidr-host-bits'), 'the other resource is still checked');
    await client.symbols(URI);
    await client.hover(URI, { line: 10, character: 9 });
    await client.change(URI, 2, { text: TEXT });
    assert.deepEqual(codes(await client.pull(URI)), BOTH);
  });
});

test('two documents do not mix', async () => {
  const other = 'file:///work/other.yaml';
  await withServer({}, async (client) => {
    await client.open(URI, TEXT);
    await client.open(other, TEXT.replace('10.9.0.0', '10.0.7.0'));
    assert.deepEqual(codes(await client.pushed(URI, 1)), BOTH);
    assert.deepEqual(codes(await client.pushed(other, 1)), ['cidr-host-bits']);
    await client.close(other);
    assert.deepEqual(await client.pushed(other), []);
    const actions = await client.codeActions(URI, rangeIn(TEXT, '10.0.0.5/16'));
    assert.equal(editsOf(actions![0]).uri, URI);
    assert.equal(await client.symbols(other), null);
  });
});

test('the edit of an action that was offered for an earlier text is refused', async () => {
  const capabilities = withCodeActions({ dataSupport: true, resolveSupport: { properties: ['edit'] } });
  await withServer({ capabilities }, async (client) => {
    await client.open(URI, TEXT);
    const range = rangeIn(TEXT, '10.0.0.5/16');
    const [fix] = (await client.codeActions(URI, range))!;
    assert.equal(fix!.edit, undefined);
    const resolve = () => client.request<CodeAction>('codeAction/resolve', fix!);
    assert.deepEqual(editsOf(await resolve()).edits, [{ range, newText: '10.0.0.0/16' }]);
    await client.change(URI, 2, { range, text: '10.0.0.6/16' });
    await assert.rejects(resolve, /changed since this was offered/);
  });
});

test('an action that is a command alone is resolved to itself, as VS Code asks for each that has no edit', async () => {
  const capabilities = withCodeActions({ dataSupport: true, resolveSupport: { properties: ['edit'] } });
  const initializationOptions = { commands: ['vpcLens.turnOffRule'] };
  await withServer({ capabilities, initializationOptions }, async (client) => {
    await client.open(URI, TEXT);
    const actions = (await client.codeActions(URI, rangeIn(TEXT, '10.0.0.5/16')))!;
    const commands = actions.filter(({ edit, data }) => !edit && data === undefined);
    assert.notEqual(commands.length, 0);
    for (const action of commands)
      assert.deepEqual(await client.request<CodeAction>('codeAction/resolve', action), action);
  });
});

test('an address that was never opened', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    const uri = 'file:///work/unknown.yaml';
    const start = { line: 3, character: 3 };
    assert.deepEqual(await client.pull(uri), []);
    assert.equal(await client.hover(uri, start), null);
    assert.equal(await client.symbols(uri), null);
    assert.equal(await client.codeActions(uri, { start, end: start }), null);
  });
});

test('positions past the end of a line and of the text', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(URI, TEXT);
    const far = [
      { line: 0, character: 10_000 },
      { line: 5, character: 10_000 },
      { line: 10_000, character: 0 },
      { line: 10_000, character: 10_000 },
    ];
    for (const position of far) await client.hover(URI, position);
    const whole = { start: { line: 0, character: 0 }, end: far.at(-1)! };
    const fixed = (await client.codeActions(URI, whole))!.flatMap(({ diagnostics }) => codes(diagnostics!));
    assert.deepEqual([...new Set(fixed)], BOTH);
    const past = { start: { line: 9000, character: 0 }, end: far.at(-1)! };
    assert.deepEqual(await client.codeActions(URI, past), []);
  });
});

test('columns are UTF-16 units below and beside letters that need two', async () => {
  const uri = 'file:///work/net.json';
  const text = `{"Resources": {"café😀": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.5/16"}},
"Other😀": {"Type": "AWS::EC2::VPC", "Metadata": "😀😀", "Properties": {"CidrBlock": "10.1.0.5/16"}}}}`;
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(uri, text, 'json');
    const diagnostics = await client.pull(uri);
    const ranges = ['"10.0.0.5/16"', '"10.1.0.5/16"'].map((piece) => rangeIn(text, piece));
    assert.deepEqual(
      diagnostics.map(({ range }) => range),
      ranges,
    );
    for (const range of ranges) {
      assert.deepEqual((await client.hover(uri, range.start))!.range, range);
      const [edit] = editsOf((await client.codeActions(uri, range))![0]).edits;
      assert.match((edit as { newText: string }).newText, /^"?10\.[01]\.0\.0\/16"?$/);
    }
  });
});

test('nothing is told of a version that is no longer current', async () => {
  await withServer({}, async (client) => {
    // All three arrive before the first is answered.
    void client.open(URI, TEXT);
    void client.change(URI, 2, { range: rangeIn(TEXT, '10.0.0.5/16'), text: '10.0.0.0/16' });
    const asked = client.codeActions(URI, {
      start: { line: 0, character: 0 },
      end: { line: 99, character: 0 },
    });
    for (const action of (await asked)!) assert.equal(editsOf(action).version, 2);
    await client.pushed(URI, 2);
    const versions = client.allPushed(URI).map(({ version }) => version!);
    assert.deepEqual(versions, versions.toSorted(), 'an old version never follows a newer one');
    // Typing goes on while answers are on their way.
    let text = TEXT;
    const answers = [];
    for (let version = 3; version < 30; version++) {
      text = `${text}# ${version}\n`;
      void client.change(URI, version, { text });
      answers.push(
        client.codeActions(URI, rangeIn(text, '10.9.0.0/24')).then((actions) => {
          const edited = editsOf(actions![0]).version!;
          assert.ok(
            edited >= version,
            `version ${version} was asked for, ${edited} is what the edits are for`,
          );
        }),
      );
    }
    await Promise.all(answers);
    const [, outside] = await client.pushed(URI, 29);
    assert.deepEqual(outside!.range, rangeIn(text, '10.9.0.0/24'));
  });
});

test("the rule's page is linked where the client can show it", async () => {
  const initializationOptions = { rulePage: 'vscode://x/rules/{id}' };
  await withServer({ capabilities: PULL, initializationOptions }, async (client) => {
    await client.open(URI, TEXT);
    const [first] = await client.pull(URI);
    assert.deepEqual(first!.codeDescription, { href: 'vscode://x/rules/cidr-host-bits' });
  });
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(URI, TEXT);
    assert.equal((await client.pull(URI))[0]!.codeDescription, undefined);
  });
});

test('only the kinds of code actions that are asked for', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    await client.open(URI, TEXT);
    const range = rangeIn(TEXT, '10.0.0.5/16');
    const kinds = async (...only: string[]) =>
      (await client.codeActions(URI, range, only))!.map(({ kind }) => kind);
    assert.ok((await kinds('quickfix')).every((kind) => kind === 'quickfix'));
    assert.ok((await kinds('refactor')).every((kind) => kind!.startsWith('refactor.')));
    assert.deepEqual(await kinds('refactor.move'), []);
    assert.deepEqual(await kinds('source.organizeImports'), []);
    const [all, ...others] = (await client.codeActions(URI, range, ['source.fixAll']))!;
    assert.deepEqual(others, []);
    assert.equal(all!.kind, 'source.fixAll.vpcLens');
    assert.deepEqual(editsOf(all).edits, [{ range, newText: '10.0.0.0/16' }]);
    assert.deepEqual(await kinds('source.fixAll.vpcLens'), ['source.fixAll.vpcLens']);
    assert.deepEqual(await kinds('source.fixAll.eslint'), []);
  });
});

test('a client whose settings cannot be had is served all the same', async () => {
  const capabilities = withWorkspace(PULL, { configuration: true });
  const answers = {
    'workspace/configuration': () => {
      throw new Error('for the test');
    },
  };
  await withServer({ capabilities, answers }, async (client) => {
    await client.open(URI, TEXT);
    assert.deepEqual(codes(await client.pull(URI)), BOTH);
  });
});

test("the editor's settings count, also when they change", async () => {
  let rules: Record<string, string> = { 'cidr-host-bits': 'off' };
  const capabilities = withWorkspace(PULL, { configuration: true });
  const answers = {
    'workspace/configuration': ({ items }: { items: unknown[] }) => items.map(() => ({ rules })),
  };
  await withServer({ capabilities, answers }, async (client) => {
    await client.open(URI, TEXT);
    assert.deepEqual(codes(await client.pull(URI)), ['subnet-outside-vpc']);
    rules = { 'subnet-outside-vpc': 'off' };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(codes(await client.pull(URI)), ['cidr-host-bits']);
  });
});

test('names lead somewhere unless the setting is off, or another extension does so', async () => {
  let navigation: boolean | null = false;
  const capabilities = withWorkspace(PULL, { configuration: true });
  const answers = {
    'workspace/configuration': ({ items }: { items: unknown[] }) => items.map(() => ({ navigation })),
  };
  await withServer({ capabilities, answers }, async (client) => {
    const { definitionProvider, referencesProvider, documentHighlightProvider } =
      client.initialized.capabilities;
    assert.deepEqual([definitionProvider, referencesProvider, documentHighlightProvider], [true, true, true]);
    await client.open(URI, TEXT);
    const { start } = rangeIn(TEXT, 'Vpc\n');
    const at = { textDocument: { uri: URI }, position: start };
    const ask = () =>
      Promise.all([
        client.request('textDocument/definition', at),
        client.request('textDocument/references', { ...at, context: { includeDeclaration: false } }),
        client.request('textDocument/documentHighlight', at),
      ]);
    assert.deepEqual(await ask(), [null, null, null]);
    navigation = null;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    const declared = rangeIn(TEXT, 'Vpc');
    const used = { start, end: { ...start, character: start.character + 3 } };
    assert.deepEqual(await ask(), [
      [{ uri: URI, range: declared }],
      [{ uri: URI, range: used }],
      [
        { range: declared, kind: 3 },
        { range: used, kind: 2 },
      ],
    ]);
    const elsewhere = { ...at, position: { line: 0, character: 0 } };
    assert.deepEqual(await client.request('textDocument/definition', elsewhere), []);
    await client.notify('vpcLens/cfnLint', { isActive: true, isToolkitActive: true });
    assert.deepEqual(await ask(), [null, null, null]);
    navigation = true;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual((await ask())[0], [{ uri: URI, range: declared }]);
  });
});

test('a client that rejects what it is asked does not end the server', async () => {
  const capabilities = withWorkspace(PULL, {
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  });
  const refuse = () => {
    throw new Error('for the test');
  };
  const answers = { 'workspace/diagnostic/refresh': refuse, 'client/registerCapability': refuse };
  await withServer({ capabilities, answers }, async (client) => {
    await client.open(URI, TEXT);
    const settings = { vpcLens: { rules: { 'cidr-host-bits': 'off' } } };
    await client.notify('workspace/didChangeConfiguration', { settings });
    assert.deepEqual(codes(await client.pull(URI)), ['subnet-outside-vpc']);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [] });
    assert.deepEqual(codes(await client.pull(URI)), ['subnet-outside-vpc']);
  });
});

test('a server whose editor went away ends', async () => {
  const server = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'ignore', 'ignore'] });
  try {
    child.stdin.end();
    await once(child, 'exit');
  } finally {
    child.kill();
  }
});
