import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Pair } from '../locations/pairs.ts';
import { passesWhole } from './hops.ts';

/** What is unknown on the paths of a pair and may decide the verdict. */
export function unknownReasonsOf(pair: Pair): readonly UnknownReason[] {
  return pair.destination.paths('possible').flatMap(({ flow, checks }) =>
    checks
      .filter((check) => !passesWhole(check, flow))
      .flatMap((check) => {
        check.apply(flow, 'possible');
        return check.unknownReasons?.() ?? [];
      }),
  );
}

/** What the answer assumes because the file does not say it. */
export function pairAssumptions({ destination }: Pair): readonly string[] {
  return destination.paths('possible').flatMap(({ assumptions }) => assumptions ?? []);
}

/** The parameters whose defaults a pair depends on. */
export function pairDefaults({ destination }: Pair): readonly string[] {
  return destination
    .paths('possible')
    .flatMap(({ checks }) => checks.flatMap((check) => check.defaults?.() ?? []));
}
