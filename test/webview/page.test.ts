import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstTiers } from '../../client/webview/calculator/dialogs/firstTiers.ts';
import type { ColumnId } from '../../client/webview/calculator/grid/columns.ts';
import { keyAction, type Pressed } from '../../client/webview/calculator/grid/keyboard.ts';
import { columnLayout } from '../../client/webview/calculator/grid/layout.ts';
import {
  isCalculatorHostMessage,
  isCalculatorPageMessage,
} from '../../client/webview/calculator/messages.ts';
import { memoryOf, stateOf } from '../../client/webview/calculator/state/memory.ts';
import {
  after,
  FIRST_STATE,
  redone,
  type State,
  selected,
  undone,
  withNotice,
  withTemplate,
} from '../../client/webview/calculator/state/state.ts';
import {
  labelsOf,
  leafAt,
  leafTitle,
  looksOf,
  spansOf,
} from '../../client/webview/calculator/strip/spans.ts';
import { cellText, reservedText, rowLabel, shortCount } from '../../client/webview/calculator/words.ts';
import {
  addRoot,
  advance,
  EMPTY_PLAN,
  historyOf,
  join,
  label,
  planByTiers,
  type Row,
  readPlanData,
  type SubnetPlan,
  splitTo,
  visibleRows,
} from '../../server/src/subnetPlan/index.ts';
import { done, planFor } from '../cidr/plan/plans.ts';

const vpc = {
  id: 'Vpc',
  blocks: ['10.0.0.0/16'],
  ipv6: null,
  notes: [],
  routeTables: [],
  hidden: [],
  isPartial: false,
  range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
  subnets: [
    {
      id: 'A',
      cidr: '10.0.0.0/24',
      zone: 0,
      tier: '',
      range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
    },
  ],
};
const template = { uri: 'file:///a.yaml', name: 'a.yaml', version: 1, vpcs: [vpc] };
const split = (state: State, key: string) => after(state, splitTo(state.history.present, key));
const begun = after(FIRST_STATE, addRoot(EMPTY_PLAN, '10.0.0.0/16', 'Vpc'));

test('messages of another shape are none', () => {
  const good: [check: (value: unknown) => boolean, message: unknown][] = [
    [isCalculatorPageMessage, { type: 'ready' }],
    [isCalculatorPageMessage, { type: 'reveal', id: 'A', focus: false }],
    [
      isCalculatorPageMessage,
      {
        type: 'write',
        version: 1,
        vpc: 'V',
        subnets: [{ name: 'a', cidr: '10.0.0.0/24', zone: null, tier: '', ipv6: null }],
        updates: [{ id: 'A', cidr: '10.0.0.0/25' }],
        form: 'select',
      },
    ],
    [isCalculatorPageMessage, { type: 'save', text: '{}', as: true }],
    [isCalculatorHostMessage, { type: 'begin', vpc: null, template: null, block: null, plan: null }],
    [isCalculatorHostMessage, { type: 'template', template, vpc: 'Vpc' }],
    [isCalculatorHostMessage, { type: 'notice', text: 'x', failed: false }],
  ];
  for (const [check, message] of good) assert.ok(check(message), JSON.stringify(message));
  const bad: [check: (value: unknown) => boolean, message: unknown][] = [
    ...[null, 1, 'ready', [], {}, { type: 'other' }].flatMap(
      (one): [(value: unknown) => boolean, unknown][] => [
        [isCalculatorPageMessage, one],
        [isCalculatorHostMessage, one],
      ],
    ),
    [
      isCalculatorPageMessage,
      {
        type: 'write',
        version: 1,
        vpc: 'V',
        subnets: [{ name: 'a', cidr: '10.0.0.0/24', zone: 'a', tier: '', ipv6: null }],
        updates: [],
        form: 'literal',
      },
    ],
    [isCalculatorPageMessage, { type: 'reveal', id: 1, focus: false }],
    [
      isCalculatorPageMessage,
      { type: 'write', version: 1, vpc: 'V', subnets: [{ name: 'a' }], updates: [], form: 'literal' },
    ],
    [
      isCalculatorPageMessage,
      {
        type: 'write',
        version: 1,
        vpc: 'V',
        subnets: [],
        updates: [{ id: 'A', zone: 'b' }],
        form: 'literal',
      },
    ],
    [
      isCalculatorPageMessage,
      { type: 'write', version: 1, vpc: 'V', subnets: [], updates: [], form: 'other' },
    ],
    [
      isCalculatorHostMessage,
      { type: 'template', template: { ...template, vpcs: [{ id: 'V' }] }, vpc: null },
    ],
    [isCalculatorHostMessage, { type: 'document', text: 1, name: 'a' }],
    [isCalculatorPageMessage, { type: 'changed', text: 'a' }],
  ];
  for (const [check, message] of bad) assert.ok(!check(message), JSON.stringify(message));
});

