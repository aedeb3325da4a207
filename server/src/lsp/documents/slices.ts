import type { Steps } from '../../languageService.ts';
import type { Quiet } from '../quiet.ts';

/** Milliseconds of work after which waiting requests are answered. */
const SLICE = 10;

/** Does work in slices. Undefined where it is outdated before its end: the rest of it is left. */
export async function inSlices<T>(
  steps: Steps<T>,
  quiet: Pick<Quiet, 'pause'>,
  isOutdated: () => boolean,
): Promise<T | undefined> {
  for (let end = performance.now() + SLICE; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await quiet.pause();
    if (isOutdated()) return undefined;
    end = performance.now() + SLICE;
  }
}
