/** Drawn for this page, in the colour of the surrounding text. */
const PATHS = {
  open: 'M4 6l4 4 4-4',
  closed: 'M6 4l4 4-4 4',
  undo: 'M5 3L2 6l3 3M2 6h7a4 4 0 0 1 0 8H6',
  redo: 'M11 3l3 3-3 3M14 6H7a4 4 0 0 0 0 8h3',
  add: 'M8 3v10M3 8h10',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  root: 'M2.5 3.5h11v9h-11zM2.5 6.5h11',
  group: 'M2 4h5l1 2h6v7H2z',
  template: 'M4 1.5h6l3 3v10H4zM10 1.5v3h3M6 8h5M6 11h5',
  subnet: 'M3 3h10v10H3z',
  gap: 'M3 3h3M9 3h4v3M13 9v4h-3M6 13H3v-3M3 6v1',
  free: 'M8 8h.01',
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5.5 5.5l5 5M10.5 5.5l-5 5',
  warning: 'M8 2l6.5 12h-13zM8 6.5v4M8 12.2v.1',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7v4.5M8 4.6v.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
