import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, pathAt } from '../../../server/src/syntax/parse.ts';
import { entriesOf, type Format, type Node, valueAt } from '../../../server/src/syntax/tree.ts';

/** A tree in a line: each node as its kind, tag and anchor, and the characters of its span; null values as `∅`. */
function sketch(node: Node | undefined, text: string): string {
  if (!node) return 'nothing';
  const anchor = node.anchor === undefined ? '' : `&${node.anchor} `;
  const tag = node.tag === undefined ? '' : `${node.tag} `;
  const source = text.slice(node.start, node.end);
  const head = `${anchor}${tag}`;
  switch (node.kind) {
    case 'alias':
      return `*${node.name}${node.target ? '' : '?'}`;
    case 'scalar':
      return `${head}${node.style}‹${source}›${node.value === null && source === '' ? '∅' : ''}`;
    case 'mapping': {
      const entries = node.entries.map(({ key, value }) => `${sketch(key, text)}=${sketch(value, text)}`);
      return `${head}${node.style}{${entries.join(' ')}}`;
    }
    case 'sequence':
      return `${head}${node.style}[${node.items.map((item) => sketch(item, text)).join(' ')}]`;
  }
}

const TREES: readonly (readonly [format: Format, name: string, text: string, tree: string])[] = [
  ['yaml', 'nothing', '', 'nothing'],
  ['yaml', 'blank lines', '\n \n', 'nothing'],
  ['yaml', 'comments only', '# a\n  # b\n', 'nothing'],
  [
    'yaml',
    'scalar styles',
    `a: b\nc: "d"\ne: 'f'\n`,
    'block{plain‹a›=plain‹b› plain‹c›=double‹"d"› plain‹e›=single‹\'f\'›}',
  ],
  [
    'yaml',
    'block scalars',
    'a: |\n  b\nc: >-\n  d\n',
    'block{plain‹a›=literal‹|\n  b\n› plain‹c›=folded‹>-\n  d\n›}',
  ],
  [
    'yaml',
    'missing values',
    'a:\nb: # c\nd:\n  -\n  - e\n',
    'block{plain‹a›=plain‹›∅ plain‹b›=plain‹›∅ plain‹d›=block[plain‹›∅ plain‹e›]}',
  ],
  [
    'yaml',
    'quotes and brackets that go on at the column of their key, or before it',
    'a: "b\nc: d"\ne:\n  f: [\n  g: h,\ni\n]\n  j: [{\n    k: l\n  }] # m\nn: o\n',
    'block{plain‹a›=double‹"b\nc: d"› plain‹e›=block{plain‹f›=flow[flow{plain‹g›=plain‹h›} plain‹i›] plain‹j›=flow[flow{plain‹k›=plain‹l›}]} plain‹n›=plain‹o›}',
  ],
  [
    'yaml',
    'line breaks that PyYAML knows besides the common ones',
    'a: b\rc:\r  - d\u0085e: f\r',
    'block{plain‹a›=plain‹b› plain‹c›=block[plain‹d›] plain‹e›=plain‹f›}',
  ],
  [
    'yaml',
    'tags',
    'a: !Ref B\nc: !Sub\n- "d"\n- {}\ne: !If [x, !Ref y, 1]\nf: !T\n',
    'block{plain‹a›=!Ref plain‹!Ref B› plain‹c›=!Sub block[double‹"d"› flow{}] plain‹e›=!If flow[plain‹x› !Ref plain‹!Ref y› plain‹1›] plain‹f›=!T plain‹!T›}',
  ],
  [
    'yaml',
    'tags of YAML itself, and verbatim ones',
    'a: !!str 22\nb: !<tag:x> c\n',
    'block{plain‹a›=!!str plain‹!!str 22› plain‹b›=!<tag:x> plain‹!<tag:x> c›}',
  ],
  [
    'yaml',
    'anchors and aliases',
    'a: &x # see &x\n  b: 1\nc: *x\nd: *y\n',
    'block{plain‹a›=&x block{plain‹b›=plain‹1›} plain‹c›=*x plain‹d›=*y?}',
  ],
  [
    'yaml',
    'a tag and an anchor in either order',
    'a: &x !T v\nb: !T &y v\n&k c: 1\n',
    'block{plain‹a›=&x !T plain‹&x !T v› plain‹b›=&y !T plain‹!T &y v› &k plain‹&k c›=plain‹1›}',
  ],
  [
    'yaml',
    'a merge key, as written',
    'a: &x {b: 1}\nc:\n  <<: *x\n',
    'block{plain‹a›=&x flow{plain‹b›=plain‹1›} plain‹c›=block{plain‹<<›=*x}}',
  ],
  [
    'yaml',
    'in brackets',
    '{a, b: , "c": [1, [2], x y], d: [e: f]}\n',
    'flow{plain‹a›=plain‹›∅ plain‹b›=plain‹›∅ double‹"c"›=flow[plain‹1› flow[plain‹2›] plain‹x y›] plain‹d›=flow[flow{plain‹e›=plain‹f›}]}',
  ],
  [
    'yaml',
    'texts over several lines',
    'a: b\n  c\nd: "e\n  f"\n',
    'block{plain‹a›=plain‹b\n  c› plain‹d›=double‹"e\n  f"›}',
  ],
  [
    'yaml',
    'lists in lists',
    '- - a\n  - b: c\n    d: e\n- f\n',
    'block[block[plain‹a› block{plain‹b›=plain‹c› plain‹d›=plain‹e›}] plain‹f›]',
  ],
  ['yaml', 'complex keys', '? a\n: b\n? [c, d]\n: e\n', 'block{plain‹a›=plain‹b› plain‹[c, d]›=plain‹e›}'],
  [
    'yaml',
    'keys in quotes and with spaces',
    '"a b": 1\n\'c: d\': 2\ne f : 3\n',
    'block{double‹"a b"›=plain‹1› single‹\'c: d\'›=plain‹2› plain‹e f›=plain‹3›}',
  ],
  ['yaml', 'equal keys are kept', 'a: 1\na: 2\n', 'block{plain‹a›=plain‹1› plain‹a›=plain‹2›}'],
  ['yaml', 'a first line ---', '---\na: 1\n', 'block{plain‹a›=plain‹1›}'],
  [
    'yaml',
    'comments at column 0 within a block',
    'a:\n# one\n  b: 1\n# two\n  c: 2\n# three\nd: 3\n',
    'block{plain‹a›=block{plain‹b›=plain‹1› plain‹c›=plain‹2›} plain‹d›=plain‹3›}',
  ],
  ['yaml', 'a byte order mark', '\uFEFFa: 1\nb: 2\n', 'block{plain‹a›=plain‹1› plain‹b›=plain‹2›}'],
  ['yaml', 'a byte order mark before a list', '\uFEFF- 1\n- 2\n', 'block[plain‹1› plain‹2›]'],
  [
    'yaml',
    'CRLF',
    'a:\r\n  b: |\r\n    c\r\n  d:\r\n  - e\r\n',
    'block{plain‹a›=block{plain‹b›=literal‹|\r\n    c\r\n› plain‹d›=block[plain‹e›]}}',
  ],
  [
    'json',
    'every kind',
    '{"a": [1, "b", true, null, {}], "c": -1.5e3}',
    'flow{double‹"a"›=flow[plain‹1› double‹"b"› plain‹true› plain‹null› flow{}] double‹"c"›=plain‹-1.5e3›}',
  ],
  ['json', 'a byte order mark and CRLF', '\uFEFF{\r\n"a": 1}\r\n', 'flow{double‹"a"›=plain‹1›}'],
  ['json', 'nothing', ' ', 'nothing'],
  ['json', 'equal keys are kept', '{"a": 1, "a": 2}', 'flow{double‹"a"›=plain‹1› double‹"a"›=plain‹2›}'],
  [
    'toml',
    'tables and dotted keys',
    'a.b = 1\n[c]\nd = "e"\n[c.f]\ng = \'h\'\n',
    'table{plain‹a›=dotted{plain‹b›=plain‹1›} plain‹c›=table{plain‹d›=double‹"e"› plain‹f›=table{plain‹g›=single‹\'h\'›}}}',
  ],
  [
    'toml',
    'arrays of tables and inline tables',
    '[[a]]\nb = { c = [1, 2] }\n[[a]]\nd = """\ne"""\n',
    'table{plain‹a›=tables[table{plain‹b›=flow{plain‹c›=flow[plain‹1› plain‹2›]}} table{plain‹d›=multiline‹"""\ne"""›}]}',
  ],
];

