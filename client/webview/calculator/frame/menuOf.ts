import { EXPORTS, type ExportFormat, exportPlan } from '../../../../server/src/subnetPlan/index.ts';
import type { MenuGroup } from '../../shared/Menu.tsx';
import { COLUMNS, type ColumnId } from '../grid/columns.ts';
import { postToHost } from '../host.ts';
import { type Dialog, type SetState, type State, withNotice } from '../state/state.ts';

interface Does {
  readonly change: SetState;
  readonly show: (dialog: Dialog) => void;
  readonly save: (as: boolean) => void;
}

/** The menu: files, exports, columns. `shown` are the columns that fit. */
export function menuOf(
  state: State,
  shown: readonly ColumnId[],
  { change, show, save }: Does,
): readonly MenuGroup[] {
  const plan = state.history.present;
  const write = (format: ExportFormat, use: (text: string) => void) => {
    const result = exportPlan(plan, format);
    if (result.kind === 'refused') change((now) => withNotice(now, result.message, true));
    else use(result.text);
  };
  const hasPairs = plan.roots.some(({ ipv6 }) => ipv6 !== null);
  return [
    {
      title: 'Plan',
      items: [
        {
          title: state.document === null ? 'Save Plan…' : `Save ${state.document}`,
          act: () => save(false),
        },
        { title: 'Save Plan As…', act: () => save(true) },
        { title: 'Open Plan…', act: () => postToHost({ type: 'open' }) },
        { title: 'Import Plan, List or Link…', act: () => show({ kind: 'import' }) },
        { title: 'Add VPC from Template…', act: () => postToHost({ type: 'pickTemplate' }) },
      ],
    },
    {
      title: 'Export',
      items: [
        ...(Object.keys(EXPORTS) as ExportFormat[]).map((format) => ({
          title: `${EXPORTS[format].title}…`,
          act: () => write(format, (text) => postToHost({ type: 'export', format, text })),
        })),
        {
          title: 'Copy as Markdown Table',
          act: () => write('markdown', (text) => postToHost({ type: 'copy', text })),
        },
      ],
    },
    {
      title: 'Columns',
      items: COLUMNS.filter(({ id, isFixed }) => !isFixed && (id !== 'ipv6' || hasPairs)).map(
        ({ id, title }) => ({
          title: state.hidden.has(id) || shown.includes(id) ? title : `${title} (too narrow)`,
          isChecked: shown.includes(id),
          act: () =>
            change((now) => {
              const hidden = new Set(now.hidden);
              if (!hidden.delete(id)) hidden.add(id);
              return { ...now, hidden };
            }),
        }),
      ),
    },
  ];
}
