import assert from 'node:assert/strict';
import { analyze, readTestFile, resultsOf, type TestResult } from '../../server/src/languageService.ts';

/** The results of tests on a template; a text of tests that has a mistake of its own fails. */
export function results(tests: string, template: string): readonly TestResult[] {
  const { suite, mistakes } = readTestFile(tests);
  assert.deepEqual(mistakes, []);
  const isJson = template.trimStart().startsWith('{');
  const analysis = analyze(isJson ? 'net.json' : 'net.yaml', template, { kind: 'template' });
  assert.ok(analysis, 'The text is no template.');
  return resultsOf(suite, analysis);
}

/** The result of one test, written as flow YAML: `from: app, to: db, expect: reachable`. */
export function result(test: string, template: string, tiers = '{}'): TestResult {
  const [only] = results(`tiers: ${tiers}\ntests:\n  - { ${test} }\n`, template);
  return only ?? assert.fail('There is no result.');
}
