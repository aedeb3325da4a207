/**
 * Control characters, which may order a terminal about, line separators, and characters that make a text read in another
 * order than it has (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing). Tab and line feed are layout.
 */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text of a file as it can be shown safely: what cannot be seen and may do something stands as a dot. */
export function printable(text: string): string {
  return text.replace(HIDDEN, '·');
}

/** As `printable`, on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\r\n|[\n\r\u2028\u2029]/g, ' '));
}

/** JSON of a value in which every hidden character is written as an escape. Two spaces a level. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
