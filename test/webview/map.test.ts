import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isMapHostMessage, isMapPageMessage, type ShownMap } from '../../client/webview/map/messages.ts';
import { routesBetween } from '../../client/webview/map/picture/route.ts';
import {
  centredOn,
  firstView,
  fitted,
  showing,
  showingAll,
  type Viewport,
  zoomed,
} from '../../client/webview/map/picture/view.ts';
import { FIRST_STATE, memoryOf, stateOf, withMap } from '../../client/webview/map/state.ts';
import {
  accessibleNameOf,
  findingsByThing,
  neighbourOf,
  pathOf,
  thingAt,
} from '../../client/webview/map/things.ts';
import { letteringOf } from '../../server/src/diagram/lettering.ts';
import type { Box, Point } from '../../server/src/diagram/scene.ts';
import { widthOf } from '../../server/src/diagram/textWidth.ts';
import { analyze, shownMap } from '../../server/src/languageService.ts';

const TEXT = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a } }
  AppB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  App: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref AppA, !Ref AppB], SecurityGroupIds: [!Ref Group] } } }
`;

function mapOf(text: string): ShownMap {
  const shown = shownMap(analyze('net.yaml', text)!, { scenario: null, unfolded: [] });
  assert.ok(shown);
  return { ...shown, version: 1, uri: 'file:///net.yaml', name: 'net.yaml' };
}
const map = mapOf(TEXT);

test('messages of another shape are none', () => {
  const good: [check: (value: unknown) => boolean, message: unknown][] = [
    [isMapPageMessage, { type: 'ready', scenario: null, unfolded: [] }],
    [isMapPageMessage, { type: 'choose', scenario: 'UseNat is true', unfolded: ['a'] }],
    [isMapPageMessage, { type: 'reveal', line: 3, focus: true }],
    [isMapPageMessage, { type: 'ask', from: 'App', to: 'Database' }],
    [isMapPageMessage, { type: 'fix', answer: 0, fix: 1 }],
    [isMapPageMessage, { type: 'save', format: 'png', text: 'data:image/png;base64,' }],
    [isMapHostMessage, { type: 'map', map: null }],
    [isMapHostMessage, { type: 'map', map: JSON.parse(JSON.stringify(map)) }],
    [isMapHostMessage, { type: 'findings', findings: [{ message: 'a', severity: 'error', line: 0 }] }],
    [isMapHostMessage, { type: 'reached', from: 'App', verdicts: { Database: 'blocked' } }],
    [isMapHostMessage, { type: 'trace', from: 'a', to: 'b', trace: { sentence: 'Why.', answers: [] } }],
  ];
  for (const [check, message] of good) assert.ok(check(message), JSON.stringify(message).slice(0, 200));
  const wrongMap = (change: object) => ({ type: 'map', map: { ...map, ...change } });
  const bad: [check: (value: unknown) => boolean, message: unknown][] = [
    ...[null, 1, 'ready', [], {}, { type: 'other' }].flatMap(
      (one): [(value: unknown) => boolean, unknown][] => [
        [isMapPageMessage, one],
        [isMapHostMessage, one],
      ],
    ),
    [isMapPageMessage, { type: 'ready', scenario: 1, unfolded: [] }],
    [isMapPageMessage, { type: 'reveal', line: -1, focus: true }],
    [isMapPageMessage, { type: 'fix', answer: 0, fix: 0.5 }],
    [isMapPageMessage, { type: 'save', format: 'exe', text: '' }],
    [isMapHostMessage, wrongMap({ scene: { ...map.scene, things: [{ key: 'a' }] } })],
    [
      isMapHostMessage,
      wrongMap({ scene: { ...map.scene, things: [{ ...map.scene.things[0], boxes: [] }] } }),
    ],
    [isMapHostMessage, wrongMap({ places: { App: { own: 1, members: [], about: [] } } })],
    [isMapHostMessage, { type: 'reached', from: 'App', verdicts: { Database: 'perhaps' } }],
    [isMapHostMessage, { type: 'findings', findings: [{ message: 'a', severity: 'fatal', line: 0 }] }],
  ];
  for (const [check, message] of bad) assert.ok(!check(message), JSON.stringify(message)?.slice(0, 200));
});

test('what the page remembers is what it was, and anything else is the beginning', () => {
  const state = {
    ...FIRST_STATE,
    map,
    from: 'App',
    isAsking: true,
    view: { x: 1, y: 2, zoom: 0.5 },
    unfolded: ['a'],
  };
  const memory = JSON.parse(JSON.stringify(memoryOf(state)));
  assert.equal(memory.uri, 'file:///net.yaml');
  const back = stateOf(memory);
  for (const name of ['from', 'isAsking', 'view', 'unfolded'] as const)
    assert.deepEqual(back[name], state[name]);
  fc.assert(fc.property(fc.anything(), (anything) => assert.equal(stateOf(anything).map, undefined)));
  assert.equal(stateOf({ ...memory, view: { x: 1, y: 2, zoom: 0 } }).view, null);
});

test('a question ends when what it is about is gone, and stays otherwise', () => {
  const asked = { ...FIRST_STATE, map, from: 'App', to: 'internet', selected: 'AppA' };
  const same = withMap(asked, mapOf(TEXT.replace('10.0.1.0', '10.0.2.0')));
  assert.deepEqual([same.from, same.selected], ['App', 'AppA']);
  const other = withMap(asked, mapOf(TEXT.replaceAll(/\bApp\b/g, 'Other').replace('AppA:', 'AppA:')));
  assert.deepEqual([other.from, other.to, other.selected], [null, null, 'AppA']);
});

test('a finding is on the thing whose lines it is in, or on what its resource belongs to', () => {
  const at = (line: number, severity: 'error' | 'hint' = 'error') => ({
    message: `at ${line}`,
    severity,
    line,
  });
  const found = findingsByThing(map, [at(2, 'hint'), at(2), at(4)]);
  assert.deepEqual(
    [...found].map(([key, all]) => [key, all.map(({ severity }) => severity)]),
    [
      ['AppA', ['error', 'hint']],
      ['App', ['error']],
    ],
  );
  assert.equal(thingAt(map, 5), 'App');
  assert.equal(thingAt(map, 0), undefined);
});

test('arrow keys lead to the nearest thing in their direction, and every thing can be reached', () => {
  const { things } = map.scene;
  assert.equal(neighbourOf(things, 'AppA', 'right'), 'AppB');
  assert.equal(neighbourOf(things, 'AppB', 'left'), 'AppA');
  assert.equal(neighbourOf(things, 'AppA', 'down'), 'App');
  assert.equal(neighbourOf(things, 'internet', 'up'), undefined);
  const reached = new Set(['internet']);
  for (const key of reached)
    for (const direction of ['up', 'down', 'left', 'right'] as const) {
      const next = neighbourOf(things, key, direction);
      if (next !== undefined) reached.add(next);
    }
  assert.deepEqual(
    things.map(({ key }) => key).filter((key) => !reached.has(key)),
    [],
  );
});

test('a thing is spoken of by its name, facts, verdict and findings', () => {
  const app = map.scene.things.find(({ key }) => key === 'App')!;
  const finding = { message: 'It fails.', severity: 'error', line: 5 } as const;
  assert.equal(
    accessibleNameOf(app, [finding], 'not reached'),
    'App, Lambda function, in AppA, AppB, security group Group, not reached, 1 finding: It fails.',
  );
});

test('the way of an answer goes by what is drawn of its hops, and ends at what blocks it', () => {
  const hop = (label: string, allows: boolean) => ({ label, text: '', allows });
  const { things } = map.scene;
  const box = (key: string) => things.find((one) => one.key === key)!.boxes[0];
  const way = pathOf(things, 'App', 'internet', {
    verdict: 'blocked',
    hops: [hop('Group', true), hop('AppA', false), hop('Vpc', true)],
  });
  assert.deepEqual(way, { boxes: [box('App'), box('AppA'), box('internet')], reaches: false });
});

test('to and from the internet a way goes by the internet gateway', () => {
  const { scene } = mapOf(`${TEXT}  Gate: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gate } }
