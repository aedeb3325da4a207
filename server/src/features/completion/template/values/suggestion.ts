import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Markdown } from '../../../../escape/markdown.ts';
import type { Data } from '../../../../syntax/edit.ts';

/** A value that can be written at a place. */
export interface Suggestion {
  readonly value: Data;
  /** What the list shows; the value as written where it is left out. */
  readonly label?: string;
  /** Beside the label, a few words. */
  readonly detail?: string;
  readonly documentation?: Markdown;
  readonly kind?: CompletionItemKind;
}
