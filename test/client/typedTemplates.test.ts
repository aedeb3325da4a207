// Somebody types whole templates without a pause. Which underlines appear that the finished template does not have?

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { diagnosticKey, linesAround, unfinished } from '../../client/src/languageServer/unfinished.ts';
import { type Analysis, analyze, earlierOf, findingsOf } from '../../server/src/analysis.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { networkTemplate } from '../../server/src/patterns/network.ts';
import { printYaml } from '../../server/src/patterns/print.ts';
import { request } from '../patterns/requests.ts';

const folder = new URL('typed/', import.meta.url);

const TEMPLATES: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const),
  ...['public', 'nat', 'vpn', 'internal'].map((pattern) => {
    const network = networkTemplate(request(pattern));
    assert.ok(!('refused' in network));
    return [`pattern-${pattern}.yaml`, printYaml(network)] as const;
  }),
];

/** True of the lines that were finished by then; the line that changes it comes later. */
const TRUE_FOR_A_WHILE = new Set([
  // Of a table and a subnet, until the first association is written.
  'route-table-without-subnet',
  'public-ip-without-igw',
  // Of a gateway with a connection, until the first route to it is written.
  'vpn-gateway-unused',
  // Of a NAT gateway, until the first route to it is written.
  'nat-unused',
  // Of a property above the one that it asks for.
  'listener-certificate-missing',
  'subnet-ipv6-without-block',
]);

test('ten templates, two of them in JSON', () => {
  assert.equal(TEMPLATES.length, 10);
  assert.equal(TEMPLATES.filter(([name]) => name.endsWith('.json')).length, 2);
});

for (const [name, text] of TEMPLATES)
  test(`${name}: no line is underlined for what is still to be written`, () => {
    const final = new Set(diagnostics(read(name, text)).map(diagnosticKey));
    const early = typed(name, text).filter((key) => !final.has(key));
    assert.deepEqual(
      [...new Set(early)].filter((key) => !TRUE_FOR_A_WHILE.has(key.split(' ')[0]!)),
      [],
    );
  });

/** The keys of all diagnostics that are shown while a text is typed: every letter of the last lines, and each new line. */
function typed(name: string, text: string): string[] {
  const all = new Set<string>();
  let shown: ReadonlySet<string> = new Set();
  let analysis: Analysis | undefined;
  const show = (end: number, isWithinLine: boolean) => {
    const now = text.slice(0, end);
    analysis = read(name, now, analysis) ?? analysis;
    const written = now.split('\n');
    const cursor = { line: written.length - 1, character: written.at(-1)!.length } as vscode.Position;
    const lines = linesAround((line) => written[line]!, cursor);
    const items = diagnostics(analysis);
    const held = unfinished(items, shown, { isWithinLine, lines, since: 0 }, 0);
    shown = new Set(items.filter((item) => !held.includes(item)).map(diagnosticKey));
    for (const key of shown) all.add(key);
  };
  const letters = text.length - 400;
  for (let at = 1; at < text.length; at++) {
    // The editor indents a new line.
    const isBegun = /\n *$/.test(text.slice(0, at)) && text[at] !== ' ';
    if (isBegun) show(at, false);
    else if (at > letters && !/\n *$/.test(text.slice(0, at))) show(at, true);
  }
  return [...all];
}

function read(name: string, text: string, previous?: Analysis): Analysis | undefined {
  const whole = name.endsWith('.json') ? text + closers(text) : text;
  return analyze(name, whole, {}, previous && earlierOf(previous));
}

function diagnostics(analysis: Analysis | undefined): vscode.Diagnostic[] {
  if (!analysis) return [];
  const findings = findingsOf(analysis, {
    profile: 'recommended',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  });
  return diagnosticsOf(analysis, findings, '') as unknown as vscode.Diagnostic[];
}

/** What the editor has written behind the cursor: the other halves of brackets and quotes. */
function closers(text: string): string {
  let open = '';
  let isText = false;
  for (const char of text) {
    if (char === '"') isText = !isText;
    else if (isText) continue;
    else if (char === '{') open = `}${open}`;
    else if (char === '[') open = `]${open}`;
    else if (char === '}' || char === ']') open = open.slice(1);
  }
  return (isText ? '"' : '') + open;
}
