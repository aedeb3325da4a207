// The lines of an example that matter: what is found, where it is, and what it is about.

import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { type LineStarts, lineStartsOf, positionAt } from '../../server/src/syntax/span.ts';
import { firstLineOf, underline } from '../../test/fixture.ts';
import { analysisOf, findingsIn, type RuleFixture } from '../../test/rules/ruleFixtures.ts';

/** A file with no more lines than this is shown whole. */
const SHORT = 24;

/** Siblings shown before and after a line that matters, and lines below it. */
const SIBLINGS = 2;
const LINES_BELOW = 14;

/** The lines around what the rule finds in a fixture, with the message below each; the rest is left out. */
export function excerptOf(one: RuleFixture): string {
  const text = one.fixture.text.replaceAll('\r\n', '\n');
  const lines = text.trimEnd().split('\n');
  const starts = lineStartsOf(text);
  const findings = findingsIn(one, analysisOf(one, text));
  const own = findings.filter(({ rule }) => rule === one.rule);
  const shown = lines.length <= SHORT ? new Set(lines.keys()) : linesAbout(own, lines, starts);
  const comment = one.format === 'json' ? '//' : '#';
  const marks = marksOf(one, findings, text, comment);
  const parts: string[] = [];
  let isGap = false;
  for (const [number, line] of lines.entries()) {
    if (!shown.has(number)) {
      if (!isGap) parts.push(`${indentOf(line)}${comment} …`);
      isGap = true;
      continue;
    }
    isGap = false;
    parts.push(line, ...(marks.get(number) ?? []));
  }
  return parts.join('\n');
}

/** The messages below their lines; those of other rules with the rule's name. */
function marksOf(
  { format, rule: shown }: RuleFixture,
  findings: readonly Finding[],
  text: string,
  comment: '#' | '//',
): ReadonlyMap<number, readonly string[]> {
  const marks = new Map<number, string[]>();
  for (const { rule, severity, message, at } of findings) {
    const place = firstLineOf(at, text);
    const isOwn = rule === shown && severity === rule.severity;
    const said = isOwn ? message : `${rule.id}, ${severity}: ${message}`;
    const mark = underline(place, format === 'json' ? '//' : comment, said);
    marks.set(place.line, [...(marks.get(place.line) ?? []), mark]);
  }
  return marks;
}

/** The lines of findings with what is below and beside them, those of related places, and the keys that all these are below. */
function linesAbout(
  findings: readonly Finding[],
  lines: readonly string[],
  starts: LineStarts,
): ReadonlySet<number> {
  const shown = new Set<number>();
  for (const { at, related } of findings) {
    const { line } = positionAt(starts, at.start);
    const near = [line, ...belowOf(line, lines), ...siblingsOf(line, lines)];
    const others = related.flatMap(({ at }) => {
      const { line } = positionAt(starts, at.start);
      return [line, line + 1];
    });
    for (const one of [...near, ...others]) {
      if (one >= lines.length) continue;
      shown.add(one);
      for (const ancestor of ancestorsOf(one, lines)) shown.add(ancestor);
    }
  }
  // An ellipsis takes as much room as one line.
  for (const [i] of lines.entries()) if (shown.has(i - 1) && shown.has(i + 1)) shown.add(i);
  return shown;
}

/** The lines below a key, as far as they have more indentation. */
function belowOf(line: number, lines: readonly string[]): readonly number[] {
  const width = indentOf(lines[line]!).length;
  const end = lines.findIndex((text, i) => i > line && text.trim() !== '' && indentOf(text).length <= width);
  const below = [...lines.keys()].slice(line + 1, end < 0 ? lines.length : end);
  return below.slice(0, LINES_BELOW);
}

/** The nearest lines of the same indentation before and after, without what is below them. */
function siblingsOf(line: number, lines: readonly string[]): readonly number[] {
  const width = indentOf(lines[line]!).length;
  const siblings: number[] = [];
  for (const step of [-1, 1]) {
    let left = SIBLINGS;
    for (let i = line + step; left > 0 && lines[i] !== undefined; i += step) {
      const own = indentOf(lines[i]!).length;
      if (own < width || (own > width && width <= 2)) break;
      if (own > width) continue;
      siblings.push(i);
      left--;
    }
  }
  return siblings;
}

/** Lines above with less indentation, nearest first; in TOML, the header of the table. */
function ancestorsOf(line: number, lines: readonly string[]): readonly number[] {
  const ancestors: number[] = [];
  let width = indentOf(lines[line]!).length;
  for (let i = line - 1; i >= 0; i--) {
    const text = lines[i]!;
    if (text.trim() === '') continue;
    if (/^\[/.test(text)) return [...ancestors, i];
    const own = indentOf(text).length;
    if (own >= width) continue;
    ancestors.push(i);
    width = own;
  }
  return ancestors;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}
