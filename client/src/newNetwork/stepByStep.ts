/** The outcome of a step: the choice, `back`, or undefined if it was cancelled. */
export type Chosen<T> = T | 'back' | undefined;

/** Runs a step on the choices of the steps before it. `at` is its number, from 0. */
export type DialogStep<T> = (before: T, at: number) => Promise<Chosen<T>>;

/** Asks step by step; undefined if one is cancelled. Back returns to the step before, with its earlier input. */
export async function askStepByStep<T>(start: T, steps: readonly DialogStep<T>[]): Promise<T | undefined> {
  const chosen: T[] = [start];
  for (;;) {
    const at = chosen.length - 1;
    const step = steps[at];
    if (!step) return chosen[at];
    const answer = await step(chosen[at]!, at);
    if (answer === undefined) return undefined;
    if (answer !== 'back') chosen.push(answer);
    else if (at > 0) chosen.pop();
  }
}
