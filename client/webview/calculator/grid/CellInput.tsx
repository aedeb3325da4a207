import { useLayoutEffect, useRef } from 'preact/hooks';
import { zoneLetter } from '../../../../server/src/subnetPlan/allocate/tiers.ts';
import { keyOfRow, type Row } from '../../../../server/src/subnetPlan/index.ts';
import type { ColumnId } from './columns.ts';

interface Props {
  readonly row: Row;
  readonly column: 'name' | 'zone' | 'tier' | 'note';
  readonly text: string;
  readonly tiers: readonly string[];
  readonly zones: number;
  readonly finish: (key: string, column: ColumnId, value: string | undefined) => void;
}

/** The input of a cell. Enter and losing the focus keep the text; Escape does not. */
export function CellInput({ row, column, text, tiers, zones, finish }: Props) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isDone = useRef(false);
  useLayoutEffect(() => {
    field.current!.focus();
    if (column !== 'zone') field.current!.select();
  }, []);
  const end = (value: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    finish(keyOfRow(row), column, value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') end(field.current!.value);
    else if (event.key === 'Escape') end(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shared = {
    ref: field,
    class: 'cell-input',
    'aria-label': { name: 'Name', zone: 'Zone', tier: 'Tier', note: 'Note' }[column],
    onKeyDown,
    onBlur: (event: { readonly currentTarget: HTMLInputElement | HTMLSelectElement }) =>
      end(event.currentTarget.value),
    onClick: (event: Event) => event.stopPropagation(),
  };
  if (column === 'zone') {
    return (
      <select {...shared} value={text}>
        <option value="">–</option>
        {Array.from({ length: zones }, (_, zone) => (
          <option key={zone} value={zoneLetter(zone)}>
            {zoneLetter(zone)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        {...shared}
        type="text"
        maxLength={column === 'note' ? 500 : 100}
        value={text}
        list={column === 'tier' ? 'tiers' : undefined}
        spellcheck={false}
      />
      {column === 'tier' && (
        <datalist id="tiers">
          {tiers.map((tier) => (
            <option key={tier} value={tier} />
          ))}
        </datalist>
      )}
    </>
  );
}
