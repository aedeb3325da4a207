import { isSafePlain } from '../../../server/src/syntax/edit/quote.ts';
import type { Format } from '../../../server/src/syntax/tree.ts';
import type { Layout, Model, Path } from './documents.ts';

export interface Printed {
  readonly text: string;
  /** Each comment in the text with the path of the child that it belongs to. */
  readonly comments: ReadonlyMap<string, string>;
}

export function print(model: Model & { kind: 'map' }, format: Format, how: Layout): Printed {
  const comments = new Map<string, string>();
  let turn = 0;
  const mark = format === 'json' ? '//' : '#';

  function comment(path: Path): { above: string[]; beside: string } {
    const kind = how.comments[turn++ % how.comments.length]!;
    const make = (where: string) => {
      const text = `${mark} ${where}${comments.size}.`;
      comments.set(text, JSON.stringify(path));
      return text;
    };
    return { above: kind & 1 ? [make('above')] : [], beside: kind & 2 ? ` ${make('beside')}` : '' };
  }
  /** A comment beside the last line of a scalar; behind the head of what has lines below. */
  function yamlLines(
    value: Model,
    path: Path,
    beside: string,
  ): { head: string; lines: string[]; own: boolean } {
    if (value.kind === 'call') {
      const inner = yamlLines(value.argument, path, '');
      return { ...inner, head: `!${value.name}${inner.head === '' ? '' : ` ${inner.head}`}${beside}` };
    }
    if (value.kind === 'data') throw new Error('not for printing');
    if (value.kind === 'scalar') {
      const literal =
        value.quote === 3 &&
        !how.isCut &&
        typeof value.value === 'string' &&
        /^[a-z][a-z\n]*[a-z]\n$/.test(value.value);
      if (literal) return { head: `|${beside}`, lines: value.value.slice(0, -1).split('\n'), own: false };
      return { head: row(value, 'yaml', false) + beside, lines: [], own: false };
    }
    const children = value.kind === 'list' ? value.items : value.entries;
    if (value.isRow && value.isTall && children.length > 0) {
      const [open, ...lines] = tallLines(value, path, 'yaml');
      return { head: open!, lines: lines.with(-1, lines.at(-1)! + beside), own: false };
    }
    if (value.isRow || children.length === 0)
      return { head: row(value, 'yaml', false) + beside, lines: [], own: false };
    return { head: beside.trimStart(), lines: yamlChildren(value, path), own: true };
  }
  function yamlChildren(value: Model & { kind: 'list' | 'map' }, path: Path): string[] {
    if (value.kind === 'list') {
      return value.items.flatMap((item, i) => {
        const { above, beside } = comment([...path, i]);
        const inner = yamlLines(item, [...path, i], beside);
        const body = inner.lines.map((line) => (line === '' ? line : `  ${line}`));
        if (inner.head !== '' || !inner.own || inner.lines[0]!.startsWith('#'))
          return [...above, `- ${inner.head}`.trimEnd(), ...body];
        return [...above, `- ${inner.lines[0]}`, ...body.slice(1)];
      });
    }
    return value.entries.flatMap(([name, child], i) => {
      const { above, beside } = comment([...path, name]);
      const inner = yamlLines(child, [...path, name], beside);
      const isList = inner.own && (child.kind === 'list' || child.kind === 'call');
      const pad = ' '.repeat(isList ? how.listUnit : how.unit);
      const gap = how.hasBlankLines && path.length === 0 && i > 0 ? [''] : [];
      const head = `${yamlText(name, 0, false)}:${inner.head === '' ? '' : ` ${inner.head}`}`;
      return [...gap, ...above, head, ...inner.lines.map((line) => (line === '' ? line : pad + line))];
    });
  }
  /** In brackets, a line for each child, with a comma behind the last one now and then. */
  function tallLines(value: Model & { kind: 'list' | 'map' }, path: Path, format: Format): string[] {
    const children = value.kind === 'list' ? value.items.map((item, i) => [i, item] as const) : value.entries;
    const lines = children.flatMap(([step, child], i) => {
      const { above, beside } = comment([...path, step]);
      const name = typeof step === 'string' ? `${yamlText(step, 0, true)}: ` : '';
      const comma = i < children.length - 1 || how.unit === 4 ? ',' : '';
      return [...above, `${name}${row(child, format, true)}${comma}${beside}`].map((line) => `  ${line}`);
    });
    const [open, close] = value.kind === 'list' ? '[]' : '{}';
    return [open!, ...lines, close!];
  }
  function jsonText(value: Model, path: Path, pad: string): string {
    if (value.kind === 'call' || value.kind === 'data') throw new Error('not for JSON');
    if (value.kind === 'scalar') return JSON.stringify(value.value);
    const children = value.kind === 'list' ? value.items.map((item, i) => [i, item] as const) : value.entries;
    if (value.isRow || children.length === 0) return row(value, 'json', true);
    const inner = pad + ' '.repeat(how.unit);
    const lines = children.flatMap(([step, child], i) => {
      const { above, beside } = comment([...path, step]);
      const text = jsonText(child, [...path, step], inner);
      const name = typeof step === 'string' ? `${JSON.stringify(step)}: ` : '';
      return [...above, `${name}${text}${i < children.length - 1 ? ',' : ''}${beside}`].map(
        (line) => inner + line,
      );
    });
    const [open, close] = value.kind === 'list' ? '[]' : '{}';
    return [open, ...lines, pad + close].join('\n');
  }
  function tomlTable(value: Model & { kind: 'map' }, path: Path, header: string): string[] {
    const isTable = ([, child]: readonly [string, Model]) => child.kind === 'map' && !child.isRow;
    const lines = value.entries
      .filter((entry) => !isTable(entry))
      .flatMap(([name, child]) => {
        const { above, beside } = comment([...path, name]);
        if (child.kind === 'list' && child.isRow && child.isTall && child.items.length > 0) {
          const [open, ...lines] = tallLines(child, [...path, name], 'toml');
          return [...above, `${tomlKey(name)} = ${open}`, ...lines.with(-1, lines.at(-1)! + beside)];
        }
        return [...above, `${tomlKey(name)} = ${row(child, 'toml', true)}${beside}`];
      });
    const tables = value.entries.filter(isTable).flatMap(([name, child]) => {
      const { above, beside } = comment([...path, name]);
      const inner = header === '' ? tomlKey(name) : `${header}.${tomlKey(name)}`;
      return [
        ...(how.hasBlankLines ? [''] : []),
        ...above,
        `[${inner}]${beside}`,
        ...tomlTable(child as Model & { kind: 'map' }, [...path, name], inner),
      ];
    });
    return [...lines, ...tables];
  }

  let lines: string;
  if (format === 'yaml') lines = yamlChildren(model, []).join('\n');
  else if (format === 'json') lines = jsonText(model, [], '');
  else lines = tomlTable(model, [], '').join('\n').replace(/^\n/, '');
  return { text: (lines + (how.isCut ? '' : '\n')).replaceAll('\n', how.lineBreak), comments };
}

