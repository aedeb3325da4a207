/**
 * Turns of the event loop without a notification after which none is waiting: a message that has arrived needs up to
 * two, one to be decoded and one to be handled.
 */
const QUIET_TURNS = 3;

/** Milliseconds; a client that never stops typing still gets answers. */
export const LONGEST_WAIT = 1000;

/**
 * Tells when all texts and settings that have arrived were processed, so that nothing is computed for a text that one
 * of them replaces. Requests do not count as news: a client that sends requests continuously would wait for itself.
 */
export interface Quiet {
  /** A notification was processed. */
  arrived(): void;
  /** Resolves when no other notification is waiting. */
  settled(): Promise<void>;
  /** A request was received. Call the returned function when it is answered, or when it waits for long work itself. */
  asked(): () => void;
  /** For long work between two slices: resolves when all that has arrived was processed and no request is waiting. */
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
