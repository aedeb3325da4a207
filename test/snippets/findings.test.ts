import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';
import { languageOf, place } from './place.ts';
import { snippets } from './read.ts';

for (const snippet of snippets) {
  test(`${snippet.prefix} in ${languageOf(snippet)} gives no finding, the strict profile included`, () => {
    const placed = place(snippet);
    assert.ok(placed, 'test/snippets/place.ts does not know where it is inserted');
    assert.deepEqual(messages(placed.fileName, placed.text), []);
  });
}

test('a snippet that is broken does give one', () => {
  const zappa = snippets.find(({ prefix }) => prefix === 'zappa-vpc-config');
  assert.ok(zappa);
  const unfilled = place(zappa, { 1: 'subnet-<id>' })?.text ?? '';
  assert.match(messages('zappa_settings.json', unfilled).join(), /^zappa-id-placeholder "subnet-<id>"/);
});

/** What a user reads about a file: rule, place and message. */
function messages(fileName: string, text: string): string[] {
  const analysis = analyze(fileName, text);
  assert.ok(analysis, 'it is neither a template nor Zappa settings');
  const findings = findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  });
  return findings.map(({ rule, at, message }) => `${rule.id} ${text.slice(at.start, at.end)} ${message}`);
}
