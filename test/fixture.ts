import { type LineStarts, lineStartsOf, positionAt, type Span } from '../server/src/syntax/span.ts';

/**
 * Test files that say themselves what is to be found in them. Under a line stand its markers, the carets below what
 * is to be underlined, or dashes where that begins at column 0 (a tilde passes over a column):
 *
 *       CidrBlock: 10.0.1.5/24
 *     #            ^^^^^^^^^^^ cidr-host-bits warning: AWS stores 10.0.1.0/24
 *     Outputs:
 *     # <------- some-other-rule
 *
 * Lines with `@fixture` say how the file is read. Both kinds of line begin with `#` or `//`, and are taken out before
 * anything else sees the text.
 */
export interface Fixture {
  /** As failures call it. */
  readonly name: string;
  /** Without the lines that are for the test. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** `@fixture parameter NAME=VALUE`: the value of a CloudFormation parameter. */
  readonly parameters: ReadonlyMap<string, string>;
  /** `@fixture file NAME`: the name it is read under. */
  readonly fileName: string;
  /** `@fixture beside NAME`, `@fixture beside NAME=TEXT`: files of the same folder, as far as known with their text. */
  readonly beside: ReadonlyMap<string, string | undefined>;
  /** `@fixture inventory FILE`: a file of `test/inventory/` that says what exists. */
  readonly inventory: string | undefined;
  /** For each line of `text` its number in the file, from 1. */
  readonly fileLines: readonly number[];
}

export interface Marker {
  readonly place: Place;
  readonly rule: string;
  /** Undefined where any will do. */
  readonly severity: string | undefined;
  /** A part of the message; empty where any will do. */
  readonly message: string;
}

/** A part of one line of `text`: all from 0, `end` excluded. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Something that was found in a fixture's text. */
export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly at: Span;
}

const MARKER =
  /^[ \t]*(#|\/\/)[ \t]*(?:(\^+)|(<(~*)(-+)))[ \t]+([a-z0-9-]+)(?:[ \t]+(error|warning|info|hint))?(?::(.*))?$/;
const DIRECTIVE = /^[ \t]*(?:#|\/\/)[ \t]*@fixture[ \t]+(\S+)[ \t]*(.*)$/;

/**
 * Takes a test file apart. Its lines may end in CRLF, as Git may have written them; the text has LF, unless
 * `@fixture crlf` asks for CRLF. Throws where a marker or a directive cannot be read.
 */
export function readFixture(name: string, file: string): Fixture {
  const lines: string[] = [];
  const fileLines: number[] = [];
  const markers: Marker[] = [];
  const parameters = new Map<string, string>();
  const beside = new Map<string, string | undefined>();
  let fileName = name;
  let inventory: string | undefined;
  let lineEnd = '\n';
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    const directive = DIRECTIVE.exec(line);
    const marker = MARKER.exec(line);
    if (directive) {
      const [, word, rest] = directive;
      const parameter = word === 'parameter' ? /^(\w+)=(.*)$/.exec(rest!) : null;
      if (parameter) parameters.set(parameter[1]!, parameter[2]!);
      else if (word === 'inventory' && /^[\w-]+\.json$/.test(rest!)) inventory = rest!;
      else if (word === 'crlf' && rest === '') lineEnd = '\r\n';
      else if (word === 'file' && /^[\w.-]+$/.test(rest!)) fileName = rest!;
      else if (word === 'beside' && /^[\w.-]+(=.*)?$/.test(rest!)) {
        const [file, text] = rest!.split(/=(.*)/);
        beside.set(file!, text);
      } else throw new Error(`${name}:${index + 1}: "@fixture ${word} ${rest}" cannot be read.`);
    } else if (marker) {
      const [, , carets, , tildes = '', dashes = '', rule, severity, message = ''] = marker;
      const start = carets ? line.indexOf(carets) : tildes.length;
      const place = { line: lines.length - 1, start, end: start + (carets ?? dashes).length };
      if (place.line < 0) throw new Error(`${name}:${index + 1}: the marker has no line above it.`);
      markers.push({ place, rule: rule!, severity, message: message.trim() });
    } else if (/^[ \t]*(#|\/\/)[ \t]*(\^{2,}|<--)/.test(line)) {
      throw new Error(`${name}:${index + 1}: the line looks like a marker and cannot be read as one.`);
    } else {
      lines.push(line);
      fileLines.push(index + 1);
    }
  }
  return { name, text: lines.join(lineEnd), markers, parameters, fileName, beside, inventory, fileLines };
}

/** What was found and not marked, or marked and not found, each as a few lines for a person; empty where all agree. */
export function disagreements(fixture: Fixture, found: readonly Found[]): readonly string[] {
  const lines = lineStartsOf(fixture.text);
  const left = found.map((one) => ({ ...one, place: firstLineOf(one.at, fixture.text, lines) }));
  const missing: string[] = [];
  for (const marker of fixture.markers) {
    const match = left.findIndex(
      ({ rule, severity, message, place }) =>
        rule === marker.rule &&
        (marker.severity ?? severity) === severity &&
        message.includes(marker.message) &&
        isSamePlace(place, marker.place),
    );
    if (match >= 0) left.splice(match, 1);
    else missing.push(show(fixture, 'is marked and not found', marker));
  }
  return [...missing, ...left.map((one) => show(fixture, 'is found and not marked', one))];
}

/** A cursor written `<|>`: a bare `|` begins a block text in YAML. Throws unless there is exactly one. */
export function readCursor(marked: string): { readonly text: string; readonly offset: number } {
  const parts = marked.split('<|>');
  if (parts.length !== 2) throw new Error(`The text has ${parts.length - 1} cursors; one is needed.`);
  return { text: parts.join(''), offset: parts[0]!.length };
}

/** The part of a span that a marker can stand under: its first line, and at least one column of it. */
export function firstLineOf(span: Span, text: string, lines: LineStarts = lineStartsOf(text)): Place {
  const { line, character: start } = positionAt(lines, span.start);
  const lineText = text.slice(lines[line], lines[line + 1] ?? text.length).replace(/[\r\n]+$/, '');
  const end = Math.min(start + span.end - span.start, lineText.length);
  return { line, start, end: Math.max(end, start + 1) };
}

/** The line that marks a place, in the comments of a format: what a marker line looks like in a file. */
export function underline(place: Place, comment: '#' | '//', text: string): string {
  const { start, end } = place;
  const mark =
    start < comment.length
      ? ` <${'~'.repeat(start)}${'-'.repeat(end - start)}`
      : `${' '.repeat(start - comment.length)}${'^'.repeat(end - start)}`;
  return `${comment}${mark} ${text}`;
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.start === b.start && a.end === b.end;
}

function show(
  { name, text, fileLines }: Fixture,
  problem: string,
  {
    place,
    rule,
    severity,
    message,
  }: { place: Place; rule: string; severity: string | undefined; message: string },
): string {
  const what = [rule, severity].filter(Boolean).join(' ');
  const comment = name.endsWith('.json') ? '//' : '#';
  return [
    `${name}:${fileLines[place.line]}: ${what} ${problem}`,
    text.split(/\r?\n/)[place.line],
    underline(place, comment, message === '' ? what : `${what}: ${message}`),
  ].join('\n');
}
