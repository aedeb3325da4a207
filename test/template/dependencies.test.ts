import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileKindOf, formatOf } from '../../server/src/fileKind.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import {
  createdAfter,
  type DependencyGraph,
  dependenciesIn,
} from '../../server/src/template/dependencies.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';
import { readFixture } from '../fixture.ts';

function graphsOf(text: string, name = 'net.yaml'): readonly DependencyGraph[] {
  const tree = parse(text, formatOf(name, text));
  const template = readTemplate(tree);
  assert.ok(template);
  return scenariosOf(template).all.map((scenario) => dependenciesIn(tree, scenario));
}

/** `B>A` for each, `B?A` where B may wait or not, and `B*` for a resource that may wait for more. */
function edgesOf({ of, open }: DependencyGraph): string {
  const edges = [...of.values()]
    .flat()
    .map(({ from, to, isCertain }) => `${from}${isCertain ? '>' : '?'}${to}`);
  return [...edges, ...[...open].map((id) => `${id}*`)].sort().join(' ');
}

/** What B says beside its type, and the edges of the whole. A is a topic, and so is C. */
const CASES: readonly (readonly [body: string, edges: string])[] = [
  ['Properties: {TopicName: !Ref A}', 'B>A'],
  ['Properties: {TopicName: !GetAtt A.TopicName}', 'B>A'],
  ['Properties: {TopicName: {Fn::GetAtt: [A, TopicName]}}', 'B>A'],
  ["Properties: {TopicName: !Sub 'x-${A}-${C.TopicName}'}", 'B>A B>C'],
  ["Properties: {TopicName: !Sub ['x-${A}', {A: !Ref C}]}", 'B>C'],
  ["Properties: {TopicName: !Sub 'x-${!A}'}", ''],
  ['DependsOn: A', 'B>A'],
  ['DependsOn: [A, C]', 'B>A B>C'],
  ['Properties: {TopicName: A}', ''],
  ['Properties: {TopicName: !Ref Given}', ''],
  ['Properties: {TopicName: !Ref Missing}', ''],
  ['Properties: {TopicName: !ImportValue A}', ''],
  ['Metadata: {After: !Ref A}', 'B?A'],
  ['Properties: {TopicName: !If [Always, !Ref A, !Ref C]}', 'B>A'],
  ['Properties: {TopicName: !If [Always, !Ref AWS::NoValue, !Ref C]}', ''],
  ['DependsOn: Never', ''],
  ['Properties: {Fn::Transform: {Name: Naming}}', 'B*'],
  ['Properties: &shared {TopicName: !Ref A}', 'B>A'],
];

for (const [body, edges] of CASES) {
  test(`${body} gives ${edges || 'nothing'}`, () => {
    const text = `
Parameters:
  Given: {Type: String}
Conditions:
  Always: !Equals [a, a]
  Not: !Not [!Condition Always]
Resources:
  A: {Type: AWS::SNS::Topic}
  B:
    Type: AWS::SNS::Topic
    ${body}
  C: {Type: AWS::SNS::Topic}
  Never: {Type: AWS::SNS::Topic, Condition: Not}
`;
    assert.deepEqual(graphsOf(text).map(edgesOf), [edges]);
  });
}

test('what SAM makes of a function may wait for what the function names, or not', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Topic: {Type: AWS::SNS::Topic}
  App: {Type: AWS::Serverless::Function, Properties: {Role: !Ref Topic}}
`;
  assert.deepEqual(graphsOf(text).map(edgesOf), ['App?Topic']);
});

test('a name that is a parameter too is the parameter for Ref alone', () => {
  const text = `
Parameters: {A: {Type: String}}
Resources:
  A: {Type: AWS::SNS::Topic}
  B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref A}}
  C: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.TopicName}}
`;
  assert.deepEqual(graphsOf(text).map(edgesOf), ['C>A']);
});

test('each scenario has the dependencies of its own branches', () => {
  const text = `
Parameters: {Which: {Type: String, AllowedValues: [a, c]}}
Conditions: {IsA: !Equals [!Ref Which, a]}
Resources:
  A: {Type: AWS::SNS::Topic}
  B: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [IsA, !Ref A, !Ref C]}}
  C: {Type: AWS::SNS::Topic}
