import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { FileReport, LineRange, ReportedFinding } from '../../../server/src/cli/check/fileReport.ts';
import { findingsAsText } from '../../../server/src/cli/check/formats/text.ts';
import { terminalColumns } from '../../../server/src/cli/process/terminal.ts';
import { printable } from '../../../server/src/escape/printable.ts';
import type { Severity } from '../../../server/src/languageService.ts';

const at = (line: number, column: number, endLine: number, endColumn: number): LineRange => ({
  ...{ line, column, endLine, endColumn },
  bytes: { column, endColumn },
});

/** A finding of `what` in a source line. */
function finding(sourceLine: string, what: string, more: Partial<ReportedFinding> = {}): ReportedFinding {
  const column = sourceLine.indexOf(what) + 1;
  return {
    rule: 'cidr-host-bits',
    severity: 'warning',
    message: 'It is so.',
    at: at(7, column, 7, column + what.length),
    sourceLine,
    resource: null,
    stage: null,
    scenario: null,
    related: [],
    fixes: [],
    remedies: [],
    ...more,
  };
}

const file = (name: string, ...findings: ReportedFinding[]): FileReport => ({
  name,
  findings,
  suppressed: [],
  known: [],
});
const text = (...files: FileReport[]) => findingsAsText({ files, seconds: 0.123, isColourful: false });
const fix = (title: string, preferred: boolean) => ({ title, preferred, replacements: [] });

test('one finding', () => {
  assert.equal(
    text(file('net.yaml', finding('      CidrBlock: 10.0.1.5/24', '10.0.1.5/24'))),
    `net.yaml
  7:18  warning  cidr-host-bits
  It is so.
  7 |       CidrBlock: 10.0.1.5/24
    |                  ^^^^^^^^^^^

1 warning in 1 of 1 file (0.1 s) · vpc-lens rules cidr-host-bits explains the first one
`,
  );
});

test('several files, a stage, a related place, fixes, a tab', () => {
  const first = finding('\t"SubnetIds": "x", // y', '"x"', {
    severity: 'error',
    stage: 'dev',
    at: at(123, 15, 123, 18),
    fixes: [fix('Guess', false), fix('Make it a list', true)],
    related: [{ at: at(4, 2, 4, 3), message: 'dev begins here' }],
  });
  const second = finding('a: b', 'b', { severity: 'info', fixes: [fix('Choose', false)] });
  assert.equal(
    text(file('a/zappa_settings.json', first, second), file('fine.yaml'), file('z.yaml', second)),
    `a/zappa_settings.json
  123:15  error  cidr-host-bits  stage dev
  It is so.
  123 | \t"SubnetIds": "x", // y
      | \t             ^^^  fix: Make it a list
      = 4:2  dev begins here
  7:4  info  cidr-host-bits
  It is so.
  7 | a: b
    |    ^  fix: Choose

z.yaml
  7:4  info  cidr-host-bits
  It is so.
  7 | a: b
    |    ^  fix: Choose

1 error, 2 info in 2 of 3 files (0.1 s) · --fix fixes 1 · vpc-lens rules cidr-host-bits explains the first one
`,
  );
});

test('summaries', () => {
  const of = (...severities: Severity[]) =>
    text(file('a.yaml', ...severities.map((severity) => finding('a: b', 'b', { severity }))), file('b.yaml'))
      .trimEnd()
      .split('\n')
      .at(-1);
  const explains = 'vpc-lens rules cidr-host-bits explains the first one';
  assert.equal(text(), 'No Zappa settings or CloudFormation templates found.\n');
  assert.equal(text(file('a.yaml')), 'No problems found in 1 file (0.1 s)\n');
  assert.equal(of(), 'No problems found in 2 files (0.1 s)');
  assert.equal(of('hint'), `1 hint in 1 of 2 files (0.1 s) · ${explains}`);
  assert.equal(
    of('info', 'hint', 'error', 'hint', 'error', 'warning', 'info'),
    `2 errors, 1 warning, 2 info, 2 hints in 1 of 2 files (0.1 s) · ${explains}`,
  );
});

test('what is underlined', () => {
  const underlined = (one: ReportedFinding) =>
    text(file('x', one))
      .split('\n')
      .slice(3, 5)
      .map((line) => line.replace(/^ +7? \| /, ''));
  // Letters of two columns, letters of none, and letters of two UTF-16 units take their place.
  assert.deepEqual(underlined(finding('café😀: 日本 x', 'x')), ['café😀: 日本 x', '             ^']);
  assert.deepEqual(underlined(finding('cafe\u0301: 日本', '日本')), ['cafe\u0301: 日本', '      ^^^^']);
  // Nothing is underlined by one caret, several lines to the end of the first.
  assert.deepEqual(underlined(finding('key:', '')), ['key:', '^']);
  const lines = at(7, 3, 9, 1);
  assert.deepEqual(underlined(finding('- many lines', 'many', { at: lines })), [
    '- many lines',
    '  ^^^^^^^^^^',
  ]);
});

test('of a long line the part around the finding is shown', () => {
  const shown = (line: string) =>
    text(file('x', finding(line, 'HERE')))
      .split('\n')
      .slice(3, 5);
  const [source, carets] = shown(`${'a'.repeat(5000)}HERE${'b'.repeat(5000)}`);
  assert.equal(source, `  7 | …${'a'.repeat(60)}HERE${'b'.repeat(96)}…`);
  assert.equal(carets, `    | ${' '.repeat(61)}^^^^`);
  assert.equal(shown(`HERE${'b'.repeat(5000)}`)[0], `  7 | HERE${'b'.repeat(156)}…`);
  assert.equal(shown(`${'a'.repeat(5000)}HERE`)[0], `  7 | …${'a'.repeat(60)}HERE`);
});

test('colours only where asked for', () => {
  const files = [file('net.yaml', finding('a: b', 'b', { fixes: [fix('Choose', true)] }))];
  const colourful = findingsAsText({ files, seconds: 0.123, isColourful: true });
  assert.ok(colourful.includes('\u001B[33mwarning\u001B[39m'));
  assert.ok(!text(...files).includes('\u001B'));
  assert.equal(stripVTControlCharacters(colourful), text(...files));
});

test('a text from a file gives a terminal no orders', () => {
  assert.equal(printable('a\u001B]0;title\u0007b\tc\u0080\u202Ed\r'), 'a·]0;title·b\tc··d·');
  const nasty = finding('x\u001B[2Jy', 'y', {
    message: 'x\u001B[2J',
    stage: '\u001Bc',
    fixes: [fix('\u001Bc', true)],
  });
  assert.ok(!/[\p{Cc}]/u.test(text(file('\u001B[2J', nasty)).replaceAll('\n', '')));
});

test('columns of a terminal', () => {
  const table: [text: string, columns: number][] = [
    ['', 0],
    ['abc', 3],
    ['café', 4],
    ['cafe\u0301', 4],
    ['日本', 4],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['\u200B', 0],
    ['…', 1],
  ];
  for (const [given, columns] of table) assert.equal(terminalColumns(given), columns, given);
});

test('an inventory counts as a file only where something is wrong with it', () => {
  const inventory = '.vpc-lens/network.json';
  assert.match(text(file('net.yaml'), file(inventory)), /^No problems found in 1 file /);
  const broken = finding('{"Subnets": 1}', '1');
  assert.match(text(file('net.yaml'), file(inventory, broken)), /1 warning in 1 of 2 files /);
});
