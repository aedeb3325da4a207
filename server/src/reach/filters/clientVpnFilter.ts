import type { Cidr } from '../../cidr/cidr.ts';
import type { ClientVpnAuthorization } from '../../network/associations.ts';
import { type Field, unknownOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import { knownBlocks } from '../locations/addresses.ts';
import { type Mode, narrow } from '../packets/flow.ts';
import { allAddresses, isWithin, type Ranges, rangesOf, unite } from '../packets/ranges.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/**
 * An AWS Client VPN endpoint forwards its clients' packets if it has a route (those for its VPC's blocks are automatic)
 * and an authorization rule for the destination (fact CVPN-01).
 */
export function clientVpnFilters({ from, traffic, network }: FlowContext): readonly Filter[] {
  const endpoint = from.workload;
  if (endpoint?.kind !== 'client-vpn-endpoint' || traffic.family !== 4) return [];
  const { id, at } = endpoint;
  const vpc = from.subnet && find(network.vpcs, from.subnet.vpc);
  const own = <T extends { readonly endpoint: Parameters<typeof keyOfField>[0] }>(list: readonly T[]) =>
    list.filter((one) => one.endpoint.kind === 'unknown' || keyOfField(one.endpoint) === id);
  const blocks = vpc && knownBlocks(vpc, 4);
  const hop = { resource: id, kind: 'workload', at } as const;
  const mayHaveMore = network.exportedIds.has(id);
  const authorizations = own(network.clientVpnAuthorizations);
  const check = (
    destinations: readonly Field<Cidr>[],
    local: Ranges,
    kind: 'no-client-vpn-route' | 'no-client-vpn-authorization',
    what: string,
    why: string,
    ofGroups: readonly ClientVpnAuthorization[] = [],
  ): Filter => ({
    hop,
    isQuiet: true,
    apply: (flow, mode) => {
      const perhaps = mode === 'possible' ? ofGroups.map(({ destination }) => destination) : [];
      const open = reaching([...destinations, ...perhaps], mayHaveMore, mode);
      return narrow(flow, 'to', unite(local, open), mode);
    },
    unknownReasons: () => {
      const unknown = destinations.filter((one) => one.kind === 'unknown');
      const isOpen = mayHaveMore || destinations.some(({ kind }) => kind !== 'known');
      return [
        ...(isOpen ? [unknownOf(why, ...unknown)] : []),
        // https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html
        ...ofGroups.map((one) => ({ why: `${one.id} is for one group of the users of ${id}` })),
      ];
    },
    blocker: () => ({
      code: null,
      resource: id,
      at,
      reason: { kind, endpoint: id },
      change: { kind: 'other', what },
    }),
  });
  return [
    check(
      own(network.clientVpnRoutes).map(({ destination }) => destination),
      blocks ?? allAddresses(4),
      'no-client-vpn-route',
      `Give ${id} a route`,
      `the routes of ${id} are not all in the file`,
    ),
    check(
      authorizations.filter((one) => !one.isForOneGroup).map(({ destination }) => destination),
      [],
      'no-client-vpn-authorization',
      `Give ${id} an authorization rule`,
      `the authorization rules of ${id} are not all in the file`,
      authorizations.filter((one) => one.isForOneGroup),
    ),
  ];
}

/**
 * With a route to the target `local` the endpoint forwards packets from one client to another:
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.ClientVpnRouteOptions.html
 */
export function amongClients({ from, to, network }: FlowContext): Filter | undefined {
  const endpoint = from.workload;
  if (endpoint?.kind !== 'client-vpn-endpoint' || to.subnet) return undefined;
  const { id, at } = endpoint;
  const route = network.clientVpnRoutes.find(
    ({ endpoint: owner, subnet, destination }) =>
      keyOfField(owner) === id &&
      keyOfField(subnet) === 'local' &&
      destination.kind === 'known' &&
      isWithin(to.addresses, rangesOf(destination.value)),
  );
  if (!route) return undefined;
  return constantFilter(
    { resource: id, kind: 'workload', at },
    'open',
    () => {
      throw new Error('The way from client to client is never in the way.');
    },
    `${route.id} leads to its other clients`,
  );
}

function reaching(destinations: readonly Field<Cidr>[], mayHaveMore: boolean, mode: Mode): Ranges {
  if (mode === 'possible' && (mayHaveMore || destinations.some(({ kind }) => kind !== 'known')))
    return allAddresses(4);
  return unite(...destinations.map((one) => (one.kind === 'known' ? rangesOf(one.value) : [])));
}
