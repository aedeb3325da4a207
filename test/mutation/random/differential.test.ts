// A second opinion on slips of the hand at random places of the good fixtures: what cfn-lint reports of one as an error,
// VPC Lens reports too, or it is accepted with a reason. `npm run test:deep` runs it, and SEED=random tries others: with a fixture more
// the same seed chooses other slips, so that `npm test` would fail where nothing is wrong with a change.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze, findingsOf } from '../../../server/src/analysis.ts';
import { inFolder } from '../../cli/folder.ts';
import { readFixture } from '../../fixture.ts';
import { seedOf } from '../../seed.ts';
import { templateOf } from '../generic/baseTemplate.ts';
import type { Json } from '../generic/edits.ts';
import { ACCEPTED } from './accepted.ts';
import { type Slip, slipsOf } from './slips.ts';

// A shim of pyenv can be there without a cfn-lint behind it.
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
const missing = version.status === 0 ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';
const skip = process.env.DEEP === '1' ? missing : 'npm run test:deep runs it';

const SLIPS = 400;

test('what cfn-lint reports of a slip, VPC Lens reports too', { skip }, async () => {
  const slips = fc.sample(anySlip(), { numRuns: SLIPS, seed: seedOf() });
  const silent = slips.filter(({ base, slip }) => added(ours(base), ours(slip.template)).length === 0);
  const files = silent.flatMap(({ base, slip }, index): [string, string][] => [
    [`${index}-base.json`, JSON.stringify(base)],
    [`${index}-slip.json`, JSON.stringify(slip.template)],
  ]);
  const errors = await errorsOfCfnLint(Object.fromEntries(files));
  const alone = silent.flatMap(({ name, slip }, index) =>
    added(errors.get(`${index}-base.json`) ?? [], errors.get(`${index}-slip.json`) ?? [])
      .filter((rule) => !isAccepted(rule, slip))
      .map((rule) => `${name}: ${slip.name}: ${rule} of ${slip.type} ${slip.property}`),
  );
  console.log(`${SLIPS} slips, ${SLIPS - silent.length} reported, ${new Set(alone).size} by cfn-lint alone`);
  assert.deepEqual(alone, []);
});

interface PlacedSlip {
  readonly name: string;
  readonly base: Json;
  readonly slip: Slip;
}

/** A base, then a slip in it, so that large bases are not chosen more often. */
function anySlip(): fc.Arbitrary<PlacedSlip> {
  return fc
    .constantFrom(...globSync('test/rules/*/good-*.yaml').sort())
    .map((name) => ({ name, base: baseIn(name) }))
    .filter(({ base }) => base !== undefined && slipsOf(base).length > 0)
    .chain(({ name, base }) =>
      fc.constantFrom(...slipsOf(base!)).map((slip) => ({ name, base: base!, slip: slip() })),
    );
}

/** A whole template of a fixture as JSON, without what depends on the fixture's own parameters and files beside it. */
function baseIn(name: string): Json | undefined {
  const { text, parameters, beside, fileName } = readFixture(name, readFileSync(name, 'utf8'));
  if (parameters.size > 0 || beside.size > 0 || !/\.yaml$/.test(fileName)) return undefined;
  if (!/^Resources:/m.test(text) || /Fn::ForEach|Fn::Transform|^Transform:|<<:/m.test(text)) return undefined;
  return templateOf(text);
}

function ours(template: Json): readonly string[] {
  const analysis = analyze('template.json', JSON.stringify(template, undefined, 1));
  const findings = findingsOf(analysis!, {
    profile: 'recommended',
    severities: {},
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} fails`, { cause: error });
    },
  });
  return findings.map(({ rule, resource, message }) => `${rule.id} ${resource} ${message}`);
}

/** The texts that are more often among the second. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((text) => {
    const index = left.indexOf(text);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}

/** The rules whose errors cfn-lint reports, by file. */
async function errorsOfCfnLint(
  files: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  await inFolder(files, (folder) => {
    const { stdout } = spawnSync(
      'cfn-lint',
      ['-r', 'us-east-1', '--format', 'json', '--', ...Object.keys(files)],
      {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      },
    );
    for (const { Filename, Level, Rule } of JSON.parse(stdout || '[]')) {
      if (Level !== 'Error') continue;
      found.set(Filename, [...(found.get(Filename) ?? []), Rule.Id]);
    }
  });
  return found;
}

function isAccepted(rule: string, { type, property }: Slip): boolean {
  const place = `${type} ${property}`;
  return Object.keys(ACCEPTED).some((key) => place.startsWith(key) || `${rule} ${place}`.startsWith(key));
}
