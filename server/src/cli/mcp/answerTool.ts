import * as z from 'zod';
import type { Result } from '../result.ts';
import { TOOLS } from './tools.ts';

/** The answer to an assistant. */
export interface ToolAnswer {
  readonly text: string;
  /** True if there is no answer; the text says why. */
  readonly isError: boolean;
}

/** Answers an assistant with the output of a command line, which `run` executes. */
export async function answerTool(
  name: string,
  given: unknown,
  run: (args: readonly string[]) => Promise<Result>,
): Promise<ToolAnswer> {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool) return { text: `There is no tool ${name}.`, isError: true };
  const read = z.object(tool.input).safeParse(given);
  if (!read.success) return { text: z.prettifyError(read.error), isError: true };
  const { status, stdout, stderr } = await run(tool.args(read.data));
  const text = shortened([stdout, stderr].filter((part) => part !== '').join('\n'));
  return { text, isError: status === 2 };
}

/** About as many characters as an assistant reads in one answer. */
const MOST = 20_000;

function shortened(text: string): string {
  if (text.length <= MOST) return text;
  const end = text.lastIndexOf('\n', MOST);
  const left = text.slice(end + 1).split('\n').length - 1;
  return `${text.slice(0, end)}\n\n${left} more lines are left out; ask for fewer files, or about one.\n`;
}