`;
  assert.deepEqual(graphsOf(text).map(edgesOf).sort(), ['B>A', 'B>C']);
});

test('what a loop writes and what an alias stands for may wait for anything', () => {
  const loop = `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - X
    - [One]
    - Topic\${X}: {Type: AWS::SNS::Topic}
`;
  assert.deepEqual(graphsOf(loop).map(edgesOf), ['TopicOne*']);
  const alias = `
Resources:
  A: {Type: AWS::SNS::Topic, Properties: &all {TopicName: x}}
  B: {Type: AWS::SNS::Topic, Properties: *all}
`;
  assert.deepEqual(graphsOf(alias).map(edgesOf), ['B*']);
});

test('after a resource comes all that waits for it, over others as well', () => {
  const text = `
Resources:
  A: {Type: AWS::SNS::Topic, DependsOn: E}
  B: {Type: AWS::SNS::Topic, DependsOn: A}
  C: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}
  D: {Type: AWS::SNS::Topic}
  E: {Type: AWS::SNS::Topic}
`;
  const [graph] = graphsOf(text);
  const after = (id: string) => [...createdAfter(id, graph!)].sort().join('');
  assert.deepEqual(['A', 'B', 'C', 'D', 'E'].map(after), ['ABC', 'BC', 'C', 'D', 'ABCE']);
});

// A second opinion: cfn-lint has a graph of its own, without scenarios.
const hasCfnLint = spawnSync('python3', ['-c', 'import cfnlint.graph']).status === 0;
const skip = hasCfnLint ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';

test("the templates of the rules' fixtures have the dependencies that cfn-lint sees", { skip }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  try {
    const texts = writeFixtures(folder);
    const run = spawnSync('python3', [fileURLToPath(new URL('./python/graph.py', import.meta.url))], {
      input: JSON.stringify([...texts.keys()]),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    assert.equal(run.status, 0, run.stderr);
    const theirs = new Map(Object.entries(JSON.parse(run.stdout) as Record<string, [string, string][]>));
    let compared = 0;
    const wrong: string[] = [];
    for (const [path, edges] of theirs) {
      const text = texts.get(path)!;
      if (GET_ATT_OF_OTHER_LENGTH.test(text)) continue;
      const graphs = graphsOf(text, path);
      const ours = new Set(
        graphs.flatMap(({ of }) => [...of.values()].flat().map(({ from, to }) => `${from}>${to}`)),
      );
      const open = new Set(graphs.flatMap((graph) => [...graph.open]));
      const other = new Set(edges.filter(([from]) => !open.has(from)).map(([from, to]) => `${from}>${to}`));
      const mine = [...ours].filter((edge) => !open.has(edge.split('>')[0]!));
      // Branches that are never taken are edges to cfn-lint.
      const missed = /Conditions/.test(text) ? [] : [...other].filter((edge) => !ours.has(edge));
      const extra = mine.filter((edge) => !other.has(edge));
      wrong.push(
        ...[...missed.map((edge) => `${path}: no ${edge}`), ...extra.map((edge) => `${path}: ${edge}`)],
      );
      compared += other.size;
    }
    t.diagnostic(`${compared} dependencies in ${theirs.size} templates agree`);
    assert.deepEqual(wrong, []);
    assert.ok(compared > 1000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** cfn-lint overlooks one of three arguments and one without an attribute. */
const GET_ATT_OF_OTHER_LENGTH = /"Fn::GetAtt":\s*\[(\s*"\w+",){2}|!GetAtt \w+\n/;

/** The fixtures of all rules that are templates without macros, as files without their markers. */
function writeFixtures(folder: string): ReadonlyMap<string, string> {
  const from = new URL('../rules/', import.meta.url);
  const texts = new Map<string, string>();
  for (const rule of readdirSync(from, { withFileTypes: true }).filter((one) => one.isDirectory())) {
    for (const file of readdirSync(new URL(`${rule.name}/`, from))) {
      if (!/^(good|bad)-[a-z0-9-]+\.(yaml|json)$/.test(file)) continue;
      const { text } = readFixture(file, readFileSync(new URL(`${rule.name}/${file}`, from), 'utf8'));
      if (fileKindOf(file, text) !== 'template' || /Transform/.test(text)) continue;
      const path = join(folder, `${rule.name}-${file}`);
      if (!readTemplate(parse(text, formatOf(path, text)))) continue;
      writeFileSync(path, text);
      texts.set(path, text);
    }
  }
  return texts;
}
