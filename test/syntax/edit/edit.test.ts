import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyTextEdits, type Edit, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Entry, Format, Mapping, Node, Sequence, SyntaxTree } from '../../../server/src/syntax/tree.ts';

type Path = readonly (string | number)[];

/** The parts of a document by their paths, as written. */
interface Parts {
  readonly tree: SyntaxTree;
  readonly root: Mapping;
  readonly node: (...path: Path) => Node;
  readonly map: (...path: Path) => Mapping;
  readonly list: (...path: Path) => Sequence;
  readonly entry: (...path: Path) => Entry;
}

function partsOf(text: string, format: Format): Parts {
  const tree = parse(text, format);
  const node = (...path: Path): Node => {
    let current: Node = tree.root!;
    for (const step of path) {
      if (current.kind === 'sequence') current = current.items[step as number]!;
      else if (current.kind === 'mapping')
        current = current.entries.find(({ key }) => key.text === step)!.value;
    }
    return current;
  };
  const map = (...path: Path) => node(...path) as Mapping;
  return {
    tree,
    root: tree.root as Mapping,
    node,
    map,
    list: (...path) => node(...path) as Sequence,
    entry: (...path) => map(...path.slice(0, -1)).entries.find(({ key }) => key.text === path.at(-1))!,
  };
}

type Case = readonly [
  name: string,
  before: string,
  edits: (parts: Parts) => readonly Edit[],
  after: string | RegExp,
];

/** A text is the result; a pattern is the reason for a refusal. */
function check(format: Format, cases: readonly Case[]): void {
  for (const [name, before, edits, after] of cases) {
    test(`${format}: ${name}`, () => {
      const parts = partsOf(before, format);
      const changes = textEditsOf(parts.tree, edits(parts));
      if (typeof after !== 'string') {
        assert.ok('refused' in changes, `not refused: ${JSON.stringify(changes)}`);
        assert.match(changes.refused, after);
        return;
      }
      if ('refused' in changes) assert.fail(changes.refused);
      assert.equal(applyTextEdits(before, changes), after);
    });
  }
}

const insert = (into: Mapping, key: string, value: Parameters<typeof String>[0], place = {}): Edit => ({
  op: 'insert-entry',
  into,
  key,
  value,
  ...place,
});

