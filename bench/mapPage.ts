import type { Page } from 'playwright-core';
import { analyze, reachedThings, shownMap } from '../server/src/languageService.ts';
import { inChrome, pageAlone } from './pageAlone.ts';
import { RESOURCES } from './templates.ts';

const SUBNETS = 30;
/** With every subnet drawn. */
const CHOICE = { scenario: null, unfolded: ['Vpc isolated subnets'] };

/** Subnets, and functions and caches with groups of their own. */
function networkTemplate(): string {
  const zone = (n: number) => 'abc'[n % 3]!;
  const subnet = (n: number) => `Tier${n}`;
  const inVpc = 'VpcId: !Ref Vpc';
  const lines = [
    'Resources:',
    '  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }',
    `  Subnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { Description: all, SubnetIds: [!Ref ${subnet(0)}, !Ref ${subnet(1)}] } }`,
  ];
  for (let n = 0; n < SUBNETS; n++)
    lines.push(
      `  ${subnet(n)}: { Type: AWS::EC2::Subnet, Properties: { ${inVpc}, CidrBlock: 10.0.${n}.0/24, AvailabilityZone: eu-west-1${zone(n)} } }`,
    );
  for (let n = 0; lines.length + 3 <= RESOURCES + 1; n++)
    lines.push(
      `  Group${n}: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: one, ${inVpc}, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 6379, ToPort: 6379, CidrIp: 10.0.${n % SUBNETS}.0/24 }] } }`,
      `  Job${n}: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref ${subnet(n % SUBNETS)}], SecurityGroupIds: [!Ref Group${n}] } } }`,
      `  Cache${n}: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: redis, CacheNodeType: cache.t4g.micro, NumCacheNodes: 1, CacheSubnetGroupName: !Ref Subnets, VpcSecurityGroupIds: [!Ref Group${n}] } }`,
    );
  return `${lines.join('\n')}\n`;
}

function taken(act: () => void): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

/** Milliseconds, one for each time it was done. */
export interface MapTimes {
  /** In the server: the picture of a text that was analyzed. */
  readonly picture: readonly number[];
  /** In the server: what one function reaches of everything. */
  readonly reached: readonly number[];
  /** In the page: from the start of the navigation until the picture is on the screen. */
  readonly firstPaint: readonly number[];
  /** In the page: from a new picture until it is on the screen. */
  readonly redraw: readonly number[];
}

export async function mapTimes(loads: number, rounds: number): Promise<MapTimes> {
  const text = networkTemplate();
  const picture: number[] = [];
  const reached: number[] = [];
  const maps: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    // Another block each time, so that nothing is known before.
    const analysis = analyze('net.yaml', text.replace('10.0.0.0/24', `10.0.${100 + round}.0/24`))!;
    picture.push(taken(() => maps.push(shownMap(analysis, CHOICE))));
    reached.push(taken(() => reachedThings(analysis, 'Job0', CHOICE)));
  }
  const messageOf = (map: unknown) => ({
    type: 'map',
    map: { ...(map as object), version: 1, uri: 'file:///net.yaml', name: 'net.yaml' },
  });
  return inChrome(async (browser) => {
    const firstPaint: number[] = [];
    let page: Page | undefined;
    for (let load = 0; load < loads; load++) {
      await page?.close();
      const wanted = {
        file: 'map',
        memory: null,
        answer: messageOf(maps[0]),
        shown: '.thing',
        width: 1200,
      };
      page = await pageAlone(browser, wanted);
      firstPaint.push(await page.evaluate<number>('window.firstPaint'));
    }
    const redraw: number[] = [];
    for (let round = 0; round < rounds; round++)
      redraw.push(
        await page!.evaluate<number>(`new Promise((resolve) => {
          const started = performance.now();
          const { data } = new MessageEvent('message', { data: ${JSON.stringify(messageOf(maps[round]))} });
          window.dispatchEvent(new MessageEvent('message', { data }));
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
        })`),
      );
    return { picture, reached, firstPaint, redraw };
  });
}
