import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inSession } from './editing.ts';
import { smallTemplate } from './templates.ts';
import { type Figure, median } from './timing.ts';

const TEMPLATES = 500;
const FILES_BESIDE = 5000;
const EDITS = 100;

/** What a document costs in an editor whose folder holds many others, against the same document alone in its folder. */
export async function neighbourFigures(folder: string): Promise<readonly Figure[]> {
  const text = smallTemplate('yaml').replace(/CidrIp: \S+/, 'CidrIp: !ImportValue block-7');
  const alone = mkdtempSync(join(folder, 'alone-'));
  const among = mkdtempSync(join(folder, 'among-'));
  for (let n = 0; n < FILES_BESIDE; n++) writeFileSync(join(among, `notes-${n}.txt`), '');
  mkdirSync(join(among, 'others'));
  const others = Array.from({ length: TEMPLATES }, (_, n) => join(among, 'others', `${n}.yaml`));
  const write = (block: string) =>
    others.forEach((path, n) => {
      const exported = `Outputs:\n  Block:\n    Value: ${block}\n    Export: { Name: block-${n} }\n`;
      writeFileSync(path, `${smallTemplate('yaml', n + 1)}${exported}`);
    });
  write('10.0.0.0/16');
  const one = await timesIn(alone, text, () => []);
  const many = await timesIn(among, text, () => {
    write('10.1.0.0/16');
    return others;
  });
  const where = `among ${TEMPLATES} templates that export, beside ${FILES_BESIDE.toLocaleString('en')} files`;
  return [
    against(`first diagnostics ${where}, against one alone`, many.first, one.first, 1.5),
    against(`keystroke while these are read, against one alone`, many.early, one.early, 3),
    against(`keystroke after that, against one alone`, many.late, one.late, 1.2),
    against(
      `slowest keystroke after a checkout changed these, against one alone`,
      many.slowest,
      one.slowest,
      3,
    ),
  ];
}

interface Times {
  readonly first: number;
  readonly early: number;
  readonly late: number;
  readonly slowest: number;
}

/** `checkOut` changes files of the folder and gives their paths. */
async function timesIn(folder: string, text: string, checkOut: () => readonly string[]): Promise<Times> {
  let times: Times | undefined;
  await inSession(
    'net.yaml',
    text,
    async ({ type: keystroke, client, uri }, first) => {
      const taken: number[] = [];
      const typed = async () => {
        taken.length = 0;
        for (let edit = 0; edit < EDITS; edit++) taken.push(await keystroke());
        return median(taken);
      };
      const early = await typed();
      // A search for the exports goes on while nobody types, and what it finds changes this document's findings.
      let known = client.allPushed(uri).length;
      for (let idle = 0; idle < 100; idle++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (client.allPushed(uri).length === known && idle > 20) break;
        known = client.allPushed(uri).length;
      }
      const late = await typed();
      const changes = checkOut().map((path) => ({ uri: pathToFileURL(path).href, type: 2 }));
      await client.notify('workspace/didChangeWatchedFiles', { changes });
      await typed();
      times = { first, early, late, slowest: Math.max(...taken) };
    },
    pathToFileURL(folder).href,
  );
  return times!;
}

function against(what: string, ours: number, alone: number, most: number): Figure {
  const times = ours / alone;
  const measured = `${times.toFixed(1)} × (${ours.toFixed(1)} ms against ${alone.toFixed(1)} ms)`;
  return { what, target: `≤ ${most} ×`, measured, isMet: times <= most };
}
