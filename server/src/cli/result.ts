/** The output of a command. Exit status: 0 fine, 1 the answer is no, 2 the work could not be done. */
export interface Result {
  readonly status: 0 | 1 | 2;
  /** Empty if the status is 2. */
  readonly stdout: string;
  /** One plain sentence if the status is 2; otherwise notes, one per line, usually none. */
  readonly stderr: string;
}

export function couldNot(sentence: string): Result {
  return { status: 2, stdout: '', stderr: `${sentence}\n` };
}
