import fc from 'fast-check';

/** Lines that in any order make YAML of every kind, much of it wrong. */
const LINES: readonly string[] = [
  // Entries, items, comments, blank lines.
  ...[
    'a: 1',
    'b:',
    '  c: 1',
    '  d:',
    '    - x',
    '    e: 2',
    '- x',
    '  - y',
    '- - a',
    '- a: b',
    '  c: d',
    '-',
  ],
  ...['# c', '  # c', '', '   ', '\t', '"q": 1', '"a: #x": 1', "'it''s': 2", 't : 1', '"z":', '  "1": 1'],
  ...[' A: 1', ' B:', '  C: 2', '-   a: b', '    c: d', 'e: - f', 'g: a: b', 'h: "a" b', '  -1', '  # e\t'],
  // Block scalars.
  ...[
    'g: |',
    '  text',
    'text2',
    '  s: >-',
    '    folded',
    '    more',
    'x: >+',
    'x: |2',
    '   three',
    'x: |-',
    '|',
  ],
  // Quotes and plain texts over several lines.
  ...[
    "h: 'x'",
    'f: "two',
    'more"',
    "  y'",
    'w: x',
    '  y',
    '  o: "p',
    'q: r"',
    'key: "x\\',
    '  y"',
    'key: "x\\n',
  ],
  ...["n: !Sub '{", "}'", "''", '""', 'a: ""', 'k: "\\u00e9\\x41\\/"'],
  // Brackets, also over several lines and with keys at the margin.
  ...[
    'j: [a,',
    '  b]',
    '  ]',
    'k: {a: 1}',
    '  v: [a, !Ref b, {c: "d"}] # e',
    '      3: 4',
    ']',
    '}',
    '}]',
    'p: [{',
  ],
  ...[
    'r: {',
    's: [',
    'c, d',
    '"e": f,',
    '  "e": f',
    '!Ref A,',
    '[a, b]',
    '{a: b}',
    '"a": "b"#c',
    '[a]#c',
    ', b',
  ],
  ...[
    'x: [a b, c d',
    'e f]',
    'y: {a b,',
    'c: d}',
    'k: !If [x,',
    '!Ref a, !Ref b]',
    'Fn::If: [a,',
    'x: [a:b]',
  ],
  ...[
    'x: {a:1}',
    'x: {"a":1}',
    'x: [a:, b]',
    'x: {a: , b}',
    'x: {a, b}',
    'x: [a, , b]',
    'x: [a,]',
    'x: [[a], [b]]',
  ],
  ...['x: {? a : b}', 'x: [? a : b]', 'x: [a: b]', 'x: ["a":b]', 'x: {{resolve:ssm:/a}}', 'x: [a,#c'],
  // Tags, anchors, aliases, merge keys, complex keys, documents.
  ...[
    'i: !Ref x',
    '!t u: 1',
    'x: &a !t b',
    'x: !t &a b',
    'x: !t',
    'a: !If',
    '- a',
    'b: !GetAtt a.b',
    'x: ! a',
  ],
  ...['l: &x 1', 'm: *x', '  z: &x [&y 2, *y]', '  <<: *x', '<<: *x', '<<: [*x, *x]', '- &x {a: 1}', 'x: &a'],
  ...['x: [*x , b]', 'x: [*x]', 'x: {*x : b}', 'a: *x', '? k', ': v', '? [a]', ': [b]', '  ? a', '  : b'],
  ...['---', '...', '%x', '--- # c', 'a: 2'],
  // Tabs and characters that begin nothing.
  ...[
    'a:\tb',
    'a: b\t# c',
    '\ta: b',
    '  \tb: c',
    '  -\tx',
    '@a',
    '`b',
    'b: @x',
    'c: %x',
    'x: ?y',
    'x: -y',
    'x: :y',
  ],
  // What YAML 1.1 types.
  ...[
    'b: yes',
    'c: 0o7',
    'd: 1:30',
    'x: !!str 1',
    'x: !!int "1"',
    'x: !!null ""',
    'x: !!bool yes',
    'x: 1_000',
  ],
  ...[
    'x: 0x1F',
    'x: 0b1',
    'x: -0',
    'x: +1',
    'x: .5',
    'x: 1.',
    'x: 1e3',
    'x: 1.0e+3',
    'x: 2001-01-01',
    'x: ~',
  ],
  ...['x: .inf', 'x: y', 'x: 010', 'x: 08', 'x: No', 'x: OFF', 'yes: 1', '010: 2'],
];