for (const [format, name, text, tree] of TREES) {
  test(`${format}: the tree of ${name}`, () => {
    const parsed = parse(text, format);
    assert.equal(sketch(parsed.root, text), tree);
    assert.equal(parsed.text, text);
    assert.deepEqual(
      parsed.problems.filter(({ kind }) => kind === 'broken' && name !== 'anchors and aliases'),
      [],
    );
  });
}

const VALUES: readonly (readonly [source: string, value: unknown])[] = [
  ['yes', true],
  ['No', false],
  ['on', true],
  ['y', 'y'],
  ['~', null],
  ['Null', null],
  ['010', 8],
  ['0b11', 3],
  ['0x1F', 31],
  ['09', '09'],
  ['0o17', '0o17'],
  ['1_000', 1000],
  ['-1', -1],
  ['+.5', '+.5'],
  ['.5', 0.5],
  ['1.', 1],
  ['1e3', '1e3'],
  ['1.0e+3', 1000],
  ['22:22', 1342],
  ['1:30', 90],
  ['1:60', '1:60'],
  ['.inf', Number.POSITIVE_INFINITY],
  ['2010-09-09', '2010-09-09'],
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['"010"', '010'],
  ["'yes'", 'yes'],
  ['!Ref 010', '010'],
  ['!!int 010', 8],
  ['!!str yes', 'yes'],
];

