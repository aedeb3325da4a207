/** Something the person at the terminal can act on: shown as this one sentence, without a stack. */
export class Failure extends Error {}

/** Runs a script's main function; a `Failure` ends it with its sentence and exit code 1. */
export async function main(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  }
}
