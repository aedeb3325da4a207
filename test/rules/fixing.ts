import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/analysis.ts';
import type { Fix } from '../../server/src/rules/defineRule.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { type Edit, type TextEdit, textEditsOf } from '../../server/src/syntax/edit.ts';
import { lineStartsOf, positionAt, type Span } from '../../server/src/syntax/span.ts';
import { analysisOf, findingsIn, type RuleFixture } from './ruleFixtures.ts';

/** More preferred fixes than this in one small file means that they undo each other. */
const MAX_ROUNDS = 20;

/** The text with the rule's preferred fixes applied, one after the other until none is left. */
export function withPreferredFixes(fixture: RuleFixture): string {
  let { text } = fixture.fixture;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = withFirstPreferredFix(fixture, text);
    if (next === undefined) return text;
    text = next;
  }
  return assert.fail(`After ${MAX_ROUNDS} preferred fixes there are still more in\n${text}`);
}

function withFirstPreferredFix(fixture: RuleFixture, text: string): string | undefined {
  const analysis = analysisOf(fixture, text);
  for (const { rule, fixes } of findingsIn(fixture, analysis)) {
    const preferred = rule === fixture.rule ? fixes.find((fix) => fix.preferred) : undefined;
    const fixed = preferred && withFix(analysis, preferred);
    if (fixed !== undefined) return fixed;
  }
  return undefined;
}

/** The text with one fix applied; undefined where the fix cannot be made safely, and then is not offered. */
export function withFix({ tree }: Analysis, { title, edits }: Fix): string | undefined {
  const changes = textEditsOf(tree, edits);
  if ('refused' in changes) return undefined;
  assertLocal(tree.text, title, edits, changes);
  return applied(tree.text, changes);
}

/** What a fix brings that was not there, told apart by rule and message since places move. */
export function gained(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const known = before.map(keyOf);
  return after.map(keyOf).filter((key) => {
    const at = known.indexOf(key);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

/** How often a finding is among others. */
export function countOf(finding: Finding, among: readonly Finding[]): number {
  return among.filter((other) => keyOf(other) === keyOf(finding)).length;
}

function keyOf({ rule, message, stage }: Finding): string {
  return `${rule.id}: ${stage === null ? '' : `[${stage}] `}${message}`;
}

function applied(text: string, changes: readonly TextEdit[]): string {
  const inOrder = [...changes].sort((a, b) => a.span.start - b.span.start);
  let result = '';
  let end = 0;
  for (const { span, text: inserted } of inOrder) {
    assert.ok(span.start >= end, 'The text edits of a fix overlap.');
    result += text.slice(end, span.start) + inserted;
    end = span.end;
  }
  return result + text.slice(end);
}

/** Fails where a text edit reaches further than a line beyond what the fix names, its comments included. */
function assertLocal(
  text: string,
  title: string,
  edits: readonly Edit[],
  changes: readonly TextEdit[],
): void {
  const lines = lineStartsOf(text);
  const named = edits.flatMap(spansOf).map((span) => {
    let first = positionAt(lines, span.start).line;
    while (first > 0 && /^\s*(#|\/\/|$)/.test(text.slice(lines[first - 1], lines[first]))) first--;
    return { first: first - 1, last: positionAt(lines, span.end).line + 1 };
  });
  for (const { span } of changes) {
    const first = positionAt(lines, span.start).line;
    const last = positionAt(lines, span.end).line;
    assert.ok(
      named.some((range) => range.first <= first && last <= range.last),
      `"${title}" changes lines ${first + 1} to ${last + 1}, which it does not name, of\n${text}`,
    );
  }
}

/** What an edit is about, in the text as it is. */
function spansOf(edit: Edit): readonly Span[] {
  switch (edit.op) {
    case 'replace':
    case 'wrap':
      return [edit.node];
    case 'rename':
    case 'remove-entry':
      return [edit.entry];
    case 'move-entry':
      return [edit.entry, edit.to];
    case 'set-entry':
      return [edit.in];
    case 'remove-item':
      return [edit.item];
    case 'move-item':
      return [edit.item, edit.to];
    case 'insert-entry':
    case 'insert-item':
      return [edit.into];
    case 'delete':
      return [edit.at];
  }
}
