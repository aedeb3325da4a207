import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../server/src/syntax/parse.ts';
import { encloses } from '../../../server/src/syntax/span.ts';
import { entriesOf, type Format, type Node, valueAt } from '../../../server/src/syntax/tree.ts';
import { readWithLibrary } from '../../../server/src/syntax/yaml/library.ts';
import { parseWhole } from '../../../server/src/syntax/yaml/parseYaml.ts';
import { readSimple } from '../../../server/src/syntax/yaml/simple.ts';
import { documentFor, layout } from '../edit/documents.ts';
import { print } from '../edit/printing.ts';

const RUNS = Number(process.env.RUNS ?? 300);

/** Lines that together make all sorts of YAML, much of it wrong. */
const odd = fc.constantFrom(
  ...['a: 1', 'b:', '  c: 1', '  d:', '    - x', '    e: 2', '- x', '  - y', '# c', '  # c', '', '   ', '\t'],
  ...[
    '"q": 1',
    "'r': 2",
    '"a: #x": 1',
    '"x: # y": 1',
    "'it''s': 2",
    'a"b": c',
    't : 1',
    '"z":',
    '  "1": 1',
    '  "2":',
  ],
  ...[
    'g: |',
    '  text',
    'text2',
    '  s: >-',
    '    folded',
    '    more',
    "h: 'x'",
    'f: "two',
    'more"',
    "  y'",
    'w: x',
    '  y',
  ],
  ...[
    '? k',
    ': v',
    '---',
    '...',
    '%x',
    'i: !Ref x',
    '!t u: 1',
    'l: &x 1',
    'm: *x',
    '  z: &x [&y 2, *y]',
    '  <<: *x',
    '  <<: 1',
    '  n: 1 # c',
    '  u:',
  ],
  ...[
    'j: [a,',
    '  b]',
    '  ]',
    'k: {a: 1}',
    '  v: [a, !Ref b, {c: "d"}] # e',
    '      3: 4',
    '  AWS::X: ${A}',
    '  o: "p',
    'q: r"',
  ],
);

const oddText = fc
  .tuple(fc.array(odd, { minLength: 1, maxLength: 9 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, lineBreak, isCut]) => lines.join(lineBreak) + (isCut ? '' : lineBreak));

const crumbs = fc.constantFrom(
  ...[
    'a',
    'b: ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '#',
    ' # c',
    ':',
    ': ',
    '"x"',
    "'y'",
    '[',
    ']',
    '{',
    '}',
    ', ',
    ',',
  ],
  ...[
    '!Ref ',
    '!Sub',
    '|',
    '|-',
    '\n\n',
    '1',
    'yes',
    '~',
    '<<',
    '&',
    '*',
    '?',
    '-',
    '--',
    '---',
    'AWS::X',
    '${A}',
    'x y',
  ],
  ...['\r\n', '\t', '/', '.', '%', '@', '`', '>', '=', 'é', '"', "'", '\\', '\uFEFF', '\u00a0'],
);

/** A change to a text: characters at a place give way to others. */
const change = fc.tuple(fc.nat(3000), fc.nat(6), crumbs);

function changed(text: string, [at, length, inserted]: readonly [number, number, string]): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + inserted + text.slice(from + length);
}

const yamlText = fc.oneof(
  oddText,
  fc.tuple(documentFor('yaml'), layout).map(([model, how]) => print(model, 'yaml', how).text),
);

test('yaml: read in pieces it is what it is in one go, where nothing is wrong with it, and else has something wrong', () => {
  fc.assert(
    fc.property(yamlText, fc.array(change, { maxLength: 1 }), (printed, changes) => {
      const text = changes.reduce(changed, printed);
      if (text.startsWith('\uFEFF')) return;
      // The library takes a line that begins with a colon as an entry wherever it stands; YAML and PyYAML do not.
      if (/^ *:\s/m.test(text)) return;
      const whole = parseWhole(text);
      const { root, problems } = parse(text, 'yaml');
      // Whether a tab is a mistake depends on more of the text than the library looks at.
      if (!text.includes('\t')) assert.equal(problems.length > 0, whole.problems.length > 0);
      if (whole.problems.length > 0) return;
      assert.deepEqual({ root, problems }, whole);
    }),
    { numRuns: RUNS * 4 },
  );
});

test('yaml: a section whose brackets or quotes go on further out than the keys above is a section of its own', () => {
  for (const value of ['{\n F: 53, T: 53 }', '[\n {F: 1}]', '"x\n F: 1"', "'x\n F: 1'"]) {
    const { problems, root } = parse(`A:\n B:\n    C: 1\nD:\n  E: ${value}\n`, 'yaml');
    assert.deepEqual(problems, [], value);
    assert.deepEqual(
      entriesOf(root).map(({ key }) => key.text),
      ['A', 'D'],
      value,
    );
  }
});

test('yaml: the simple reader gives the nodes of the one that knows all of YAML, or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(crumbs, { maxLength: 14 }).map((parts) => parts.join('')),
        fc.array(crumbs, { maxLength: 14 }).map((parts) => `k:${parts.join('')}`),
        yamlText,
      ),
      fc.array(change, { maxLength: 2 }),
      (start, changes) => {
        const text = changes.reduce(changed, start);
        const simple = readSimple(text, 0, text.length);
        if (!simple) return;
        const { root, problems, anchors } = readWithLibrary(text);
        assert.deepEqual({ root: simple, problems: [] }, { root, problems });
        assert.deepEqual([anchors.given.size, anchors.missing.size], [0, 0]);
      },
    ),
    { numRuns: RUNS * 4 },
  );
});

