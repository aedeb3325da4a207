// How many random networks are tried. `npm run test:deep` tries what a release needs.

const isDeep = process.env.DEEP === '1';

export const NETWORKS = { agreement: isDeep ? 20_000 : 2_000, blockers: isDeep ? 5_000 : 300 } as const;
