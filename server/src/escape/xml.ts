import { printableLine } from './printable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text of a file as the content of an XML element or attribute. XML cannot express most control characters
 * (https://www.w3.org/TR/xml/#charsets), so they are replaced by dots.
 */
export function xmlText(text: string): string {
  return printableLine(text)
    .replace(/[\t\ufffe\uffff]/g, ' ')
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
