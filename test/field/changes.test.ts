// What an answer to a documented situation proposes, made in its template: with all changes the path is open, and without any one of
// them it is not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ZAPPA_FILES } from '../../server/src/fileKind.ts';
import { tryFixes } from '../reach/explain/blockers.ts';
import { casesOf } from './cases.ts';

const tried = new Map<string, number>();

for (const { title, folder, file, questions } of casesOf('reach')) {
  if (!file.endsWith('.yaml') || ZAPPA_FILES.includes(file)) continue;
  const text = readFileSync(join(folder, file), 'utf8');
  for (const { from, to, port, protocol = 'tcp', ipv6 } of questions)
    test(`${title}: the changes for ${from} → ${to} ${[protocol, port].join(' ')} open the path`, () => {
      const asked = { from, to, protocol, port, ...(ipv6 && { ipv6 }) };
      const outcome = tryFixes(text, asked);
      tried.set(outcome.kind, (tried.get(outcome.kind) ?? 0) + 1);
      if (outcome.kind === 'wrong') assert.fail(outcome.why);
    });
}

test('a part of the changes can be made in the templates', (t) => {
  t.diagnostic([...tried].map(([kind, count]) => `${kind}: ${count}`).join(', '));
  assert.ok((tried.get('proven') ?? 0) >= 100);
});
