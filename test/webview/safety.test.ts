import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test("the pages' colours are the theme's", () => {
  for (const path of globSync('client/webview/**/*.css', { cwd: root })) {
    const values = [...read(path).matchAll(/:\s*([^;{}]+);/g)].map(([, value]) => value!);
    // What a variable falls back to may only be another one, or nothing.
    const literal = values.filter((value) =>
      /#[0-9a-f]{3,8}\b|\b(rgb|hsl|lab|lch|oklch|color)a?\(|\b(white|black|red|green|blue|gr[ae]y|orange|yellow)\b(?!-)(?<!-\w+)/i.test(
        value,
      ),
    );
    assert.deepEqual(literal, [], path);
  }
});

test('nothing of the pages becomes markup or code, and nothing is fetched', () => {
  for (const path of globSync('client/webview/**/*.{ts,tsx}', { cwd: root })) {
    const found = read(path).match(
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|importScripts|<(iframe|img|object|embed)\b/g,
    );
    assert.equal(found, null, path);
  }
});

test('a page may load its script and style sheet, one that draws pictures those it has as text, and nothing else', () => {
  const html = read('client/src/webviewPage.ts');
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(html)!;
  assert.equal(
    policy,
    "default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'${page.drawsPictures ? '; img-src data:' : ''}",
  );
  assert.doesNotMatch(html, / style=| on[a-z]+=/);
});
