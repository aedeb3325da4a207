import { xmlText } from '../escape/xml.ts';
import { lookOfTier } from '../subnetPlan/tierLook.ts';
import type { DiagramIcon } from './icons.ts';
import type { Box, Link, Scene, Thing, TitledScene } from './scene.ts';

/** How cells of the file are named: by their place in the scene, since keys may be anything. */
type NameOf = (key: string) => string;

/**
 * Scenes as the pages of a draw.io file, with AWS's icons as its shape library names them (`mxgraph.aws4`), frames and subnets as
 * containers: https://www.drawio.com/doc/faq/diagram-source-edit
 */
export function drawioOf(scenes: readonly TitledScene[]): string {
  const pages = scenes.map(({ heading, scene }, i) => {
    const name = heading ?? (i === 0 ? 'Network' : `Network ${i + 1}`);
    return `<diagram id="p${i + 1}" name="${xmlText(name)}">\n${pageOf(scene)}\n</diagram>`;
  });
  return `<mxfile host="app.diagrams.net">\n${pages.join('\n')}\n</mxfile>\n`;
}

function pageOf(scene: Scene): string {
  const names = new Map(scene.things.map(({ key }, i) => [key, `n${i + 1}`]));
  const nameOf: NameOf = (key) => names.get(key) ?? '1';
  const boxes = new Map(scene.things.map(({ key, boxes: [box] }) => [key, box]));
  const cells = [
    ...scene.things.flatMap((thing) => cellsOf(thing, nameOf, boxes)),
    ...scene.headings.map(
      ({ at, lines }, i) =>
        `<mxCell id="h${i + 1}" value="${xmlText(lines.join(' · '))}" style="text;html=0;align=left;verticalAlign=middle;fontStyle=1;fontSize=12;" vertex="1" parent="1">${geometry({ x: at.x, y: at.y - 15, width: 160, height: 20 })}</mxCell>`,
    ),
    ...scene.links.filter(({ kind }) => kind === 'leads').map((link, i) => edge(link, i, nameOf)),
  ];
  return `<mxGraphModel grid="1" gridSize="10" page="0" math="0" shadow="0">
<root>
<mxCell id="0"/>
<mxCell id="1" parent="0"/>
${cells.join('\n')}
</root>
</mxGraphModel>`;
}

/** A cell for each box; only what is in one subnet or frame moves with it. */
function cellsOf(thing: Thing, nameOf: NameOf, boxes: ReadonlyMap<string, Box>): readonly string[] {
  const { key, inside, boxes: own } = thing;
  return own.flatMap((box, i) => {
    const around = inside === null ? undefined : boxes.get(inside);
    const isWithin = around !== undefined && thing.shape !== 'band';
    const place = isWithin ? { ...box, x: box.x - around.x, y: box.y - around.y } : box;
    const name = i === 0 ? nameOf(key) : `${nameOf(key)}x${i}`;
    const whole = `<mxCell id="${name}" value="${xmlText(labelOf(thing))}" style="${styleOf(thing)}" vertex="1" parent="${isWithin ? nameOf(inside!) : '1'}">${geometry(place)}</mxCell>`;
    return thing.shape === 'chip' || thing.shape === 'band' ? [whole, iconCell(thing, name, box)] : [whole];
  });
}

/** In pixels, from the left edge of its chip. */
const ICON = 18;
const BESIDE_EDGE = 6;

function iconCell({ icon, noun }: Thing, chip: string, { height }: Box): string {
  const [colour, shape] = SHAPES_OF_NOUNS.get(noun) ?? SHAPES[icon];
  const style = `shape=mxgraph.aws4.${shape};fillColor=${colour};strokeColor=none;aspect=fixed;pointerEvents=0;`;
  const place: Box = { x: BESIDE_EDGE, y: (height - ICON) / 2, width: ICON, height: ICON };
  return `<mxCell id="${chip}i" value="" style="${style}" vertex="1" connectable="0" parent="${chip}">${geometry(place)}</mxCell>`;
}

