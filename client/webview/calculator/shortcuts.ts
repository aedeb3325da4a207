import { useEffect } from 'preact/hooks';

interface Shortcuts {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly save: (as: boolean) => void;
}

/** Ctrl or Cmd with Z, Y and S on the whole page; in a text field they are the field's own. */
export function useShortcuts(isActive: boolean, { undo, redo, save }: Shortcuts): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isActive || !(event.ctrlKey || event.metaKey) || event.altKey || isField(event.target)) return;
      const pressed = event.key.toLowerCase();
      if (pressed === 'z') event.shiftKey ? redo() : undo();
      else if (pressed === 'y') redo();
      else if (pressed === 's') save(event.shiftKey);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