check('yaml', [
  [
    'a scalar keeps its quotes and the comment beside it',
    `a: '10.0.1.5/24' # mine\nb: "x"\nc: z\n`,
    ({ node }) => [
      { op: 'replace', node: node('a'), value: '10.0.1.0/24' },
      { op: 'replace', node: node('b'), value: 'it"s' },
      { op: 'replace', node: node('c'), value: 'yes' },
    ],
    `a: '10.0.1.0/24' # mine\nb: "it\\"s"\nc: "yes"\n`.replace('"yes"', "'yes'"),
  ],
  ...[
    'yes',
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
    ' a',
    '~',
    '2010-09-09',
    '012345678901',
    '::/0',
  ].map(
    (value): Case => [
      `a new text is quoted where YAML 1.1 would read something else: ${value}`,
      'a: x\n',
      ({ node }) => [{ op: 'replace', node: node('a'), value }],
      `a: "${value}"\n`,
    ],
  ),
  ...[
    '10.0.0.0/16',
    '10.0.0.1',
    'us-east-1a',
    'AWS::EC2::VPC',
    '2001:db8::/32',
    'a b',
    "it's",
    '${A}',
    '-1x',
  ].map(
    (value): Case => [
      `a new text without need has no quotes: ${value}`,
      'a: x\n',
      ({ node }) => [{ op: 'replace', node: node('a'), value }],
      `a: ${value}\n`,
    ],
  ),
  [
    'a number, a truth value and null are written plain',
    'a: "1"\nb: "x"\nc: x\nd: 1\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: 1 },
      { op: 'replace', node: node('b'), value: true },
      { op: 'replace', node: node('c'), value: null },
      { op: 'replace', node: node('d'), value: 1e21 },
    ],
    'a: 1\nb: true\nc: null\nd: 1.0e+21\n',
  ],
  [
    'a missing value is filled in',
    'a:\nb: # beside\nc:\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: 'x' },
      { op: 'replace', node: node('b'), value: ['w'] },
      { op: 'replace', node: node('c'), value: { Ref: 'Z' } },
    ],
    'a: x\nb: # beside\n  - w\nc: !Ref Z\n',
  ],
  [
    'a block scalar gives way to another text',
    'a: | # beside\n  one\n  two\nb: >-\n  folded\n  text\nc: 1\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: 'three\nfour\n' },
      { op: 'replace', node: node('b'), value: 'plain' },
    ],
    'a: | # beside\n  three\n  four\nb: plain\nc: 1\n',
  ],
  [
    'a scalar becomes a block and a block a scalar',
    'a: x # ax\nb: # b\n  # about one\n  one: 1 # gone\n  two: 2\nc: 3\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: { one: ['x', { two: 2 }] } },
      { op: 'replace', node: node('b'), value: 'x' },
    ],
    'a: # ax\n  one:\n    - x\n    - two: 2\nb: x # b\nc: 3\n',
  ],
  [
    'a tag, an alias and an unused anchor give way with their node',
    'x: &x 1\na: !Ref A\nb: *x\nc: &c 3\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: 'subnet-1' },
      { op: 'replace', node: node('b'), value: 2 },
      { op: 'replace', node: node('c'), value: 4 },
    ],
    'x: &x 1\na: subnet-1\nb: 2\nc: 4\n',
  ],
  [
    'calls are written short, a call of a call long outside',
    'a: !Ref A\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\n',
    ({ node }) => [
      { op: 'replace', node: node('b'), value: { 'Fn::GetAtt': ['A', 'B.C'] } },
      { op: 'replace', node: node('c'), value: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
      { op: 'replace', node: node('d'), value: { 'Fn::Base64': { 'Fn::Sub': '${A}' } } },
      { op: 'replace', node: node('e'), value: { 'Fn::If': ['C', { A: 1 }, { Ref: 'AWS::NoValue' }] } },
      {
        op: 'replace',
        node: node('f'),
        value: { 'Fn::Join': [',', Array.from({ length: 12 }, (_, i) => `subnet-${i}`)] },
      },
    ],
    `a: !Ref A
b: !GetAtt A.B.C
c: !Select [0, !GetAZs ""]
d:
  Fn::Base64: !Sub \${A}
e: !If [C, {A: 1}, !Ref AWS::NoValue]
f: !Join
  - ","
  - - subnet-0
    - subnet-1
    - subnet-2
    - subnet-3
    - subnet-4
    - subnet-5
    - subnet-6
    - subnet-7
    - subnet-8
    - subnet-9
    - subnet-10
    - subnet-11
`,
  ],
  [
    'calls are written long where the document does so',
    'a:\n  Ref: A\nb: 1\n',
    ({ node }) => [{ op: 'replace', node: node('b'), value: { 'Fn::GetAtt': ['A', 'B'] } }],
    'a:\n  Ref: A\nb:\n  Fn::GetAtt:\n    - A\n    - B\n',
  ],
  [
    'a removed entry takes the comments above, beside and below it along',
    '# head\n\n# about a\na: 1 # beside a\n# about b\nb:\n  c: 1\n  # below c\n# about d\nd: 1\n',
    ({ root, entry }) => [
      { op: 'remove-entry', from: root, entry: entry('a') },
      { op: 'remove-entry', from: root, entry: entry('b') },
    ],
    '# head\n\n# about d\nd: 1\n',
  ],
  [
    'blank lines between resources stay regular',
    'R:\n  A:\n    x: 1\n\n  B:\n    x: 1\n\n  C:\n    x: 1\n\nO: 1\n',
    ({ map, entry }) => [{ op: 'remove-entry', from: map('R'), entry: entry('R', 'C') }],
    'R:\n  A:\n    x: 1\n\n  B:\n    x: 1\n\nO: 1\n',
  ],
  [
    'a removed and a new resource, apart as the others are',
    'R:\n  A:\n    x: 1\n\n  B:\n    x: 1\n\n  # about C\n  C:\n    x: 1\n\nO: 1\n',
    ({ map, entry }) => [
      { op: 'remove-entry', from: map('R'), entry: entry('R', 'A') },
      insert(map('R'), 'D', { Type: 'T', Properties: { P: [{ Ref: 'X' }] } }),
      insert(map('R'), 'E', { Type: 'T' }, { after: 'B' }),
    ],
    'R:\n  B:\n    x: 1\n\n  E:\n    Type: T\n\n  # about C\n  C:\n    x: 1\n\n  D:\n    Type: T\n    Properties:\n      P:\n        - !Ref X\n\nO: 1\n',
  ],
  [
    'a resource beside a single one, apart as the sections are',
    'P: 1\n\nR:\n  A:\n    x: 1\n\nO: 1\n',
    ({ map }) => [insert(map('R'), 'B', { x: 2 })],
    'P: 1\n\nR:\n  A:\n    x: 1\n\n  B:\n    x: 2\n\nO: 1\n',
  ],
  [
    'the last entry gone leaves empty braces, the last item empty brackets',
    'a: # a\n  b: 1 # b\nc:\n- 1\n- 2\nd:\n  - e: 1\n  - f\n',
    ({ map, entry, list, node }) => [
      { op: 'remove-entry', from: map('a'), entry: entry('a', 'b') },
      { op: 'remove-item', from: list('c'), item: node('c', 0) },
      { op: 'remove-item', from: list('c'), item: node('c', 1) },
      { op: 'remove-entry', from: map('d', 0), entry: entry('d', 0, 'e') },
    ],
    'a: {} # a\nc: []\nd:\n  - {}\n  - f\n',
  ],
  [
    'the first entry behind a dash goes, and the next one takes its place',
    'a:\n  - b: 1 # b\n    # about c\n    c: 2\n  - d: 1\n    e: 2\n',
    ({ map, entry }) => [
      { op: 'remove-entry', from: map('a', 0), entry: entry('a', 0, 'b') },
      { op: 'remove-entry', from: map('a', 1), entry: entry('a', 1, 'd') },
    ],
    'a:\n  - # about c\n    c: 2\n  - e: 2\n',
  ],
  [
    'insertions before, behind and in the order of the family',
    'a:\n  - b: 1\nr:\n  Type: T\n  Metadata: 1\n',
    ({ map, list }) => [
      insert(map('a', 0), 'z', 0, { before: 'b' }),
      { op: 'insert-item', into: list('a'), value: [1, [2]], index: 0 },
      insert(map('r'), 'Properties', { A: 1 }, { order: ['Type', 'Properties', 'Metadata'] }),
      insert(map('r'), 'Condition', 'C', { order: ['Condition', 'Type', 'Properties'] }),
    ],
    'a:\n  - - 1\n    - - 2\n  - z: 0\n    b: 1\nr:\n  Condition: C\n  Type: T\n  Properties:\n    A: 1\n  Metadata: 1\n',
  ],
  [
    'a second insertion behind the first',
    'a: 1\nb: 2\n',
    ({ root }) => [
      insert(root, 'x', 1, { after: 'a' }),
      insert(root, 'w', 2, { after: 'x' }),
      insert(root, 'z', 3, { after: 'a' }),
    ],
    'a: 1\nx: 1\nw: 2\nz: 3\nb: 2\n',
  ],
  [
    'indentation by four and lists not indented, as the file has it',
    'a:\n    b:\n    - c: 1\n      d: 2\n',
    ({ root, map }) => [
      insert(root, 'e', { f: [{ g: 1 }] }),
      insert(map('a', 'b', 0), 'h', [1], { before: 'd' }),
    ],
    'a:\n    b:\n    - c: 1\n      h:\n      - 1\n      d: 2\ne:\n    f:\n    - g: 1\n',
  ],
  [
    'empty collections grow in the way of their surroundings',
    'a: {} # a\nb: []\nc: {d: {}, e: []}\nf:\n  - {}\n  - []\n',
    ({ map, list }) => [
      insert(map('a'), 'x', 1),
      { op: 'insert-item', into: list('b'), value: 'w' },
      insert(map('c', 'd'), 'x', 1),
      { op: 'insert-item', into: list('c', 'e'), value: { w: ['a, b'] } },
      insert(map('f', 0), 'x', 1),
      insert(map('f', 0), 'w', 2),
      { op: 'insert-item', into: list('f', 1), value: 1 },
    ],
    'a: # a\n  x: 1\nb:\n  - w\nc: {d: {x: 1}, e: [{w: ["a, b"]}]}\nf:\n  - x: 1\n    w: 2\n  - - 1\n',
  ],
  [
    'lists in brackets where the file writes them so',
    'a: [1, 2]\nb: []\nc: x\n',
    ({ list, node, root }) => [
      { op: 'insert-item', into: list('b'), value: 'w' },
      { op: 'wrap', node: node('c') },
      insert(root, 'd', ['p', 'q']),
    ],
    'a: [1, 2]\nb: [w]\nc: [x]\nd: [p, q]\n',
  ],
  [
    'what the arguments of calls look like does not count',
    "a: !Join ['', [x]]\nFn::If: [c, [d], e]\nb: []\n",
    ({ list }) => [{ op: 'insert-item', into: list('b'), value: 'z' }],
    "a: !Join ['', [x]]\nFn::If: [c, [d], e]\nb:\n  - z\n",
  ],
  [
    'brackets over several lines keep their lines, comments and last comma',
    'a: [\n  one, # 1\n  # about two\n  two,\n]\nb: {\n  c: 1,\n  d: 2 # d\n  }\n',
    ({ list, node, map, entry }) => [
      { op: 'remove-item', from: list('a'), item: node('a', 1) },
      { op: 'insert-item', into: list('a'), value: 'three' },
      { op: 'remove-entry', from: map('b'), entry: entry('b', 'c') },
      insert(map('b'), 'e', 3),
    ],
    'a: [\n  one, # 1\n  three,\n]\nb: {\n  d: 2, # d\n  e: 3\n  }\n',
  ],
  [
    'a value wrapped in a list moves with its lines and comments',
    'a: !Ref A # a\nb:\n  # about c\n  c: 1\n  d:\n    e: |\n      text\n\n      more\nf: "two\n  lines"\n',
    ({ node }) => [
      { op: 'wrap', node: node('a') },
      { op: 'wrap', node: node('b') },
      { op: 'wrap', node: node('f') },
    ],
    'a: # a\n  - !Ref A\nb:\n  - # about c\n    c: 1\n    d:\n      e: |\n        text\n\n        more\nf:\n  - "two\n      lines"\n',
  ],
  [
    'an item moves as written to another list, into brackets, and within its own',
    'a:\n  # about x\n  - x: 1 # x\n    y: "2"\n  - sg-1\n  - !Ref B\nc:\n    - z\nd: [e]\n',
    ({ list, node }) => [
      { op: 'move-item', from: list('a'), item: node('a', 0), to: list('c') },
      { op: 'move-item', from: list('a'), item: node('a', 1), to: list('d'), index: 0 },
    ],
    'a:\n  - !Ref B\nc:\n    - z\n    # about x\n    - x: 1 # x\n      y: "2"\nd: [sg-1, e]\n',
  ],
  [
    'an entry moves as written',
    'a:\n  # about b\n  b: |\n    text\n  c: 1\nd:\n    e: 1\n',
    ({ map, entry }) => [
      { op: 'move-entry', from: map('a'), entry: entry('a', 'b'), to: map('d'), before: 'e' },
    ],
    'a:\n  c: 1\nd:\n    # about b\n    b: |\n      text\n    e: 1\n',
  ],
  [
    'a comment has no place within brackets on one line',
    'a:\n  - x # why\nb: [c]\n',
    ({ list, node }) => [{ op: 'move-item', from: list('a'), item: node('a', 0), to: list('b') }],
    /^This is written in a way/,
  ],
  [
    'a key is renamed in its own quotes',
    'a: 1\n"b": 2\n\'c\': 3\n{d: 1}: 4\n'.replace('{d: 1}: 4\n', ''),
    ({ entry }) => [
      { op: 'rename', entry: entry('a'), key: 'yes' },
      { op: 'rename', entry: entry('b'), key: 'B' },
      { op: 'rename', entry: entry('c'), key: 'C' },
    ],
    '"yes": 1\n"B": 2\n\'C\': 3\n',
  ],
  [
    'CRLF and a missing last line break stay',
    'a:\r\n  b: 1\r\n  c: 2\r\nd: 3',
    ({ map, entry, root }) => [
      { op: 'remove-entry', from: map('a'), entry: entry('a', 'b') },
      insert(map('a'), 'x', ['w']),
      insert(root, 'e', { f: 1 }),
    ],
    'a:\r\n  c: 2\r\n  x:\r\n    - w\r\nd: 3\r\ne:\r\n  f: 1',
  ],
  [
    'the last entry goes from a file without a last line break',
    'a: 1\n\nb: 2',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('b') }],
    'a: 1',
  ],
  [
    'a byte order mark stays where it is',
    '\uFEFFa: 1\nb: 2\n',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('a') }, insert(root, 'c', 3)],
    '\uFEFFb: 2\nc: 3\n',
  ],
  [
    'set: another value, a new entry, and nothing where it is so already',
    'a: 1\nb: 2\n',
    ({ root }) => [
      { op: 'set-entry', in: root, key: 'a', value: 3 },
      { op: 'set-entry', in: root, key: 'b', value: 2 },
      { op: 'set-entry', in: root, key: 'c', value: 4, after: 'a' },
    ],
    'a: 3\nc: 4\nb: 2\n',
  ],
  [
    'the same edit twice in a list is one',
    'a:\n  - 1\nb: 2\n',
    ({ root, list, node, entry }) => [
      { op: 'remove-entry', from: root, entry: entry('b') },
      { op: 'remove-entry', from: root, entry: entry('b') },
      { op: 'replace', node: node('a', 0), value: 3 },
      { op: 'replace', node: list('a').items[0]!, value: 3 },
      insert(root, 'c', 1),
      insert(root, 'c', 1),
    ],
    'a:\n  - 3\nc: 1\n',
  ],
  [
    'what an alias stands for is changed for nobody',
    'a: &x\n  b: 1\nc: *x\n',
    ({ node }) => [{ op: 'replace', node: node('a', 'b'), value: 2 }],
    /anchor that other places use/,
  ],
  [
    'what merge keys stand for is changed for nobody',
    'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n',
    ({ map }) => [insert(map('a'), 'e', 2)],
    /anchor that other places use/,
  ],
  [
    'an anchor that others use does not go',
    'a:\n  b: &x 1\nc: *x\n',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('a') }],
    /anchor that other places use/,
  ],
  [
    'broken text is not touched',
    'R:\n  A:\n    x: "1\n    y: 2\n  B:\n    x: 1\n',
    ({ map, entry }) => [{ op: 'remove-entry', from: map('R'), entry: entry('R', 'A') }],
    /has a syntax error/,
  ],
  [
    'broken text elsewhere is no hindrance',
    'R:\n  A:\n    x: [1\n  B:\n    x: 1\n    y: 2\n',
    ({ map, entry }) => [{ op: 'remove-entry', from: map('R', 'B'), entry: entry('R', 'B', 'x') }],
    'R:\n  A:\n    x: [1\n  B:\n    y: 2\n',
  ],
  ['a key that is there already', 'a: 1\n', ({ root }) => [insert(root, 'a', 2)], /already/],
  [
    'a key that is there already, by a new name',
    'a: 1\nb: 2\n',
    ({ entry }) => [{ op: 'rename', entry: entry('a'), key: 'b' }],
    /already/,
  ],
  [
    'a key that goes makes room for another',
    'a: 1\nb: 2\n',
    ({ root, entry }) => [
      insert(root, 'a', 3, { after: 'b' }),
      { op: 'remove-entry', from: root, entry: entry('a') },
    ],
    'b: 2\na: 3\n',
  ],
  [
    'a node of another document',
    'a: 1\n',
    () => [{ op: 'replace', node: partsOf('a: 1\n', 'yaml').node('a'), value: 2 }],
    /not written in this document/,
  ],
  [
    'two edits that contradict each other',
    'a: 1\n',
    ({ node }) => [
      { op: 'replace', node: node('a'), value: 2 },
      { op: 'replace', node: node('a'), value: 3 },
    ],
    /change the same value/,
  ],
  [
    'an edit within what another takes away',
    'a:\n  b: 1\n',
    ({ root, entry, node }) => [
      { op: 'remove-entry', from: root, entry: entry('a') },
      { op: 'replace', node: node('a', 'b'), value: 2 },
    ],
    /is within a value/,
  ],
  [
    'a key behind a question mark',
    '? a\n: 1\n? b\n: 2\n',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('a') }],
    /written in a way/,
  ],
]);

