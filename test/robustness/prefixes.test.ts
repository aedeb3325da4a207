import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventoryIn } from '../inventory/reading.ts';
import { seedOf } from '../seed.ts';
import { type Answers, answersOf, told } from './answers.ts';
import { type Document, examples, fixtures } from './documents.ts';

/** At hand, so that every id that is written is looked up. */
const inventory = inventoryIn('two-zones.json');

// Text that is being typed. Each step is read with the step before at hand, as the server does, and from time to time
// without: what is kept from before must never show.

/** So many prefixes of each example; all of them would take minutes. */
const STEPS = 40;

function typeThrough({ name, text, kind }: Document, steps: number): number {
  let previous: Answers | undefined;
  let asked = 0;
  for (let step = 0; step <= steps; step++) {
    const prefix = text.slice(0, Math.round((text.length * step) / steps));
    const answers = answersOf(name, prefix, [prefix.length], { kind, inventory }, previous?.analysis);
    asked++;
    if (answers && step % 7 === 0) {
      const fresh = answersOf(name, prefix, [], { kind, inventory });
      assert.deepEqual(
        told(answers.findings),
        told(fresh!.findings),
        `${name}, first ${prefix.length} characters`,
      );
    }
    previous = answers ?? previous;
  }
  return asked;
}

for (const document of examples()) {
  test(`prefixes of ${document.name}`, () => {
    typeThrough(document, STEPS);
  });
}

test('every prefix of a small document of each format', () => {
  const small = (ending: string) =>
    fixtures().reduce(
      (least, document) => {
        const isSmaller = least === undefined || document.text.length < least.text.length;
        return document.name.endsWith(ending) && document.text.length > 150 && isSmaller ? document : least;
      },
      undefined as Document | undefined,
    );
  for (const ending of ['.yaml', '.json', '.toml']) {
    const document = small(ending);
    assert.ok(document, ending);
    typeThrough(document, document.text.length);
  }
});

/** There are thousands of fixtures. A run tries some of them, another seed others, and `DEEP=1` all. */
const EVERY = process.env.DEEP === '1' ? 1 : 3;

test('prefixes of the fixtures of all rules', () => {
  const all = fixtures();
  assert.ok(all.length > 50);
  const first = seedOf() % EVERY;
  for (let index = first; index < all.length; index += EVERY) typeThrough(all[index]!, 2 + (index % 4));
});

test('a kind that is known by the text alone: every prefix is one or none', () => {
  for (const { name, text } of examples()) {
    for (let step = 0; step <= 10; step++) {
      const prefix = text.slice(0, Math.round((text.length * step) / 10));
      answersOf(name, prefix, [0]);
    }
  }
});