function row(value: Model, format: Format, inFlow: boolean): string {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value !== 'string')
        return format === 'json' ? JSON.stringify(value.value) : numberOrWord(value.value);
      if (format === 'json') return JSON.stringify(value.value);
      return format === 'yaml'
        ? yamlText(value.value, value.quote, inFlow)
        : tomlText(value.value, value.quote);
    case 'list':
      return `[${value.items.map((item) => row(item, format, true)).join(', ')}]`;
    case 'map': {
      const entries = value.entries.map(([name, child]) => {
        if (format === 'toml') return `${tomlKey(name)} = ${row(child, format, true)}`;
        return `${format === 'json' ? JSON.stringify(name) : yamlText(name, 0, true)}: ${row(child, format, true)}`;
      });
      return `{${entries.join(', ')}}`;
    }
    case 'call':
      return `!${value.name} ${row(value.argument, format, true)}`;
    case 'data':
      throw new Error('not for printing');
  }
}

function numberOrWord(value: number | boolean | null): string {
  const text = Object.is(value, -0) ? '0' : String(value);
  return text.replace(/^(-?\d+)e/, '$1.0e');
}

function yamlText(text: string, quote: number, inFlow: boolean): string {
  if (quote !== 1 && quote !== 2 && isSafePlain(text, inFlow)) return text;
  if (quote === 2 && /^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return escaped(text);
}

function tomlText(text: string, quote: number): string {
  return quote === 2 && /^[ -&(-~]*$/.test(text) ? `'${text}'` : escaped(text);
}

function tomlKey(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : escaped(name);
}

function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
