import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentLink,
  Hover,
  InlayHint,
  MarkupContent,
  SignatureHelp,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { inFolder } from '../cli/folder.ts';
import { type Client, edited, PULL, PUSH, rangeIn, withServer, withWorkspace } from './client.ts';

const URI = 'file:///work/net.yaml';

/** Letters of more than one byte stand before the cursor, on its line. */
const TEXT = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
  B:
    Type: AWS::EC2::Subnet
    Properties: { Tags: [{ Key: Name, Value: "é€😀" }], VpcId: !Ref Vpc, CidrBlock: "10.HERE" }
  C:
    Type: AWS::EC2::Subnet
    Properties:
      THERE
`;

const SNIPPETS: ClientCapabilities = {
  ...PUSH,
  textDocument: { ...PUSH.textDocument, completion: { completionItem: { snippetSupport: true } } },
};

interface Asked {
  readonly items: readonly CompletionItem[];
  readonly isIncomplete: boolean;
  /** The text once the first item is taken, as it is written for a client that lets nobody type over it. */
  readonly taken: string;
}

async function complete(client: Client, uri: string, marked: string, trigger?: string): Promise<Asked> {
  const text = marked.replace('HERE', '').replace('THERE', '');
  const at = marked.indexOf('THERE') >= 0 && marked.indexOf('HERE') < 0 ? 'THERE' : 'HERE';
  const { start } = rangeIn(marked, at);
  await client.open(uri, text);
  const answer = await client.request<CompletionItem[] | CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: start,
    context: trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger },
  });
  await client.close(uri);
  const { items, isIncomplete } = Array.isArray(answer) ? { items: answer, isIncomplete: false } : answer;
  const [first] = items;
  return { items, isIncomplete, taken: first ? edited(text, [first.textEdit as TextEdit]) : text };
}

const IN_B = TEXT.replace('THERE', '');
const IN_C = TEXT.replace('HERE', '9.0.0/24');

test('a free block is written over what is typed, and asked for again as it goes on', async () => {
  await withServer({ capabilities: PUSH }, async (client) => {
    const { items, isIncomplete, taken } = await complete(client, URI, IN_B);
    assert.equal(items[0]!.label, '10.0.1.0/24');
    assert.equal(isIncomplete, true, 'an editor would offer 10.0.12.0/24 for 10.2');
    assert.equal(taken, IN_B.replace('"10.HERE"', '"10.0.1.0/24"'));
    assert.equal((await complete(client, URI, IN_B, '.')).items.length, 0, 'a dot in a block opens nothing');
  });
});

test('a client without snippets gets text without stops, one with them gets the same text', async () => {
  const plain =
    'VpcId: !Ref Vpc\n      CidrBlock: 10.0.1.0/24\n      AvailabilityZone: !Select [0, !GetAZs ""]';
  await withServer({ capabilities: PUSH }, async (client) => {
    const { items, taken } = await complete(client, URI, IN_C.replace('THERE', 'HERE'));
    assert.equal(items[0]!.insertTextFormat, undefined);
    assert.equal(taken, IN_C.replace('THERE', plain));
  });
  await withServer({ capabilities: SNIPPETS }, async (client) => {
    const { items } = await complete(client, URI, IN_C.replace('THERE', 'HERE'));
    assert.equal(items[0]!.insertTextFormat, 2);
    assert.equal(
      (items[0]!.textEdit as TextEdit).newText,
      'VpcId: ${1:!Ref Vpc}\n      CidrBlock: ${2:10.0.1.0/24}\n      AvailabilityZone: ${3:!Select [0, !GetAZs ""]}$0',
    );
  });
});

test('a client that can open suggestions does so behind a key whose value is chosen', async () => {
  const SUGGEST = 'editor.action.triggerSuggest';
  const typeKey = TEXT.replace('THERE', '').replace('HERE', '9.0.0/24').concat('  D:\n    HERE\n');
  for (const commands of [[], [SUGGEST]]) {
    await withServer({ capabilities: SNIPPETS, initializationOptions: { commands } }, async (client) => {
      const { items } = await complete(client, URI, typeKey);
      assert.equal(items[0]!.label, 'Type');
      assert.equal(items[0]!.command?.command, commands[0]);
    });
  }
});

test('an empty file can become a template, unless another extension completes templates', async () => {
  const defer = { initializationOptions: { isToolkitActive: true } };
  for (const [options, labels] of [
    [{}, ['AWSTemplateFormatVersion', 'Transform', 'Resources']],
    [defer, []],
  ] as const) {
    await withServer({ capabilities: SNIPPETS, ...options }, async (client) => {
      const uri = 'file:///work/new.yaml';
      await client.open(uri, '');
      const asked = { textDocument: { uri }, position: { line: 0, character: 0 } };
      const items = (await client.request<CompletionItem[] | null>('textDocument/completion', asked)) ?? [];
      assert.deepEqual(
        items.map(({ label }) => label),
        labels,
      );
    });
  }
});

test('positions count as the client counts', async () => {
  const capabilities = { ...PUSH, general: { positionEncodings: ['utf-8'] } };
  await withServer({ capabilities }, async (client) => {
    const text = IN_B.replace('HERE', '');
    await client.open(URI, text);
    const line = text.split('\n').findIndex((one) => one.includes('😀'));
    const before = text.split('\n')[line]!.split('"10.')[0]!;
    const character = Buffer.byteLength(before) + '"10.'.length;
    const answer = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: URI },
      position: { line, character },
    });
    const { range } = answer.items[0]!.textEdit as TextEdit;
    assert.deepEqual(range, {
      start: { line, character: character - 4 },
      end: { line, character: character + 1 },
    });
  });
});

test('beside AWS Toolkit only what it cannot know is offered, unless the user wants all', async () => {
  let deferTo: string | undefined;
  const answers = {
    'workspace/configuration': ({ items }: { items: unknown[] }) => items.map(() => ({ deferTo })),
  };
  const options = {
    capabilities: withWorkspace(PULL, { configuration: true }),
    initializationOptions: { isToolkitActive: true },
    answers,
  };
  await withServer(options, async (client) => {
    const labels = async (marked: string) =>
      (await complete(client, URI, marked.replace('THERE', 'HERE'))).items.map(({ label }) => label);
    assert.equal((await labels(IN_B))[0], '10.0.1.0/24');
    assert.deepEqual(await labels(IN_C), []);
    const key = { textDocument: { uri: URI }, position: rangeIn(IN_C, 'CidrBlock').start };
    await client.open(URI, IN_C);
    assert.equal(await client.request<Hover | null>('textDocument/hover', key), null);
    await client.close(URI);
    deferTo = 'never';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.equal((await labels(IN_C))[0], 'VpcId, CidrBlock and AvailabilityZone');
    await client.open(URI, IN_C);
    assert.match(
      ((await client.request<Hover>('textDocument/hover', key)).contents as MarkupContent).value,
      /CidrBlock/,
    );
  });
});

const FILES = {
  'net.yaml':
    'Parameters: { Block: { Type: String } }\nResources: { Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Block } } }\nOutputs: { Id: { Value: !Ref Vpc, Export: { Name: net-vpc } } }\n',
  'app.yaml':
    'Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties: { GroupDescription: a, VpcId: !ImportValue net-vpc }\n',
  'all.yaml':
    'Resources:\n  Net: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: net.yaml, Parameters: { Block: 10.0.0.0/16 } } }\n',
  'vpc-lens.json': '{"parameterFiles": {"net.yaml": "prod.json"}}',
  'prod.json': '{"Block": "10.0.0.0/16"}',
};

test('exports of the workspace are offered by what they are', async () => {
  await inFolder(FILES, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    await withServer({ capabilities: PULL, rootUri }, async (client) => {
      const uri = `${rootUri}/new.yaml`;
      await client.open(`${rootUri}/net.yaml`, FILES['net.yaml']);
      // Its first answer comes when the templates are known.
      await client.request('textDocument/rename', {
        textDocument: { uri: `${rootUri}/net.yaml` },
        position: rangeIn(FILES['net.yaml'], 'net-vpc').start,
        newName: 'x',
      });
      const marked = FILES['app.yaml'].replace('!ImportValue net-vpc', 'HERE');
      const { items, taken } = await complete(client, uri, marked);
      assert.deepEqual(
        items.map(({ label, detail }) => [label, detail]),
        [['!ImportValue net-vpc', 'exported by net.yaml']],
      );
      assert.equal(taken, FILES['app.yaml']);
    });
  });
});

test('an export is renamed in every template, open or not, and a parameter where a stack gives it', async () => {
  await inFolder(FILES, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    const uri = `${rootUri}/net.yaml`;
    await withServer({ capabilities: PUSH, rootUri }, async (client) => {
      await client.open(uri, FILES['net.yaml']);
      const renamed = async (find: string, newName: string) => {
        const params = { textDocument: { uri }, position: rangeIn(FILES['net.yaml'], find).start };
        const prepared = await client.request<{ placeholder: string }>('textDocument/prepareRename', params);
        assert.equal(prepared.placeholder, find);
        const { documentChanges } = await client.request<WorkspaceEdit>('textDocument/rename', {
          ...params,
          newName,
        });
        return Object.fromEntries(
          (documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => {
            const name = textDocument.uri.slice(rootUri.length + 1) as keyof typeof FILES;
            assert.equal(textDocument.version, name === 'net.yaml' ? 1 : null);
            return [name, edited(FILES[name], edits as TextEdit[])];
          }),
        );
      };
      assert.deepEqual(await renamed('net-vpc', 'core'), {
        'net.yaml': FILES['net.yaml'].replace('net-vpc', 'core'),
        'app.yaml': FILES['app.yaml'].replace('net-vpc', 'core'),
      });
      assert.deepEqual(await renamed('Block', 'Cidr'), {
        'net.yaml': FILES['net.yaml']
          .replace('Block: { Type', 'Cidr: { Type')
          .replace('!Ref Block', '!Ref Cidr'),
        'all.yaml': FILES['all.yaml'].replace('{ Block:', '{ Cidr:'),
      });
      const params = {
        textDocument: { uri },
        position: rangeIn(FILES['net.yaml'], 'Vpc:').start,
        newName: 'a-b',
      };
      await assert.rejects(client.request('textDocument/rename', params), /letters and digits only/);
    });
  });
});

test('links lead to nested templates and parameter files that are there', async () => {
  await inFolder(FILES, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    await withServer({ capabilities: PUSH, rootUri }, async (client) => {
      const linksIn = async (name: 'all.yaml' | 'net.yaml') => {
        const uri = `${rootUri}/${name}`;
        await client.open(uri, FILES[name]);
        const links = await client.request<DocumentLink[]>('textDocument/documentLink', {
          textDocument: { uri },
        });
        return links.map(({ target }) => target?.slice(rootUri.length + 1));
      };
      assert.deepEqual(await linksIn('all.yaml'), ['net.yaml']);
      assert.deepEqual(await linksIn('net.yaml'), ['prod.json']);
    });
  });
});

test('a converted template has its new name in the stacks that nest it, and in settings above it', async () => {
  await inFolder(FILES, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    const capabilities: ClientCapabilities = {
      ...PUSH,
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } },
      textDocument: {
        ...PUSH.textDocument,
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
      },
    };
    await withServer({ capabilities, rootUri }, async (client) => {
      const uri = `${rootUri}/net.yaml`;
      await client.open(uri, FILES['net.yaml']);
      const at = { line: 0, character: 2 };
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: at, end: at },
        context: { diagnostics: [], only: ['refactor'] },
      });
      const offered = actions.find(({ title }) => title.startsWith('Convert to JSON'));
      const { edit } = await client.request<CodeAction>('codeAction/resolve', offered);
      const textOf: Record<string, string> = FILES;
      const written = (edit!.documentChanges as TextDocumentEdit[]).flatMap(({ textDocument, edits }) => {
        const name = textDocument?.uri.slice(rootUri.length + 1);
        return name === undefined || name === 'net.yaml'
          ? []
          : [[name, edited(textOf[name]!, edits as TextEdit[])]];
      });
      assert.deepEqual(Object.fromEntries(written), {
        'all.yaml': FILES['all.yaml'].replace('net.yaml', 'net.json'),
        'vpc-lens.json': FILES['vpc-lens.json'].replace('net.yaml', 'net.json'),
      });
    });
  });
});

test('hints are shown where the setting is on, and arguments while they are typed', async () => {
  let enabled = false;
  const answers = {
    'workspace/configuration': ({ items }: { items: unknown[] }) =>
      items.map(() => ({ inlayHints: { enabled } })),
  };
  const capabilities = withWorkspace(PULL, { configuration: true, inlayHint: { refreshSupport: true } });
  await withServer({ capabilities, answers }, async (client) => {
    const text = `${IN_C.replace('THERE', 'AvailabilityZone: !Select [1, !GetAZs ""]')}`;
    await client.open(URI, text);
    const params = {
      textDocument: { uri: URI },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    };
    const ask = () => client.request<InlayHint[] | null>('textDocument/inlayHint', params);
    assert.equal(await ask(), null);
    enabled = true;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(
      (await ask())?.map(({ label }) => label),
      ['AZ 2'],
    );
    assert.ok(client.asked.some(({ method }) => method === 'workspace/inlayHint/refresh'));
    const help = await client.request<SignatureHelp>('textDocument/signatureHelp', {
      textDocument: { uri: URI },
      position: rangeIn(text, '1, !GetAZs').start,
    });
    assert.equal(help.signatures[0]!.label, '!Select [index, list]');
  });
});
