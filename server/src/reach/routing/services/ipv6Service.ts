import { find, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { FlowContext } from '../../filters/filter.ts';
import type { Location, Traffic } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { isEmpty, type Ranges } from '../../packets/ranges.ts';
import { runPaths, runService } from '../../packets/run.ts';
import type { Answer } from '../../question.ts';
import { nat64Addresses } from '../internet/nat64.ts';
import { pathsOf } from '../paths.ts';
import { interfaceEndpoints, privateDnsOf, withResolver } from './services.ts';

/**
 * The answer under the assumption that the name of a service has IPv6 addresses. Most names have only IPv4, and another
 * name exists for both families (https://docs.aws.amazon.com/general/latest/gr/rande.html#dual-stack-endpoints); which
 * one the program uses is not in the file. So the only certain verdict is that no address at all is reached: neither
 * that of an endpoint of the VPC, nor a public one by the routes, which a name without private DNS has, nor one behind
 * NAT64 if DNS64 is on (fact NAT-07).
 */
export function overIpv6(
  supposed: Answer,
  service: string,
  sources: readonly Location[],
  traffic: Traffic,
  network: Network,
): Answer {
  const others = new Set(
    supposed.verdict === 'blocked'
      ? sources.filter((from) => mayReachOthers(from, service, traffic, network))
      : [],
  );
  if (supposed.verdict === 'blocked' && others.size === 0) return supposed;
  const open = new Set([...others].map(({ subnet }) => subnet?.id ?? null));
  return {
    verdict: 'unknown',
    protocol: supposed.protocol,
    port: supposed.port,
    pairs: supposed.pairs.map((pair) =>
      pair.verdict === 'blocked' && !open.has(pair.from) ? pair : { ...pair, verdict: 'unknown' },
    ),
    get hops() {
      return supposed.hops;
    },
    blockedBy: [],
    get assumptions() {
      const why = `the file does not say whether the name of ${service} answers with IPv6 addresses`;
      return [why, ...supposed.assumptions];
    },
    get decidedBy() {
      return supposed.decidedBy;
    },
    get defaults() {
      return supposed.defaults;
    },
  };
}

/** Whether packets may reach addresses of the service's name other than those that were evaluated. */
function mayReachOthers(from: Location, service: string, traffic: Traffic, network: Network): boolean {
  if (!from.subnet) return false;
  const [outside] = locationsOf({ kind: 'service', name: service }, traffic.family, network)?.locations ?? [];
  if (!outside) return false;
  const open: FlowContext = { from, to: outside, traffic, network };
  const paths: typeof pathsOf = (scene, mode) =>
    pathsOf(scene, mode).map((path) => withResolver(path, scene));
  if (runService([{ scene: open, paths: (mode) => paths(open, mode) }]) !== 'blocked') return true;
  const translated = translatedAddresses(from, service, network);
  if (isEmpty(translated)) return false;
  const translatedScene: FlowContext = {
    ...open,
    to: { ...outside, addresses: translated, isSuperset: false },
  };
  return runPaths(translatedScene, (mode) => paths(translatedScene, mode)).passes !== 'no';
}

/** The IPv6 addresses that DNS64 returns for the name's IPv4 addresses, including the private ones of an endpoint. */
function translatedAddresses({ subnet }: Location, service: string, network: Network): Ranges {
  const { dns64 } = subnet!;
  if (dns64.kind === 'absent' || (dns64.kind === 'known' && !dns64.value)) return [];
  const vpc = vpcKeyOf(subnet);
  const isPrivate =
    vpc === undefined ||
    network.incomplete.has('endpoints') ||
    !find(network.vpcs, subnet!.vpc) ||
    interfaceEndpoints({ name: service }, vpc, network).some(
      (endpoint) => privateDnsOf(endpoint, network) !== 'no',
    );
  return nat64Addresses(isPrivate ? 'all' : 'public');
}
