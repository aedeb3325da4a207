import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { offsetAt } from '../../syntax/span.ts';
import { completeZappa } from './completeZappa.ts';
import type { CompletionOptions } from './options.ts';
import { completeTemplate } from './template/completeTemplate.ts';

/** The completions at a position. */
export function completion(
  analysis: Analysis,
  position: Position,
  options: CompletionOptions = {},
): readonly CompletionItem[] {
  const { tree, lines } = analysis;
  const offset = offsetAt(tree.text, lines, position);
  // A broken settings file is still recognised by its name.
  if (analysis.kind === 'zappa') {
    const isTrigger = options.trigger === undefined || options.trigger === '"';
    return isTrigger ? completeZappa(analysis, offset, options) : [];
  }
  return analysis.kind === 'template' ? completeTemplate(analysis, offset, options) : [];
}
