import { lookOfTier } from '../../../../server/src/subnetPlan/index.ts';

/** A sample of a tier's look, beside its name. */
export function Swatch({ tier }: { readonly tier: string }) {
  const { colour, hatch } = lookOfTier(tier);
  return (
    <svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <rect width="12" height="12" fill={colour} />
      {hatch !== 'none' && <rect width="12" height="12" fill={`url(#hatch-${hatch})`} />}
    </svg>
  );
}
