import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument, unreadWords } from '../../files/readFile.ts';
import { analyze, recordTests, testFileFor } from '../../languageService.ts';
import type { FoundFile } from '../input/files.ts';
import { unreadIn } from '../input/oneFile.ts';
import type { Reading } from '../input/reading.ts';
import { couldNot, type Result } from '../result.ts';
import { writeNew } from '../writeText.ts';

type Recorded = { readonly target: string; readonly text: string } | { readonly problem: string };

/** Undefined if there is nothing to record in a file that was found by searching. */
function recordFile({ name, isNamed }: FoundFile, reading: Reading, cwd: string): Recorded | undefined {
  const settings = reading.settingsOf(name);
  const content = settings && readDocument(resolve(cwd, name));
  if (content !== undefined && typeof content !== 'object')
    return { problem: `${name} ${unreadWords(content)}.` };
  const analysis =
    content && analyze(name, content.text.replace(/^\uFEFF/, ''), reading.optionsOf(name, settings));
  const nothing = (problem: string) => (isNamed ? { problem } : undefined);
  if (!analysis || analysis.content.kind === 'inventory')
    return nothing(`${name} is not a Zappa settings file or a CloudFormation template.`);
  const unread = unreadIn(name, analysis);
  if (unread !== undefined) return { problem: unread };
  const text = recordTests(analysis);
  if (text === undefined) return nothing(`Nothing is known for certain of who reaches whom in ${name}.`);
  const target = testFileFor(name);
  return existsSync(resolve(cwd, target))
    ? { problem: `${target} exists already; delete it to record anew.` }
    : { target, text };
}

/** Writes a test file beside each given file with its present reachability; an existing test file is not changed. */
export function recordFiles(files: readonly FoundFile[], reading: Reading, cwd: string): Result {
  const texts = new Map<string, string>();
  for (const file of files) {
    const recorded = recordFile(file, reading, cwd);
    if (!recorded) continue;
    if ('problem' in recorded) return couldNot(recorded.problem);
    texts.set(recorded.target, recorded.text);
  }
  if (texts.size === 0) return couldNot('There is nothing to record: no template and no Zappa settings.');
  for (const [target, text] of texts) {
    const written = writeNew(resolve(cwd, target), text, false);
    if (written !== 'written') return couldNot(`${target} cannot be written.`);
  }
  return { status: 0, stdout: [...texts.keys()].map((target) => `Wrote ${target}\n`).join(''), stderr: '' };
}
