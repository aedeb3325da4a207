import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  Command,
  CompletionItem,
  DocumentSymbol,
  MarkupContent,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { inFolder } from '../../cli/folder.ts';
import { type Client, codes, type Encoding, edited, rangeIn, withServer } from '../client.ts';
import { CLIENTS, type EditorClient } from '../clients.ts';

/** Letters of one to four bytes, and of two units of UTF-16, stand before the mistakes. */
const TEXT = `Description: café😀
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { Tags: [{ Key: Name, Value: "é€😀" }], CidrBlock: 10.0.0.5/16 }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { Tags: [{ Key: Name, Value: "é€😀" }], VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24 }
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: child.yaml }
  Other:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !GetAtt Child.Outputs.Block }
`;
const CHILD = 'Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { Block: { Value: 10.8.0.0/24 } }\n';
const SETTINGS = 'dev:\n  s3_bucket: b\n  s\n';
const BOTH = ['cidr-host-bits', 'subnet-outside-vpc'];

/** What the client can take of what a server may ask of it. */
function mayAsk({ workspace }: EditorClient['capabilities'], method: string, params: unknown): boolean {
  switch (method) {
    case 'workspace/configuration':
      return workspace?.configuration === true;
    case 'workspace/diagnostic/refresh':
      return workspace?.diagnostics?.refreshSupport === true;
    case 'workspace/codeLens/refresh':
      return workspace?.codeLens?.refreshSupport === true;
    case 'workspace/inlayHint/refresh':
      return workspace?.inlayHint?.refreshSupport === true;
    case 'workspace/applyEdit':
      return workspace?.applyEdit === true;
    case 'client/registerCapability': {
      const { registrations } = params as { registrations: readonly { method: string }[] };
      return registrations.every(({ method: registered }) =>
        registered === 'workspace/didChangeConfiguration'
          ? workspace?.didChangeConfiguration?.dynamicRegistration === true
          : registered === 'workspace/didChangeWatchedFiles' &&
            workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      );
    }
    default:
      return false;
  }
}

/** The edits of the one document that an edit changes, in the only form that the client takes. */
function editsOf(edit: WorkspaceEdit, uri: string, version: number, takesVersions: boolean): TextEdit[] {
  if (!takesVersions) {
    assert.deepEqual(Object.keys(edit), ['changes']);
    assert.deepEqual(Object.keys(edit.changes!), [uri]);
    return edit.changes![uri]!;
  }
  const [change, ...others] = edit.documentChanges as TextDocumentEdit[];
  assert.deepEqual(others, []);
  assert.deepEqual(change!.textDocument, { uri, version });
  return change!.edits as TextEdit[];
}

