// How many random networks are tried. `npm run test:deep` tries what a release needs.

const isDeep = process.env.DEEP === '1';

export const NETWORKS = { agreement: isDeep ? 20_000 : 2_000, blockers: isDeep ? 5_000 : 300 } as const;

/** The seed of a run: SEED if it is a number, another one each time if it is `random`, else always the same. */
export function seedOf(): number {
  const { SEED = '20261123' } = process.env;
  return SEED === 'random' ? Date.now() & 0x7fffffff : Number(SEED);
}
