import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import sax from 'sax';
import { drawioOf } from '../../../server/src/diagram/drawio.ts';
import type { Box, TitledScene } from '../../../server/src/diagram/scene.ts';
import { sceneOf } from '../../../server/src/features/map/scene/sceneOf.ts';
import { analyze, networkMaps } from '../../../server/src/languageService.ts';
import { sketches, templateOf } from './networks.ts';

// The rules of a file of draw.io: https://www.drawio.com/doc/faq/diagram-source-edit

interface Cell {
  readonly id: string;
  readonly parent?: string;
  readonly source?: string;
  readonly target?: string;
  readonly vertex?: string;
  readonly edge?: string;
  readonly value?: string;
  readonly style?: string;
  box?: Box;
}

/** The cells of each page by their ids; fails on what no XML parser reads and on ids that are there twice. */
function pagesOf(text: string): readonly ReadonlyMap<string, Cell>[] {
  const pages: Map<string, Cell>[] = [];
  let cell: Cell | undefined;
  const parser = sax.parser(true);
  parser.onerror = (error) => assert.fail(error);
  parser.onopentag = ({ name, attributes }) => {
    const given = attributes as Record<string, string>;
    if (name === 'diagram') pages.push(new Map());
    if (name === 'mxCell') {
      cell = given as unknown as Cell;
      assert.ok(!pages.at(-1)!.has(cell.id), `${cell.id} twice`);
      pages.at(-1)!.set(cell.id, cell);
    }
    if (name === 'mxGeometry' && given.relative !== '1') {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((one) => Number(given[one]));
      cell!.box = { x: x!, y: y!, width: width!, height: height! };
      for (const number of Object.values(cell!.box)) assert.ok(Number.isFinite(number), cell!.id);
    }
  };
  parser.write(text).close();
  return pages;
}

/** Where a cell is on its page: its geometry is from the corner of its parent. */
function boxOn(page: ReadonlyMap<string, Cell>, { box, parent }: Cell): Box {
  const around = page.get(parent ?? '');
  if (!box || !around?.box) return box!;
  const { x, y } = boxOn(page, around);
  return { ...box, x: box.x + x, y: box.y + y };
}

function check(scenes: readonly TitledScene[]): void {
  const pages = pagesOf(drawioOf(scenes));
  assert.equal(pages.length, scenes.length);
  pages.forEach((page, i) => {
    const { things } = scenes[i]!.scene;
    assert.deepEqual([page.get('0')?.parent, page.get('1')?.parent], [undefined, '0']);
    for (const cell of page.values()) {
      const { id, parent, source, target, vertex, edge, style = '' } = cell;
      if (id === '0' || id === '1') continue;
      assert.ok(page.has(parent!), `${id} is in ${parent}`);
      assert.equal([vertex, edge].filter((one) => one === '1').length, 1, id);
      assert.match(style, /^([A-Za-z]+=?[^;=]*;)+$/, id);
      if (parent !== '1') assert.match(page.get(parent!)!.style!, /container=1;/, parent);
      if (edge === '1') for (const end of [source, target]) assert.equal(page.get(end!)?.vertex, '1', id);
      if (vertex === '1') assert.ok(cell.box && cell.box.width > 0 && cell.box.height > 0, id);
      for (const [, name] of style.matchAll(/mxgraph\.aws4\.(\w+)/g)) assert.ok(NAMES.has(name!), name);
    }
    // Each thing has its boxes where the picture has them, however deep its containers are.
    const boxes = [...page.values()]
      .filter(({ id, vertex }) => vertex === '1' && /^n\d+(x\d+)?$/.test(id))
      .map((cell) => JSON.stringify(boxOn(page, cell)));
    const drawn = things.flatMap((thing) =>
      thing.boxes.map(({ x, y, width, height }) => JSON.stringify({ x, y, width, height })),
    );
    assert.deepEqual(boxes.toSorted(), drawn.toSorted());
  });
}

/**
 * Icons of draw.io's library, of those that it lists in `Sidebar-AWS4.js`, read 2026-11-29:
 * https://github.com/jgraph/drawio/blob/003149591ef1a573ae8f5ab518aa81e870ada759/src/main/webapp/js/diagramly/sidebar/Sidebar-AWS4.js
 */
const NAMES = new Set([
  ...['group', 'group_vpc2', 'group_security_group', 'vpc', 'internet', 'general'],
  ...['internet_gateway', 'nat_gateway', 'vpn_gateway', 'endpoints', 'peering', 'elastic_network_interface'],
  ...['transit_gateway', 'transit_gateway_attachment', 'application_load_balancer'],
  ...['lambda_function', 'instance2', 'fargate', 'rds', 'elasticache', 'mq', 'elastic_file_system'],
]);

test('a diagram of any network is a file that draw.io reads, with everything in its place', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const maps = networkMaps(analyze('net.json', templateOf(sketch).text)!);
      check(maps.map((map) => ({ heading: null, scene: sceneOf(map) })));
    }),
    { numRuns: 100 },
  );
});

test('so is one of each template in the examples and among the rules, with a page for each scenario', () => {
  let drawn = 0;
  for (const folder of ['../../../examples/', '../../rules/']) {
    const at = new URL(folder, import.meta.url);
    for (const name of readdirSync(at, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(yaml|yml|json)$/.test(name) || /good-|fixed/.test(name)) continue;
      const analysis = analyze(name, readFileSync(new URL(name, at), 'utf8'));
      const maps = analysis ? networkMaps(analysis) : [];
      if (maps.length > 0)
        check(maps.map((map, i) => ({ heading: `When "${i}" & <more>`, scene: sceneOf(map) })));
      drawn += maps.length;
    }
  }
  assert.ok(drawn > 200, `${drawn}`);
});
