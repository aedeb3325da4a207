import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { offsetAt } from '../../syntax/span.ts';
import { completeZappa } from './completeZappa.ts';
import type { CompletionOptions } from './options.ts';

/** What can be written at a place. */
export function completion(
  analysis: Analysis,
  position: Position,
  options: CompletionOptions = {},
): readonly CompletionItem[] {
  const { tree, lines } = analysis;
  const offset = offsetAt(tree.text, lines, position);
  // Settings that are broken just now are still known by their name.
  if (analysis.kind === 'zappa') return completeZappa(analysis, offset, options);
  return [];
}
