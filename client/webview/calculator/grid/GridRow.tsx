import { useState } from 'preact/hooks';
import {
  keyOfRow,
  type Limit,
  limitsOfBlock,
  limitsOfRoot,
  type Row,
  type SubnetPlan,
} from '../../../../server/src/subnetPlan/index.ts';
import { Icon, type IconName } from '../../shared/icons.tsx';
import type { Active } from '../state/state.ts';
import { cellText, reservedText, rowLabel } from '../words.ts';
import { CellInput } from './CellInput.tsx';
import { type ColumnId, isEditable } from './columns.ts';
import type { Layout } from './layout.ts';
import { canJoinRow, canSplitRow, joinTitle } from './rowCan.ts';
import { Swatch } from './Swatch.tsx';

/** The events of a row. */
export interface RowActions {
  readonly select: (to: Active) => void;
  readonly toggle: (key: string) => void;
  readonly edit: (key: string, column: ColumnId) => void;
  /** Undefined to leave the value as it was. */
  readonly finish: (key: string, column: ColumnId, value: string | undefined) => void;
  readonly split: (key: string) => void;
  readonly join: (key: string) => void;
}

interface Props extends RowActions {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly layout: Layout;
  readonly isActive: boolean;
  readonly active: Active | null;
  readonly isEditing: boolean;
  readonly tiers: readonly string[];
  readonly zones: number;
  readonly plan: SubnetPlan;
}

const ICONS: Readonly<Record<Row['kind'], IconName>> = {
  root: 'root',
  group: 'group',
  template: 'template',
  subnet: 'subnet',
  gap: 'gap',
  labelled: 'free',
  free: 'free',
};

export function GridRow(props: Props) {
  const { row, index, columns, isActive, active, select } = props;
  const column = isActive ? (active?.column ?? null) : null;
  const limit = worstLimit(row, props.plan);
  const [isHovered, setHovered] = useState(false);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys.
    <div
      class={`grid-row line kind-${row.kind}${isActive ? ' is-active' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.isOpen}
      aria-selected={isActive}
      aria-label={limit ? `${rowLabel(row)}. ${limit.text}` : rowLabel(row)}
      tabIndex={isActive && column === null ? 0 : -1}
      style={{ top: `${index * props.layout.rowHeight}px` }}
      onClick={() => select({ key: keyOfRow(row), column: null })}
      onDblClick={({ target }) => {
        const on = columns.find((id) => (target as Element).closest(`.cell-${id}`));
        if (on && canEdit(row, on) && !(isActive && props.isEditing)) props.edit(keyOfRow(row), on);
      }}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      {columns.map((id) => (
        <Cell
          key={id}
          {...props}
          column={id}
          isActiveCell={column === id}
          limit={limit}
          hasTitle={isActive || isHovered}
        />
      ))}
      {props.layout.hasActions && (
        <div class="cell cell-actions" role="gridcell">
          {/* Only where the mouse or the keyboard is, or every line would have two more buttons. */}
          {(isActive || isHovered) && <Actions {...props} />}
        </div>
      )}
    </div>
  );
}

/** Mouse buttons for the keys S and J. */
function Actions({ row, split, join }: Props) {
  const splitTitle = `Split ${cellText(row, 'block')}`;
  return (
    <>
      {canSplitRow(row) && (
        <button
          type="button"
          class="row-button"
          tabIndex={-1}
          title={`${splitTitle} (S)`}
          aria-label={splitTitle}
          onClick={stopped(() => split(keyOfRow(row)))}
        >
          Split
        </button>
      )}
      {canJoinRow(row) && (
        <button
          type="button"
          class="row-button"
          tabIndex={-1}
          title={joinTitle(row)}
          aria-label={joinTitle(row)}
          onClick={stopped(() => join(keyOfRow(row)))}
        >
          Join
        </button>
      )}
    </>
  );
}

function stopped(act: () => void) {
  return (event: Event) => {
    event.stopPropagation();
    act();
  };
}

interface CellProps extends Props {
  readonly column: ColumnId;
  readonly isActiveCell: boolean;
  readonly limit: Limit | undefined;
  /** Whether to render tooltips, which rows without a mouse over them do not need. */
  readonly hasTitle: boolean;
}

function Cell(props: CellProps) {
  const { row, column, isActiveCell, isEditing } = props;
  const text = cellText(row, column);
  if (isActiveCell && isEditing && isEditable(column)) {
    return (
      <div class={`cell cell-${column} is-editing`} role="gridcell">
        {column === 'name' && <Lead {...props} />}
        <CellInput
          {...props}
          column={column}
          text={column === 'name' && row.block?.name === '' ? '' : text}
        />
      </div>
    );
  }
  return (
    <div
      class={`cell cell-${column}`}
      role="gridcell"
      tabIndex={isActiveCell ? 0 : undefined}
      aria-readonly={canEdit(row, column) ? false : undefined}
      title={props.hasTitle ? titleOf(row, column, text) : undefined}
    >
      {column === 'name' && <Lead {...props} />}
      {column === 'tier' && text !== '' && <Swatch tier={text} />}
      {column === 'name' || column === 'tier' ? (
        <span class={isNameless(row, column) ? 'text quiet' : 'text'}>{text}</span>
      ) : (
        text
      )}
      {column === 'name' && props.limit && <Sign limit={props.limit} />}
    </div>
  );
}

/** Whether the text only stands for a name that the group does not have. */
function isNameless({ block, kind }: Row, column: ColumnId): boolean {
  return column === 'name' && kind === 'group' && block?.name === '';
}

function canEdit({ block }: Row, column: ColumnId): boolean {
  return isEditable(column) && (block !== undefined || column === 'name' || column === 'note');
}

/** The most severe limit of a row: refused before not working. */
function worstLimit({ root, block }: Row, plan: SubnetPlan): Limit | undefined {
  const limits = block ? limitsOfBlock(root, block) : limitsOfRoot(plan, root);
  return limits.find(({ kind }) => kind === 'refused') ?? limits.find(({ kind }) => kind === 'trouble');
}

function Sign({ limit: { kind, text } }: { readonly limit: Limit }) {
  return (
    <span class={`sign limit-${kind}`} title={text}>
      <Icon name={kind === 'refused' ? 'error' : 'warning'} />
    </span>
  );
}

/** The indentation, the triangle and the icon of a row. */
function Lead({ row, toggle }: Props) {
  return (
    <span class="lead" style={{ paddingLeft: `${(row.level - 1) * 14}px` }}>
      {row.isOpen === undefined ? (
        <span class="twisty" />
      ) : (
        <button
          type="button"
          class="twisty"
          tabIndex={-1}
          aria-label={row.isOpen ? 'Close' : 'Open'}
          onClick={stopped(() => toggle(keyOfRow(row)))}
        >
          <Icon name={row.isOpen ? 'open' : 'closed'} />
        </button>
      )}
      <Icon name={ICONS[row.kind]} />
    </span>
  );
}

function titleOf({ block, kind }: Row, column: ColumnId, text: string): string | undefined {
  if (column === 'usable' && block && kind !== 'group') return reservedText(block) || undefined;
  return text === '' ? undefined : text;
}
