import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver-types';
import { analyze, newFileCompletion } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

function offeredAt(marked: string, format: 'yaml' | 'json') {
  const { text, offset } = readCursor(marked);
  const lines = lineStartsOf(text);
  const items = newFileCompletion(text, format, positionAt(lines, offset), {});
  return items.map(({ label, textEdit }) => {
    const { range, newText } = textEdit as TextEdit;
    const [start, end] = [offsetAt(text, lines, range.start), offsetAt(text, lines, range.end)];
    return { label, text: text.slice(0, start) + newText + text.slice(end) };
  });
}

const VERSION = 'AWSTemplateFormatVersion';

test('a file that has nothing yet is offered the beginnings that its word begins', () => {
  const cases: readonly [text: string, format: 'yaml' | 'json', labels: readonly string[]][] = [
    ['<|>', 'yaml', [VERSION, 'Transform', 'Resources']],
    ['A<|>', 'yaml', [VERSION]],
    ['aws<|>', 'yaml', [VERSION]],
    ['# My network\n---\n\nRes<|>\n\n', 'yaml', ['Resources']],
    ['\r\nTra<|>', 'yaml', ['Transform']],
    ['<|>', 'json', [VERSION, 'Transform']],
    ['{<|>}', 'json', [VERSION, 'Transform']],
    ['{\n  "AW<|>"\n}\n', 'json', [VERSION]],
    ['{\n  "Tr<|>\n', 'json', ['Transform']],
    // Files of other kinds begin in lower case.
    ['r<|>', 'yaml', []],
    ['services<|>', 'yaml', []],
    ['name<|>', 'yaml', []],
    ['  A<|>', 'yaml', []],
    ['on: push\n<|>', 'yaml', []],
    ['Res<|>: x', 'yaml', []],
    ['A <|>', 'yaml', []],
    ['# A<|>', 'yaml', []],
    ['{ "name": "x", "<|>" }', 'json', []],
    ['["<|>"]', 'json', []],
    ['A<|>', 'json', []],
  ];
  for (const [text, format, labels] of cases) {
    assert.deepEqual(
      offeredAt(text, format).map(({ label }) => label),
      labels,
      JSON.stringify(text),
    );
  }
});

test('what is taken is a template, in the lines and columns of the file', () => {
  const places: readonly [text: string, format: 'yaml' | 'json'][] = [
    ['<|>', 'yaml'],
    ['# Ours\r\n<|>', 'yaml'],
    ['<|>', 'json'],
    ['{<|>}', 'json'],
    ['{\n\t"<|>"\n}', 'json'],
  ];
  for (const [text, format] of places) {
    const offered = offeredAt(text, format);
    assert.equal(offered.length, format === 'json' ? 2 : 3);
    for (const taken of offered)
      assert.equal(analyze(`new.${format}`, taken.text)?.content.kind, 'template', taken.text);
  }
  assert.equal(offeredAt('# Ours\r\n<|>', 'yaml')[2]!.text, '# Ours\r\nResources:\r\n  ');
  assert.equal(
    offeredAt('{\n\t"<|>"\n}', 'json')[0]!.text,
    `{\n\t"${VERSION}": "2010-09-09",\n\t"Resources": {\n\t\t\n\t}\n}`,
  );
  assert.equal(
    offeredAt('<|>', 'json')[0]!.text,
    `{\n  "${VERSION}": "2010-09-09",\n  "Resources": {\n    \n  }\n}`,
  );
});
