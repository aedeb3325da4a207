import type { Steps } from '../../languageService.ts';
import type { Quiet } from '../quiet.ts';

/** After this many milliseconds of work, waiting requests are answered. */
const SLICE = 10;

/** Milliseconds of work that nobody waits for; longer slices would delay a keystroke. */
const IDLE_SLICE = 5;

/** Works in slices. Returns undefined, without finishing, if the work becomes outdated. */
export async function inSlices<T>(
  steps: Steps<T>,
  quiet: Pick<Quiet, 'pause'>,
  isOutdated: () => boolean,
): Promise<T | undefined> {
  for (;;) {
    const step = nextSlice(steps, SLICE);
    if (step.done) return step.value;
    await quiet.pause();
    if (isOutdated()) return undefined;
  }
}

/** For work that nobody waits for: the first slice is done at once, and the others while the server has nothing else to do. */
export async function inIdleSlices<T>(steps: Steps<T>, quiet: Pick<Quiet, 'idle'>): Promise<T> {
  for (;;) {
    const step = nextSlice(steps, IDLE_SLICE);
    if (step.done) return step.value;
    await quiet.idle();
  }
}

/** Takes steps for so many milliseconds, or to the end. */
function nextSlice<T>(steps: Steps<T>, milliseconds: number): IteratorResult<void, T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const step = steps.next();
    if (step.done || performance.now() >= end) return step;
  }
}