const lineBreak = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\u0085');

/** Odd lines, one below the other. */
export const oddText = fc
  .tuple(
    fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 7 }),
    lineBreak,
    fc.boolean(),
    fc.constantFrom('', '', '', '\uFEFF'),
  )
  .map(([lines, between, isCut, mark]) => mark + lines.join(between) + (isCut ? '' : between));

/** All of YAML in one template. */
const EVERYTHING = `Description: "a b
  c"
Resources: &r
  A:
    - "x, y"
    - [a, {b: c, "d": 'e'}, !Ref f]
    - {a: [b, c], d: |
       x}
  B: !Sub '{
    "a": "b"
    }'
  C: [
    {a: b},
    !If [x, y, z],
  ]
  D: {
    "e": "f",  # c
    g: 'h'
  }
  E: >-
    a
     b

    c
  F: a b
    c d
  <<: &m {x: 1}
  G: *m
`;

const slip = fc.record({
  at: fc.nat(1e6),
  kind: fc.nat(9),
  length: fc.nat(6),
  text: fc.constantFrom(
    ...[' ', '  ', '\t', '\n', '#', ' #', '"', "'", '[', ']', '{', '}', ',', ':', ': ', '- ', '-', '?', '? '],
    ...[
      '&a ',
      '*a',
      '!',
      '!Ref ',
      '|',
      '>',
      '%',
      '@',
      '\\',
      '\r',
      '\u0085',
      '\uFEFF',
      '---\n',
      '...\n',
      '\n\n',
    ],
    ...['\n#c\n', '\\\n', 'é', '<<: ', '0', '{{', '}}'],
  ),
});

type Slip = typeof slip extends fc.Arbitrary<infer T> ? T : never;

/** One of the texts, or one with a bit of everything, after some slips of the hand. */
export function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  const text = fc.oneof(fc.constantFrom(...texts), fc.constant(EVERYTHING));
  return fc
    .tuple(text, fc.array(slip, { maxLength: 4 }), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'))
    .map(([whole, slips, between]) => slips.reduce(withSlip, whole).replace(/\r?\n/g, between));
}

function withSlip(text: string, { at, kind, length, text: inserted }: Slip): string {
  const i = at % (text.length + 1);
  const line = text.lastIndexOf('\n', i - 1) + 1;
  const rest = text.slice(line);
  if (kind < 3) return text.slice(0, i) + inserted + text.slice(i);
  if (kind === 3) return text.slice(0, i) + text.slice(i + length + 1);
  // A line is moved to the left or to the right.
  if (kind < 6) return text.slice(0, line) + rest.slice(Math.min(rest.search(/[^ ]|$/), length + 1));
  if (kind === 6) return text.slice(0, line) + ' '.repeat(length + 1) + rest;
  // A line is broken at a space, at its end or around a mark.
  const mark = { 7: / /g, 8: /\n/g }[kind] ?? /[,[{\]}"']/g;
  mark.lastIndex = i;
  const found = mark.exec(text)?.index;
  if (found === undefined) return text;
  if (kind === 7) return `${text.slice(0, found)}\n${text.slice(found + (length % 2))}`;
  if (kind === 8) return text.slice(0, found) + inserted + text.slice(found);
  const cut = found + (length % 2);
  return `${text.slice(0, cut)}\n${' '.repeat(length >> 1)}${text.slice(cut)}`;
}

/** Indented as YAML 1.2 does not allow, or as few people do. */
export const ODDLY_INDENTED: readonly (readonly [name: string, text: string])[] = [
  [
    'brackets that close at the margin of their key',
    'a:\n  b: [{\n    c: d,\n    e: f\n  }]\n  g: {\n    h: i\n  }\n',
  ],
  ['items at the margin of their key', 'a:\n  b: [\n  c,\n  d\n  ]\n  e: [f]\n'],
  ['items before their key', 'a:\n  b: [\nc,\n d\n]\n  e: [f]\n'],
  ['quotes that go on at the margin', 'a: "b\nc"\nd:\n  e: \'{\n    "f": "g"\n  }\'\n  h: i\n'],
  ['a document that is indented', '  a:\n    b: [c]\n    d:\n      - e\n  f: g\n'],
  ['a comment at a bracket', 'a: [b, c]#d\ne: {f: g}#h\n'],
];
