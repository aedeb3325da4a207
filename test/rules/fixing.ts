import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/analysis.ts';
import type { Fix } from '../../server/src/rules/defineRule.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { type Edit, type TextEdit, textEditsOf } from '../../server/src/syntax/edit.ts';
import { lineStartsOf, positionAt, type Span } from '../../server/src/syntax/span.ts';
import { type SyntaxTree, syntaxErrorsIn } from '../../server/src/syntax/tree.ts';
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
  assertCommentsKept(tree, title, edits, changes);
  return applied(tree.text, changes);
}

/** A finding whose fix is tried. */
export interface Tried {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly analysis: Analysis;
  /** All that is found before. */
  readonly before: readonly Finding[];
}

/**
 * Fails unless the fix alone takes its finding away and leaves a text that can be read; returns what is found then, or
 * undefined where the fix cannot be made and so is not offered.
 */
export function assertFix(
  { finding, fix, analysis, before }: Tried,
  check: (text: string) => { readonly analysis: Analysis; readonly findings: readonly Finding[] },
): readonly Finding[] | undefined {
  const fixed = withFix(analysis, fix);
  if (fixed === undefined) return undefined;
  const { analysis: next, findings: after } = check(fixed);
  const where = `"${fix.title}" for "${finding.message}" gives\n${fixed}`;
  assert.ok(countOf(finding, after) < countOf(finding, before), `The finding is still there: ${where}`);
  const broken = [next, analysis].map(({ tree }) => syntaxErrorsIn(tree).length);
  assert.ok(broken[0]! <= broken[1]!, `The text is broken: ${where}`);
  return after;
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

/** Fails where a comment goes that is neither in what the fix takes away nor above it. */
function assertCommentsKept(
  { text, format }: SyntaxTree,
  title: string,
  edits: readonly Edit[],
  changes: readonly TextEdit[],
): void {
  const comment = format === 'json' ? /(?<=^|\s)\/\/.*/gm : /(?<=^|\s)#.*/gm;
  const gone = edits.filter(({ op }) => REMOVING.has(op)).flatMap(spansOf);
  for (const { span, text: inserted } of changes)
    for (const { 0: words, index } of text.slice(span.start, span.end).matchAll(comment)) {
      const at = span.start + index;
      const isInGone = gone.some(({ start, end }) => at < lineEnd(text, end) && start <= nextCode(text, at));
      assert.ok(
        inserted.includes(words.trimEnd()) || isInGone,
        `"${title}" takes the comment ${words} away from\n${text}`,
      );
    }
}

const REMOVING: ReadonlySet<Edit['op']> = new Set([
  'remove-entry',
  'remove-item',
  'move-entry',
  'move-item',
  'delete',
  'replace',
  'set-entry',
]);

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Where the first line after a comment begins that has more than a comment. */
function nextCode(text: string, at: number): number {
  const following = /\n(?![ \t]*(?:#|\/\/|\r?\n))[ \t]*(?:- )?/g;
  following.lastIndex = at;
  return following.exec(text) ? following.lastIndex : text.length;
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
