import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checked, withPreferredFixes } from '../../../server/src/cli/fix/fixText.ts';
import { analyze, checkRules, type FileKind } from '../../../server/src/languageService.ts';
import { applyTextEdits, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { fixtures } from '../../robustness/documents.ts';

function checkAs(name: string, kind: FileKind): (text: string) => Checked | undefined {
  return (text) => {
    const analysis = analyze(name, text, { kind });
    const options = {
      profile: 'strict' as const,
      severities: {},
      onFailure: (_: unknown, error: unknown) => assert.fail(String(error)),
    };
    return analysis && { analysis, ...checkRules(analysis, options) };
  };
}

/** The first fix that can be made, on the text that the one before has left, and so on. */
function oneByOne(start: Checked, check: (text: string) => Checked | undefined): string {
  let current = start;
  for (let made = 0; made < 100; made++) {
    const next = firstFixed(current);
    const checked = next === undefined ? undefined : check(next);
    if (!checked) break;
    current = checked;
  }
  return current.analysis.tree.text;
}

/** The text with the first fix that changes it; undefined if there is none. */
function firstFixed({ analysis: { tree }, findings }: Checked): string | undefined {
  for (const { fixes } of findings) {
    const preferred = fixes.find((fix) => fix.preferred);
    const edits = preferred && textEditsOf(tree, preferred.edits);
    if (!edits || 'refused' in edits) continue;
    const text = applyTextEdits(tree.text, edits);
    if (text !== tree.text) return text;
  }
  return undefined;
}

test('fixes that are made together come to what one by one comes to', () => {
  let fixed = 0;
  const others: string[] = [];
  for (const { name, text, kind } of fixtures()) {
    // A file in which a rule finds nothing has hardly ever a fix.
    if (name.includes('/good-')) continue;
    const check = checkAs(name, kind);
    const start = check(text);
    if (!start?.findings.some(({ fixes }) => fixes.some(({ preferred }) => preferred))) continue;
    const together = withPreferredFixes(start, check);
    if (together.analysis.tree.text !== oneByOne(start, check)) others.push(name.replace(/.*rules\//, ''));
    if (together.fixCount > 0) fixed++;
  }
  // Three entries of one number: made together, two of them get 110 and 120; one by one, the second gets 101.
  assert.deepEqual(others, ['nacl-duplicate-rule-number/bad-three-copies.yaml']);
  assert.ok(fixed > 30, `Only ${fixed} fixtures have a fix.`);
});

const subnets = (count: number) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
${Array.from(
  { length: count },
  (_, i) => `  Subnet${i}:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${i >> 4}.${((i & 15) << 4) + 5}/28 }
`,
).join('')}`;

test('a thousand fixes take two looks at the text, not a thousand', () => {
  const check = checkAs('net.yaml', 'template');
  const start = check(subnets(1000))!;
  let looks = 0;
  const { fixCount, analysis } = withPreferredFixes(start, (text) => {
    looks++;
    return check(text);
  });
  assert.equal(fixCount, 1000);
  assert.ok(!analysis.tree.text.includes('5/28'));
  assert.ok(looks <= 2, `${looks} looks`);
});
