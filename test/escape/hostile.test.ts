import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Lexer, type Token } from 'marked';
import sax from 'sax';
import {
  type Analysis,
  analyze,
  codeActions,
  codeLenses,
  completion,
  diagnosticsOf,
  documentSymbols,
  drawioOfMaps,
  findingsOf,
  hover,
  mermaidOf,
  networkMaps,
  svgOf,
} from '../../server/src/languageService.ts';
import { SHOW_TRACE_COMMAND } from '../../server/src/protocol.ts';
import { positionAt } from '../../server/src/syntax/span.ts';
import { entriesOf, type Node } from '../../server/src/syntax/tree.ts';
import { check } from '../cli/commandLine.ts';
import { readFixture } from '../fixture.ts';

/** What a stranger would put into a name: pictures, links, HTML, orders to a terminal, text that runs backwards. */
const PAYLOADS = [
  '![x](https://evil.example/p.png)<img src=https://evil.example/q.png>[go](command:evil)`tick` **b** _i_',
  '\u001b]0;evil\u0007\u001b[31m\u009b1m\u202eevil\u2066\u007f',
  '\n\n# https://evil.example/ www.evil.example evil@evil.example <https://evil.example>\n- x\n\n[a]: https://evil.example\n',
  '"]) --> evil["<b>&#35;</b>"] \\` ` `` ~~s~~ | a | b | &amp; \ud800',
];

const FOLDER = new URL('../rules/', import.meta.url);

