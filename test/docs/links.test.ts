// Every link of the documentation to a page, a file, a picture or a heading of this repository leads there. Addresses on the web are
// not asked.

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { marked, type Token } from 'marked';

const root = join(import.meta.dirname, '../..');

const pages = globSync('{*.md,docs/**/*.md,bench/*.md,examples/**/*.md}', { cwd: root });

interface Page {
  readonly links: readonly string[];
  readonly headings: ReadonlySet<string>;
}

const known = new Map<string, Page>();

function pageOf(path: string): Page {
  const page = known.get(path) ?? readPage(readFileSync(path, 'utf8'));
  known.set(path, page);
  return page;
}

function readPage(text: string): Page {
  const links: string[] = [];
  const headings: string[] = [];
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') links.push(token.href);
    if (token.type === 'html')
      for (const [, address] of token.text.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)) links.push(address!);
    if (token.type === 'heading') headings.push(anchorOf(token.text));
  });
  return { links, headings: new Set(headings) };
}

/** As GitHub does: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/** What is wrong with a link of a page; undefined if it leads somewhere, or to the web. */
function problemOf(page: string, link: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/.test(link)) return undefined;
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(target)) return 'is not there';
  if (heading === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return undefined;
  return pageOf(target).headings.has(heading) ? undefined : 'has no such heading';
}

test('every link leads somewhere', () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const name of pages) {
    const page = join(root, name);
    for (const link of pageOf(page).links) {
      seen++;
      const problem = problemOf(page, link);
      if (problem) wrong.push(`${name}: ${link} ${problem}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 500, `Only ${seen} links were seen.`);
});

test('a link that leads nowhere is found', () => {
  const page = join(root, 'README.md');
  assert.equal(problemOf(page, 'docs/nowhere.md'), 'is not there');
  assert.equal(problemOf(page, 'docs/map.md#nowhere'), 'has no such heading');
  assert.equal(problemOf(page, '#start'), undefined);
});

test('every guide is in the list of the site', () => {
  const list = readFileSync(join(root, 'docs/.vitepress/config.mjs'), 'utf8');
  const guides = globSync('docs/*.md', { cwd: root }).map((file) => file.replaceAll('\\', '/').slice(5, -3));
  // For the owner of the project.
  const missing = guides.filter((name) => name !== 'publishing' && !new RegExp(`\\b${name}'?: '`).test(list));
  assert.deepEqual(missing, []);
});
