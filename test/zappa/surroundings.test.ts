import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surroundingsOf } from '../../server/src/zappa/surroundings.ts';

test('the settings files beside one are found, by path and by address; nothing is looked at unasked', () => {
  for (const folder of ['/home/shop', 'file:///home/shop', '/']) {
    const asked: string[] = [];
    const { name, siblings } = surroundingsOf(`${folder}/zappa_settings.yml`, {
      isThere(path) {
        asked.push(path);
        return path.endsWith('.json') || path.endsWith('.yml');
      },
      read: () => undefined,
    });
    assert.equal(name, 'zappa_settings.yml');
    assert.deepEqual(siblings, ['zappa_settings.json']);
    assert.deepEqual(
      asked,
      ['json', 'toml', 'yaml'].map((ending) => `${folder}/zappa_settings.${ending}`),
    );
  }
});

test('a file that the settings name is read in their folder and below, and nowhere else', () => {
  const { read } = surroundingsOf('/home/shop/zappa_settings.json', {
    isThere: () => true,
    read: (path) => path,
  });
  assert.equal(read('policy.json'), '/home/shop/policy.json');
  assert.equal(read('./iam/policy.json'), '/home/shop/iam/policy.json');
  for (const path of [
    '/etc/passwd',
    '../policy.json',
    'iam/../../policy.json',
    '~/x',
    'C:\\x',
    '..\\x',
    '%2e%2e/x',
    '',
  ]) {
    assert.equal(read(path), undefined, path);
  }
});
