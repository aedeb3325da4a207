import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { letteringOf } from '../../../server/src/diagram/lettering.ts';
import { PALETTES } from '../../../server/src/diagram/palette.ts';
import type { Box, Scene, Thing } from '../../../server/src/diagram/scene.ts';
import { widthOf } from '../../../server/src/diagram/textWidth.ts';
import { sceneOf } from '../../../server/src/features/map/scene/sceneOf.ts';
import { analyze, networkMaps, shownMap } from '../../../server/src/languageService.ts';
import { luminanceOf } from '../../../server/src/subnetPlan/tierLook.ts';
import { sketches, templateOf } from './networks.ts';

function sceneIn(text: string, unfolded: readonly string[] = []): Scene {
  const analysis = analyze(text.startsWith('{') ? 'net.json' : 'net.yaml', text);
  assert.ok(analysis);
  return sceneOf(networkMaps(analysis)[0]!, { unfolded: new Set(unfolded), services: ['kms'] });
}

/** With every fold open, since a fold stands for several: those of subnets first, in which there are others. */
function wholeScene(text: string, unfolded: readonly string[] = []): Scene {
  const scene = sceneIn(text, unfolded);
  const folds = scene.things.filter(({ members }) => members.length > 0).map(({ key }) => key);
  return folds.length === 0 ? scene : wholeScene(text, [...unfolded, ...folds]);
}

const right = ({ x, width }: Box) => x + width;
const bottom = ({ y, height }: Box) => y + height;
const meet = (a: Box, b: Box) => a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
const holds = (outer: Box, inner: Box) =>
  inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer);

const isContainer = ({ shape }: Thing) => shape === 'frame' || shape === 'area';

test('everything is drawn once and nothing is lost, folded or not', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { text, drawn } = templateOf(sketch);
      const ids = (scene: Scene) =>
        scene.things.flatMap(({ id, members }) => [...(id === null ? [] : [id]), ...members]);
      const others = new Set(['internet', 's3', 'dynamodb', 'sqs', 'secretsmanager', 'kms']);
      for (const scene of [sceneIn(text), wholeScene(text)]) {
        const known = ids(scene).filter((id) => !others.has(id));
        assert.deepEqual(known.toSorted(), drawn.toSorted());
        assert.equal(new Set(scene.things.map(({ key }) => key)).size, scene.things.length);
      }
    }),
    { numRuns: 100 },
  );
});

test('no two boxes overlap, but those of what contains and what is contained', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { text } = templateOf(sketch);
      for (const { things } of [sceneIn(text), wholeScene(text)]) {
        const boxes = things.flatMap((thing) => thing.boxes.map((box) => ({ thing, box })));
        boxes.forEach((one, i) => {
          for (const other of boxes.slice(i + 1)) {
            if (!meet(one.box, other.box)) continue;
            const [outer, inner] = isContainer(one.thing) ? [one, other] : [other, one];
            // A chip is within a subnet or over several, or on the edge of a frame.
            const fits =
              isContainer(outer.thing) &&
              (outer.thing.shape === 'area' ? !isContainer(inner.thing) : inner.thing.inside !== null);
            assert.ok(fits, `${one.thing.key} and ${other.thing.key}`);
          }
        });
      }
    }),
    { numRuns: 100 },
  );
});

test('a subnet is within its VPC, a chip within the subnets that it is in, and all within the picture', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { text } = templateOf(sketch);
      for (const scene of [sceneIn(text), wholeScene(text)]) check(scene);
    }),
    { numRuns: 100 },
  );
  function check({ things, links, width, height }: Scene) {
    const byKey = new Map(things.map((thing) => [thing.key, thing]));
    const whole: Box = { x: 0, y: 0, width, height };
    for (const { key, boxes, inside, shape } of things) {
      for (const box of boxes) assert.ok(holds(whole, box), key);
      const around = byKey.get(inside ?? '');
      if (around?.shape === 'area') assert.ok(holds(around.boxes[0], boxes[0]), key);
      if (shape === 'area') assert.ok(holds(around!.boxes[0], boxes[0]), key);
    }
    for (const { points } of links)
      for (const { x, y } of points) assert.ok(holds(whole, { x, y, width: 0, height: 0 }));
  }
});

