import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { RESOURCE_SNIPPETS } from '../../server/src/features/completion/resources/resourceSnippets.ts';
import { analyze, completion } from '../../server/src/languageService.ts';
import { dataOf } from '../../server/src/syntax/edit/data.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../server/src/syntax/span.ts';
import { expand } from '../snippets/expand.ts';

const VPC = 'Resources:\n  Net:\n    Type: AWS::EC2::VPC\n';
const SAM = 'Transform: AWS::Serverless-2016-10-31\n';
const VERSION = '\n  "AWSTemplateFormatVersion": "2010-09-09",';
const FLUSH = `${VPC}    Properties:\n      Tags:\n      - Key: a\n        Value: b\n`;

/** Where a resource can be written, and the columns of its id and of `Type`. */
const FITS: readonly (readonly [place: string, file: string, marked: string, id: number, type: number])[] = [
  ['behind another', 'a.yaml', `${VPC}  <|>\n`, 2, 4],
  ['at the end of a text without a line break', 'a.yaml', `${VPC}  <|>`, 2, 4],
  ['as the first', 'a.yaml', "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  <|>\n", 2, 4],
  ['between two', 'a.yaml', `${VPC}  <|>\n  Other:\n    Type: AWS::SNS::Topic\n`, 2, 4],
  ['before another section', 'a.yaml', `${VPC}  <|>\nOutputs: {}\n`, 2, 4],
  ['after a comment', 'a.yaml', `${VPC}  # what follows\n\n  <|>\n`, 2, 4],
  ['with four blanks', 'a.yaml', 'Resources:\n    Net:\n        Type: AWS::EC2::VPC\n    <|>\n', 4, 8],
  ['beside flush lists', 'a.yaml', `${FLUSH}  <|>\n`, 2, 4],
  ['with CRLF', 'a.yaml', `${VPC}  <|>\n`.replaceAll('\n', '\r\n'), 2, 4],
  ['in SAM', 'template.yaml', `${SAM}${VPC}  <|>\n`, 2, 4],
  ['in JSON, as the first', 'a.json', `{${VERSION}\n  "Resources": {\n    <|>\n  }\n}\n`, 4, 6],
  ['in JSON, in quotes', 'a.json', `{${VERSION}\n  "Resources": {\n    "<|>"\n  }\n}\n`, 4, 6],
  [
    'in JSON, behind another',
    'a.json',
    '{\n  "Resources": {\n    "Net": { "Type": "AWS::EC2::VPC" },\n    <|>\n  }\n}\n',
    4,
    6,
  ],
  [
    'in JSON with four blanks',
    'a.json',
    `{${VERSION.replace('  ', '    ')}\n    "Resources": {\n        <|>\n    }\n}\n`,
    8,
    12,
  ],
  [
    'in JSON with tabs',
    'a.json',
    `{${VERSION.replace('  ', '\t')}\n\t"Resources": {\n\t\t<|>\n\t}\n}\n`,
    2,
    3,
  ],
];

/** Where none can. */
const FITS_NOT: readonly (readonly [place: string, file: string, marked: string])[] = [
  ['at the top level', 'a.yaml', `<|>\n${VPC}`],
  ['at the top level behind', 'a.yaml', `${VPC}<|>\n`],
  ['in an empty file', 'a.yaml', '<|>'],
  ['in a file with a comment', 'a.yaml', '# network\n<|>'],
  ['among the attributes of a resource', 'a.yaml', `${VPC}    <|>\n`],
  ['among its properties', 'a.yaml', `${VPC}    Properties:\n      <|>\n`],
  ['as the value of an attribute', 'a.yaml', `${VPC}    DependsOn: <|>\n`],
  ['in the parameters', 'a.yaml', `Parameters:\n  <|>\n${VPC}`],
  ['in the mappings', 'a.yaml', `Mappings:\n  <|>\n${VPC}`],
  ['in the conditions', 'a.yaml', `Conditions:\n  <|>\n${VPC}`],
  ['in the outputs', 'a.yaml', `${VPC}Outputs:\n  <|>\n`],
  ['in the metadata', 'a.yaml', `${VPC}Metadata:\n  <|>\n`],
  ['in the globals of SAM', 'a.yaml', `${SAM}Globals:\n  <|>\n${VPC}`],
  [
    'in a loop, where the id has the variable',
    'a.yaml',
    `${VPC}  Fn::ForEach::A:\n    - X\n    - [a]\n    - <|>\n`,
  ],
  ['in a comment', 'a.yaml', `${VPC}  # <|>\n`],
  ['at the top level of JSON', 'a.json', '{\n  <|>\n  "Resources": {}\n}\n'],
  [
    'among the properties in JSON',
    'a.json',
    '{"Resources": {"A": {"Type": "AWS::EC2::VPC", "Properties": {<|>}}}}',
  ],
  ['in settings of Zappa', 'zappa_settings.yaml', 'dev:\n  <|>\n'],
];

/** The data of each snippet, to which it comes in any place. */
const [, firstFile, firstMarked] = FITS[0]!;
const expected = new Map(
  offered(firstFile, firstMarked).map((item) => [item.label, resourceIn(firstFile, firstMarked, item).data]),
);

for (const [place, file, marked, idColumn, typeColumn] of FITS)
  test(`every resource snippet fits ${place}`, () => {
    const items = offered(file, marked);
    assert.deepEqual(
      items.map(({ label }) => label).sort(),
      RESOURCE_SNIPPETS.map(({ name }) => name).sort(),
    );
    for (const item of items) {
      const { text, id, data } = resourceIn(file, marked, item);
      const lines = text.split(/\r?\n/);
      const at = lines.findIndex((line) => new RegExp(`^\\s*"?${id}"?:`).test(line));
      assert.equal(lines[at]!.search(/\S/), idColumn, `${item.label}: ${lines[at]}`);
      assert.equal(lines[at + 1]!.search(/\S/), typeColumn, `${item.label}: ${lines[at + 1]}`);
      if (marked.includes('\r')) assert.doesNotMatch(text, /[^\r]\n/, item.label);
      // Names of other resources differ with the template.
      if (marked.startsWith(VPC)) assert.deepEqual(data, expected.get(item.label), item.label);
    }
  });

for (const [place, file, marked] of FITS_NOT)
  test(`no resource snippet is offered ${place}`, () => assert.deepEqual(offered(file, marked), []));

function offered(file: string, marked: string): readonly CompletionItem[] {
  const text = marked.replace('<|>', '');
  const analysis = analyze(file, text);
  if (!analysis) return [];
  const position = positionAt(lineStartsOf(text), marked.indexOf('<|>'));
  return completion(analysis, position, { hasSnippets: true }).filter(({ label }) =>
    label.startsWith('vpc-'),
  );
}

/** The resource that a snippet adds, and the text, which still has all that it had. */
function resourceIn(file: string, marked: string, item: CompletionItem) {
  const before = marked.replace('<|>', '');
  const { range, newText } = item.textEdit as TextEdit;
  const lines = lineStartsOf(before);
  const [start, end] = [offsetAt(before, lines, range.start), offsetAt(before, lines, range.end)];
  const text = before.slice(0, start) + expand(newText) + before.slice(end);
  const { root, problems } = parse(text, file.endsWith('.json') ? 'json' : 'yaml');
  assert.deepEqual(problems, [], `${item.label}: ${text}`);
  const { Resources } = dataOf(root!) as unknown as { Resources: Record<string, object> };
  const id = Object.keys(Resources).find((name) => name !== 'Net' && name !== 'Other')!;
  return { text, id, data: Resources[id] };
}
