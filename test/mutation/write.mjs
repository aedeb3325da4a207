// node test/mutation/write.mjs FOLDER: writes the base networks and each with its one mistake, for other tools to check.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plant } from './mistake.ts';
import { MISTAKES } from './mistakes.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name a folder.');
mkdirSync(folder, { recursive: true });
const bases = new Set(MISTAKES.map(({ base }) => base));
const texts = new Map(
  [...bases].map((base) => [base, readFileSync(new URL(`./bases/${base}.yaml`, import.meta.url), 'utf8')]),
);
for (const [base, text] of texts) writeFileSync(join(folder, `${base}.yaml`), text);
for (const [index, mistake] of MISTAKES.entries()) {
  const name = `${mistake.base}-${String(index).padStart(3, '0')}.yaml`;
  writeFileSync(join(folder, name), plant(texts.get(mistake.base), mistake));
}
console.log(`${texts.size} networks and ${MISTAKES.length} with a mistake are in ${folder}`);
