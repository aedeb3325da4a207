import fc from 'fast-check';
import type { Data } from '../../server/src/syntax/edit.ts';
import { isSafePlain } from '../../server/src/syntax/editQuote.ts';
import type { Format, Node, SyntaxTree } from '../../server/src/syntax/tree.ts';

/** A document before it is printed: what it says, and how each of its parts is to be written. */
export type Model =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly quote: number }
  | { readonly kind: 'list'; readonly items: readonly Model[]; readonly isRow: boolean }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Model])[]; readonly isRow: boolean }
  /** A CloudFormation function in YAML's short form. */
  | { readonly kind: 'call'; readonly name: string; readonly argument: Model }
  /** What an edit has written; never printed. */
  | { readonly kind: 'data'; readonly data: Data };

/** How a document is printed as a whole. */
export interface Layout {
  readonly unit: 2 | 4;
  readonly listUnit: 0 | 2 | 4;
  readonly lineBreak: '\n' | '\r\n';
  readonly isCut: boolean;
  readonly hasBlankLines: boolean;
  /** Used one after the other: 0 no comment, 1 above, 2 beside, 3 both. */
  readonly comments: readonly number[];
}

export interface Printed {
  readonly text: string;
  /** Each comment in the text with the path of the child that it belongs to. */
  readonly comments: ReadonlyMap<string, string>;
}

export type Path = readonly (string | number)[];

/** What data says, in order: a mapping as a list of its entries. Comparable as text. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | { readonly list: readonly Plain[] }
  | { readonly map: readonly [string, Plain][] };

const key = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,6}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'yes',
      '010',
      '',
      'a b',
      'a: b',
      '#x',
      '- a',
      "it's",
      '"',
      'é',
      '22:22',
      'AWS::X',
    ),
  },
);

export const word = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9/.:-]{0,8}[A-Za-z0-9]$/) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        'yes',
        'No',
        '010',
        '22:22',
        '1e3',
        '*a',
        '&a',
        '!a',
        '{',
        'a: b',
        'a #b',
        '',
        ' a ',
        '~',
        'null',
        '-',
        '- a',
        '---',
      ],
      ...[
        '0x1F',
        '10.0.0.0/16',
        '10.0.0.1',
        '::/0',
        '2010-09-09',
        '012345678901',
        '.5',
        '1_0',
        '=',
        '<<',
        "it's",
        'say "x"',
      ],
      ...[
        'a,b',
        '[a]',
        '%a',
        '@a',
        '`a',
        '|',
        '>',
        '? a',
        'a:',
        ':a',
        '#a',
        'tab\there',
        'two\nlines',
        'two\nlines\n',
        'é😀',
      ],
      ...[
        'a\\b',
        '\u0085',
        '\u2028',
        '\u007f',
        'y',
        'N',
        '+1',
        '1.',
        '0o17',
        '...',
        'a\r\nb',
        '\n',
        ' \n x',
        '${AWS::Region}-a',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }).filter((text) => !text.includes('\0')) },
);

const scalarValue = fc.oneof(
  { weight: 5, arbitrary: word },
  {
    weight: 2,
    arbitrary: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** A value to write into a document; TOML has no null. */
export function dataFor(format: Format): fc.Arbitrary<Data> {
  const { data } = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      scalarFor(format),
      fc.array(tie('data'), { maxLength: 3 }),
      fc
        .uniqueArray(fc.tuple(key, tie('data')), { maxLength: 3, selector: ([name]) => name })
        .map((entries) => Object.fromEntries(entries)),
      fc
        .tuple(fc.constantFrom('Ref', 'Fn::Sub', 'Fn::GetAtt', 'Fn::Join', 'Fn::Base64'), tie('data'))
        .map(([name, data]) => ({ [name]: data })),
    ),
  }));
  return data;
}

function scalarFor(format: Format): fc.Arbitrary<string | number | boolean | null> {
  return format === 'toml' ? scalarValue.filter((value) => value !== null) : scalarValue;
}

function modelFor(format: Format): fc.Arbitrary<Model> {
  const { model } = fc.letrec<{ model: Model }>((tie) => {
    const scalar = fc.record({
      kind: fc.constant('scalar' as const),
      value: scalarFor(format),
      quote: fc.nat(3),
    });
    const isRow = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
    const texts = scalar.filter(({ value }) => typeof value === 'string');
    const list = fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(tie('model'), { maxLength: 4 }),
      isRow,
    });
    const call = fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('Ref', 'Sub', 'Join', 'GetAtt'),
      argument: fc.oneof(texts, list) as fc.Arbitrary<Model>,
    });
    const entries = fc.uniqueArray(fc.tuple(key, tie('model')), { maxLength: 4, selector: ([name]) => name });
    const map = fc.record({ kind: fc.constant('map' as const), entries, isRow });
    const shapes = [scalar, list, map] as fc.Arbitrary<Model>[];
    return {
      model: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        ...(format === 'yaml' ? [...shapes, call] : shapes),
      ),
    };
  });
  return model;
}

