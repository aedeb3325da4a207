import { printableLine } from './printable.ts';

/**
 * Texts of a file as the quoted label of a Mermaid diagram, one line each. Mermaid renders labels as HTML, and reads
 * `#` as the start of a character code
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters); every character that is special to
 * HTML, Markdown or Mermaid is written as such a code.
 */
export function mermaidLabel(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printableLine(line).replace(/[#"<>&`*_[\]\\]/g, (c) => `#${c.charCodeAt(0)};`),
  );
  return `"${escaped.join('<br>')}"`;
}
