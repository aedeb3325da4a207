import { printableLine } from './printable.ts';

/**
 * A text as a CSV field. Spreadsheets evaluate a field that starts like a formula, so such a field gets a leading
 * apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvField(text: string): string {
  const line = printableLine(text);
  const safe = /^[=+\-@\t]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