/** A document with a mapping at its top. */
export function documentFor(format: Format): fc.Arbitrary<Model & { kind: 'map' }> {
  return fc
    .uniqueArray(fc.tuple(key, modelFor(format)), { minLength: 1, maxLength: 5, selector: ([name]) => name })
    .map((entries) => ({ kind: 'map', entries, isRow: false }));
}

export const layout: fc.Arbitrary<Layout> = fc
  .record({
    unit: fc.constantFrom(2 as const, 4 as const),
    isIndented: fc.boolean(),
    lineBreak: fc.constantFrom('\n' as const, '\r\n' as const),
    isCut: fc.boolean(),
    hasBlankLines: fc.boolean(),
    comments: fc.oneof(fc.constant([0]), fc.array(fc.nat(3), { minLength: 1, maxLength: 7 })),
  })
  .map(({ isIndented, ...rest }) => ({ ...rest, listUnit: isIndented ? rest.unit : 0 }));

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
        value.quote === 3 && typeof value.value === 'string' && /^[a-z][a-z\n]*[a-z]\n$/.test(value.value);
      if (literal) return { head: `|${beside}`, lines: value.value.slice(0, -1).split('\n'), own: false };
      return { head: row(value, 'yaml', false) + beside, lines: [], own: false };
    }
    const children = value.kind === 'list' ? value.items : value.entries;
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

/** What a model says; calls in their long form, as CloudFormation reads them. */
export function plainOfModel(model: Model): Plain {
  switch (model.kind) {
    case 'scalar':
      return Object.is(model.value, -0) ? 0 : model.value;
    case 'list':
      return { list: model.items.map(plainOfModel) };
    case 'map':
      return longCall({ map: model.entries.map(([name, value]) => [name, plainOfModel(value)]) });
    case 'call':
      return callOf(model.name, plainOfModel(model.argument));
    case 'data':
      return plainOfData(model.data);
  }
}

export function plainOfData(data: Data): Plain {
  if (typeof data !== 'object' || data === null) return Object.is(data, -0) ? 0 : data;
  if (Array.isArray(data)) return { list: data.map(plainOfData) };
  return longCall({ map: Object.entries(data).map(([name, value]) => [name, plainOfData(value)]) });
}

export function plainOfTree(tree: SyntaxTree): Plain {
  return tree.root ? plainOfNode(tree.root) : null;
}

function plainOfNode(node: Node): Plain {
  const plain = untagged(node);
  if (node.tag === undefined) return plain;
  return callOf(node.tag.slice(1), plain);
}

function untagged(node: Node): Plain {
  switch (node.kind) {
    case 'scalar':
      return Object.is(node.value, -0) ? 0 : node.value;
    case 'sequence':
      return { list: node.items.map(plainOfNode) };
    case 'mapping':
      return longCall({ map: node.entries.map(({ key, value }) => [key.text, plainOfNode(value)]) });
    case 'alias':
      return `*${node.name}`;
  }
}

function callOf(name: string, argument: Plain): Plain {
  return longCall({ map: [[name === 'Ref' ? name : `Fn::${name}`, argument]] });
}

/** `Fn::GetAtt` takes `A.B` and `[A, B]` alike. */
function longCall(plain: { map: readonly [string, Plain][] }): Plain {
  const [name, argument] = plain.map[0] ?? [];
  if (
    plain.map.length !== 1 ||
    name !== 'Fn::GetAtt' ||
    typeof argument !== 'string' ||
    !argument.includes('.')
  )
    return plain;
  const dot = argument.indexOf('.');
  return { map: [[name, { list: [argument.slice(0, dot), argument.slice(dot + 1)] }]] };
}

/** TOML keeps tables behind values, so its order says nothing. */
export function comparable(plain: Plain, format: Format): string {
  return JSON.stringify(plain, (_, value: unknown) => {
    if (format !== 'toml' || typeof value !== 'object' || value === null || !Object.hasOwn(value, 'map')) return value;
    return { map: [...(value as { map: [string, Plain][] }).map].sort(([a], [b]) => (a < b ? -1 : 1)) };
  });
}
