/**
 * Turns of the event loop without a message after which none is waiting: a message that has arrived takes up to two,
 * one to be decoded and one to be handled.
 */
const QUIET_TURNS = 4;

/** Messages taken in while somebody waits; a client that never stops sending gets answers all the same. */
const MOST_MESSAGES = 500;

/** Tells when all messages that have arrived were taken in, so that nothing is computed for a text that one replaces. */
export interface Quiet {
  /** A message was taken in. */
  arrived(): void;
  /** Settles once no other is waiting. */
  settled(): Promise<void>;
}

export function createQuiet(): Quiet {
  let count = 0;
  return {
    arrived() {
      count++;
    },
    async settled() {
      const end = count + MOST_MESSAGES;
      for (let seen = -1; seen !== count && count < end; ) {
        seen = count;
        for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise(setImmediate);
      }
    },
  };
}
