import { Icon } from '../../shared/icons.tsx';
import { Menu, type MenuGroup } from '../../shared/Menu.tsx';

interface Props {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly zones: number;
  /** The label of the write button; undefined if there is nothing to write. */
  readonly writable: string | undefined;
  readonly hasRoots: boolean;
  readonly menu: readonly MenuGroup[];
  readonly does: {
    readonly plan: () => void;
    readonly addRoot: () => void;
    readonly undo: () => void;
    readonly redo: () => void;
    readonly setZones: (zones: number) => void;
    readonly write: () => void;
  };
}

export function Toolbar({ canUndo, canRedo, zones, writable, hasRoots, menu, does }: Props) {
  return (
    <header class="toolbar">
      <button
        type="button"
        class={writable ? 'button-secondary' : ''}
        onClick={does.plan}
        disabled={!hasRoots}
      >
        Plan…
      </button>
      <button type="button" class="button-secondary" onClick={does.addRoot}>
        Add block…
      </button>
      <span class="steps">
        <Step name="undo" title="Undo" keys="Ctrl+Z" can={canUndo} act={does.undo} />
        <Step name="redo" title="Redo" keys="Ctrl+Shift+Z" can={canRedo} act={does.redo} />
      </span>
      <label class="zones">
        Zones
        <select value={String(zones)} onChange={(event) => does.setZones(Number(event.currentTarget.value))}>
          {[1, 2, 3, 4, 5, 6, ...(zones > 6 ? [zones] : [])].map((number) => (
            <option key={number} value={String(number)}>
              {number}
            </option>
          ))}
        </select>
      </label>
      <span class="space" />
      {writable && (
        <button type="button" onClick={does.write} title="Write the plan into the template">
          {writable}
        </button>
      )}
      <Menu groups={menu} title="Files, exports and columns" />
    </header>
  );
}

interface StepProps {
  readonly name: 'undo' | 'redo';
  readonly title: string;
  readonly keys: string;
  readonly can: boolean;
  readonly act: () => void;
}

/** An undo or redo button. Without a step it is marked as disabled but keeps the focus. */
function Step({ name, title, keys, can, act }: StepProps) {
  return (
    <button
      type="button"
      class="icon-button"
      onClick={act}
      aria-disabled={!can}
      aria-label={title}
      title={`${title} (${keys})`}
    >
      <Icon name={name} />
    </button>
  );
}
