import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  nodeAtLine,
  parentsOf,
  reversed,
  type TraceNode,
  traceNodes,
  traceText,
} from '../../client/src/reach/traceNodes.ts';
import { analyze, traceOf } from '../../server/src/languageService.ts';
import type { Trace } from '../../server/src/protocol.ts';

const shop = readFileSync(
  new URL('../../examples/with-mistakes/can-it-get-there/shop.yaml', import.meta.url),
  'utf8',
);

function traced(from: string, to: string, text = shop): Trace {
  const analysis = analyze('shop.yaml', text);
  assert.ok(analysis);
  const request = { uri: 'a', from, to };
  return traceOf(analysis, request, { uri: 'a', version: 1 });
}

const shown = (nodes: readonly TraceNode[]): unknown[] =>
  nodes.map(({ state, label, children }) =>
    children.length === 0 ? `${state} ${label}` : [`${state} ${label}`, ...shown(children)],
  );

test('blocked: the verdict, what blocks with its line, the fix, and the path below, collapsed', () => {
  const nodes = traceNodes(traced('AppFunction', 'Database'));
  assert.deepEqual(shown(nodes), [
    [
      'blocked AppFunction cannot reach Database',
      'blocked DatabaseGroup',
      'fix Allow tcp 5432 from AppGroup in DatabaseGroup',
      ['group Path', 'reachable AppGroup', 'blocked DatabaseGroup'],
    ],
  ]);
  const [blocker, fix, path] = nodes[0]!.children;
  assert.equal(blocker!.description, 'allows tcp 5432 only from 10.0.9.0/24, not from AppFunction · line 30');
  assert.equal(blocker!.action?.kind, 'go');
  assert.equal(fix!.action?.kind, 'fix');
  assert.equal(path!.isCollapsed, true);
});

test('reachable: the path is open', () => {
  const [root] = traceNodes(traced('AppFunction', 's3'));
  assert.equal(root!.state, 'reachable');
  assert.equal(root!.children.find(({ label }) => label === 'Path')?.isCollapsed, false);
});

test('a database that the internet cannot reach: no edit, but the documentation of Session Manager', () => {
  const all = (node: TraceNode): readonly TraceNode[] => [node, ...node.children.flatMap(all)];
  const nodes = traceNodes(traced('internet', 'Database')).flatMap(all);
  assert.equal(
    nodes.some(({ action }) => action?.kind === 'fix'),
    false,
  );
  const pages = nodes.flatMap(({ action }) => (action?.kind === 'page' ? [action.address] : []));
  assert.match(pages.join(), /^https:\/\/docs\.aws\.amazon\.com\/systems-manager\/[^,]+$/);
  assert.deepEqual(
    traced('0.0.0.0/0', 'Database').answers[0]?.fixes,
    traced('internet', 'Database').answers[0]?.fixes,
  );
});

test('unknown: the next step is a row', () => {
  const text = shop
    .replace('!Ref PrivateA', 'subnet-0a6e83c5d9f14b207')
    .replace('!Ref PrivateB', '!Ref Other');
  const trace = traced(
    'AppFunction',
    'internet',
    text.replace('Resources:', 'Parameters:\n  Other: { Type: String }\nResources:'),
  );
  assert.equal(trace.answers[0]?.verdict, 'unknown');
  const steps = traceNodes(trace)[0]!.children.filter(({ state }) => state === 'step');
  assert.deepEqual(
    steps.map(({ label }) => label),
    ['Copy AWS CLI commands for an inventory', 'Choose a parameter file…'],
  );
});

test('as text: every row with its verdict in a sign, and no button', () => {
  const trace = traced('AppFunction', 'Database');
  assert.equal(
    traceText(trace.answers[0]!.title, traceNodes(trace)),
    `AppFunction → Database, tcp 5432
✗ AppFunction cannot reach Database: tcp 5432
  ✗ DatabaseGroup: allows tcp 5432 only from 10.0.9.0/24, not from AppFunction · line 30
  Fix: Allow tcp 5432 from AppGroup in DatabaseGroup
  Path
    ✓ AppGroup: security group: allows all outbound traffic · line 24
    ✗ DatabaseGroup: security group: allows tcp 5432 only from 10.0.9.0/24, not from AppFunction · line 30
`,
  );
});

test('every row that has an icon says in words what the icon says', () => {
  const all = (node: TraceNode): readonly TraceNode[] => [node, ...node.children.flatMap(all)];
  for (const [from, to] of [
    ['AppFunction', 'Database'],
    ['MailFunction', 'internet'],
    ['internet', 'Database'],
  ]) {
    for (const node of traceNodes(traced(from!, to!)).flatMap(all)) {
      const isSilent = node.state === 'group' || node.state === 'info';
      assert.equal(node.accessibleLabel === '', isSilent, node.label);
    }
  }
});

test('a line leads to the first row about it; a row knows the one above', () => {
  const nodes = traceNodes(traced('AppFunction', 'Database'));
  const [blocker] = nodes[0]!.children;
  assert.ok(blocker?.action?.kind === 'go');
  const { line } = blocker.action.range.start;
  assert.equal(nodeAtLine(nodes, line), blocker);
  assert.equal(nodeAtLine(nodes, 9999), undefined);
  const parents = parentsOf(nodes);
  assert.equal(parents.get(nodes[0]!), undefined);
  assert.equal(parents.get(blocker), nodes[0]);
  const path = nodes[0]!.children.find(({ label }) => label === 'Path')!;
  assert.equal(parents.get(path.children[0]!), path);
});

test('the opposite direction has the protocol of the question and not its port', () => {
  const question = { uri: 'a', from: 'A', to: 'B', protocol: 'udp', port: 53 } as const;
  assert.deepEqual(reversed(question), { uri: 'a', from: 'B', to: 'A', protocol: 'udp' });
  assert.deepEqual(reversed({ uri: 'a', from: 'A', to: 'B', port: 53 }), { uri: 'a', from: 'B', to: 'A' });
});