test('no link crosses a box: it goes around subnets, workloads and other VPCs', () => {
  const within = (a: number, b: number, [low, high]: readonly [number, number]) =>
    Math.max(a, b) > low && Math.min(a, b) < high;
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { things, links } = sceneIn(templateOf(sketch).text);
      for (const { from, to, kind, points } of links) {
        if (kind === 'same') continue;
        const others = things.filter(({ key, shape }) => key !== from && key !== to && shape !== 'frame');
        points.slice(1).forEach((end, i) => {
          const start = points[i]!;
          for (const { key, boxes } of others)
            for (const box of boxes)
              assert.ok(
                !within(start.x, end.x, [box.x, right(box)]) || !within(start.y, end.y, [box.y, bottom(box)]),
                `${from} to ${to} crosses ${key}`,
              );
        });
      }
    }),
    { numRuns: 100 },
  );
});

test('VPCs that make no row of a page are below each other, each with its own way to the internet and its peer', () => {
  const vpc = (n: number) => `  Vpc${n}: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.${n}.0.0/16 } }
  Gate${n}: { Type: AWS::EC2::InternetGateway }
  Attached${n}: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc${n}, InternetGatewayId: !Ref Gate${n} } }
${['a', 'b'].map((zone, i) => `  Subnet${n}x${zone}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc${n}, CidrBlock: 10.${n}.${i}.0/24, AvailabilityZone: eu-west-1${zone} } }\n`).join('')}`;
  const peering = `  Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc0, PeerVpcId: !Ref Vpc2 } }\n`;
  const scene = yamlScene(`Resources:\n${[0, 1, 2].map(vpc).join('')}${peering}`);
  const boxes = [0, 1, 2].map((n) => thingIn(scene, `Vpc${n}`).boxes[0]);
  assert.equal(new Set(boxes.map(({ x }) => x)).size, 2);
  assert.ok(bottom(boxes[0]!) < boxes[2]!.y);
  assert.ok(scene.width <= 1300, `${scene.width}`);
  const ends = (to: string) => scene.links.filter((link) => link.to === to).map(({ from }) => from);
  assert.deepEqual(ends('internet'), ['Gate0', 'Gate1', 'Gate2']);
  assert.deepEqual(ends('Peering').toSorted(), ['Vpc0', 'Vpc2']);
});

test('the texts of a box are within it', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      for (const thing of sceneIn(templateOf(sketch).text).things) {
        for (const box of thing.boxes) {
          for (const { at, text, look } of letteringOf(thing, box).texts) {
            assert.ok(at.x + widthOf(text, look === 'title') <= right(box), `${thing.key}: ${text}`);
            assert.ok(at.y < bottom(box), `${thing.key}: ${text}`);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the same text gives the same picture', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { text } = templateOf(sketch);
      assert.deepEqual(sceneIn(text), sceneIn(text));
    }),
    { numRuns: 30 },
  );
});

const subnet = (id: string, zone: string, block: number) =>
  `  ${id}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${block}.0/24, AvailabilityZone: ${zone} } }\n`;
const lambda = (id: string, ...subnets: string[]) =>
  `  ${id}: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [${subnets.map((one) => `!Ref ${one}`).join(', ')}], SecurityGroupIds: [sg-0c8fa5e7fb136d429] } } }\n`;
const VPC = 'Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n';
const THREE = ['a', 'b', 'c']
  .map((letter, i) => subnet(`App${letter.toUpperCase()}`, `eu-west-1${letter}`, i))
  .join('');

function yamlScene(text: string, unfolded: readonly string[] = []): Scene {
  const analysis = analyze('net.yaml', text);
  assert.ok(analysis);
  return sceneOf(networkMaps(analysis)[0]!, { unfolded: new Set(unfolded) });
}

const thingIn = (scene: Scene, key: string) => scene.things.find((one) => one.key === key)!;

test('a workload is one box over subnets side by side, and one for each group of others, connected', () => {
  const scene = yamlScene(
    `${VPC}${THREE}${lambda('Wide', 'AppA', 'AppB', 'AppC')}${lambda('Apart', 'AppA', 'AppC')}`,
  );
  const [a, b, c] = ['AppA', 'AppB', 'AppC'].map((id) => thingIn(scene, id).boxes[0]);
  const [wide, ...more] = thingIn(scene, 'Wide').boxes;
  assert.equal(more.length, 0);
  assert.ok(wide.x > a!.x && wide.x < right(a!) && right(wide) > c!.x && right(wide) < right(c!));
  const apart = thingIn(scene, 'Apart').boxes;
  assert.equal(apart.length, 2);
  assert.ok(!apart.some((box) => meet(box, b!)));
  assert.deepEqual(
    scene.links.map(({ from, to, kind }) => [from, to, kind]),
    [['Apart', 'Apart', 'same']],
  );
});

