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
  /** For work that nobody waits for, between two slices: resolves when no other work is under way. */
  idle(): Promise<void>;
}

export function createQuiet(): Quiet {
  let count = 0;
  let questions = 0;
  /** How many pauses and waits for news are under way, each of work that somebody waits for. */
  let waiting = 0;
  const turns = async () => {
    for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise(setImmediate);
  };
  /** Takes turns at least once, and then for as long as `isNeeded`, but not for longer than a client can wait. */
  const turnsWhile = async (isNeeded: () => boolean) => {
    const end = performance.now() + LONGEST_WAIT;
    do await turns();
    while (isNeeded() && performance.now() < end);
  };
  const waited = async (isNeeded: () => boolean) => {
    waiting++;
    await turnsWhile(isNeeded);
    waiting--;
  };
  return {
    arrived() {
      count++;
    },
    settled() {
      let seen = count;
      return waited(() => {
        const hasNews = count !== seen;
        seen = count;
        return hasNews;
      });
    },
    asked() {
      questions++;
      let isOver = false;
      return () => {
        if (!isOver) questions--;
        isOver = true;
      };
    },
    pause: () => waited(() => questions > 0),
    idle: () => turnsWhile(() => questions > 0 || waiting > 0),
  };
}
