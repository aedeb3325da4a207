/** The number of chart colours in a theme; further tiers reuse them. */
const COLOURS = 6;

/** The CSS class of a tier's colour; blocks without a tier have a class of their own. */
export function tierClass(tier: string, tiers: readonly string[]): string {
  return tier === '' ? 'tier-none' : `tier-${tiers.indexOf(tier) % COLOURS}`;
}
