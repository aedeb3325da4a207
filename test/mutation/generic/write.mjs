// node test/mutation/generic/write.mjs FOLDER: writes the edited templates that no rule reports, for cfn-lint to check. What it
// says of one that it does not say of the base needs a rule, or a reason in accepted.ts.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf } from './baseTemplate.ts';
import { editsOf } from './edits.ts';
import { outcomeOf } from './outcome.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name a folder.');
mkdirSync(folder, { recursive: true });
for (const base of ['shop', 'services', 'joined', 'six', 'stream']) {
  const template = templateOf(readFileSync(new URL(`../bases/${base}.yaml`, import.meta.url), 'utf8'));
  const before = outcomeOf(template);
  writeFileSync(join(folder, `${base}.json`), JSON.stringify(template));
  const names = editsOf(template).flatMap((edit, index) => {
    const isReported = outcomeOf(edit.template).findings.some((one) => !before.findings.includes(one));
    if (isReported) return [];
    const name = `${base}-${String(index).padStart(4, '0')}.json`;
    writeFileSync(join(folder, name), JSON.stringify(edit.template));
    return [`${name} ${edit.operator}: ${edit.name}`];
  });
  writeFileSync(join(folder, `${base}.txt`), names.join('\n'));
}