test('many workloads of a kind in the same subnets are counted, and drawn when they are unfolded', () => {
  const many = Array.from({ length: 7 }, (_, n) => lambda(`Job${n}`, 'AppA')).join('');
  const text = `${VPC}${THREE}${many}${lambda('Other', 'AppB')}`;
  const folded = yamlScene(text).things.find(({ members }) => members.length > 0)!;
  assert.deepEqual([folded.title, folded.members.length, folded.inside], ['7 Lambda functions', 7, 'AppA']);
  const open = yamlScene(text, [folded.key]);
  assert.equal(open.things.filter(({ key }) => key.startsWith('Job')).length, 7);
  assert.equal(
    open.things.some(({ members }) => members.length > 0),
    false,
  );
});

test('of a VPC with many rows each tier that has several is one, and unfolds', () => {
  const letters = ['a', 'b', 'c'];
  const tiers = Array.from({ length: 9 }, (_, tier) =>
    letters.map((letter, i) =>
      subnet(`Tier${tier}x${letter.toUpperCase()}`, `eu-west-1${letter}`, 3 * tier + i),
    ),
  );
  const jobs = Array.from({ length: 27 }, (_, n) => lambda(`Job${n}`, `Tier${n % 9}xA`)).join('');
  const text = `${VPC}${tiers.flat().join('')}${jobs}${lambda('Wide', 'Tier0xA', 'Tier8xC')}`;
  const scene = yamlScene(text);
  const areas = scene.things.filter(({ shape }) => shape === 'area');
  assert.deepEqual(
    areas.map(({ title, lines, accessibleName, members }) => [title, lines, accessibleName, members.length]),
    [['27 subnets', ['6,767 free · Tier0xA, Tier1xA and 25 more'], 'isolated, in 3 zones, folded', 27]],
  );
  assert.deepEqual(
    scene.headings.map(({ lines }) => lines.join()),
    ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'Isolated'],
  );
  // What is alike in a zone of the tier is counted, whatever subnet it is in.
  const jobsThere = scene.things.find(({ title }) => title === '27 Lambda functions')!;
  assert.deepEqual([jobsThere.inside, thingIn(scene, 'Wide').boxes.length], [areas[0]!.key, 2]);
  const open = yamlScene(text, [areas[0]!.key]);
  assert.equal(open.things.filter(({ shape }) => shape === 'area').length, 27);
  // Nobody can unfold a file.
  assert.equal(
    sceneOf(networkMaps(analyze('net.yaml', text)!)[0]!).things.filter(({ shape }) => shape === 'area')
      .length,
    27,
  );
});

test('tiers are rows by their routes, and by their names where these say more in several zones', () => {
  const text = `${VPC}${THREE}${subnet('DataA', 'eu-west-1a', 10)}${subnet('DataB', 'eu-west-1b', 11)}${subnet('VpcSpare1234ABCD', 'eu-west-1a', 12)}`;
  const scene = yamlScene(text);
  assert.deepEqual(
    scene.headings.map(({ lines }) => lines),
    [['eu-west-1a'], ['eu-west-1b'], ['eu-west-1c'], ['App', 'isolated'], ['Data', 'isolated'], ['Isolated']],
  );
  const y = (id: string) => thingIn(scene, id).boxes[0].y;
  assert.ok(y('AppA') === y('AppC') && y('DataA') === y('DataB') && y('AppA') < y('DataA'));
});

test('stages with subnets of no inventory are not said to be in no VPC', () => {
  const settings = (stages: object) => {
    const analysis = analyze('zappa_settings.json', JSON.stringify(stages));
    assert.ok(analysis);
    const scene = shownMap(analysis, { scenario: null, unfolded: [] })!.scene;
    return thingIn(scene, 'elsewhere').title;
  };
  const inVpc = { vpc_config: { SubnetIds: ['subnet-8f3c21d7'], SecurityGroupIds: ['sg-5d20c8b4'] } };
  assert.equal(settings({ dev: inVpc, production: inVpc }), 'Subnets unknown');
  assert.equal(settings({ dev: {}, production: inVpc }), 'In no VPC of this file');
});

test('names longer than a line lose their middle', () => {
  const id = `A${'b'.repeat(60)}Z`;
  const { title } = thingIn(yamlScene(`${VPC}${subnet(id, 'eu-west-1a', 1)}`), id);
  assert.match(title, /^Ab+…b+Z$/);
  assert.ok(title.length < 45);
});

