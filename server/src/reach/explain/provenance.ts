import type { Pair } from '../locations/pairs.ts';
import { passesWhole } from './hops.ts';

/** What is not known on the ways of a pair and may decide. */
export function doubtsOf(pair: Pair): readonly string[] {
  return pair.destination.paths('possible').flatMap(({ flow, checks }) =>
    checks
      .filter((check) => !passesWhole(check, flow))
      .flatMap((check) => {
        check.apply(flow, 'possible');
        return check.unknownReasons?.() ?? [];
      }),
  );
}

/** What the file does not say and the answer assumes. */
export function pairAssumptions({ destination }: Pair): readonly string[] {
  return destination.paths('possible').flatMap(({ assumptions }) => assumptions ?? []);
}

/** Parameters whose defaults a pair rests on. */
export function pairDefaults({ destination }: Pair): readonly string[] {
  return destination
    .paths('possible')
    .flatMap(({ checks }) => checks.flatMap((check) => check.defaults?.() ?? []));
}