/** The JSON fixtures of all rules: between them every kind of resource, setting and finding. */
const fixtures = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !file.includes('.fixed.'))
  .map((file) => readFixture(file, readFileSync(new URL(file, FOLDER), 'utf8')))
  .filter(({ text }) => isJson(text));

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The fixture with the payload behind each name that people choose, wherever it is named. */
function hostile(text: string, payload: string): string {
  const root = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>;
  const sections = ['Resources', 'Parameters', 'Conditions', 'Mappings', 'Outputs'];
  const isTemplate = root.Resources !== undefined;
  const chosen = isTemplate ? sections.flatMap((one) => Object.keys(root[one] ?? {})) : Object.keys(root);
  const names = new Set(chosen);
  const renamed = (value: string) =>
    names.has(value)
      ? value + payload
      : value.replace(/\$\{(\w+)/g, (all, name) =>
          names.has(name) ? all + payload.replaceAll('}', '') : all,
        );
  const visit = (value: unknown, key?: string): unknown => {
    if (typeof value === 'string') {
      // Free text: descriptions, tags, exports.
      return key === 'Description' || key === 'GroupDescription' || key === 'Value' || key === 'Default'
        ? `${renamed(value)}${payload}`
        : renamed(value);
    }
    if (Array.isArray(value)) return value.map((item) => visit(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [renamed(name), visit(item, name)]),
    );
  };
  return JSON.stringify(visit(root), null, 2);
}

/** Every key and text of a file, at most `most` of them, evenly over the file. */
function scalarsOf(analysis: Analysis, most: number): Node[] {
  const found: Node[] = [];
  const visit = (node: Node | undefined): void => {
    if (node?.kind === 'scalar') found.push(node);
    if (node?.kind === 'sequence') node.items.forEach(visit);
    for (const { key, value } of entriesOf(node)) {
      found.push(key);
      visit(value);
    }
  };
  visit(analysis.tree.root);
  const step = Math.ceil(found.length / most);
  return found.filter((_, i) => i % step === 0);
}

/** Pages that our own texts link to. */
const OURS = /^https:\/\/(docs\.aws\.amazon\.com|github\.com\/zappa)\//;

function assertMarkdown(markdown: string, where: string): void {
  const visit = (token: Token): void => {
    if (token.type === 'image' || token.type === 'html' || token.type === 'def')
      assert.fail(`${where}: ${token.type} ${token.raw}`);
    if (token.type === 'link') assert.match(token.href as string, OURS, where);
    if (token.type === 'heading' || token.type === 'table')
      assert.fail(`${where}: ${token.type} ${token.raw}`);
    for (const inner of [
      ...(('tokens' in token && token.tokens) || []),
      ...(('items' in token && token.items) || []),
    ])
      visit(inner as Token);
  };
  new Lexer({ gfm: true }).lex(markdown).forEach(visit);
  assertPlain(markdown, where);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\p{Cs}|\[object Object\]/u;

function assertPlain(text: string, where: string): void {
  assert.doesNotMatch(text, HIDDEN, where);
}

/** Every text that a value has in it, to any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Each fixture has one of the payloads, in turn; with `DEEP=1` it has all of them. */
function takes(turn: number, payload: number): boolean {
  return process.env.DEEP === '1' || turn % PAYLOADS.length === payload;
}

for (const [index, payload] of PAYLOADS.entries()) {
  describe(`names with payload ${index + 1}`, () => {
    for (const { name, text, fileName } of fixtures.filter((_, turn) => takes(turn, index))) {
      const file = fileName ?? name;
      test(name, () => {
        const source = hostile(text, payload);
        const analysis = analyze(file, source);
        if (!analysis) return;
        const findings = findingsOf(analysis, { profile: 'strict', severities: {}, onFailure: () => {} });
        for (const scalar of scalarsOf(analysis, 40)) {
          const position = positionAt(analysis.lines, scalar.start + 1);
          const contents = hover(analysis, position)?.contents;
          if (contents) assertMarkdown((contents as { value: string }).value, `hover at ${scalar.start}`);
        }
        for (const { message, relatedInformation } of diagnosticsOf(analysis, findings, 'file:///x')) {
          assertPlain(String(message), 'a diagnostic');
          for (const related of relatedInformation ?? []) assertPlain(related.message, 'a related place');
        }
        const range = { start: { line: 0, character: 0 }, end: positionAt(analysis.lines, source.length) };
        const actions = codeActions(analysis, findings, {
          range,
          only: undefined,
          document: { uri: 'file:///x', version: 1 },
          canRename: true,
          canCopy: true,
          templates: () => [],
        });
        for (const { title } of actions) assertPlain(title, 'a code action');
        const host = { uri: 'file:///x', commands: [SHOW_TRACE_COMMAND] };
        for (const { command } of codeLenses(analysis, host)) assertPlain(command?.title ?? '', 'a lens');
        for (const one of documentSymbols(analysis))
          for (const shown of textsIn({ ...one, range: null })) assertPlain(shown, 'a symbol');
        for (const { label, detail } of completion(analysis, range.end) ?? [])
          assertPlain(label + (detail ?? ''), 'a completion');
        if (analysis.content.kind !== 'template') return;
        const maps = networkMaps(analysis);
        assertXml(svgOf(maps), /^(svg|rect|text|g|line|polyline|path)$/);
        assertXml(drawioOfMaps(maps), /^(mxfile|diagram|mxGraphModel|root|mxCell|mxGeometry|mxPoint|Array)$/);
        assertMermaid(mermaidOf(maps));
      });
    }
  });
}

function assertXml(xml: string, known: RegExp): void {
  const elements: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => assert.fail(`${error.message}`);
  parser.onopentag = ({ name }) => void elements.push(name);
  parser.write(xml).close();
  for (const name of elements) assert.match(name, known);
  assertPlain(xml, 'the picture');
}

/** A statement a line, whose texts are quoted and have nothing in them that ends a text or makes HTML. */
function assertMermaid(diagram: string): void {
  for (const line of diagram.split('\n')) {
    const rest = line.replace(/"[^"<>&]*(?:<br>[^"<>&]*)*"/g, '""');
    assert.match(
      rest,
      /^ *(|end|flowchart TB|subgraph n\d+\[""\]|n\d+[([]+""[)\]]+|n\d+ -->\|""\| n\d+.*)$/,
      line,
    );
  }
  assertPlain(diagram, 'the diagram');
}

test('the command line prints nothing that a terminal obeys', async () => {
  for (const payload of PAYLOADS)
    for (const { name, text } of fixtures.slice(0, 24)) {
      const file = `${name.replace(/\W/g, '')}.json`;
      for (const format of ['text', 'json', 'sarif']) {
        const { stdout, stderr } = await check({ [file]: hostile(text, payload) }, [
          file,
          '--format',
          format,
        ]);
        assertPlain(stdout + stderr, `${name} as ${format}`);
      }
    }
});
