import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPreferredFixes } from '../../server/src/cli/fix/fixText.ts';
import {
  analyze,
  checkRules,
  readParameterFile,
  readSettings,
  settingsOfEditor,
} from '../../server/src/languageService.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { checkIn } from '../cli/commandLine.ts';
import { inFolder } from '../cli/folder.ts';
import { type Document, examples, fixtures } from '../robustness/documents.ts';
import { type Random, randomFrom } from '../robustness/random.ts';
import { seedOf } from '../seed.ts';

// Texts and settings that nobody wrote. `SEED=random` tries others, `SEED=12345` what such a run found; `npm run
// test:deep` tries fifty times as many. What fails says its seed.

const DEEP = process.env.DEEP !== undefined;
const FIRST = seedOf();

/** More of this process's own time is a hang. */
const MOST_MS = 3000;

/** Runs a case for each seed, and says which one failed. */
function fuzz(cases: number, one: (random: Random) => void): void {
  for (let i = 0; i < (DEEP ? cases * 50 : cases); i++) {
    const seed = FIRST + i;
    const before = process.cpuUsage();
    try {
      one(randomFrom(seed));
    } catch (error) {
      throw new Error(`SEED=${seed} fails: ${String(error)}`, { cause: error });
    }
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < MOST_MS, `SEED=${seed} takes ${(user + system) / 1000} ms`);
  }
}

/** Pieces that parsers, expressions and sentences trip over. */
const PIECES = [
  ...[
    '\0',
    '\uFEFF',
    '\r',
    '\u2028',
    '\uD800',
    '\uFFFD',
    '\t',
    '\n---\n',
    '\n',
    '  ',
    ' - ',
    ': ',
    ' #',
    ', ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '<<: *a',
    '!Ref ',
    '!Sub ',
    '!If [',
    '!GetAtt ',
    '? ',
  ],
  ...[
    '${',
    '}',
    '${A',
    '{{',
    '{{resolve:',
    '%s',
    '__proto__',
    'constructor',
    'toString',
    'Fn::ForEach::X',
    'Ref',
  ],
  ...[
    '10.0.0.0/8',
    '10.0.1.5/33',
    '::/0',
    '999999999999999999999',
    '-1',
    '1e999',
    'null',
    'true',
    '0x',
    '/',
    '..',
  ],
  ...['a'.repeat(300), ' '.repeat(300), '${'.repeat(100), '{{'.repeat(100), '['.repeat(50), '1.'.repeat(100)],
];

const documents = [...examples(), ...fixtures()];

function damaged(random: Random): Document {
  const { name, text: whole, kind } = random.pick(documents);
  let text = whole;
  for (let times = 1 + random.below(6); times > 0; times--) {
    const at = random.below(text.length + 1);
    const end = Math.min(text.length, at + random.below(random.pick([2, 20, 200])));
    const other = random.pick(documents).text;
    const from = random.below(other.length + 1);
    const put = random.pick([
      random.pick(PIECES),
      '',
      text.slice(at, end).repeat(2),
      other.slice(from, from + random.below(200)),
    ]);
    text = text.slice(0, at) + put + text.slice(end);
  }
  return { name, text, kind };
}

test('parse, check and fix', () => {
  fuzz(300, (random) => {
    const { name, text, kind } = damaged(random);
    const check = (content: string) => {
      const analysis = analyze(name, content, { kind });
      const onFailure = ({ id }: { id: string }, error: unknown) => {
        throw new Error(`${id} fails on ${name}`, { cause: error });
      };
      return (
        analysis && { analysis, ...checkRules(analysis, { profile: 'strict', severities: {}, onFailure }) }
      );
    };
    const start = check(text);
    if (!start) return;
    for (const { at, message } of start.findings) {
      assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length, `${name}: ${message}`);
      assert.notEqual(message, '');
    }
    const { analysis, findings } = withPreferredFixes(start, check);
    const again = check(analysis.tree.text)!;
    assert.deepEqual(
      again.findings.map(({ message }) => message),
      findings.map(({ message }) => message),
    );
  });
});

/** A value as JSON has them, now and then one that the settings take. */
function anyValue(random: Random, depth = 0): unknown {
  const keys = [
    'profile',
    'rules',
    'exclude',
    'parameters',
    'parameterFiles',
    'zappa',
    'files',
    'inventory',
    '__proto__',
    'cidr-host-bits',
    'Parameters',
    'ParameterKey',
    '',
  ];
  const leaves = [null, true, 0, 1e300, '', 'off', 'strict', '**', '*.yaml', ...PIECES];
  const choice = random.below(depth > 4 ? 2 : 5);
  if (choice < 2) return random.pick(leaves);
  const count = random.below(5);
  const values = Array.from({ length: count }, () => anyValue(random, depth + 1));
  if (choice === 2) return values;
  return Object.fromEntries(values.map((value) => [random.pick(keys), value]));
}

test('settings and parameter files', () => {
  fuzz(2000, (random) => {
    const value = anyValue(random);
    let text = JSON.stringify(value, null, random.below(3));
    if (random.below(3) === 0) text = text.slice(0, random.below(text.length + 1)) + random.pick(PIECES);
    const { problems } = readSettings(text);
    for (const { start, end, message } of problems) {
      assert.ok(0 <= start && start <= end && end <= text.length, message);
      assert.ok(message.length < 400, message);
    }
    if (typeof value === 'object' && value !== null) settingsOfEditor(value);
    readParameterFile(parse(text, random.pick(['json', 'yaml'])));
  });
});

test('the command line over a folder of such files', async () => {
  for (let i = 0; i < (DEEP ? 500 : 20); i++) {
    const seed = FIRST + i;
    const random = randomFrom(seed);
    const files = Object.fromEntries([
      ...Array.from({ length: 3 }, (_, n) => {
        const { name, text } = damaged(random);
        return [`${n}/${name.split('/').at(-1)}`, text] as const;
      }),
      ['vpc-lens.json', JSON.stringify(anyValue(random))],
      [
        '.gitignore',
        Array.from({ length: 5 }, () =>
          random.pick(['*', '!', '/', '[', '\\', 'a', '**', ' ', '.yaml', ']']),
        ).join(''),
      ],
      ['values.json', JSON.stringify(anyValue(random))],
      ['.vpc-lens/a.json', JSON.stringify(anyValue(random))],
    ]);
    await inFolder(files, async (folder) => {
      for (const args of [
        ['--format=json'],
        ['--format=sarif', '--fix-dry-run'],
        ['--parameter-file=values.json'],
      ]) {
        const { status, stdout, stderr } = await checkIn(folder, args);
        assert.ok([0, 1, 2].includes(status), `SEED=${seed}`);
        assert.equal(status === 2, stdout === '', `SEED=${seed}: ${stderr}`);
        if (stdout !== '' && args[0]!.startsWith('--format')) JSON.parse(stdout);
      }
    });
  }
});
