import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument, unreadWords } from '../../files/readFile.ts';
import { analyze, recordTests, testFileFor } from '../../languageService.ts';
import type { FoundFile } from '../input/files.ts';
import { unreadIn } from '../input/oneFile.ts';
import type { Reading } from '../input/reading.ts';
import { couldNot, type Result } from '../result.ts';
import { writeNew } from '../writeText.ts';

/** Writes what holds in each file that is named, beside it; a file of tests that is there already stays as it is. */
export function recordFiles(files: readonly FoundFile[], reading: Reading, cwd: string): Result {
  const texts = new Map<string, string>();
  for (const { name, isNamed } of files) {
    const settings = reading.settingsOf(name);
    const content = settings && readDocument(resolve(cwd, name));
    if (content !== undefined && typeof content !== 'object')
      return couldNot(`${name} ${unreadWords(content)}.`);
    const analysis =
      settings &&
      content &&
      analyze(name, content.text.replace(/^\uFEFF/, ''), reading.optionsOf(name, settings));
    if (!analysis || analysis.content.kind === 'inventory') {
      if (isNamed) return couldNot(`${name} is not a Zappa settings file or a CloudFormation template.`);
      continue;
    }
    const unread = unreadIn(name, analysis);
    if (unread !== undefined) return couldNot(unread);
    const text = recordTests(analysis);
    if (text === undefined) {
      if (isNamed) return couldNot(`Nothing is known for certain of who reaches whom in ${name}.`);
      continue;
    }
    const target = testFileFor(name);
    if (existsSync(resolve(cwd, target)))
      return couldNot(`${target} exists already; delete it to record anew.`);
    texts.set(target, text);
  }
  if (texts.size === 0) return couldNot('There is nothing to record: no template and no Zappa settings.');
  for (const [target, text] of texts) {
    const written = writeNew(resolve(cwd, target), text, false);
    if (written !== 'written') return couldNot(`${target} cannot be written.`);
  }
  return { status: 0, stdout: [...texts.keys()].map((target) => `Wrote ${target}\n`).join(''), stderr: '' };
}
