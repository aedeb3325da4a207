/** The seed of a run: SEED if it is a number, another one each time if it is `random`, else always the same. */
export function seedOf(usual = 20261123): number {
  const { SEED = usual } = process.env;
  return SEED === 'random' ? Date.now() & 0x7fffffff : Number(SEED);
}
