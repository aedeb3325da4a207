import type { Span } from '../../syntax/span.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';

/** True if a part of the text within `span` could not be parsed, so that something missing may be there. */
export function isBrokenIn({ problems }: SyntaxTree, { start, end }: Span): boolean {
  return problems.some((one) => one.kind === 'broken' && one.start <= end && one.end >= start);
}
