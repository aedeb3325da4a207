import { baseName, isNetworkTestName, NETWORK_TESTS } from '../../fileKind.ts';
import { matcherOf } from '../../glob.ts';
import { parse } from '../../syntax/parse.ts';
import { type LineStarts, lineStartsOf } from '../../syntax/span.ts';
import { syntaxErrorsIn } from '../../syntax/tree.ts';
import type { Mistake, Suite } from '../suite.ts';
import { readSuite } from './readSuite.ts';

/** A file of network tests: `NAME.nettest.yaml`. */
export interface TestFile {
  readonly suite: Suite;
  readonly mistakes: readonly Mistake[];
  readonly lines: LineStarts;
}

/** Never throws. */
export function readTestFile(text: string): TestFile {
  const tree = parse(text, 'yaml');
  const broken = syntaxErrorsIn(tree);
  const mistakes: Mistake[] = broken.map(({ start, end, message }) => ({
    start,
    end,
    message,
    isBesideSchema: true,
  }));
  const suite = readSuite(
    tree.root,
    ({ start, end }, message, isBesideSchema = false) => {
      // Of a text with syntax errors a part may not have been read, so nothing is reported as missing.
      if (broken.length === 0) mistakes.push({ start, end, message, isBesideSchema });
    },
    true,
  );
  return { suite, mistakes, lines: lineStartsOf(text) };
}

/**
 * Whether the tests of a file are about another one of its folder: one that `template` matches, else the one of the same name,
 * `network.nettest.yaml` for `network.yaml`, `network.json` and `network.template`.
 */
export function isTestedBy(testFile: string, { templates }: Suite, tested: string): boolean {
  const name = baseName(tested);
  if (isNetworkTestName(name)) return false;
  if (templates) return matcherOf(templates.map(({ text }) => text))(name);
  return name.replace(/\.[^.]+$/, '') === baseName(testFile).replace(NETWORK_TESTS, '');
}

/** The name of the test file for a tested file. */
export function testFileFor(tested: string): string {
  return `${tested.replace(/\.[^./\\]+$/, '')}.nettest.yaml`;
}
