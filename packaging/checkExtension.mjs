// npm run check:extension: what the Marketplace, Open VSX and VS Code's guidelines ask of an extension. Every row passes, or is in the
// table of docs/publishing.md with the reason. `npm run package` makes the package that is looked at.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rows } from './extensionRows.mjs';

const read = (path) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json'));
const sources = readdirSync('client', { recursive: true })
  .filter((name) => /\.(ts|tsx|css)$/.test(name))
  .map((name) => `client/${name.replaceAll('\\', '/')}`)
  .map((file) => [file, read(file)]);
const context = { manifest, read, sources, exists: existsSync };

/** The names of rows with a reason. */
const excused = new Set(
  [...read('docs/publishing.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name),
);

const wrong = [];
for (const { name, check } of rows) {
  const problems = check(context);
  const isExcused = excused.delete(name);
  const outcome = problems.length === 0 ? 'passes' : isExcused ? 'has a reason' : 'FAILS';
  console.log(`${name.padEnd(20)} ${outcome}${problems.length > 0 ? `: ${problems.join('; ')}` : ''}`);
  if (outcome === 'FAILS') wrong.push(`${name} fails without a reason in docs/publishing.md`);
  if (outcome === 'passes' && isExcused)
    wrong.push(`${name} passes: its reason in docs/publishing.md can go`);
}
for (const name of excused) wrong.push(`docs/publishing.md has a reason for ${name}, which is no row`);
for (const sentence of wrong) console.error(`${sentence}.`);
process.exitCode = wrong.length > 0 ? 1 : 0;
