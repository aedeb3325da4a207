import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  /** The title of the button that confirms; without a title there is no button. */
  readonly action: string;
  readonly isReady?: boolean;
  /** For tables and texts. */
  readonly isWide?: boolean;
  readonly act: () => void;
  readonly close: () => void;
}

/** A native dialog: it traps the focus and Escape closes it. Enter confirms. */
export function Modal({ title, children, action, isReady = true, isWide, act, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current!.showModal();
    dialog.current!.querySelector<HTMLElement>('[data-first], input, select, textarea')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'is-wide' : ''}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) act();
        }}
      >
        <h2 id="dialog-title">{title}</h2>
        <div class="dialog-body">{children}</div>
        <div class="dialog-actions">
          <button type="submit" disabled={!isReady}>
            {action}
          </button>
          <button type="button" class="button-secondary" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
