import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventoryIn } from '../inventory/reading.ts';
import { type Answers, answersOf, told } from './answers.ts';
import { type Document, examples, fixtures } from './documents.ts';
import { type Random, randomFrom } from './random.ts';

/** At hand, so that every id that is written is looked up. */
const inventory = inventoryIn('two-zones.json');

const RUNS = process.env.DEEP ? 5000 : 800;

/** `SEED=7 npm test -- damages` repeats a failure, of which the message names the seed. */
const SEED = Number(process.env.SEED ?? 20261123);

/** What people and programs leave in a file by mistake, and what parsers trip over. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    "'",
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '#',
    '- ',
    '? ',
    '|',
    '>',
    '%',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '!Ref ',
    '!Sub ',
    '!GetAtt a.b',
    '!If [a, b, c]',
    '!Cidr [a, 1, 8]',
    '!!binary x',
    '---\n',
  ],
  ...[
    '...\n',
    '[[x]]\n',
    '[x.y]\n',
    'a.b = 1\n',
    '"""',
    "'''",
    '//',
    '/*',
    '\\',
    '\\u',
    '\\ud83d',
    '\u0000',
    '\uFEFF',
  ],
  ...[
    '\u2028',
    '😀',
    '\ud83d',
    'é',
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    '10.0.0.0/8',
    '::/0',
    '0.0.0.0/0',
    '${A}',
  ],
  ...[
    '{"Ref": "Vpc"}',
    '{"Fn::Sub": ["${a}", {}]}',
    'Fn::If: [x, y]',
    'Condition: x',
    'Type: AWS::EC2::VPC\n',
  ],
];

function damage(text: string, random: Random): string {
  let damaged = text;
  for (let hits = 1 + random.below(3); hits > 0; hits--) {
    const at = random.below(damaged.length + 1);
    const end = Math.min(damaged.length, at + random.below(random.pick([2, 10, 80])));
    const other = random.below(damaged.length + 1);
    const piece = damaged.slice(other, other + random.below(60));
    switch (random.below(6)) {
      case 0: // something is lost
        damaged = damaged.slice(0, at) + damaged.slice(end);
        break;
      case 1: // something is inserted
      case 2:
        damaged = damaged.slice(0, at) + random.pick(PIECES) + damaged.slice(at);
        break;
      case 3: // something is replaced
        damaged = damaged.slice(0, at) + random.pick(PIECES) + damaged.slice(end);
        break;
      case 4: // a part is pasted elsewhere
        damaged = damaged.slice(0, at) + piece + damaged.slice(at);
        break;
      case 5: // a line changes its indentation
        damaged = `${damaged.slice(0, at)}\n${' '.repeat(random.below(12))}${damaged.slice(at)}`;
        break;
    }
  }
  return damaged;
}

test(`${RUNS} damaged documents get an answer`, () => {
  const small = fixtures();
  const large = examples();
  let previous: { document: Document; answers: Answers } | undefined;
  let ours = 0;
  for (let run = 0; run < RUNS; run++) {
    const random = randomFrom(SEED + run);
    const document = run % 25 === 0 ? random.pick(large) : random.pick(small);
    const text = damage(document.text, random);
    const { kind, name } = document;
    const offsets = [random.below(text.length + 1)];
    try {
      // As after an edit: the document as it was before is known.
      if (previous?.document !== document) {
        const before = answersOf(name, document.text, [], { kind, inventory });
        previous = before && { document, answers: before };
      }
      const answers = answersOf(name, text, offsets, { kind, inventory }, previous?.answers.analysis);
      if (!answers) continue;
      ours++;
      if (run % 8 !== 0) continue;
      const fresh = answersOf(name, text, [], { kind, inventory });
      assert.deepEqual(told(answers.findings), told(fresh!.findings));
    } catch (error) {
      throw new Error(`SEED=${SEED + run}: ${name} damaged to\n${text}`, { cause: error });
    }
  }
  // Damage seldom makes a document unrecognisable.
  assert.ok(ours > RUNS / 2, `${ours} of ${RUNS} were still ours`);
});
