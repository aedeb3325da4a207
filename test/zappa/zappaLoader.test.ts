import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyze, findingsOf } from '../../server/src/analysis.ts';
import { entriesOf, type Node, resolved } from '../../server/src/syntax/tree.ts';
import { settingOf } from '../../server/src/zappa/settings.ts';
import { oneStage, type SettingsText, WAYS, wholeFile, written } from './settingsFiles.ts';
import { type Answer, loadWithZappa, skip } from './zappaPython.ts';

/** Files in each way of writing; one Python process loads them all. */
const COUNT = Number(process.env.RUNS ?? 100);

for (const way of WAYS) {
  test(`${way}: stages have the settings that Zappa's own loader gives them, and its errors`, {
    skip,
  }, () => {
    const files = fc.sample(wholeFile, COUNT).map((one) => written(one, way));
    const answers = loadWithZappa(files);
    const seen = { settings: 0, undefined: 0, cycle: 0 };
    for (const [i, file] of files.entries()) {
      const analysis = understood(file);
      const { settings } = analysis.content as Extract<Analysis['content'], { kind: 'zappa' }>;
      assert.deepEqual(settings.stages.map(({ name }) => name).sort(), [...file.stages].sort(), file.text);
      const rules = rulesIn(analysis);
      if (isNotReadable(rules, Object.values(answers[i]!), file)) continue;
      for (const stage of settings.stages) {
        const { settings: theirs, error } = answers[i]![stage.name]!;
        const where = `${stage.name} of\n${file.text}`;
        const last = stage.lineage.at(-1)?.parent?.name;
        if (stage.isCyclic) {
          seen.cycle++;
          assert.match(error ?? 'no error', /RuntimeError: .*circular extends/, where);
          assert.ok(rules.includes('zappa-extends-cycle'), where);
        } else if (last !== undefined) {
          seen.undefined++;
          assert.equal(error, `ClickException: Cannot extend settings for undefined stage '${last}'.`, where);
          assert.ok(rules.includes('zappa-extends-undefined'), where);
        } else {
          seen.settings++;
          const names = stage.lineage.flatMap((from) => entriesOf(from.node).map((entry) => entry.key.text));
          const ours = names.map((name) => [name, dataOf(settingOf(stage, name)!.entry.value)]);
          assert.equal(error, undefined, where);
          assert.deepEqual(Object.fromEntries(ours), theirs, where);
        }
      }
    }
    for (const [what, count] of Object.entries(seen)) assert.ok(count > COUNT / 20, `${what}: only ${count}`);
  });

  test(`${way}: Zappa and boto3 refuse a stage where we say so, and nowhere else`, { skip }, () => {
    const files = fc.sample(oneStage, COUNT).map((one) => written(one, way));
    const answers = loadWithZappa(files);
    const refused = { load: 0, boto3: 0 };
    for (const [i, file] of files.entries()) {
      const { load, boto3, error } = answers[i]!.dev!;
      const rules = rulesIn(understood(file));
      const has = (...ids: string[]) => ids.some((id) => rules.includes(id));
      if (isNotReadable(rules, [answers[i]!.dev!], file)) continue;
      assert.equal(error, undefined, file.text);
      const zappa = has('zappa-efs-no-vpc', 'zappa-efs-path', 'zappa-env-not-text');
      assert.equal(load !== null, zappa, `Zappa says ${load}, we say ${rules} of\n${file.text}`);
      const vpc = has('zappa-vpc-key', 'zappa-vpc-type');
      assert.equal(boto3 !== null, vpc, `boto3 says ${boto3}, we say ${rules} of\n${file.text}`);
      if (load !== null) refused.load++;
      if (boto3 !== null) refused.boto3++;
    }
    for (const [who, count] of Object.entries(refused)) {
      assert.ok(count > COUNT / 10 && count < COUNT, `${who} rejects ${count} of ${COUNT}`);
    }
  });
}

/** Whether Zappa ends with an error before it comes to any stage; fails unless it does where we say so. */
function isNotReadable(
  rules: readonly string[],
  answers: readonly Answer[],
  { text }: SettingsText,
): boolean {
  const isRefused = answers.some(({ error }) => /^ValueError: Unable to load/.test(error ?? ''));
  assert.equal(isRefused, rules.includes('zappa-not-readable'), text);
  return isRefused;
}

function understood({ name, text }: SettingsText): Analysis {
  const analysis = analyze(name, text);
  assert.equal(analysis?.content.kind, 'zappa', text);
  return analysis!;
}

/** The ids of everything that is found, those that follow from another included. */
function rulesIn(analysis: Analysis): readonly string[] {
  const options = {
    profile: 'strict' as const,
    severities: {},
    onFailure(_: unknown, error: unknown) {
      throw error;
    },
  };
  return findingsOf(analysis, options).map(({ rule }) => rule.id);
}

function dataOf(node: Node): unknown {
  const target = resolved(node);
  if (target?.kind === 'sequence') return target.items.map(dataOf);
  if (target?.kind !== 'mapping') return target?.kind === 'scalar' ? target.value : undefined;
  return Object.fromEntries(entriesOf(target).map(({ key, value }) => [key.text, dataOf(value)]));
}
