import { EXPORTS, type ExportFormat, exportPlan } from '../../../../server/src/subnetPlan/index.ts';
import { COLUMNS } from '../grid/columns.ts';
import { tell } from '../host.ts';
import { type Dialog, type State, saying } from '../state/state.ts';
import type { MenuItem } from './Menu.tsx';

interface Does {
  readonly change: (change: (state: State) => State) => void;
  readonly show: (dialog: Dialog) => void;
  readonly save: (as: boolean) => void;
  readonly width: number;
}

/** The menu: files, exports, columns. Null is a separator. */
export function menuOf(state: State, { change, show, save }: Does): readonly (MenuItem | null)[] {
  const plan = state.history.present;
  const write = (format: ExportFormat, use: (text: string) => void) => {
    const result = exportPlan(plan, format);
    if (result.kind === 'refused') change((now) => saying(now, result.says, true));
    else use(result.text);
  };
  return [
    { title: state.document === null ? 'Save Plan…' : `Save ${state.document}`, act: () => save(false) },
    { title: 'Save Plan As…', act: () => save(true) },
    { title: 'Open Plan…', act: () => tell({ type: 'open' }) },
    { title: 'Import Plan or Link…', act: () => show({ kind: 'import' }) },
    { title: 'Add VPC from Template…', act: () => tell({ type: 'pickTemplate' }) },
    null,
    ...(Object.keys(EXPORTS) as ExportFormat[]).map((format) => ({
      title: `Export ${EXPORTS[format].title}…`,
      act: () => write(format, (text) => tell({ type: 'export', format, text })),
    })),
    { title: 'Copy as Markdown Table', act: () => write('markdown', (text) => tell({ type: 'copy', text })) },
    null,
    ...COLUMNS.filter(({ isFixed }) => !isFixed).map(({ id, title }) => ({
      title: `Column ${title}`,
      isChecked: !state.hidden.has(id),
      act: () =>
        change((now) => {
          const hidden = new Set(now.hidden);
          if (!hidden.delete(id)) hidden.add(id);
          return { ...now, hidden };
        }),
    })),
  ];
}
