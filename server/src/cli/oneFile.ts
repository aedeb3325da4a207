import { resolve } from 'node:path';
import { readText } from '../files/readText.ts';
import { type Analysis, analyze, createWorkspace, usesNothing } from '../languageService.ts';
import { pathOf } from './files.ts';
import { givenParameters } from './parameters.ts';

/**
 * The one file that a command is about, with the parameters that it is given; its `analysis` is undefined where it is none
 * of our business. Nested stacks are read; for imports, one file has no workspace.
 */
export function analyzeOne(
  name: string,
  options: Parameters<typeof givenParameters>[0],
  cwd: string,
): { readonly analysis: Analysis | undefined } | { readonly problem: string } {
  const text = readText(resolve(cwd, name));
  if (text === undefined) return { problem: `${name} cannot be read.` };
  const parameters = givenParameters(options, cwd);
  if ('problem' in parameters) return parameters;
  const workspace = createWorkspace({ read: readText, templates: () => undefined });
  const neighbours = workspace.neighboursOf(pathOf(name, cwd), usesNothing());
  return { analysis: analyze(name, text.replace(/^\uFEFF/, ''), { parameters, neighbours }) };
}
