import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  chooseEncoding,
  decodePosition,
  encodePosition,
  encodePositions,
} from '../../../server/src/lsp/client/positions.ts';
import { type Encoding, PULL, rangeIn, UNITS } from '../client.ts';
import { withServerHere } from '../inProcess.ts';

test('the first encoding that a client offers and we know, UTF-16 where it offers none', () => {
  for (const [offered, chosen] of [
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-7'], 'utf-16'],
    ['utf-8', 'utf-16'],
    [['utf-16', 'utf-8'], 'utf-16'],
    [['utf-8', 'utf-16'], 'utf-8'],
    [['utf-7', 'utf-32', 'utf-8'], 'utf-32'],
  ]) {
    assert.equal(chooseEncoding(offered), chosen, String(offered));
  }
});

const text = fc
  .array(fc.constantFrom('a', 'é', '€', '😀', '\n', '\r', '\r\n', '10.0.0.0/8'), { maxLength: 30 })
  .map((parts) => parts.join(''));

for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
  test(`every place of a text, to ${encoding} and back`, () => {
    fc.assert(
      fc.property(text, (content) => {
        const document = TextDocument.create('file:///a', '', 1, content);
        let offset = 0;
        for (const letter of content) {
          const position = document.positionAt(offset);
          const told = encodePosition(document, position, encoding);
          const before = document.getText({ start: { line: position.line, character: 0 }, end: position });
          assert.deepEqual(told, { line: position.line, character: UNITS[encoding](before) });
          assert.deepEqual(decodePosition(document, told, encoding), position);
          offset += letter.length;
        }
      }),
    );
  });

  test(`a place past the end of a line or of the text in ${encoding} is that end`, () => {
    const document = TextDocument.create('file:///a', '', 1, 'é😀\r\nb\rc€');
    const decode = (line: number, character: number) =>
      decodePosition(document, { line, character }, encoding);
    assert.deepEqual(decode(0, 99), { line: 0, character: 3 });
    assert.deepEqual(decode(1, 99), { line: 1, character: 1 });
    assert.deepEqual(decode(2, 2147483647), { line: 2, character: 2 });
    assert.deepEqual(decode(3, 0), { line: 2, character: 2 });
    assert.deepEqual(decode(2147483647, 2147483647), { line: 2, character: 2 });
  });
}

test('a place within a letter is its start', () => {
  const document = TextDocument.create('file:///a', '', 1, 'é😀b');
  const at = (character: number) => decodePosition(document, { line: 0, character }, 'utf-8').character;
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(at), [0, 0, 1, 1, 1, 1, 3, 4]);
});

test('positions count in the document that is named around them', () => {
  const texts: Readonly<Record<string, string>> = {
    'file:///a': 'éa',
    'file:///b': '😀b',
    'file:///c': '€c',
  };
  const found = (uri: string) => TextDocument.create(uri, '', 1, texts[uri]!);
  const one = { line: 0, character: 1 };
  const two = { line: 0, character: 2 };
  const answer = (a: object, b: object, c: object) => ({
    range: { start: a },
    location: { uri: 'file:///b', range: { start: b } },
    edit: {
      documentChanges: [
        { textDocument: { uri: 'file:///b', version: 1 }, edits: [{ range: b, newText: '' }] },
      ],
      changes: { 'file:///c': [{ range: { end: c } }] },
    },
    items: [a, null, 1, 'x'],
  });
  assert.deepEqual(
    encodePositions(answer(one, two, one), 'file:///a', 'utf-8', found),
    answer(two, { line: 0, character: 4 }, { line: 0, character: 3 }),
  );
});

for (const encoding of ['utf-8', 'utf-16', 'utf-32'] satisfies Encoding[]) {
  test(`lines that end in a lone CR, in ${encoding}`, async () => {
    const content = `{ "Description": "😀",\r"Resources": {\r"Vpc": { "Type": "AWS::EC2::VPC",\r"Properties": { "Tags": [{ "Key": "é😀", "Value": "x" }], "CidrBlock": "10.0.0.5/16" } } } }\r`;
    const uri = 'file:///work/cr.json';
    await withServerHere(async (client) => {
      const capabilities = { ...PULL, general: { positionEncodings: [encoding] } };
      await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
      await client.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'json', version: 1, text: content },
      });
      const pull = async () => {
        const params = { textDocument: { uri } };
        return (await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', params)).items;
      };
      assert.deepEqual(
        (await pull()).map(({ range }) => range),
        [rangeIn(content, '"10.0.0.5/16"', encoding)],
      );
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [
          { range: rangeIn(content, '"😀",\r', encoding), text: '"é",\r\r' },
          {
            range: rangeIn(content.replace('"😀",\r', '"é",\r\r'), '10.0.0.5/16', encoding),
            text: '10.0.0.6/16',
          },
        ],
      });
      const changed = content.replace('"😀",\r', '"é",\r\r').replace('10.0.0.5', '10.0.0.6');
      const [finding, ...others] = await pull();
      assert.deepEqual(others, []);
      assert.deepEqual(finding!.range, rangeIn(changed, '"10.0.0.6/16"', encoding));
    });
  });
}