check('json', [
  [
    'commas are right whichever children go',
    '{"a": 1, "b": [1, 2, 3], "c": {"d": 1}}',
    ({ root, entry, list, node, map }) => [
      { op: 'remove-entry', from: root, entry: entry('a') },
      { op: 'remove-item', from: list('b'), item: node('b', 1) },
      { op: 'remove-item', from: list('b'), item: node('b', 2) },
      { op: 'remove-entry', from: map('c'), entry: entry('c', 'd') },
    ],
    '{"b": [1], "c": {}}',
  ],
  [
    'brackets that close on the line of what goes',
    '{"a": [1,\n  2,\n  3], "b": [\n  1,\n  2]}',
    ({ list, node }) => [
      { op: 'remove-item', from: list('a'), item: node('a', 1) },
      { op: 'remove-item', from: list('a'), item: node('a', 2) },
      { op: 'remove-item', from: list('b'), item: node('b', 1) },
    ],
    '{"a": [1\n], "b": [\n  1]}',
  ],
  [
    'lines, comments and no comma behind the last',
    '{\n    "a": 1, // one\n    // about b\n    "b": 2, // two\n    /* about c */\n    "c": [\n        "x"\n    ] // three\n}\n',
    ({ root, entry, list }) => [
      { op: 'remove-entry', from: root, entry: entry('b') },
      { op: 'insert-item', into: list('c'), value: 'y' },
      insert(root, 'd', { e: ['z'], f: {}, g: [] }),
    ],
    '{\n    "a": 1, // one\n    /* about c */\n    "c": [\n        "x",\n        "y"\n    ], // three\n    "d": {\n        "e": [\n            "z"\n        ],\n        "f": {},\n        "g": []\n    }\n}\n',
  ],
  [
    'a comma too many is neither left nor made',
    '{\n  "a": 1,\n  "b": 2,\n}\n',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('b') }],
    '{\n  "a": 1\n}\n',
  ],
  [
    'a comma too many goes while another child comes',
    '{\n  "a": 1, // x\n}\n',
    ({ root, tree }) => [insert(root, 'b', 2), ...tree.problems.map((at): Edit => ({ op: 'delete', at }))],
    '{\n  "a": 1, \n  "b": 2\n}\n',
  ],
  [
    'comments go, the rest stays',
    '{\n  "a": 1, // x\n  /* y */ "b": 2\n}\n',
    ({ tree }) => tree.problems.map((at): Edit => ({ op: 'delete', at })),
    '{\n  "a": 1, \n   "b": 2\n}\n',
  ],
  [
    'comments go, and an entry with one of them',
    '{\n  "a": 1, // x\n  // y\n  "b": 2\n}\n',
    ({ tree, root, entry }) => [
      { op: 'remove-entry', from: root, entry: entry('b') },
      ...tree.problems.map((at): Edit => ({ op: 'delete', at })),
    ],
    '{\n  "a": 1 \n}\n',
  ],
  [
    'what is deleted must be nothing that is read',
    '{"a": 1}',
    () => [{ op: 'delete', at: { start: 1, end: 7 } }],
    /might break/,
  ],
  [
    'a minified file stays so',
    '{"a":1,"b":[1,2]}',
    ({ root, list }) => [
      insert(root, 'c', { d: [1, 2] }),
      { op: 'insert-item', into: list('b'), value: 3 },
      { op: 'insert-item', into: list('b'), value: 0, index: 0 },
    ],
    '{"a":1,"b":[0,1,2,3],"c":{"d":[1,2]}}',
  ],
  [
    'an item moves with its lines and comment',
    '{\n  "a": [\n    {\n      "x": 1\n    }, // about\n    2\n  ],\n  "b": {\n    "c": [\n      3\n    ]\n  }\n}\n',
    ({ list, node }) => [
      { op: 'move-item', from: list('a'), item: node('a', 0), to: list('b', 'c'), index: 0 },
    ],
    '{\n  "a": [\n    2\n  ],\n  "b": {\n    "c": [\n      {\n        "x": 1\n      }, // about\n      3\n    ]\n  }\n}\n',
  ],
  [
    'calls stay long',
    '{"a": 1}',
    ({ node }) => [{ op: 'replace', node: node('a'), value: { 'Fn::GetAtt': ['A', 'B'] } }],
    '{"a": {"Fn::GetAtt": ["A", "B"]}}',
  ],
  [
    'wrap and rename on the line of an insertion',
    '{\n  "SubnetId": "s" // x\n}',
    ({ root, node, entry }) => [
      { op: 'wrap', node: node('SubnetId') },
      { op: 'rename', entry: entry('SubnetId'), key: 'SubnetIds' },
      insert(root, 'b', true),
    ],
    '{\n  "SubnetIds": ["s"], // x\n  "b": true\n}',
  ],
  [
    'an entry that is being typed is left alone',
    '{\n  "a": ,\n  "b": 1,\n  "c": 2\n}',
    ({ root, entry }) => [{ op: 'remove-entry', from: root, entry: entry('a') }],
    /has a syntax error/,
  ],
]);

