// Every fix that is offered in a report: the finding goes, no new error comes, and the text around stays as it is.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Analysis, analyze, findingsOf } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { inventoryOf } from '../inventory/reading.ts';
import { assertFix, gained } from '../rules/fixing.ts';
import { casesOf, type FieldCase } from './cases.ts';

/** Fixes after which another error can be told, as `report: title of the fix`. */
const NEXT: Readonly<Record<string, string>> = {
  'two-subnets-of-one-18-by-a-map: Change to 10.0.0.0/18':
    'They are one block, and overlap in these words too.',
  'blocks-of-18-by-the-third-number: Change to 10.0.0.0/18':
    'AWS stores one block for both subnets; that they overlap is told before, in other words.',
  'key-of-another-tool: Change to SecurityGroupIds':
    'Both keys of the VpcConfig are misspelt, and one without the other is refused.',
  'memory-and-timeout-past-the-limits: Change to 1000 without quotes':
    'Without its quotes the number is read, and is past the limit.',
};

let count = 0;

for (const one of casesOf('reports')) {
  if (one.findings === undefined || one.findings.length === 0 || one.file === '.') continue;
  test(`${one.title}: each fix`, () => {
    const analysis = analysisOf(one, readFileSync(join(one.folder, one.file), 'utf8'));
    const before = findingsIn(analysis);
    const check = (text: string) => {
      const next = analysisOf(one, text);
      return { analysis: next, findings: findingsIn(next) };
    };
    for (const finding of before)
      for (const fix of finding.fixes) {
        const after = assertFix({ finding, fix, analysis, before }, check);
        if (!after) continue;
        count++;
        const fresh = gained(before.filter(isError), after.filter(isError)).length > 0;
        assert.equal(
          fresh,
          `${one.name}: ${fix.title}` in NEXT,
          `"${fix.title}" for "${finding.message}" of ${one.name}`,
        );
      }
  });
}

test('there are fixes to try', (t) => {
  t.diagnostic(`${count} fixes`);
  assert.ok(count >= 450);
});

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function findingsIn(analysis: Analysis) {
  return findingsOf(analysis, {
    profile: 'recommended',
    severities: {},
    onFailure: (_, error) => {
      throw error;
    },
  });
}

function analysisOf({ folder, file, title }: FieldCase, text: string): Analysis {
  const network = join(folder, '.vpc-lens/network.json');
  const inventory = existsSync(network) ? inventoryOf(readFileSync(network, 'utf8')) : undefined;
  const analysis = analyze(file, text, { inventory });
  assert.ok(analysis, title);
  return analysis;
}
