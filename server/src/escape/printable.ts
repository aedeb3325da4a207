/**
 * Control characters, which may control a terminal, line separators, and characters that change the reading direction
 * (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing). Tab and line feed are allowed.
 */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text of a file that is safe to display: each hidden character is replaced by a dot. */
export function printable(text: string): string {
  return text.replace(HIDDEN, '·');
}

/** As `printable`, on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\r\n|[\n\r\u2028\u2029]/g, ' '));
}

/** JSON in which every hidden character is an escape sequence, indented by two spaces. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
