import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/languageService.ts';
import { networkOfZappa } from '../../server/src/network/zappa/networkOfSettings.ts';
import { hostsIn } from '../../server/src/zappa/hosts.ts';
import type { ZappaSettings } from '../../server/src/zappa/settings.ts';
import { inventoryIn } from '../inventory/reading.ts';

const HOST = 'app.c1a2b3d4e5f6.eu-central-1.rds.amazonaws.com';

function settingsOf(variables: Record<string, unknown>, setting = 'environment_variables'): ZappaSettings {
  const text = JSON.stringify({ base: { [setting]: variables }, dev: { extends: 'base' } });
  const content = analyze('zappa_settings.json', text)?.content;
  assert.equal(content?.kind, 'zappa');
  return content.settings;
}

test('a host by itself, in a URL, and behind a password that no URL could have', () => {
  const table: [value: unknown, isNamed: boolean][] = [
    [HOST, true],
    [HOST.toUpperCase(), true],
    [`${HOST}:5432`, true],
    [`postgres://user:pass@${HOST}:5432/app?sslmode=require`, true],
    [`postgres://user:p@ss/w#rd?@${HOST}/app`, true],
    [`host=${HOST} port=5432`, true],
    [`other.${HOST}`, false],
    [`${HOST}.example.com`, false],
    ['localhost', false],
    ['', false],
    [5432, false],
    [{ nested: HOST }, false],
  ];
  for (const [value, isNamed] of table) {
    const [, dev] = settingsOf({ DATABASE_URL: value }).stages;
    const found = hostsIn(dev!, new Set([HOST]));
    assert.deepEqual(
      found.map(({ host, variable }) => [host, variable]),
      isNamed ? [[HOST, 'DATABASE_URL']] : [],
      `${value}`,
    );
  }
});

test('nothing of the value is handed on', () => {
  const [, dev] = settingsOf({ DATABASE_URL: `postgres://user:hunter2@${HOST}/app` }).stages;
  assert.doesNotMatch(JSON.stringify(hostsIn(dev!, new Set([HOST]))), /hunter2|user/);
});

test('the stage as a function knows the database of the inventory', () => {
  const inventory = inventoryIn('two-zones.json');
  const mentionsOf = (settings: ZappaSettings) =>
    networkOfZappa(settings, inventory)
      .workloads.get('dev')!
      .mentions.map(({ id, type }) => [id, type]);
  const database = [['db:app', 'AWS::RDS::DBInstance']];
  assert.deepEqual(mentionsOf(settingsOf({ DB_HOST: HOST })), database);
  assert.deepEqual(mentionsOf(settingsOf({ DB_HOST: HOST }, 'aws_environment_variables')), database);
  assert.deepEqual(mentionsOf(settingsOf({ A: HOST, B: `https://${HOST}` })), database);
  assert.deepEqual(mentionsOf(settingsOf({ DB_HOST: HOST }, 'other')), []);
  assert.deepEqual(networkOfZappa(settingsOf({ DB_HOST: HOST })).workloads.get('dev')!.mentions, []);
});
