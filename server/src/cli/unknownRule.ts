import { nearest, rules } from '../languageService.ts';

/** A sentence about an id that no rule has. */
export function unknownRule(id: string): string {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `Unknown rule "${id}".${hint} vpc-lens rules lists all rules.`;
}
