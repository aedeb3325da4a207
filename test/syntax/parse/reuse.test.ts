import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../server/src/syntax/parse.ts';
import { type Entry, entriesOf, type SyntaxTree, valueAt } from '../../../server/src/syntax/tree.ts';

const RUNS = Number(process.env.RUNS ?? 300);

/** What a hand or a paste puts into JSON, most of it wrong there. */
const crumbs = fc.constantFrom(
  ...['x', '1', ' ', '\n', '\r', '"', '\\', ':', ',', '{', '}', '[', ']', '{}', '[]', '"k": 1', ', ', 'null'],
  ...['"k": {"a": [1]}, ', ', "k": {}', '"k": {}', '}, "k": {'],
  ...['//', '/*', '*/', '/', '-', '.', '\\u00', '"a": {', '}}', '"}', '{"', ',\n', '\uFEFF', 'é', '#', ''],
);

const change = fc.record({ at: fc.nat(5000), length: fc.oneof(fc.nat(2), fc.nat(40)), text: crumbs });

const template = fc
  .record({ count: fc.integer({ min: 1, max: 6 }), width: fc.constantFrom(0, 2), order: fc.boolean() })
  .map(({ count, width, order }) => {
    const resource = (n: number) => ({
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        Tags: [{ Key: 'Name', Value: `a "${n}"\n${'-'.repeat(300)}` }, []],
        N: n,
      },
    });
    const Resources = Object.fromEntries(Array.from({ length: count }, (_, n) => [`R${n}`, resource(n)]));
    const Parameters = { P: { Type: 'String', Default: 'x' }, Q: {} };
    return JSON.stringify(order ? { Parameters, Resources } : { Resources, Parameters, End: 1 }, null, width);
  });

test('json: after any edits the tree is the one of the text alone, broken texts included', () => {
  let kept = 0;
  let broken = 0;
  fc.assert(
    fc.property(template, fc.array(change, { minLength: 1, maxLength: 8 }), (start, changes) => {
      let text = start;
      let tree = parse(text, 'json');
      for (const { at, length, text: inserted } of changes) {
        const from = at % (text.length + 1);
        text = text.slice(0, from) + inserted + text.slice(from + length);
        const next = parse(text, 'json', tree);
        assert.deepEqual(next, parse(text, 'json'));
        if (next.problems.length > 0) broken++;
        if (sharesNodes(tree, next)) kept++;
        tree = next;
      }
    }),
    { numRuns: RUNS * 4 },
  );
  assert.ok(kept > RUNS && broken > RUNS, `Nodes were kept ${kept} times, ${broken} texts were broken.`);
});

function sharesNodes(before: SyntaxTree, after: SyntaxTree): boolean {
  const all = (tree: SyntaxTree) => entriesOf(tree.root).flatMap(({ key }) => key);
  const old = new Set(all(before));
  return all(after).some((key) => old.has(key));
}

const resource = (name: string) => `    "${name}": {"Type": "T", "Properties": {"a": [1]}}`;
const three = `{\n  "R": {\n${['A', 'B', 'C'].map(resource).join(',\n')}\n  },\n  "O": {"x": 1}\n}\n`;

function typed(text: string, at: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at);
}

/** The entries of R in two versions of a text. */
function versions(before: SyntaxTree, after: SyntaxTree): [readonly Entry[], readonly Entry[]] {
  return [entriesOf(valueAt(before.root, 'R')), entriesOf(valueAt(after.root, 'R'))];
}

test('json: what stands before and behind a keystroke are the same objects, moved', () => {
  const before = parse(three, 'json');
  const { start } = entriesOf(valueAt(before.root, 'R'))[2]!;
  const after = parse(typed(three, three.indexOf('"B"') + 6, 'xyz'), 'json', before);
  assert.ok(after.problems.length > 0);
  const [[a, b, c], [newA, newB, newC]] = versions(before, after);
  assert.equal(newA, a);
  assert.notEqual(newB, b);
  assert.equal(newB!.key, b!.key);
  assert.equal(newC, c);
  assert.equal(newC!.start, start + 3);
});

