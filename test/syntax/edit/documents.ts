import fc from 'fast-check';
import type { Data } from '../../../server/src/syntax/edit.ts';
import type { Format } from '../../../server/src/syntax/tree.ts';

/** A document before it is printed: what it says, and how each of its parts is to be written. */
export type Model =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly quote: number }
  | {
      readonly kind: 'list';
      readonly items: readonly Model[];
      readonly isRow: boolean;
      readonly isTall?: boolean;
    }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [string, Model])[];
      readonly isRow: boolean;
      /** In brackets over several lines, in YAML and, for lists, in TOML. */
      readonly isTall?: boolean;
    }
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

export type Path = readonly (string | number)[];

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

const word = fc.oneof(
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
    const isTall = fc.boolean();
    const texts = scalar.filter(({ value }) => typeof value === 'string');
    const list = fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(tie('model'), { maxLength: 4 }),
      isRow,
      isTall,
    });
    const call = fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('Ref', 'Sub', 'Join', 'GetAtt'),
      argument: fc.oneof(texts, list) as fc.Arbitrary<Model>,
    });
    const entries = fc.uniqueArray(fc.tuple(key, tie('model')), { maxLength: 4, selector: ([name]) => name });
    const map = fc.record({ kind: fc.constant('map' as const), entries, isRow, isTall });
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
