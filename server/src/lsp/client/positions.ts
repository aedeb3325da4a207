import type { Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What a character of a position counts: bytes of UTF-8, code units of UTF-16, or code points. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

const ENCODINGS: readonly unknown[] = ['utf-8', 'utf-16', 'utf-32'] satisfies PositionEncoding[];

/** The first that is known of those that a client offers, in its order; UTF-16 where it offers none. */
export function chooseEncoding(offered: unknown): PositionEncoding {
  const known = Array.isArray(offered) ? offered.find((one) => ENCODINGS.includes(one)) : undefined;
  return known ?? 'utf-16';
}

/**
 * A client's position in UTF-16, which everything behind this file counts in. One past the end of its line or of the
 * text becomes that end, one within a character its start.
 */
export function decodePosition(
  document: TextDocument,
  { line, character }: Position,
  encoding: PositionEncoding,
): Position {
  if (encoding === 'utf-16') return document.positionAt(document.offsetAt({ line, character }));
  const text = lineText(document, line);
  if (line >= document.lineCount) return document.positionAt(document.getText().length);
  let units = 0;
  let offset = 0;
  for (const letter of text) {
    units += unitsIn(letter, encoding);
    if (units > character) break;
    offset += letter.length;
  }
  return { line, character: offset };
}

/** A position in UTF-16 as the client counts. */
export function encodePosition(
  document: TextDocument,
  { line, character }: Position,
  encoding: PositionEncoding,
): Position {
  if (encoding === 'utf-16') return { line, character };
  return { line, character: unitsIn(lineText(document, line).slice(0, character), encoding) };
}

function lineText(document: TextDocument, line: number): string {
  return document.getText({
    start: { line, character: 0 },
    end: { line, character: Number.MAX_SAFE_INTEGER },
  });
}

function unitsIn(text: string, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return text.length;
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * Every position in an answer or in parameters, changed by `change`, which is told the document that it is in: the one
 * with the nearest `uri` around it, else `uri`.
 */
export function mapPositions(
  value: unknown,
  uri: string,
  change: (position: Position, uri: string) => Position,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapPositions(item, uri, change));
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields.line === 'number' && typeof fields.character === 'number')
    return change(fields as unknown as Position, uri);
  const own = uriIn(fields) ?? uri;
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      // `changes` of a workspace edit has the edits of each document by its URI.
      mapPositions(field, isUri(key) ? key : own, change),
    ]),
  );
}

/** The document that a message or a part of one is about. */
export function uriIn(value: unknown): string | undefined {
  const fields = value as {
    readonly uri?: unknown;
    readonly textDocument?: { readonly uri?: unknown };
  } | null;
  const uri = fields?.uri ?? fields?.textDocument?.uri;
  return typeof uri === 'string' ? uri : undefined;
}

function isUri(key: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(key);
}

/** An answer with every position as the client counts; `found` gives the documents that it speaks of. */
export function encodePositions(
  answer: unknown,
  uri: string,
  encoding: PositionEncoding,
  found: (uri: string) => TextDocument | undefined,
): unknown {
  if (encoding === 'utf-16') return answer;
  const documents = new Map<string, TextDocument | undefined>();
  return mapPositions(answer, uri, (position, at) => {
    if (!documents.has(at)) {
      const document = found(at);
      // Where every letter has one unit, whatever is counted, nothing is to be changed.
      documents.set(at, document && !isAscii(document.getText()) ? document : undefined);
    }
    const document = documents.get(at);
    return document ? encodePosition(document, position, encoding) : position;
  });
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
