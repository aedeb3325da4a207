import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Markdown } from '../../../../escape/markdown.ts';
import type { Data } from '../../../../syntax/edit.ts';

/** A value that is offered at a place. */
export interface Suggestion {
  readonly value: Data;
  /** The text in the list; the value itself if absent. */
  readonly label?: string;
  /** A few words beside the label. */
  readonly detail?: string;
  readonly documentation?: Markdown;
  readonly kind?: CompletionItemKind;
}
