import type { Report } from '../defineRule.ts';

/**
 * Whether all places of a report or of a fix move when text is typed before them, as nodes and entries do. Any other
 * span is a place in one version of the text.
 */
export function movesWithText({ at, related = [], fixes = [], cause }: Partial<Report>): boolean {
  const spans = [at, cause?.at, ...related.map((one) => one.at)];
  const places = fixes.flatMap(({ edits }) => edits.flatMap((edit): unknown[] => Object.values(edit)));
  return [...spans, ...places].every((place) => !isSpan(place) || 'kind' in place || 'key' in place);
}

function isSpan(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'start' in value;
}
