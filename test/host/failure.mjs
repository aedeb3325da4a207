/** An error that the user can act on. Its message, one sentence, is shown without a stack trace. */
export class Failure extends Error {}

/** Runs a script's main function; an error is printed and ends it with exit code 1. */
export async function main(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  }
}
