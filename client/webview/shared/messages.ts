// Checks of values that come from the other side of a page: the page may be of another version than the extension.

/** A JSON object of unknown content. */
export type Json = { readonly [key: string]: unknown };

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

/** Whether a value is a list whose items all pass a test. */
export function isListOf(value: unknown, test: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

/** Whether a value is a message that tells the user something, which both pages get. */
export function isNotice(value: Json): boolean {
  return isText(value.text) && typeof value.failed === 'boolean';
}
