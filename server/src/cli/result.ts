/** What a command has to say. Exit status: 0 fine, 1 the answer is no, 2 it could not do the work. */
export interface Result {
  readonly status: 0 | 1 | 2;
  /** Empty where the status is 2. */
  readonly stdout: string;
  /** One plain sentence where the status is 2; otherwise notes, a line each, usually none. */
  readonly stderr: string;
}

export function couldNot(sentence: string): Result {
  return { status: 2, stdout: '', stderr: `${sentence}\n` };
}
