/**
 * Turns of the event loop without news after which none is waiting: a message that has arrived takes up to two, one to
 * be decoded and one to be handled.
 */
const QUIET_TURNS = 3;

/** Milliseconds; a client that never stops typing gets answers all the same. */
export const LONGEST_WAIT = 1000;

/**
 * Tells when all texts and settings that have arrived were taken in, so that nothing is computed for a text that one of
 * them replaces. Questions are no news: a client that asks again and again would wait for itself.
 */
export interface Quiet {
  /** A notification was taken in. */
  arrived(): void;
  /** Settles once no other is waiting. */
  settled(): Promise<void>;
  /** A question was taken in; call what is returned once it is answered, or waits for long work itself. */
  asked(): () => void;
  /** For long work between two slices: settles once what has arrived was taken in and no question waits. */
  pause(): Promise<void>;
}

export function createQuiet(): Quiet {
  let count = 0;
  let questions = 0;
  const turns = async () => {
    for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise(setImmediate);
  };
  return {
    arrived() {
      count++;
    },
    async settled() {
      const end = performance.now() + LONGEST_WAIT;
      for (let seen = -1; seen !== count && performance.now() < end; ) {
        seen = count;
        await turns();
      }
    },
    asked() {
      questions++;
      let isOver = false;
      return () => {
        if (!isOver) questions--;
        isOver = true;
      };
    },
    async pause() {
      const end = performance.now() + LONGEST_WAIT;
      do await turns();
      while (questions > 0 && performance.now() < end);
    },
  };
}
