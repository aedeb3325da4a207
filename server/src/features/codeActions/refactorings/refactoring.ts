import type { Edit } from '../../../syntax/edit.ts';

/** A change that is offered independently of findings. */
export interface Refactoring {
  /** The last part of the protocol's kinds `refactor.extract`, `refactor.inline` and `refactor.rewrite`. */
  readonly kind: 'extract' | 'inline' | 'rewrite';
  readonly title: string;
  readonly edits: readonly Edit[];
}