test('the keys of the tree', () => {
  const rows = visibleRows(split(begun, 'r1').history.present, new Set());
  const columns = ['name', 'block', 'zone'] as const;
  const press = (
    key: string,
    at: string,
    column: (typeof columns)[number] | null = null,
    more: Partial<Pressed> = {},
    from: readonly Row[] = rows,
  ) =>
    keyAction(
      { key, shift: false, control: false, alt: false, ...more },
      from,
      { key: at, column },
      columns,
      10,
    );
  const go = (key: string, column: string | null = null) => ({ does: 'go', to: { key, column } });
  const [a, b] = ['r1 10.0.0.0/17', 'r1 10.0.128.0/17'];
  const cases: [ReturnType<typeof press>, unknown][] = [
    [press('ArrowDown', 'r1'), go(a)],
    [press('ArrowDown', b), go(b)],
    [press('ArrowUp', b, 'zone'), go(a, 'zone')],
    [press('End', 'r1'), go(b)],
    [press('End', a, 'name'), go(a, 'zone')],
    [press('End', a, 'name', { control: true }), go(b, 'name')],
    [press('PageDown', 'r1'), go(b)],
    [press('ArrowRight', a), go(a, 'name')],
    [press('ArrowRight', a, 'zone'), go(a, 'zone')],
    [press('ArrowLeft', a, 'name'), go(a)],
    [press('ArrowLeft', a), go('r1')],
    [press('ArrowLeft', 'r1'), { does: 'close', key: 'r1' }],
    [
      press('ArrowRight', 'r1', null, {}, visibleRows(begun.history.present, new Set(['r1']))),
      { does: 'open', key: 'r1' },
    ],
    [press('Enter', a), { does: 'edit', column: 'name' }],
    [press('F2', a, 'zone'), { does: 'edit', column: 'zone' }],
    [press('Enter', a, null, { control: true }), { does: 'reveal' }],
    [press('s', a), { does: 'split' }],
    [press('S', a, null, { shift: true }), { does: 'splitTo' }],
    [press('s', a, null, { control: true }), undefined],
    [press('j', a, null, { alt: true }), undefined],
    [press('x', a), undefined],
    [press('j', 'gone'), undefined],
  ];
  for (const [given, wanted] of cases) assert.deepEqual(given, wanted);
});

const rowsFor = (data: object) => {
  const read = readPlanData({ format: 'vpc-lens.subnets', version: 1, ...data });
  return read.kind === 'plan' ? visibleRows(read.plan, new Set()) : assert.fail(read.message);
};
const seven = (text: string) => text.length * 7;
const NETMASK = new Set<ColumnId>(['netmask']);
const layout = (rows: readonly Row[], width: number, hidden = NETMASK) =>
  columnLayout(rows, hidden, width, seven);

