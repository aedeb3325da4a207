import type { Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The unit of a position's character: bytes of UTF-8, code units of UTF-16, or code points. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

const ENCODINGS: readonly unknown[] = ['utf-8', 'utf-16', 'utf-32'] satisfies PositionEncoding[];

/** The first supported encoding among the client's, in its order; UTF-16 if it states none. */
export function chooseEncoding(offered: unknown): PositionEncoding {
  const known = Array.isArray(offered) ? offered.find((one) => ENCODINGS.includes(one)) : undefined;
  return known ?? 'utf-16';
}

/**
 * Converts a client's position to UTF-16, in which everything else counts. A position past the end of its line or of
 * the text becomes that end, one inside of a character becomes its start.
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

/** Converts a UTF-16 position to the client's encoding. */
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
 * Applies `change` to every position in a result or in parameters. It gets the document that the position is in: the
 * nearest `uri` around it, else `uri`.
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
      // `changes` of a workspace edit maps URIs to the edits of each document.
      mapPositions(field, isUri(key) ? key : own, change),
    ]),
  );
}

/** The document of a message or of a part of one. */
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

/** A result with every position in the client's encoding; `found` returns the documents that it refers to. */
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
      // In ASCII text all encodings have the same positions.
      documents.set(at, document && !isAscii(document.getText()) ? document : undefined);
    }
    const document = documents.get(at);
    return document ? encodePosition(document, position, encoding) : position;
  });
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
