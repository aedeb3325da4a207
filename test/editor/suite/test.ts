// A test runner for inside VS Code, where Node's own cannot run: names, functions, results.

export interface TestResult {
  readonly name: string;
  /** Undefined when it passed. */
  readonly error?: string;
}

const tests: { name: string; check: () => Promise<void> }[] = [];

export function test(name: string, check: () => Promise<void>): void {
  tests.push({ name, check });
}

/** Runs all tests in the order in which they were declared. */
export async function runTests(): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const { name, check } of tests) {
    const error = await check().then(
      () => undefined,
      (thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
    );
    results.push({ name, ...(error === undefined ? {} : { error }) });
  }
  return results;
}

/** In milliseconds. */
const PATIENCE_MS = 30_000;

/** Asks again and again until the answer is not undefined; fails with `what` after `PATIENCE_MS`. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUp) throw new Error(`Waited ${PATIENCE_MS / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
