/** Colours that a theme has for charts; more tiers begin again. */
const COLOURS = 6;

/** The class of a tier's colour; one class for blocks without a tier. */
export function tierClass(tier: string, tiers: readonly string[]): string {
  return tier === '' ? 'tier-none' : `tier-${tiers.indexOf(tier) % COLOURS}`;
}
