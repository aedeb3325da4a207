import type { Span } from '../syntax/span.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/**
 * A line that controls which lines there are, in Jinja, Liquid, Handlebars, ERB or Go's templates: `{% if x %}`,
 * `{{#each x}}`, `<% if x %>`, `{{ if .X }}`.
 */
const TAG =
  /^[ \t]*(?:-[ \t]+)?(\{%[^\n]*|\{\{[#/^>!~][^\n]*|<%[^\n]*|\{\{-?[ \t]*(?:if|else|end|range|with|define|template|block)\b[^\n]*)/m;

/**
 * The first such line in a text that is YAML or JSON only after another tool has rendered it; undefined if the text can
 * be parsed as it is.
 */
export function templatingIn({ text, problems }: SyntaxTree): Span | undefined {
  if (!problems.some(({ kind }) => kind === 'broken')) return undefined;
  // Searching for two characters is about a hundred times faster.
  const found = ['{%', '{{', '<%'].some((sign) => text.includes(sign)) ? TAG.exec(text) : null;
  if (!found) return undefined;
  const end = found.index + found[0].length;
  return { start: end - found[1]!.length, end: found.index + found[0].trimEnd().length };
}
