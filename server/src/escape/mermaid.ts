import { printableLine } from './printable.ts';

/**
 * Texts of a file as the quoted label of a Mermaid diagram, in lines of their own. Mermaid makes HTML of labels, and reads `#`
 * as the start of a character's number (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters), which
 * is how everything that means something to HTML, Markdown or Mermaid itself is written.
 */
export function mermaidLabel(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printableLine(line).replace(/[#"<>&`*_[\]\\]/g, (c) => `#${c.charCodeAt(0)};`),
  );
  return `"${escaped.join('<br>')}"`;
}
