import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);

/** The names that a text declares and exports at its top level. */
function exportsOf(text: string): ReadonlySet<string> {
  const declarations = text.matchAll(
    /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm,
  );
  return new Set([...declarations].map(([, name]) => name!));
}

/** The pages of the calculator and of the map are two programs that are built alike, so each may have a `State`. */
const PAGE = /^client\/webview\/(calculator|map)\//;

function areTwoPages(a: string, b: string): boolean {
  const [pageOfA, pageOfB] = [PAGE.exec(a)?.[1], PAGE.exec(b)?.[1]];
  return pageOfA !== undefined && pageOfB !== undefined && pageOfA !== pageOfB;
}

/** The names that two files declare, each as the name and the files. */
function declaredTwice(texts: ReadonlyMap<string, string>): readonly string[] {
  const filesOf = new Map<string, string[]>();
  for (const [path, text] of texts)
    for (const name of exportsOf(text)) filesOf.set(name, [...(filesOf.get(name) ?? []), path]);
  return [...filesOf]
    .filter(([, files]) => files.some((a, i) => files.slice(i + 1).some((b) => !areTwoPages(a, b))))
    .map(([name, files]) => `${name}: ${files.join(', ')}`);
}

test('an exported name has one meaning: no two files declare it', () => {
  const files = globSync('{server/src,client/src,client/webview}/**/*.{ts,tsx,mts}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'));
  const texts = new Map(files.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
  assert.deepEqual(declaredTwice(texts), []);
  const count = [...texts.values()].reduce((sum, text) => sum + exportsOf(text).size, 0);
  assert.ok(count > 2000, `Only ${count} exports were seen.`);
});

test('a name that is declared twice is found', () => {
  const [a, b] = ['server/src/a.ts', 'client/src/b.ts'];
  const [calculator, map] = ['client/webview/calculator/c.ts', 'client/webview/map/m.tsx'];
  for (const [first, second, isTwice] of [
    [`${a} export function move() {}`, `${b} export const move = 1;`, true],
    [`${a} export async function move() {}`, `${b} export type move = 1;`, true],
    [`${a} export function move() {}`, `${b} function move() {}`, false],
    [`${a} export function move() {}`, `${b} export { move } from './a.ts';`, false],
    [`${a} export interface State {}`, `${map} export interface State {}`, true],
    [`${calculator} export interface State {}`, `${map} export interface State {}`, false],
    [`${a} export function move() {}`, `${b} export function moved() {}`, false],
  ] as const) {
    const texts = new Map(
      [first, second].map((line): [string, string] => {
        const [path, ...words] = line.split(' ');
        return [path!, words.join(' ')];
      }),
    );
    assert.equal(declaredTwice(texts).length, isTwice ? 1 : 0, `${first} | ${second}`);
  }
});
