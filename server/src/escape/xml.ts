import { printableLine } from './printable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text of a file as the content of an XML element or attribute. XML has no way to write most control characters
 * (https://www.w3.org/TR/xml/#charsets), so they stand as dots.
 */
export function xmlText(text: string): string {
  return printableLine(text)
    .replace(/[\t\ufffe\uffff]/g, ' ')
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
