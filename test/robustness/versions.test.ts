import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templateOfGroups, templateOfScenarios } from '../../bench/templates.ts';
import {
  type Analysis,
  analyze,
  codeActions,
  codeLenses,
  diagnosticsOf,
  documentSymbols,
  earlierOf,
  findingsOf,
  hover,
  type ReadOptions,
  reachNames,
  traceOf,
} from '../../server/src/languageService.ts';
import { PLAN_SUBNETS_COMMAND, SHOW_TRACE_COMMAND } from '../../server/src/protocol.ts';
import { inventoryIn } from '../inventory/reading.ts';
import { told } from './answers.ts';
import { type Document, examples, fixtures } from './documents.ts';
import { type Random, randomFrom } from './random.ts';

const inventory = inventoryIn('two-zones.json');

const RUNS = Number(process.env.RUNS ?? 400);

/** `SEED=7 npm test -- versions` repeats a failure, of which the message names the seed. */
const SEED = Number(process.env.SEED ?? 20261129);

/** Edits of one document in a row. */
const EDITS = 6;

const LETTERS = ['x', '1', '0', '\n', ' ', ':', '#', '"', '-', '!Ref ', '&a ', '*a', '{', ']', ',', '/'];

/** A letter more or less, a word in place of another, lines that are doubled, moved or gone. */
function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const word = () => random.pick(text.match(/[A-Za-z0-9.:/]+/g) ?? ['x']);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  let lineEnd = lineStart;
  for (let lines = 1 + random.below(8); lines > 0 && lineEnd < text.length; lines--) {
    const next = text.indexOf('\n', lineEnd);
    lineEnd = next < 0 ? text.length : next + 1;
  }
  const lines = text.slice(lineStart, lineEnd);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1: {
      const found = /[A-Za-z0-9.:/]+/.exec(text.slice(at));
      const start = at + (found?.index ?? 0);
      return text.slice(0, start) + word() + text.slice(start + (found?.[0].length ?? 0));
    }
    case 2:
      return text.slice(0, lineEnd) + lines + text.slice(lineEnd);
    case 3:
      return text.slice(0, lineStart) + text.slice(lineEnd);
    default:
      return text.slice(0, at) + random.pick(LETTERS) + text.slice(at);
  }
}

/** Everything that an editor shows of a version, as plain data. */
function shown(name: string, analysis: Analysis, random: Random): unknown {
  const findings = findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} fails`, { cause: error });
    },
  });
  const places = Array.from({ length: 12 }, () => random.below(analysis.lines.length));
  const { sources } = reachNames(analysis, {});
  const question = { uri: name, from: sources.length > 0 ? random.pick(sources).name : '', to: 'internet' };
  const whole = { start: { line: 0, character: 0 }, end: { line: analysis.lines.length, character: 0 } };
  const document = { uri: name, version: 1 };
  return structuredClone({
    // First, for the edits of actions are tried on the tree from which all else is made.
    actions: codeActions(analysis, findings, { range: whole, only: undefined, document }),
    findings: told(findings),
    diagnostics: diagnosticsOf(analysis, findings, name),
    symbols: documentSymbols(analysis),
    lenses: codeLenses(analysis, { uri: name, commands: [SHOW_TRACE_COMMAND, PLAN_SUBNETS_COMMAND] }),
    hovers: places.flatMap((line) =>
      [4, 9, 24].map((character) => hover(analysis, { line, character }, { now: 0 })),
    ),
    trace: sources.length > 0 && traceOf(analysis, question, { uri: name, version: 1 }),
  });
}

/** Edits a document several times in a row; each version must show what its text alone shows. Tells how many there were. */
function compareVersions({ name, text: start, kind }: Document, seed: number): number {
  const random = randomFrom(seed);
  const options: ReadOptions = { kind, inventory };
  let text = start;
  let analysis = analyze(name, text, options);
  let compared = 0;
  for (let edit = 0; edit <= EDITS; edit++) {
    if (analysis) {
      const place = random.below(2 ** 31);
      const alone = analyze(name, text, options);
      assert.ok(alone);
      assert.deepEqual(
        shown(name, analysis, randomFrom(place)),
        shown(name, alone, randomFrom(place)),
        `${name} after ${edit} edits with the seed ${seed}`,
      );
      compared++;
    }
    const before = text;
    // What is typed and taken back at once must leave everything as it was.
    text = random.below(4) === 0 ? start : edited(before, random);
    analysis = analyze(name, text, options, analysis && earlierOf(analysis));
  }
  return compared;
}

test('any document: after edits in a row an editor shows what it shows of the text alone', () => {
  const documents = [...examples(), ...fixtures()];
  const random = randomFrom(SEED);
  let compared = 0;
  for (let run = 0; run < RUNS; run++) compared += compareVersions(random.pick(documents), SEED + run);
  assert.ok(compared > 2 * RUNS, `${compared} versions were compared.`);
});

test('a template of security groups, each with many rules: the same', () => {
  for (const format of ['yaml', 'json'] as const) {
    const text = templateOfGroups(20_000, format);
    for (let run = 0; run < RUNS / 40; run++)
      compareVersions({ name: `groups.${format}`, text, kind: 'template' }, SEED + run);
  }
});

test('a template with eight scenarios, which have most of what is found in common: the same', () => {
  const text = templateOfScenarios(8, 3, 'yaml');
  assert.equal(scenariosIn(text), 8);
  for (let run = 0; run < RUNS / 100; run++)
    compareVersions({ name: 'scenarios.yaml', text, kind: 'template' }, SEED + run);
});

function scenariosIn(text: string): number | undefined {
  const content = analyze('net.yaml', text)?.content;
  return content?.kind === 'template' ? content.scenarios.all.length : undefined;
}
