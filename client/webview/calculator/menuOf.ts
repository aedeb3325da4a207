import { EXPORTS, type ExportFormat, exportPlan } from '../../../server/src/subnetPlan/index.ts';
import { COLUMNS } from './columns.ts';
import { tell } from './host.ts';
import type { MenuItem } from './Menu.tsx';
import { type Dialog, type State, saying } from './state.ts';

interface Does {
  readonly change: (change: (state: State) => State) => void;
  readonly show: (dialog: Dialog) => void;
  readonly save: (as: boolean) => void;
  readonly width: number;
}

/** The lines of the menu: files, exports, columns. Null is a line between them. */
export function menuOf(state: State, { change, show, save }: Does): readonly (MenuItem | null)[] {
  const plan = state.history.present;
  const write = (format: ExportFormat, use: (text: string) => void) => {
    const result = exportPlan(plan, format);
    if (result.kind === 'refused') change((now) => saying(now, result.says, true));
    else use(result.text);
  };
  return [
    { title: state.document === null ? 'Save plan…' : `Save ${state.document}`, act: () => save(false) },
    { title: 'Save plan as…', act: () => save(true) },
    { title: 'Open plan…', act: () => tell({ type: 'open' }) },
    { title: 'Import plan or link…', act: () => show({ kind: 'import' }) },
    { title: 'Add the VPC of a template…', act: () => tell({ type: 'pickTemplate' }) },
    null,
    ...(Object.keys(EXPORTS) as ExportFormat[]).map((format) => ({
      title: `Export ${EXPORTS[format].title}…`,
      act: () => write(format, (text) => tell({ type: 'export', format, text })),
    })),
    { title: 'Copy as Markdown table', act: () => write('markdown', (text) => tell({ type: 'copy', text })) },
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