for (const [source, value] of VALUES) {
  test(`yaml: ${source} is ${JSON.stringify(value)}`, () => {
    for (const text of [`a: ${source}\n`, `[${source}]\n`, `a: &x ${source}\n`]) {
      const { root } = parse(text, 'yaml');
      const node = root?.kind === 'sequence' ? root.items[0] : valueAt(root, 'a');
      assert.equal(node?.kind === 'scalar' && node.value, value, text);
    }
  });
}

test('the characters of a scalar, before any typing', () => {
  const texts = (text: string, format: Format) =>
    entriesOf(parse(text, format).root).map(({ value }) =>
      value.kind === 'scalar' ? value.text : undefined,
    );
  assert.deepEqual(texts('a: 010\nb: "\\u00e9"\nc: |\n  x\n\n  y\nd: x\n  y\n', 'yaml'), [
    '010',
    'é',
    'x\n\ny\n',
    'x y',
  ]);
  assert.deepEqual(texts('{"a": 1.50, "b": "\\n"}', 'json'), ['1.50', '\n']);
  assert.deepEqual(texts('a = 1_000\nb = 1979-05-27\nc = 07:32:00\n', 'toml'), [
    '1_000',
    '1979-05-27',
    '07:32:00',
  ]);
});

test('a block scalar that the end of the file cuts short ends without a line break, as PyYAML reads it', () => {
  const node = valueAt(parse('a: |\n  x\n  y', 'yaml').root, 'a');
  assert.equal(node?.kind === 'scalar' && node.value, 'x\ny');
});

const BROKEN: readonly (readonly [
  format: Format,
  name: string,
  text: string,
  at: string,
  message: RegExp,
])[] = [
  ['yaml', 'a tab as indentation', 'a:\n\tb: 1\n', '\t', /tab/],
  ['yaml', 'a mapping on the line of its key', 'a: b: c\n', 'b', /nested mapping|colon/],
  ['yaml', 'lines indented unlike their neighbours', 'a:\n    b: 1\n  c: 1\n', '', /./],
  ['yaml', 'an open quote', 'a: "b\n', '', /closing quote/],
  ['yaml', 'an open bracket', 'a: [b\nc: d\n', '', /./],
  ['yaml', 'an alias of nothing', 'a: *b\n', '*b', /No anchor before/],
  ['yaml', 'a second document', 'a: 1\n---\nb: 2\n', '---', /second document/],
  ['json', 'a missing value', '{"a": , "b": 1}', ',', /value is expected/],
  ['json', 'a missing comma', '{"a": 1 "b": 2}', '"b"', /comma is missing/],
  ['json', 'a missing brace', '{"a": 1', '', /closing brace/],
  ['json', 'single quotes', "{'a': 1}", "'a'", /./],
  ['toml', 'a missing value', 'a = \nb = 1\n', '', /./],
  ['toml', 'a key given twice', 'a = 1\na = 2\n', '', /./],
];

