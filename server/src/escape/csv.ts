import { printableLine } from './printable.ts';

/**
 * A text as a field of CSV. A spreadsheet runs a field that begins like a formula, so it gets an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvField(text: string): string {
  const line = printableLine(text);
  const safe = /^[=+\-@\t]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
