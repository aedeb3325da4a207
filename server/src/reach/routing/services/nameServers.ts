import { firstAddress } from '../../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../../cidr/format.ts';
import type { DhcpOptions } from '../../../network/associations.ts';
import { unknownOf } from '../../../network/field.ts';
import { find, keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Truth } from '../../../network/truth.ts';
import { type UnknownReason, unknownBecause } from '../../../network/unknownReason.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { perMode } from '../../packets/flow.ts';
import { isEmpty, isWithin, publicAddresses, rangesOf } from '../../packets/ranges.ts';
import { runPaths, verdictOf } from '../../packets/run.ts';
import { pathsOf } from '../paths.ts';

/**
 * The name servers of a VPC's hosts. Private DNS names of endpoints are known only to the Amazon-provided server, and
 * to servers that forward to it (fact DNS-12).
 */
export type NameServers =
  | { readonly kind: 'amazon' }
  | { readonly kind: 'other'; readonly options: DhcpOptions }
  | (UnknownReason & { readonly kind: 'unknown' });

export function nameServersOf(vpc: string | undefined, network: Network): NameServers {
  if (vpc === undefined) return { kind: 'amazon' };
  for (const { vpc: owner, options } of network.dhcpOptionsAssociations) {
    if (keyOfField(owner) !== vpc) continue;
    const set = find(network.dhcpOptions, options);
    if (!set) {
      const named = keyOfField(options) ?? 'its DHCP option set';
      if (options.kind === 'absent' || named === 'default') return { kind: 'amazon' };
      return {
        kind: 'unknown',
        ...unknownOf(`the file does not say which DNS servers ${named} names`, options),
      };
    }
    const { usesAwsDns } = set;
    if (usesAwsDns.kind === 'unknown')
      return { kind: 'unknown', ...unknownBecause(`the DNS servers of ${set.id} are unknown`, usesAwsDns) };
    if (usesAwsDns.kind === 'known' && !usesAwsDns.value) return { kind: 'other', options: set };
  }
  return { kind: 'amazon' };
}

/**
 * Why an endpoint's private name may be unknown; `no` if only servers on the internet are used, which certainly do not
 * know it.
 */
export function knowsPrivateNames(vpc: string | undefined, network: Network): Truth {
  const servers = nameServersOf(vpc, network);
  if (servers.kind === 'amazon') return 'yes';
  if (servers.kind === 'unknown') return servers;
  const { options } = servers;
  if (options.servers.length > 0 && options.servers.every(isOnInternet)) return 'no';
  return {
    why: `the hosts of ${vpc} use the DNS servers of ${options.id}, and the file does not say whether these resolve private DNS names of endpoints`,
  };
}

function isOnInternet(server: DhcpOptions['servers'][number]): boolean {
  return isWithin(rangesOf(server), publicAddresses(server.family));
}

/** A host that reaches none of its name servers resolves no name. Undefined if the Amazon-provided server is used. */
export function nameServerCheck(scene: FlowContext): Filter | undefined {
  const { from, network } = scene;
  const servers = nameServersOf(vpcKeyOf(from.subnet), network);
  if (servers.kind !== 'other') return undefined;
  const { options } = servers;
  const verdicts = options.servers.flatMap((server) => {
    if (server.family !== scene.traffic.family) return [];
    const places = locationsOf({ kind: 'address', cidr: server }, server.family, network)?.locations ?? [];
    return places.map((to) => reachOf(from, to, scene));
  });
  const names = options.servers.map((one) =>
    one.prefix === (one.family === 4 ? 32 : 128) ? formatAddress(firstAddress(one)) : formatCidr(one),
  );
  const hop = { resource: options.id, kind: 'workload', at: options.at } as const;
  if (verdicts.includes('reachable'))
    return constantFilter(hop, 'open', () => blocked(from, options, names), 'its name servers are reached');
  const isClosed = verdicts.length > 0 && verdicts.every((one) => one === 'blocked');
  const state = isClosed
    ? 'closed'
    : { why: `the file does not say whether ${from.id} reaches the DNS servers of ${options.id}` };
  return constantFilter(hop, state, () => blocked(from, options, names));
}

function reachOf(from: Location, to: Location, scene: FlowContext): ReturnType<typeof verdictOf> {
  const own: FlowContext = { ...scene, from, to, traffic: { ...scene.traffic, protocol: 'udp', port: 53 } };
  if (isEmpty(to.addresses)) return 'unknown';
  return verdictOf([
    runPaths(
      own,
      perMode((mode) => pathsOf(own, mode)),
    ),
  ]);
}

function blocked({ id }: Location, options: DhcpOptions, names: readonly string[]) {
  return {
    code: null,
    resource: options.id,
    at: options.at,
    reason: { kind: 'name-servers-not-reached', workload: id, options: options.id, servers: names },
    change: {
      kind: 'other',
      what: `Use AmazonProvidedDNS in ${options.id}, or add a route to its servers`,
    },
  } as const;
}