test('columns give way when it gets narrow, and a name gets a line of its own before it is cut; addresses never are', () => {
  const rows = rowsFor({
    roots: [
      {
        cidr: '192.168.0.0/16',
        blocks: [{ cidr: '192.168.128.0/17', name: 'private-application-servers-a', tier: 'management' }],
      },
    ],
  });
  assert.deepEqual(layout(rows, 1600).columns, ['name', 'block', 'range', 'usable', 'zone', 'tier', 'note']);
  assert.deepEqual(layout(rows, 900).columns, ['name', 'block', 'usable', 'zone', 'tier', 'note']);
  assert.deepEqual(layout(rows, 400).columns, ['name', 'block', 'usable', 'zone', 'tier']);
  assert.deepEqual([layout(rows, 400).isStacked, layout(rows, 900).isStacked], [true, false]);
  assert.ok(layout(rows, 780).columns.includes('usable') && !layout(rows, 700).columns.includes('range'));
  assert.deepEqual([layout(rows, 900).hasActions, layout(rows, 400).hasActions], [true, false]);
  const widths = (width: number) =>
    layout(rows, width)
      .template.match(/\d+(?=px)/g)!
      .map(Number);
  const name = seven('private-application-servers-a');
  for (const width of [1600, 900]) assert.ok(widths(width)[0]! > name, `${width}`);
  for (let width = 300; width < 1700; width += 20) {
    const { columns, least, isStacked } = layout(rows, width);
    // Of rows of two lines, the first track is before the second line.
    const at = (id: ColumnId) => widths(width)[columns.indexOf(id)] ?? Infinity;
    assert.ok(isStacked ? width > name : at('name') > name, `${width}`);
    assert.ok(at('block') > seven('192.168.128.0/17'), `${width}`);
    assert.ok(at('range') > seven('192.168.128.0 – 192.168.255.255'), `${width}`);
    assert.ok(least <= Math.max(width, 400), `${width}: ${least}`);
  }
});

test('in a large tree no address is cut either', () => {
  const rows = visibleRows(done(splitTo(planFor('192.168.0.0/16'), 'r1', 28)), new Set());
  assert.ok(rows.length > 4000);
  const { columns, template } = layout(rows, 1600);
  const tracks = template.match(/\d+(?=px)/g)!.map(Number);
  const widest = {
    block: '192.168.255.240/28',
    range: '192.168.255.240 – 192.168.255.255',
    usable: '65,531',
  };
  for (const [id, text] of Object.entries(widest))
    assert.ok(tracks[columns.indexOf(id as ColumnId)]! > seven(text), id);
});

test('a column of IPv6 is there only with IPv6, and as wide as the /64', () => {
  const roots = [{ cidr: '10.0.0.0/16', blocks: [{ cidr: '10.0.0.0/24', name: 'a', ipv6: 0 }] }];
  assert.ok(!layout(rowsFor({ roots }), 1600).columns.includes('ipv6'));
  const rows = rowsFor({ roots: [{ ...roots[0], ipv6: '2001:db8:4a00::/56' }] });
  const { columns, template } = layout(rows, 1600);
  const tracks = template.match(/\d+(?=px)/g)!.map(Number);
  assert.ok(tracks[columns.indexOf('ipv6')]! > seven('2001:db8:4a00::/64'));
});

test('what was lost can be undone from the message; a message goes when the template changes', () => {
  const named = after(begun, label(begun.history.present, 'r1', { note: 'x' }));
  assert.equal(named.notice.canUndo, false);
  const parts = split(begun, 'r1');
  const office = after(parts, label(parts.history.present, 'r1 10.0.0.0/17', { name: 'office' }));
  const joined = after(office, join(office.history.present, 'r1 10.0.0.0/17'));
  assert.deepEqual(
    [joined.notice.text, joined.notice.canUndo],
    ['Joined into 10.0.0.0/16; office removed.', true],
  );
  assert.equal(undone(joined).notice.canUndo, false);
  const bound = withNotice(withTemplate(FIRST_STATE, template, 'Vpc'), '3 subnets written.');
  assert.equal(withTemplate(bound, template, null).notice.text, '3 subnets written.');
  assert.equal(withTemplate(bound, { ...template, version: 2 }, null).notice.text, '');
});

test('planning begins with what the plan lacks, as large as what it has', () => {
  const names = (plan: SubnetPlan) => firstTiers(plan).map(({ name, size }) => `${name} ${size}`);
  assert.deepEqual(names(planFor('10.0.0.0/16')), ['public 24', 'private ', 'data 24']);
  const planned = (...tiers: string[]) =>
    done(
      planByTiers(
        planFor('10.0.0.0/16'),
        'r1',
        tiers.map((name) => ({ name, prefix: 26 })),
      ),
    );
  assert.deepEqual(names(planned('public')), ['private 26', 'data 26']);
  assert.deepEqual(names(planned('public', 'private', 'database')), ['app 26']);
  assert.deepEqual(names(planned('public', 'private-app', 'db', 'app')), ['services 26']);
});