for (const [format, name, text, at, message] of BROKEN) {
  test(`${format}: a tree and a problem for ${name}`, () => {
    const { root, problems } = parse(text, format);
    const problem = problems.find(({ kind }) => kind === 'broken');
    assert.ok(problem, 'no problem');
    assert.ok(root, 'no tree');
    assert.match(problem.message, message);
    if (at !== '') assert.equal(text.slice(problem.start, problem.start + at.length), at);
  });
}

test('a mistake in one resource leaves the others whole', () => {
  const text = 'R:\n  A:\n    x: [1\n  B:\n    x: "2\n  C:\n    x: 3\n';
  const { root } = parse(text, 'yaml');
  assert.deepEqual(
    entriesOf(valueAt(root, 'R')).map(({ key }) => key.text),
    ['A', 'B', 'C'],
  );
  assert.equal(sketch(valueAt(root, 'R', 'C'), text), 'block{plain‹x›=plain‹3›}');
});

test('what strict JSON forbids is read, and told', () => {
  const text = '{\n  // one\n  "a": [1, 2,], /* two */\n}';
  const { root, problems } = parse(text, 'json');
  assert.equal(sketch(root, text), 'flow{double‹"a"›=flow[plain‹1› plain‹2›]}');
  assert.deepEqual(
    problems.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    [
      ['comment', '// one'],
      ['trailing-comma', ','],
      ['comment', '/* two */'],
      ['trailing-comma', ','],
    ],
  );
});

const LIMITS: readonly (readonly [format: Format, name: string, text: string, message: RegExp])[] = [
  ['yaml', 'more than two million characters', `a: ${'x'.repeat(2_000_000)}`, /2 million characters/],
  ['json', 'a NUL', '{"a": "\0"}', /binary/],
  ['yaml', '201 brackets', `a: ${'['.repeat(201)}${']'.repeat(201)}`, /levels deep/],
  ['json', '201 brackets', `${'['.repeat(201)}${']'.repeat(201)}`, /levels deep/],
  ['toml', 'a name of 300 parts', `${Array(300).fill('a').join('.')} = 1\n`, /levels deep/],
  ['toml', 'a header of 300 parts', `[${Array(300).fill('a').join('.')}]\n`, /levels deep/],
  ['yaml', 'keys upon keys on one line', 'a: '.repeat(300), /levels deep/],
  ['yaml', '300 dashes', `${'- '.repeat(300)}a\n`, /levels deep/],
  [
    'yaml',
    '250 levels of indentation',
    Array.from({ length: 250 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    /levels deep/,
  ],
  [
    'yaml',
    '5,000 levels of indentation',
    Array.from({ length: 1900 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    /levels deep/,
  ],
  [
    'yaml',
    'an alias bomb',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefgh', (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n`,
    /aliases/,
  ],
];

for (const [format, name, text, message] of LIMITS) {
  test(`${format}: ${name} gets a plain notice, at once`, () => {
    const before = performance.now();
    const { root, problems } = parse(text, format);
    assert.ok(performance.now() - before < 1000);
    assert.equal(root, undefined);
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      ['limit'],
    );
    assert.match(problems[0]!.message, message);
  });
}

test('much on one line is not deep', () => {
  const wide = `{${Array.from({ length: 500 }, (_, i) => `"k${i}": [1, "- x: y"]`).join(', ')}}`;
  for (const format of ['json', 'yaml'] as const) assert.deepEqual(parse(wide, format).problems, []);
  assert.deepEqual(
    parse(`a: "${'b: '.repeat(150)}"\nc: '${'{"d": [1]}, '.repeat(300)}'\n`, 'yaml').problems,
    [],
  );
  assert.deepEqual(
    parse(`a = "${'b.c '.repeat(500)}"\nb = '''\n${'.'.repeat(500)}'''\n`, 'toml').problems,
    [],
  );
});

test('the path to a cursor', () => {
  const text = 'a:\n  - b: cd\ne:\n';
  const path = (offset: number) =>
    pathAt(parse(text, 'yaml'), offset).map((node) => text.slice(node.start, node.end));
  assert.deepEqual(path(text.indexOf('d')).slice(-2), ['b: cd', 'cd']);
  assert.deepEqual(path(text.indexOf('b')).at(-1), 'b');
  assert.deepEqual(path(text.indexOf('e')).slice(-1), ['e']);
});
