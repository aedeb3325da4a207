import assert from 'node:assert/strict';
import {
  type Analysis,
  analyze,
  codeActions,
  completion,
  diagnosticsOf,
  documentSymbols,
  FIX_ALL,
  type Finding,
  findingsOf,
  hover,
  networkMaps,
  type ReadOptions,
} from '../../server/src/languageService.ts';

/** Longer than this is a frozen editor. Counted in the time of this process's own work, whatever else the machine does. */
const MOST_MS = 1000;

export interface Answers {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

/**
 * Asks everything that an editor asks about a text. Fails where anything throws, also within a rule, or takes longer
 * than a second. Undefined for a text that is none of our business. `offsets` are where the cursor rests.
 */
export function answersOf(
  name: string,
  text: string,
  offsets: readonly number[],
  options: ReadOptions = {},
  previous?: Analysis,
): Answers | undefined {
  const [answers, first] = timed(() => ask(name, text, offsets, options, previous));
  if (first < MOST_MS) return answers;
  // A single pause may be the garbage collector's, or that of a busy machine; a slow text is slow again.
  const [, ms] = timed(() => ask(name, text, offsets, options, undefined));
  assert.ok(ms < MOST_MS, `${name} takes ${Math.round(ms)} ms for ${text.length} characters`);
  return answers;
}

/** A result with the milliseconds of processor time that it took. */
function timed<T>(work: () => T): readonly [T, number] {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return [result, (user + system) / 1000];
}

function ask(
  name: string,
  text: string,
  offsets: readonly number[],
  options: ReadOptions,
  previous: Analysis | undefined,
): Answers | undefined {
  const analysis = analyze(name, text, options, previous);
  if (!analysis) return undefined;
  const findings = findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} fails`, { cause: error });
    },
  });
  const document = { uri: name, version: 1 };
  const lastLine = { line: analysis.lines.length - 1, character: 0 };
  for (const { range, message } of diagnosticsOf(analysis, findings, name)) {
    assert.notEqual(message, '');
    assert.ok(range.end.line <= lastLine.line, `${message} is behind the end`);
    assert.ok(
      range.start.line < range.end.line ||
        (range.start.line === range.end.line && range.start.character <= range.end.character),
      `${message} ends before it begins`,
    );
  }
  documentSymbols(analysis);
  networkMaps(analysis);
  const whole = { start: { line: 0, character: 0 }, end: { line: lastLine.line + 1, character: 0 } };
  codeActions(analysis, findings, { range: whole, only: undefined, document, canRename: true });
  codeActions(analysis, findings, { range: whole, only: [FIX_ALL], document });
  for (const offset of offsets) {
    const line = Math.max(
      0,
      analysis.lines.findLastIndex((start) => start <= offset),
    );
    const position = { line, character: offset - analysis.lines[line]! };
    hover(analysis, position);
    completion(analysis, position);
    codeActions(analysis, findings, { range: { start: position, end: position }, only: undefined, document });
  }
  return { analysis, findings };
}

/** A finding as it can be compared: everything but objects of the tree. */
export function told(findings: readonly Finding[]): unknown {
  return findings.map(({ rule, severity, at, message, resource, stage, scenario, related, fixes }) => ({
    rule: rule.id,
    severity,
    at: [at.start, at.end],
    message,
    resource,
    stage,
    scenario,
    related: related.map((other) => [other.at.start, other.at.end, other.message]),
    fixes: fixes.map(({ title, preferred }) => [title, preferred]),
  }));
}
