import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { offsetAt } from '../syntax/span.ts';
import { completeZappa } from './completeZappa.ts';

/**
 * What can be written at a place. `areKeysDescribed` where the editor completes by the JSON schema of the file; then only
 * what the schema cannot know is offered.
 */
export function completion(
  analysis: Analysis,
  position: Position,
  areKeysDescribed = false,
): readonly CompletionItem[] {
  const { tree, lines } = analysis;
  const offset = offsetAt(tree.text, lines, position);
  // Settings that are broken just now are still known by their name.
  if (analysis.kind === 'zappa') return completeZappa(analysis, offset, areKeysDescribed);
  return [];
}