test('a strip names what fits, and thin blocks can be pointed at', () => {
  const [root] = rowsFor({
    roots: [
      {
        cidr: '10.0.0.0/16',
        blocks: [
          { cidr: '10.0.0.0/18', name: 'private-a', tier: 'private' },
          { cidr: '10.0.64.0/28', name: 'thin', tier: 'management' },
          { cidr: '10.0.128.0/18', gap: true, name: 'spare' },
        ],
      },
    ],
  }).map((row) => row.root);
  const spans = spansOf(root!, 400);
  const texts = labelsOf(spans, seven).map(({ text }) => text);
  assert.deepEqual(texts, ['private-a', 'free', 'spare', 'free']);
  const at = (x: number) => leafTitle(leafAt(spans, x)!);
  assert.equal(at(50), 'private-a 10.0.0.0/18, tier private');
  for (const x of [99, 100, 101, 103]) assert.equal(at(x), 'thin 10.0.64.0/28, tier management', `${x}`);
  assert.equal(at(97), 'private-a 10.0.0.0/18, tier private');
  assert.equal(at(180), 'free 10.0.96.0/19');
  const thin = looksOf(spans).find(({ tier }) => tier === 'management');
  assert.match(thin!.path, /^M100\.00 0h3\.\d\dv/, 'drawn three pixels wide');
});

test('what the page keeps brings it back as it was, undo and redo too', () => {
  const state = undone(split(split(begun, 'r1'), 'r1 10.0.0.0/17'));
  const back = stateOf(JSON.parse(JSON.stringify(memoryOf({ ...state, closed: new Set(['r1']) }))))!;
  assert.deepEqual(back.history, state.history);
  assert.deepEqual([...back.closed], ['r1']);
  assert.deepEqual(redone(back).history.future, []);
  for (const broken of [null, 1, {}, { plan: 'x' }, { plan: '{}' }]) assert.equal(stateOf(broken), undefined);
});

test('a large plan is kept without its history, and comes back whole', () => {
  const large = done(splitTo(planFor('10.0.0.0/16'), 'r1', 28));
  const state = { ...FIRST_STATE, history: advance(historyOf(planFor('10.0.0.0/16')), large) };
  const back = stateOf(JSON.parse(JSON.stringify(memoryOf(state))))!;
  assert.deepEqual(back.history, { past: [], present: large, future: [] });
});

test("a template's VPC becomes the plan; moving one of its subnets is asked about first", () => {
  const bound = withTemplate(FIRST_STATE, template, 'Vpc');
  assert.equal(bound.history.past.length, 0);
  const asked = split(bound, 'r1 10.0.0.0/24');
  assert.equal(asked.dialog?.kind, 'confirm');
  assert.equal(asked.history, bound.history);
  assert.equal(after(asked, splitTo(asked.history.present, 'r1 10.0.0.0/24'), true).dialog, null);
  const moved = withTemplate(bound, { ...template, vpcs: [{ ...vpc, blocks: [] }] }, null);
  assert.deepEqual(moved.history, bound.history, 'broken text for a moment changes nothing');
});

test('what is above the active line is open', () => {
  const deep = split(split(begun, 'r1'), 'r1 10.0.0.0/17');
  const closed = { ...deep, closed: new Set(['r1', 'r1 10.0.0.0/17', 'r1 10.0.128.0/17']) };
  assert.deepEqual([...selected(closed, 'r1 10.0.0.0/18').closed], ['r1 10.0.128.0/17']);
});

test('a line in words', () => {
  const bound = withTemplate(FIRST_STATE, template, 'Vpc');
  const [root, first, second] = visibleRows(bound.history.present, new Set());
  assert.equal(
    rowLabel(root!),
    'Vpc, 10.0.0.0/16, 0.4 % in subnets, 99.6 % free, largest free block 10.0.128.0/17',
  );
  assert.equal(rowLabel(first!), 'A, 10.0.0.0/24, 251 usable, zone a, in the template');
  assert.equal(cellText(second!, 'name'), 'free');
  assert.match(
    reservedText(first!.block!),
    /^AWS keeps 5 of 256:\n10\.0\.0\.0 .*network address\n10\.0\.0\.1 the VPC router\n/,
  );
  assert.deepEqual([shortCount(4091n), shortCount(2n ** 64n - 5n)], ['4,091', '1.8 × 10^19']);
});