test('yaml: the simple reader reads templates', () => {
  const text = `# a template
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Subnet:
    Type: AWS::EC2::Subnet # beside
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
      Tags:
      - {Key: Name, Value: !Sub "\${AWS::StackName}-a"}
      - Key: Other
        Value: 'x'
  Function:
    Properties:
      Code:
        ZipFile: |
          def handler(event, context):

              return 1
      VpcConfig: !If
        - InVpc
        - SubnetIds: [a, b]
        - !Ref AWS::NoValue
`;
  assert.ok(readSimple(text, 0, text.length));
});

test('any format: with the tree of an earlier text it is what it is without', () => {
  const texts = fc.oneof(
    ...(['json', 'yaml', 'toml'] as const).map((format) =>
      fc.tuple(
        fc.constant<Format>(format),
        fc.tuple(documentFor(format), layout).map(([model, how]) => print(model, format, how).text),
      ),
    ),
    fc.tuple(fc.constant<Format>('yaml'), oddText),
  );
  fc.assert(
    fc.property(texts, fc.array(change, { minLength: 1, maxLength: 5 }), ([format, start], changes) => {
      let text = start;
      let tree = parse(text, format);
      for (const one of changes) {
        text = changed(text, one);
        tree = parse(text, format, tree);
        assert.deepEqual(tree, parse(text, format));
      }
    }),
    { numRuns: RUNS },
  );
});

test('yaml: where a text can only be read in one go, the pieces of those before it stay where they are', () => {
  const text = (more: string) => `a: ${more}1\nb: &b 2\nc: 3\n`;
  let tree = parse(text(''), 'yaml');
  for (const more of ['x', 'xyz', '*b\nd: ', 'y', '']) {
    tree = parse(text(more), 'yaml', tree);
    assert.deepEqual(tree, parse(text(more), 'yaml'), more);
  }
});

test('any format: two versions that are made of the same one do not disturb each other', () => {
  for (const [format, text] of [
    ['yaml', 'a:\n  b: 1\n  c: 2\nd: 3\n'],
    ['json', '{"a": {"b": {"x": 1}, "c": {"x": 2}}, "d": 3}'],
  ] as const) {
    const tree = parse(text, format);
    for (const more of ['1', '23', '456', '']) {
      const at = text.indexOf('1');
      const other = text.slice(0, at) + more + text.slice(at);
      assert.deepEqual(parse(other, format, tree), parse(other, format));
    }
  }
});

test('yaml: a change of the first or last character is seen', () => {
  for (const [before, after] of [
    ['a: 1\nb: 1', 'a: 1\nb: 2'],
    ['a: 1\nb: 1', 'c: 1\nb: 1'],
    ['a: 1\nb: 1', 'a: 1\nb: 1\n'],
    ['a: 1\nb: |\n  x\n', 'a: 1\nb: |\n  x'],
  ] as const) {
    assert.deepEqual(parse(after, 'yaml', parse(before, 'yaml')), parse(after, 'yaml'));
  }
});

test('yaml: what stands before and behind a keystroke are the same objects, moved', () => {
  const resource = (name: string) => `  ${name}:\n    Type: T\n    Properties: {a: [1]}\n`;
  const text = `R:\n${['A', 'B', 'C'].map(resource).join('')}O: 1\n`;
  const before = parse(text, 'yaml');
  const at = text.indexOf('  B:') + 12;
  const [a, b, c] = entriesOf(valueAt(before.root, 'R'));
  const { start } = c!;
  const after = parse(`${text.slice(0, at)}xyz${text.slice(at)}`, 'yaml', before);
  const [newA, newB, newC] = entriesOf(valueAt(after.root, 'R'));
  assert.equal(newA, a);
  assert.notEqual(newB, b);
  assert.equal(newC, c);
  assert.equal(newC!.start, start + 3);
});

for (const format of ['json', 'yaml', 'toml'] as const) {
  test(`${format}: the characters of a scalar's span alone read as its value, and children lie within`, () => {
    fc.assert(
      fc.property(documentFor(format), layout, (model, how) => {
        const { text } = print(model, format, how);
        const check = (node: Node): void => {
          const source = text.slice(node.start, node.end);
          if (node.kind === 'scalar') {
            if (node.style === 'literal') return;
            const alone = readAlone(source, format);
            assert.equal(alone?.kind === 'scalar' && alone.value, node.value, source);
            if (source !== '') assert.match(source, /^\S/);
            assert.match(source, /(?:^|\S)$/);
          } else if (node.kind === 'mapping') {
            for (const entry of node.entries) {
              if (format !== 'toml')
                assert.ok(
                  encloses(node, entry) && encloses(entry, entry.key) && encloses(entry, entry.value),
                );
              if (format !== 'toml') check(entry.key);
              check(entry.value);
            }
          } else if (node.kind === 'sequence') {
            for (const item of node.items) {
              assert.ok(encloses(node, item));
              check(item);
            }
          }
        };
        check(parse(text, format).root!);
      }),
      { numRuns: RUNS },
    );
  });
}

function readAlone(source: string, format: Format): Node | undefined {
  if (source === '') return { kind: 'scalar', start: 0, end: 0, value: null, text: '', style: 'plain' };
  if (format === 'toml') return valueAt(parse(`a = ${source}`, 'toml').root, 'a');
  return parse(source, format).root;
}
