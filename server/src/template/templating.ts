import type { Span } from '../syntax/span.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/**
 * A line of Jinja, Liquid, Handlebars, ERB or Go's templates that says which lines there are: `{% if x %}`, `{{#each x}}`,
 * `<% if x %>`, `{{ if .X }}`.
 */
const TAG =
  /^[ \t]*(?:-[ \t]+)?(\{%[^\n]*|\{\{[#/^>!~][^\n]*|<%[^\n]*|\{\{-?[ \t]*(?:if|else|end|range|with|define|template|block)\b[^\n]*)/m;

/**
 * The first line of another tool's in a text that is no YAML or JSON until that tool has been at it; undefined where the
 * text can be read as it is.
 */
export function templatingIn({ text, problems }: SyntaxTree): Span | undefined {
  if (!problems.some(({ kind }) => kind === 'broken')) return undefined;
  // To look for two characters is a hundredth of the work.
  const found = ['{%', '{{', '<%'].some((sign) => text.includes(sign)) ? TAG.exec(text) : null;
  if (!found) return undefined;
  const end = found.index + found[0].length;
  return { start: end - found[1]!.length, end: found.index + found[0].trimEnd().length };
}
