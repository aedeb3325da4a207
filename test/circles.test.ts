import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);

/** The files of the project that a file imports or re-exports from, for values and for types alike. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(new URL(path, root), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g)].map(([, specifier]) =>
    posix.join(posix.dirname(path), specifier!),
  );
}

/** A circle of imports as the files along it, the first one again at the end; undefined where there is none. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const along: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (done.has(path)) return undefined;
    if (along.includes(path)) return [...along.slice(along.indexOf(path)), path];
    along.push(path);
    for (const imported of imports.get(path) ?? []) {
      const circle = visit(imported);
      if (circle) return circle;
    }
    along.pop();
    done.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const circle = visit(path);
    if (circle) return circle;
  }
  return undefined;
}

test('no file imports itself by way of others, not even for a type', () => {
  const files = globSync('{server/src,client/src,client/webview}/**/*.{ts,tsx,mts}', { cwd: root });
  const imports = new Map(
    files.map((file) => file.replaceAll('\\', '/')).map((path) => [path, importsOf(path)]),
  );
  assert.deepEqual(findCircle(imports), undefined);
  const count = [...imports.values()].reduce((sum, list) => sum + list.length, 0);
  assert.ok(count > 2000, `Only ${count} imports were seen.`);
});

test('a circle is found wherever it is', () => {
  const graph = (text: string) =>
    new Map(
      text.split(' ').map((part): [string, string[]] => {
        const [from, to] = part.split('>');
        return [from!, (to ?? '').split('').filter(Boolean)];
      }),
    );
  for (const [text, circle] of [
    ['a>b b>c c>', undefined],
    ['a>bc b>d c>d d>', undefined],
    ['a>a', ['a', 'a']],
    ['a>b b>c c>b', ['b', 'c', 'b']],
    ['a> b>c c>d d>b', ['b', 'c', 'd', 'b']],
  ] as const)
    assert.deepEqual(findCircle(graph(text)), circle);
});