function edge({ from, to, points }: Link, number: number, nameOf: NameOf): string {
  const corners = points.slice(1, -1).map(({ x, y }) => `<mxPoint x="${x}" y="${y}"/>`);
  return `<mxCell id="e${number + 1}" style="edgeStyle=orthogonalEdgeStyle;rounded=0;endArrow=none;strokeColor=#8a8f98;" edge="1" parent="1" source="${nameOf(from)}" target="${nameOf(to)}"><mxGeometry relative="1" as="geometry"><Array as="points">${corners.join('')}</Array></mxGeometry></mxCell>`;
}

function geometry({ x, y, width, height }: Box): string {
  return `<mxGeometry x="${x}" y="${y}" width="${width}" height="${height}" as="geometry"/>`;
}

function labelOf({ shape, title, noun, lines }: Thing): string {
  if (shape === 'chip' || shape === 'band') return [title, noun].filter((part) => part !== '').join(' · ');
  return [title, ...lines].join(' · ');
}

const GROUP =
  'container=1;collapsible=0;recursiveResize=0;pointerEvents=0;html=0;whiteSpace=wrap;align=left;verticalAlign=top;fontSize=12;';

function styleOf({ shape, icon, tier }: Thing): string {
  switch (shape) {
    case 'frame':
      return icon === 'vpc'
        ? `shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc2;${GROUP}spacingLeft=30;strokeColor=#8C4FFF;fillColor=none;fontColor=#232F3E;`
        : `rounded=1;arcSize=4;${GROUP}spacingLeft=8;strokeColor=#8a8f98;fillColor=none;fontColor=#232F3E;`;
    case 'area': {
      const { colour } = lookOfTier(tier);
      return `shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_security_group;grStroke=0;${GROUP}spacingLeft=30;strokeColor=${colour};fillColor=${colour};fillOpacity=18;fontColor=#232F3E;`;
    }
    case 'chip':
    case 'band':
      return 'rounded=1;html=0;whiteSpace=wrap;align=left;verticalAlign=middle;spacingLeft=30;fontSize=12;strokeColor=#8a8f98;fillColor=#ffffff;fontColor=#232F3E;container=1;collapsible=0;';
  }
}

type Shape = readonly [colour: string, name: string];

/**
 * The name of an icon in draw.io's library, after its colour there. They are listed in `Sidebar-AWS4.js`:
 * https://github.com/jgraph/drawio/blob/003149591ef1a573ae8f5ab518aa81e870ada759/src/main/webapp/js/diagramly/sidebar/Sidebar-AWS4.js
 */
const SHAPES: Readonly<Record<DiagramIcon, Shape>> = {
  vpc: ['#8C4FFF', 'vpc'],
  subnet: ['#8C4FFF', 'vpc'],
  internet: ['#232F3E', 'internet'],
  gateway: ['#8C4FFF', 'internet_gateway'],
  nat: ['#8C4FFF', 'nat_gateway'],
  endpoint: ['#8C4FFF', 'endpoints'],
  peering: ['#8C4FFF', 'peering'],
  transit: ['#8C4FFF', 'transit_gateway'],
  service: ['#232F3E', 'general'],
  function: ['#ED7100', 'lambda_function'],
  balancer: ['#8C4FFF', 'application_load_balancer'],
  machine: ['#ED7100', 'instance2'],
  container: ['#ED7100', 'fargate'],
  database: ['#C925D1', 'rds'],
  cache: ['#C925D1', 'elasticache'],
  queue: ['#E7157B', 'mq'],
  files: ['#7AA116', 'elastic_file_system'],
  card: ['#8C4FFF', 'elastic_network_interface'],
  other: ['#232F3E', 'general'],
};

/** What the pictures draw alike and draw.io has an icon for. */
const SHAPES_OF_NOUNS: ReadonlyMap<string, Shape> = new Map([
  ['virtual private gateway', ['#8C4FFF', 'vpn_gateway']],
  ['transit gateway attachment', ['#8C4FFF', 'transit_gateway_attachment']],
]);
