import type { Steps } from '../../languageService.ts';
import type { Quiet } from '../quiet.ts';

/** After this many milliseconds of work, waiting requests are answered. */
const SLICE = 10;

/** Works in slices. Returns undefined, without finishing, if the work becomes outdated. */
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