`);
  const box = (key: string) => scene.things.find((one) => one.key === key)!.boxes[0];
  const boxes = (from: string, to: string, verdict: 'reachable' | 'blocked') =>
    pathOf(scene.things, from, to, { verdict, hops: [] }).boxes;
  assert.deepEqual(boxes('App', 'internet', 'reachable'), [box('App'), box('Gate'), box('internet')]);
  assert.deepEqual(boxes('internet', 'App', 'reachable'), [box('internet'), box('Gate'), box('App')]);
  assert.deepEqual(boxes('internet', 'App', 'blocked'), [box('internet'), box('App')]);
});

test('a way has right angles, leaves each box at its edge, and goes over no text', () => {
  const isOnEdge = ({ x, y }: Point, box: Box) =>
    ((x === box.x || x === box.x + box.width) && y >= box.y && y <= box.y + box.height) ||
    ((y === box.y || y === box.y + box.height) && x >= box.x && x <= box.x + box.width);
  const { things } = map.scene;
  for (const from of things)
    for (const to of things) {
      if (from === to || from.shape === 'frame' || to.shape === 'frame') continue;
      const boxes = [from.boxes[0], to.boxes[0]];
      const [points] = routesBetween(map.scene, boxes);
      const name = `${from.key} to ${to.key}: ${JSON.stringify(points)}`;
      assert.ok(isOnEdge(points![0]!, boxes[0]!) && isOnEdge(points!.at(-1)!, boxes[1]!), name);
      points!.slice(1).forEach((end, i) => {
        const start = points![i]!;
        assert.ok(start.x === end.x || start.y === end.y, name);
        for (const thing of things)
          for (const box of thing.boxes)
            for (const { at, text, look } of letteringOf(thing, box).texts) {
              const isOver =
                Math.max(start.x, end.x) > at.x &&
                Math.min(start.x, end.x) < at.x + widthOf(text, look === 'title') &&
                Math.max(start.y, end.y) > at.y - 10 &&
                Math.min(start.y, end.y) < at.y;
              assert.ok(!isOver, `${name} over ${text}`);
            }
      });
    }
});

test('a fitted picture is seen whole, the first one is readable, and zooming leaves its point where it is', () => {
  const page = { width: 600, height: 400 };
  const sides = fc.record({
    width: fc.integer({ min: 50, max: 5000 }),
    height: fc.integer({ min: 50, max: 4000 }),
  });
  fc.assert(
    fc.property(sides, (picture) => {
      const { x, zoom } = fitted(picture, page);
      assert.ok(zoom === 0.1 || (picture.width * zoom <= 600.001 && picture.height * zoom <= 400.001));
      assert.ok(x <= 0);
      const first = firstView(picture, page);
      assert.ok(first.zoom >= 0.6);
      // What is not shown whole is read with ease.
      assert.ok(first.zoom >= 0.75 || first.zoom === fitted(picture, page).zoom);
      const middle = centredOn(first, { x: 100, y: 50 }, page);
      assert.deepEqual(
        [middle.x + page.width / first.zoom / 2, middle.y + page.height / first.zoom / 2].map(Math.round),
        [100, 50],
      );
    }),
  );
  const view: Viewport = { x: 10, y: 20, zoom: 1 };
  const near = zoomed(view, 2, { x: 100, y: 50 });
  assert.deepEqual([near.x + 100 / near.zoom, near.y + 50 / near.zoom], [110, 70]);
});

test('between boxes with hardly a gap a way leads around, by the side on which they end alike', () => {
  const upper = { x: 20, y: 10, width: 100, height: 26 };
  const [right] = routesBetween(map.scene, [upper, { ...upper, y: 42 }]);
  assert.deepEqual(
    right!.map(({ x, y }) => [x, y]),
    [
      [120, 23],
      [132, 23],
      [132, 55],
      [120, 55],
    ],
  );
  const [left] = routesBetween(map.scene, [upper, { ...upper, y: 42, width: 50 }]);
  assert.deepEqual(
    [left![0], left![1]],
    [
      { x: 20, y: 23 },
      { x: 8, y: 23 },
    ],
  );
});

test('a way is seen whole, and a view that shows it stays', () => {
  const page = { width: 600, height: 400 };
  const view: Viewport = { x: 0, y: 0, zoom: 1 };
  const near: Point = { x: 100, y: 100 };
  assert.equal(showingAll(view, [near], page), view);
  const far = showingAll(view, [near, { x: 1900, y: 100 }], page);
  assert.ok(far.x <= 100 && far.x + page.width / far.zoom >= 1900, JSON.stringify(far));
  assert.ok(far.y <= 100 && far.y + page.height / far.zoom >= 100);
});

test('the view moves as little as shows a box', () => {
  const page = { width: 600, height: 400 };
  const view: Viewport = { x: 0, y: 0, zoom: 1 };
  assert.equal(showing(view, { x: 100, y: 100, width: 50, height: 20 }, page), view);
  assert.deepEqual(showing(view, { x: 700, y: 100, width: 50, height: 20 }, page), { x: 174, y: 0, zoom: 1 });
  const again = showing(view, { x: 700, y: 900, width: 5000, height: 20 }, page);
  assert.equal(showing(again, { x: 700, y: 900, width: 5000, height: 20 }, page), again);
});
