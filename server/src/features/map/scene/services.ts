import { areaSize } from '../../../diagram/lettering.ts';
import type { Box, Link, Thing } from '../../../diagram/scene.ts';
import type { NetworkMap } from '../networkMap.ts';
import { frameOfChips } from './outside.ts';
import type { Unplaced } from './parts.ts';
import type { LaidOutVpc, PlacedOccupant } from './vpcLayout.ts';
import { chip } from './vpcPlan.ts';

type Endpoints = NetworkMap['vpcs'][number]['endpoints'];

export const SERVICES = { key: 'services', title: 'AWS services', icon: 'service' } as const;

/** The AWS services with an endpoint, and those that workloads use. */
export function servicesOf({ vpcs }: NetworkMap, wanted: readonly string[]): readonly Unplaced[] {
  const withEndpoint = vpcs.flatMap(({ endpoints }) => endpoints.flatMap(({ service }) => service ?? []));
  return [...new Set([...withEndpoint, ...wanted])].map((name) => ({
    ...chip(name, 'service', ''),
    key: keyOfService(name),
    accessibleName: 'AWS service',
  }));
}

/** Placed beside the endpoints of a single VPC, so that most links are straight. */
export function placeServices(
  services: readonly Unplaced[],
  endpoints: Endpoints,
  vpc: LaidOutVpc,
  x: number,
): { readonly things: readonly Thing[]; readonly links: readonly Link[] } {
  if (services.length === 0) return { things: [], links: [] };
  const first = boxIn(vpc.things, endpoints[0]?.id)!;
  const head = areaSize({ title: '', lines: [] }).height;
  const { things } = frameOfChips(SERVICES, services, { x, y: Math.max(vpc.box.y, first.y - head) });
  return { things, links: serviceLinks(endpoints, vpc, things) };
}

const keyOfService = (name: string): string => `service ${name}`;

/** From each endpoint to its service on the right, each with its own track. */
function serviceLinks(
  endpoints: Endpoints,
  { things }: LaidOutVpc,
  services: readonly Thing[],
): readonly Link[] {
  return endpoints.flatMap(({ id, service }, i): Link[] => {
    const from = boxIn(things, id);
    const to = service === null ? undefined : boxIn(services, keyOfService(service));
    // A service in a second column is behind another one.
    if (!from || !to || to.x > services[1]!.boxes[0].x) return [];
    const [start, end] = [from, to].map(middleOf) as [number, number];
    const left = from.x + from.width;
    const across = left + 8 + (i % 8) * 3;
    const points = [
      { x: left, y: start },
      ...(start === end
        ? []
        : [
            { x: across, y: start },
            { x: across, y: end },
          ]),
      { x: to.x, y: end },
    ];
    return [{ from: id, to: keyOfService(service!), kind: 'leads', points }];
  });
}

function boxIn(all: readonly (Thing | PlacedOccupant)[], key: string | undefined): Box | undefined {
  return all.flatMap((one) => ('key' in one && one.key === key ? [one.boxes[0]] : []))[0];
}

const middleOf = ({ y, height }: Box): number => y + height / 2;