check('toml', [
  [
    'a value, a key in every header, and a new key of a table',
    '[dev]\n"vpc" = \'x\' # v\n\n[dev.vpc_config]\nSubnetIds = ["a"]\n',
    ({ node, entry, map, list }) => [
      { op: 'replace', node: node('dev', 'vpc'), value: 'y' },
      { op: 'rename', entry: entry('dev'), key: 'prod 1' },
      insert(map('dev'), 'new', { a: [1, 'b'] }),
      { op: 'insert-item', into: list('dev', 'vpc_config', 'SubnetIds'), value: 'b' },
    ],
    '["prod 1"]\n"vpc" = \'y\' # v\n\n["prod 1".vpc_config]\nSubnetIds = ["a", "b"]\n\n["prod 1".new]\na = [1, "b"]\n',
  ],
  [
    'a stage with all its tables goes, another comes',
    '# head\n\n[a]\nx = 1\n\n# about b\n[b]\nx = 1\n\n[b.c]\ny = 1\n\n[d]\nz = 1\n',
    ({ root, entry }) => [
      { op: 'remove-entry', from: root, entry: entry('b') },
      insert(root, 'e', { f: 'g' }),
    ],
    '# head\n\n[a]\nx = 1\n\n[d]\nz = 1\n\n[e]\nf = "g"\n',
  ],
  [
    'dotted keys',
    'a.b = 1 # b\na.c = 2\nd = 3\n',
    ({ map, entry }) => [
      insert(map('a'), 'e', 4, { after: 'b' }),
      { op: 'remove-entry', from: map('a'), entry: entry('a', 'c') },
    ],
    'a.b = 1 # b\na.e = 4\nd = 3\n',
  ],
  [
    'a key that several dotted keys begin with',
    'a.b = 1\n"a".c = 2\n',
    ({ entry }) => [{ op: 'rename', entry: entry('a'), key: 'A' }],
    'A.b = 1\nA.c = 2\n',
  ],
  [
    'inline tables and lists over several lines',
    'a = { b = 1, c = 2 }\nd = [\n  "x", # x\n  "y",\n]\n',
    ({ map, entry, list, node }) => [
      { op: 'remove-entry', from: map('a'), entry: entry('a', 'b') },
      insert(map('a'), 'e', 'f'),
      { op: 'remove-item', from: list('d'), item: node('d', 0) },
      { op: 'insert-item', into: list('d'), value: 'z' },
    ],
    'a = { c = 2, e = "f" }\nd = [\n  "y",\n  "z",\n]\n',
  ],
  [
    'arrays of tables',
    '[[a]]\nx = 1\n\n[[a]]\nx = 2\n[a.b]\ny = 1\n',
    ({ list, node, map }) => [
      { op: 'remove-item', from: list('a'), item: node('a', 0) },
      { op: 'insert-item', into: list('a'), value: { x: 3 } },
      insert(map('a', 1), 'z', 4),
    ],
    '[[a]]\nx = 2\nz = 4\n[a.b]\ny = 1\n\n[[a]]\nx = 3\n',
  ],
  [
    'a table that only a subtable showed stays when that goes',
    '[a.b]\nx = 1\n',
    ({ map, entry }) => [{ op: 'remove-entry', from: map('a'), entry: entry('a', 'b') }],
    '[a]\n',
  ],
  [
    'a key at the top of a file that starts with a table',
    '[a]\nx = 1\n',
    ({ root }) => [insert(root, 'b', 1)],
    'b = 1\n\n[a]\nx = 1\n',
  ],
  ['no null', 'a = 1\n', ({ node }) => [{ op: 'replace', node: node('a'), value: null }], /might break/],
  [
    'a string of several lines gives way',
    'a = """\none\ntwo"""\n',
    ({ node }) => [{ op: 'replace', node: node('a'), value: 'x\ny' }],
    'a = "x\\ny"\n',
  ],
]);
