import { shortened } from '../../../diagram/textWidth.ts';
import type { NameOf, SubnetMap, VpcMap } from './parts.ts';

/** The default route of a subnet, or what replaces it: an isolated subnet may have routes to other networks. */
export function routeLine(subnet: SubnetMap, { routeTables }: VpcMap, nameOf: NameOf): string {
  const { by, class: kind, routeTable } = subnet;
  const textsOf = (routes: VpcMap['routeTables'][number]['routes']) =>
    routes.flatMap(({ id, destination, target }) =>
      target === null || target === 'local'
        ? []
        : [`${destination ?? shortened(id)} → ${shortened(nameOf(target) ?? target)}`],
    );
  const all = routeTables.flatMap(({ routes }) => routes);
  const [way] = by === null ? [] : textsOf(all.filter(({ id }) => id === by.id));
  if (way !== undefined) return way;
  const own = routeTables.find(({ id }) => id === routeTable)?.routes ?? [];
  const [first, ...more] = kind === 'isolated' ? textsOf(own) : [];
  if (first === undefined) return NO_ROUTE[kind];
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

const NO_ROUTE = {
  public: 'route to the internet',
  nat: 'route to a NAT gateway',
  transit: 'route to another network',
  isolated: 'no route out of the VPC',
  unknown: 'default route unknown',
} as const satisfies Record<SubnetMap['class'], string>;