test('texts are told from their backgrounds in every theme', () => {
  const contrast = (a: string, b: string) => {
    const [dark, bright] = [luminanceOf(a), luminanceOf(b)].toSorted((one, other) => one - other);
    return (bright! + 0.05) / (dark! + 0.05);
  };
  for (const [theme, palette] of Object.entries(PALETTES)) {
    const tiers = ['', 'public', 'private', 'isolated', 'data', 'database', 'app', 'transit'];
    const backgrounds = [palette.background, palette.chip, ...tiers.map((tier) => palette.area(tier).fill)];
    for (const background of backgrounds)
      for (const ink of [palette.text, palette.quiet])
        assert.ok(contrast(ink, background) >= 4.5, `${theme}: ${ink} on ${background}`);
  }
});

test('five hundred resources are drawn in 200 ms', () => {
  const subnets = Array.from({ length: 60 }, (_, n) =>
    subnet(`Tier${n % 20}x${'ABC'[n % 3]}`, `eu-west-1${'abc'[n % 3]}`, n),
  );
  const functions = Array.from({ length: 440 }, (_, n) => lambda(`Job${n}`, `Tier${n % 20}x${'ABC'[n % 3]}`));
  const maps = networkMaps(analyze('net.yaml', `${VPC}${subnets.join('')}${functions.join('')}`)!);
  // The least of some, of this process alone: others on the machine do not count.
  const took = Array.from({ length: 5 }, () => {
    const started = process.cpuUsage();
    sceneOf(maps[0]!);
    return process.cpuUsage(started).user / 1000;
  });
  assert.ok(Math.min(...took) < 200, `${took} ms`);
});

test('a load balancer is said with what it sends to', () => {
  const target = (id: string) => `!Ref ${id}`;
  const instances = ['One', 'Two', 'Three'].map((id) => `  ${id}: { Type: AWS::EC2::Instance }\n`).join('');
  const text = `${VPC}${THREE}${instances}  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [!Ref AppA, !Ref AppB] } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Port: 80, Protocol: HTTP, Targets: [${['One', 'Two', 'Three'].map((id) => `{ Id: ${target(id)} }`).join(', ')}] } }
`;
  assert.equal(thingIn(yamlScene(text), 'Balancer').noun, 'load balancer → One, Two and 1 more');
  assert.deepEqual(thingIn(yamlScene(text), 'Balancer').about, [
    'the default group of Vpc',
    'Targets',
    'Listener',
  ]);
});

const titlesOf = (text: string) => new Map(sceneIn(text).things.map(({ key, title }) => [key, title]));

test('a long name is whole where its box has room for it, and loses its middle where it has not', () => {
  const name = 'CustomVpcRestrictDefaultGroupCustomResourceProviderHandler';
  const subnet = (zone: string, n: number) =>
    `{ Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${n}.0/24, AvailabilityZone: eu-west-1${zone} } }`;
  const text = (subnets: string) => `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  SubnetOfTheFirstZoneWithALongNameA: ${subnet('a', 1)}
  SubnetOfTheSecondZoneWithALongNameB: ${subnet('b', 2)}
  ${name}: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [${subnets}], SecurityGroupIds: [sg-0c8fa5e7fb136d429] } } }
`;
  const [a, b] = ['!Ref SubnetOfTheFirstZoneWithALongNameA', '!Ref SubnetOfTheSecondZoneWithALongNameB'];
  assert.equal(titlesOf(text(`${a}, ${b}`)).get(name), name);
  assert.equal(titlesOf(text(a!)).get(name), 'CustomVpcRestrictDefa…ourceProviderHandler');
});

test('a subnet without a default route says which other routes it has', () => {
  const text = (routes: string) => `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Inner: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Hub: { Type: AWS::EC2::TransitGateway }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  InTable: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Inner, RouteTableId: !Ref Table } }
${routes}`;
  const toHub = (n: number) =>
    `  Route${n}: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 10.${n}.0.0/16, TransitGatewayId: !Ref Hub } }\n`;
  const linesOf = (routes: string) => sceneIn(text(routes)).things.find(({ key }) => key === 'Inner')?.lines;
  assert.deepEqual(linesOf('')?.[1], 'no route out of the VPC');
  assert.deepEqual(linesOf(toHub(1))?.[1], '10.1.0.0/16 → Hub');
  assert.deepEqual(linesOf(toHub(1) + toHub(2) + toHub(3))?.[1], '10.1.0.0/16 → Hub and 2 more');
});