test('json: a keystroke between two entries leaves both as they are, moved', () => {
  const before = parse(three, 'json');
  const after = parse(typed(three, three.indexOf(',\n    "B"') + 1, ' '), 'json', before);
  const [[a, b, c], [newA, newB, newC]] = versions(before, after);
  for (const [old, now] of [
    [a, newA],
    [b, newB],
    [c, newC],
  ] as const) {
    assert.equal(now!.key, old!.key);
    assert.equal(now!.value, old!.value);
  }
});

test('json: an entry that is added or removed costs only itself', () => {
  const places: [after: string, added: string][] = [
    ['"R": {', '"N": {"x": 1},'],
    [resource('A'), ', "N": {"x": 1}'],
    [resource('C'), ', "N": {"x": 1}'],
    ['{', '"N": {"x": 1},'],
    ['"O": {"x": 1}', ', "N": {"x": 1}'],
  ];
  for (const [after, added] of places) {
    const before = parse(three, 'json');
    const all = entriesOf(valueAt(before.root, 'R'));
    const text = typed(three, three.indexOf(after) + after.length, added);
    const more = parse(text, 'json', before);
    assert.deepEqual(more, parse(text, 'json'), after);
    assert.ok(
      all.every((entry) => entriesOf(valueAt(more.root, 'R')).includes(entry)),
      after,
    );
    const again = parse(three, 'json', more);
    assert.deepEqual(again, parse(three, 'json'), after);
    assert.ok(
      all.every((entry) => entriesOf(valueAt(again.root, 'R')).includes(entry)),
      after,
    );
  }
});

test('json: a bracket that was opened and is taken away again costs only its own object', () => {
  const before = parse(three, 'json');
  const at = three.indexOf('"B"') + 6;
  const opened = parse(typed(three, at, '"n": {'), 'json', before);
  assert.deepEqual(
    entriesOf(valueAt(opened.root, 'R')).map(({ key }) => key.text),
    ['A', 'B', 'O'],
  );
  const after = parse(three, 'json', opened);
  assert.deepEqual(after, before);
  const [[a], [newA]] = versions(before, after);
  assert.equal(newA, a);
});

const yamlResource = (name: string) =>
  `  ${name}:\n    Type: AWS::SNS::Topic\n    Properties:\n      Name: 'x'\n      Policies:\n        - Effect: Allow\n          Action: [a]\n`;
const yaml = `Parameters:\n  P:\n    Type: String\nResources:\n${['A', 'B', 'C'].map(yamlResource).join('')}Outputs:\n  O:\n    Value: !Ref A\n`;

test('yaml: a line of a resource that is broken anywhere costs that resource alone', () => {
  const from = yaml.indexOf('  B:') + 2;
  const before = parse(yaml, 'yaml');
  const whole = entriesOf(valueAt(before.root, 'Resources'));
  for (let at = from; at < yaml.indexOf('\n  C:'); at++) {
    for (const inserted of ['\n', ':', '\n:', '"', '{', '[', '|', '&a', '*a', '\t', '\n-']) {
      const text = typed(yaml, at, inserted);
      const tree = parse(text, 'yaml');
      const { root } = tree;
      const after = parse(text, 'yaml', before);
      assert.deepEqual(after, tree);
      assert.deepEqual(parse(yaml, 'yaml', after), before);
      assert.deepEqual(
        entriesOf(root).flatMap(({ key }) =>
          ['Parameters', 'Resources', 'Outputs'].filter((k) => k === key.text),
        ),
        ['Parameters', 'Resources', 'Outputs'],
        text,
      );
      const resources = entriesOf(valueAt(root, 'Resources'));
      const intact = (name: string) => resources.find(({ key }) => key.text === name)?.value;
      assert.deepEqual(intact('A'), whole[0]!.value, text);
      const c = intact('C');
      assert.equal(
        c?.kind === 'mapping' && text.slice(c.start, c.end),
        yaml.slice(whole[2]!.value.start, whole[2]!.value.end),
        text,
      );
    }
  }
});
