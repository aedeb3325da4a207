import type { Notice } from '../state/state.ts';

interface Props {
  readonly notice: Notice;
  readonly undo: () => void;
  /** Whether there is a tree, whose keys are shown. */
  readonly hasKeys: boolean;
}

/** The footer: what happened last, with an undo button if something was lost. */
export function Status({ notice: { text, failed, number, canUndo }, undo, hasKeys }: Props) {
  return (
    <footer class="status">
      <span>
        <span class={failed ? 'error' : ''} role="status" aria-live="polite" key={number}>
          {text}
        </span>
        {canUndo && (
          <button type="button" class="link notice-undo" onClick={undo}>
            Undo
          </button>
        )}
      </span>
      <span class="quiet keys">{hasKeys ? 'S split · J join · Enter name · K reserve' : ''}</span>
    </footer>
  );
}
