// How many random networks are tried. `npm run test:deep` tries what a release needs, `npm run test:mutation` a few for each change.

const { DEEP, QUICK } = process.env;

export const NETWORKS =
  DEEP === '1'
    ? ({ agreement: 20_000, blockers: 5_000, unknown: 600 } as const)
    : QUICK === '1'
      ? ({ agreement: 30, blockers: 60, unknown: 10 } as const)
      : ({ agreement: 2_000, blockers: 300, unknown: 600 } as const);
