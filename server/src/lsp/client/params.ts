import { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver';

/** A problem in the parameters of a message, in words that follow the message's name; undefined if there is none. */
export type CheckParams = (params: Readonly<Record<string, unknown>>) => string | undefined;

const aDocument: CheckParams = ({ textDocument }) =>
  isObject(textDocument) && TextDocumentIdentifier.is(textDocument)
    ? undefined
    : 'needs a textDocument with a uri';

/** The library accepts fractions, too, for which there is no offset. */
function isPosition(value: unknown): boolean {
  return Position.is(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

const aPosition: CheckParams = ({ position }) =>
  isPosition(position) ? undefined : `needs a position, ${AS_POSITION}`;

const aRange: CheckParams = ({ range }) =>
  Range.is(range) && isPosition(range.start) && isPosition(range.end)
    ? undefined
    : `needs a range of two positions, each ${AS_POSITION}`;

const AS_POSITION = 'a line and a character from 0 to 2147483647';

/** Combines checks; the first problem counts. */
export function all(...checks: readonly CheckParams[]): CheckParams {
  return (params) => {
    for (const check of checks) {
      const problem = check(params);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

export const inDocument = aDocument;
export const atPosition = all(aDocument, aPosition);
export const inRange = all(aDocument, aRange);

/** Fields that are strings; those with a question mark are optional. */
export function texts(...names: readonly string[]): CheckParams {
  return (params) => {
    const wrong = names.find((name) => typeof (fieldOf(params, name) ?? '') !== 'string');
    return wrong === undefined ? undefined : `needs ${wrong.replace('?', '')}, a text`;
  };
}

/** Fields that are non-negative integers; those with a question mark are optional. */
export function wholeNumbers(...names: readonly string[]): CheckParams {
  return (params) => {
    const wrong = names.find((name) => {
      const value = fieldOf(params, name) ?? 0;
      return !Number.isSafeInteger(value) || (value as number) < 0;
    });
    return wrong === undefined ? undefined : `needs ${wrong.replace('?', '')}, a whole number from 0`;
  };
}

/** A field that is a list whose items pass a check. */
export function listOf(
  name: string,
  check: (item: Readonly<Record<string, unknown>>) => boolean,
): CheckParams {
  return (params) => {
    const list = params[name];
    const isRight = Array.isArray(list) && list.every((item) => isObject(item) && check(item));
    return isRight ? undefined : `needs ${name}, a list of objects with the right fields`;
  };
}

/** Undefined only for an optional field that is absent, since no type of the protocol has NaN. */
function fieldOf(params: Readonly<Record<string, unknown>>, name: string): unknown {
  return name.endsWith('?') ? (params[name.slice(0, -1)] ?? undefined) : (params[name] ?? Number.NaN);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
