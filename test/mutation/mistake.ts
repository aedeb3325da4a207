/** One edit of a base network that plants one mistake. */
export interface Mistake {
  readonly base: 'shop' | 'services' | 'joined' | 'six';
  /** The resource that is edited. */
  readonly in: string;
  /** A text that the resource has once; empty to write `to` behind the resource. */
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  /** The resource that the finding names, where it is another one. */
  readonly on?: string;
}

/** `from` and `to` of a mistake: `from => to`. */
export type Row = readonly [resource: string, edit: string, rule: string, on?: string];

export function mistakesIn(base: Mistake['base'], rows: readonly Row[]): readonly Mistake[] {
  return rows.map(([resource, edit, rule, on]) => {
    const [from = '', to = ''] = edit.split(' => ');
    return { base, in: resource, from, to, rule, ...(on !== undefined && { on }) };
  });
}

/** The base with the mistake. Throws where the text to be replaced is not there exactly once. */
export function plant(text: string, { in: resource, from, to }: Mistake): string {
  const start = text.indexOf(`\n  ${resource}:\n`) + 1;
  if (start === 0) throw new Error(`There is no ${resource}`);
  const next = /\n(?= {2}\w+:\n)/.exec(text.slice(start));
  const end = next ? start + next.index + 1 : text.length;
  const section = text.slice(start, end);
  if (from === '') return text.slice(0, end) + to + text.slice(end);
  if (section.split(from).length !== 2) throw new Error(`${resource} has "${from}" not exactly once`);
  return text.slice(0, start) + section.replace(from, () => to) + text.slice(end);
}

/** How failures and gaps name a mistake. */
export function nameOf({ base, in: resource, from, to }: Mistake): string {
  return `${base} ${resource} ${from} => ${to}`.replaceAll(/\s+/g, ' ').trim();
}
