import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { check } from 'recheck';

const root = new URL('../../', import.meta.url);
const list = new URL('expressions.txt', import.meta.url);

/** Vulnerable in general, and bounded where they are asked. */
const BOUNDED: Readonly<Record<string, string>> = {
  [String(/[0-9]+(\.[0-9]*)+$/)]: 'of the first 100 letters of an address',
  [String(/\B(?=([0-9]{3})+$)/g)]: 'of the digits of a count',
  "/^option '(--[\\w-]+)[^']*' argument '(.*)' is invalid\\. Allowed choices are (.*), ([^,]+)\\.$/i":
    'of a sentence about the command line',
};

interface Expression {
  readonly literal: string;
  readonly file: string;
}

function expressionsIn(file: string): Expression[] {
  const loader = file.endsWith('x') ? 'tsx' : 'ts';
  const { code } = transformSync(readFileSync(new URL(file, root), 'utf8'), { loader, target: 'esnext' });
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      found.push({ literal: `/${pattern}/${flags}`, file });
    } else Object.values(node).forEach(visit);
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  return found;
}

async function isSafe(literal: string): Promise<boolean> {
  const end = literal.lastIndexOf('/');
  const { status } = await check(literal.slice(1, end), literal.slice(end + 1), { timeout: 20_000 });
  return status === 'safe';
}

// Texts are of strangers, and an expression that goes back and forth over them hangs editor and pipeline. Those that the
// tool found safe are listed, since it takes it half a minute to find so: `npm test -- expressions --update` writes the
// list, and `npm run test:deep` asks for all of them again.
test('no regular expression takes more than linear time', async () => {
  const files = globSync('{server/src,client/src,client/webview}/**/*.{ts,tsx}', { cwd: root });
  const all = files.flatMap((file) => expressionsIn(file.replaceAll('\\', '/')));
  assert.ok(all.length > 250, `Only ${all.length} expressions were seen.`);
  const known = new Set(process.env.DEEP ? [] : readFileSync(list, 'utf8').split('\n'));
  const safe = new Set<string>();
  const wrong: string[] = [];
  for (const { literal, file } of all) {
    if (literal in BOUNDED || safe.has(literal)) continue;
    if (known.has(literal) || (await isSafe(literal))) safe.add(literal);
    else wrong.push(`${file}: ${literal}`);
  }
  if (process.env.UPDATE) writeFileSync(list, `${[...safe].sort().join('\n')}\n`);
  assert.deepEqual(wrong, []);
  const gone = Object.keys(BOUNDED).filter((literal) => !all.some((one) => one.literal === literal));
  assert.deepEqual(gone, [], 'no longer there');
});

test('the tool would notice', async () => {
  assert.equal(await isSafe('/^(a+)+b$/'), false);
  assert.equal(await isSafe('/\\s+$/'), false);
  assert.equal(await isSafe('/^[a-z]+$/'), true);
});