for (const { name, capabilities } of CLIENTS) {
  const { textDocument, workspace, general } = capabilities;
  const encoding = (general?.positionEncodings?.[0] ?? 'utf-16') as Encoding;
  const pulls = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  const hasRelated = textDocument?.publishDiagnostics?.relatedInformation === true;
  const isWatching = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  const hasLiterals = textDocument?.codeAction?.codeActionLiteralSupport !== undefined;
  const hoverKind = textDocument?.hover?.contentFormat?.[0] ?? 'markdown';
  const completionKind = textDocument?.completion?.completionItem?.documentationFormat?.[0] ?? 'markdown';
  const at = (text: string, piece: string) => rangeIn(text, piece, encoding);

  test(`${name}: every feature in a form that it takes`, async () => {
    await inFolder({ 'child.yaml': CHILD }, async (folder) => {
      const rootUri = pathToFileURL(folder).href;
      const uri = `${rootUri}/main.yaml`;
      let settings: object = {};
      const applied: WorkspaceEdit[] = [];
      const answers = {
        'workspace/configuration': ({ items }: { items: unknown[] }) => items.map(() => settings),
        'workspace/applyEdit': ({ edit }: { edit: WorkspaceEdit }) => {
          applied.push(edit);
          return { applied: true };
        },
        'client/registerCapability': () => null,
        'workspace/diagnostic/refresh': () => null,
        'workspace/codeLens/refresh': () => null,
      };
      await withServer({ capabilities, rootUri, answers }, async (client: Client) => {
        const server = client.initialized.capabilities;
        assert.equal(server.positionEncoding, encoding);
        assert.equal(server.diagnosticProvider !== undefined, pulls);
        assert.equal(typeof server.codeActionProvider, hasLiterals ? 'object' : 'boolean');
        const hasCommand = !hasLiterals && workspace?.applyEdit === true;
        assert.equal(server.executeCommandProvider !== undefined, hasCommand);

        const diagnose = (version: number) => (pulls ? client.pull(uri) : client.pushed(uri, version));
        await client.open(uri, TEXT);
        const [hostBits, outside, neighbour, ...others] = await diagnose(1);
        assert.deepEqual(others, []);
        assert.deepEqual(codes([hostBits!, outside!, neighbour!]), [...BOTH, 'subnet-outside-vpc']);
        assert.deepEqual(hostBits!.range, at(TEXT, '10.0.0.5/16'));
        assert.deepEqual(outside!.range, at(TEXT, '10.9.0.0/24'));
        assert.equal(outside!.relatedInformation !== undefined, hasRelated);
        if (hasRelated)
          assert.deepEqual(outside!.relatedInformation![0]!.location, { uri, range: hostBits!.range });

        const { start } = at(TEXT, '10.9.0.0/24');
        const hover = await client.hover(uri, start);
        assert.deepEqual(hover!.range, at(TEXT, '10.9.0.0/24'));
        const { kind, value } = hover!.contents as MarkupContent;
        assert.equal(kind, hoverKind);
        assert.equal(value.includes('**10.9.0.0/24**'), hoverKind === 'markdown');
        assert.match(value, /10\.9\.0\.0\/24.* 251/);
        if (hoverKind === 'plaintext') assert.doesNotMatch(value, /\*\*|`/);

        const symbols = await client.request<(DocumentSymbol | SymbolInformation)[]>(
          'textDocument/documentSymbol',
          { textDocument: { uri } },
        );
        const isNested = textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
        for (const symbol of symbols) assert.equal('location' in symbol, !isNested);
        if (!isNested) {
          const subnet = symbols.find((symbol) => symbol.name === 'Subnet') as SymbolInformation;
          assert.equal(subnet.location.uri, uri);
          assert.equal(subnet.containerName, 'Vpc');
        }

        // The fix, as the client applies it; then it tells of the edit, in its own units.
        const offered = await client.request<(CodeAction | Command)[]>('textDocument/codeAction', {
          textDocument: { uri },
          range: at(TEXT, '10.0.0.5/16'),
          context: { diagnostics: [hostBits] },
        });
        const takesVersions = workspace?.workspaceEdit?.documentChanges === true;
        const fixed = TEXT.replace('10.0.0.5/16', '10.0.0.0/16');
        const title = 'Change to 10.0.0.0/16';
        if (hasLiterals) {
          const chosen = offered.find((one) => one.title === title) as CodeAction;
          const resolves = textDocument?.codeAction?.resolveSupport !== undefined;
          assert.equal(chosen.edit === undefined, resolves);
          const fix = resolves ? await client.request<CodeAction>('codeAction/resolve', chosen) : chosen;
          assert.deepEqual(fix.diagnostics, chosen.diagnostics);
          assert.deepEqual(codes(fix.diagnostics!), ['cidr-host-bits']);
          const edits = editsOf(fix.edit!, uri, 1, takesVersions);
          assert.equal(edited(TEXT, edits, encoding), fixed);
        } else if (hasCommand) {
          const { command, arguments: given } = offered.find((one) => one.title === title) as Command;
          assert.equal(command, server.executeCommandProvider!.commands[0]);
          const params = { command, arguments: given };
          await client.request('workspace/executeCommand', params);
          assert.equal(edited(TEXT, editsOf(applied[0]!, uri, 1, takesVersions), encoding), fixed);
        } else assert.deepEqual(offered, []);

        await client.change(uri, 2, { range: at(TEXT, '10.0.0.5/16'), text: '10.0.0.0/16' });
        assert.deepEqual(codes(await diagnose(2)), ['subnet-outside-vpc', 'subnet-outside-vpc']);
        await client.change(uri, 3, { range: at(fixed, '10.9'), text: '10.0' });
        assert.deepEqual(codes(await diagnose(3)), ['subnet-outside-vpc']);

        // A file that it rests on changes on disk.
        const again = pulls ? undefined : client.pushed(uri);
        const child = join(folder, 'child.yaml');
        writeFileSync(child, CHILD.replace('10.8.', '10.0.'));
        utimesSync(child, new Date(), new Date(Date.now() + 5000));
        if (isWatching) {
          await client.notify('workspace/didChangeWatchedFiles', {
            changes: [{ uri: `${rootUri}/child.yaml`, type: 2 }],
          });
        } else await client.notify('textDocument/didSave', { textDocument: { uri } });
        assert.deepEqual(codes(await (again ?? client.pull(uri))), ['subnet-overlap']);

        const zappa = `${rootUri}/zappa_settings.yml`;
        await client.open(zappa, SETTINGS);
        const items = await client.request<CompletionItem[]>('textDocument/completion', {
          textDocument: { uri: zappa },
          position: { line: 2, character: 3 },
        });
        const slim = items.find(({ label }) => label === 'slim_handler')!.documentation as MarkupContent;
        assert.equal(slim.kind, completionKind);
        assert.equal(slim.value.startsWith('**slim_handler**'), completionKind === 'markdown');

        if (workspace?.configuration) {
          settings = { navigation: true };
          await client.notify('workspace/didChangeConfiguration', { settings: null });
        } else
          await client.notify('workspace/didChangeConfiguration', {
            settings: { vpcLens: { navigation: true } },
          });
        assert.deepEqual(
          await client.request('textDocument/definition', {
            textDocument: { uri },
            position: at(fixed, 'Vpc, CidrBlock').start,
          }),
          [{ uri, range: at(TEXT, 'Vpc') }],
        );
        const lenses = await client.request('textDocument/codeLens', { textDocument: { uri } });
        assert.deepEqual(lenses, [], 'no lens has a command that the client lacks');

        for (const { method, params } of client.asked)
          assert.ok(mayAsk(capabilities, method, params), method);
      });
    });
  });
}

test('settings, inventories and new templates are seen by time stamp where no files are watched', async () => {
  const files = { 'vpc-lens.json': '{"rules": {"cidr-host-bits": "off"}}', 'child.yaml': CHILD };
  await inFolder(files, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    const uri = `${rootUri}/main.yaml`;
    const text = TEXT.replace('!GetAtt Child.Outputs.Block', '!ImportValue Shared');
    await withServer({ capabilities: {}, rootUri }, async (client) => {
      await client.open(uri, text);
      assert.deepEqual(codes(await client.pushed(uri, 1)), ['subnet-outside-vpc']);
      const saved = async () => {
        const next = client.pushed(uri);
        await client.notify('textDocument/didSave', { textDocument: { uri } });
        return codes(await next);
      };
      writeFileSync(join(folder, 'vpc-lens.json'), '{}');
      assert.deepEqual(await saved(), BOTH);

      // A template that exports what is imported is made, and saved by the client.
      const exporting = CHILD.replace('10.8.0.0/24', '10.7.0.0/24, Export: { Name: Shared }');
      writeFileSync(join(folder, 'shared.yaml'), exporting);
      const found = client.pushed(uri);
      await client.open(`${rootUri}/shared.yaml`, exporting);
      assert.deepEqual(codes(await found), [...BOTH, 'subnet-outside-vpc']);
      // Nothing has changed: nothing is sent.
      const sent = client.allPushed(uri).length;
      await client.notify('textDocument/didSave', { textDocument: { uri } });
      await client.symbols(uri);
      assert.equal(client.allPushed(uri).length, sent);
    });
  });
});

test('a command says what came of its edit', async () => {
  const uri = 'file:///work/net.yaml';
  let applied = 0;
  const answers = {
    'workspace/applyEdit': () => {
      applied++;
      return { applied: false };
    },
  };
  const capabilities = { workspace: { applyEdit: true } };
  await withServer({ capabilities, answers }, async (client) => {
    await client.open(uri, TEXT);
    const range = rangeIn(TEXT, '10.0.0.5/16');
    const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
    const [fix] = await client.request<Command[]>('textDocument/codeAction', params);
    const run = () =>
      client.request('workspace/executeCommand', { command: fix!.command, arguments: fix!.arguments });
    await assert.rejects(run, { code: -32803, message: 'The editor did not apply the edit.' });
    await client.change(uri, 2, { text: `# new\n${TEXT}` });
    await assert.rejects(run, { code: -32801, message: 'The document changed since this was offered.' });
    assert.equal(applied, 1);
  });
});
