import { alignedBlocks } from '../../cidr/blocks.ts';
import { formatCidr } from '../../cidr/format.ts';
import { partyNamed } from '../../features/reachability/parties.ts';
import { internet } from '../../reach/locations/addresses.ts';
import { rangesOf, subtract, unite } from '../../reach/packets/ranges.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import type { PairQuestion } from './ask.ts';
import { candidates } from './parties.ts';
import type { TestScene } from './scene.ts';

/** Every workload that may open connections, but for those that may. */
export function sourcesBeside(allowed: ReadonlySet<string>, { network }: TestScene): readonly string[] {
  return candidates('from', network).filter((name) => !allowed.has(name));
}

/**
 * Everything that accepts connections, except what is allowed: workloads, endpoints, and the services behind gateway
 * endpoints.
 */
export function destinationsBeside(allowed: ReadonlySet<string>, scene: TestScene): readonly string[] {
  const { network } = scene;
  const names = candidates('to', network).flatMap((name) => {
    const endpoint = network.endpoints.get(name);
    if (!endpoint || !isGateway(endpoint)) return [name];
    const { service } = endpoint;
    return service.kind === 'known' && service.value.isAws ? [service.value.name] : [];
  });
  return [...new Set(names)].filter((name) => !allowed.has(name));
}

/**
 * The internet, but for the public addresses that are allowed: `internet` itself, or the blocks that are left of it. Empty
 * where all of it is allowed.
 */
export function outsideOf(
  allowed: ReadonlySet<string>,
  { ipv6 }: PairQuestion,
  { network, template }: TestScene,
): readonly string[] {
  const family = ipv6 ? 6 : 4;
  const parties = [...allowed].map((name) => partyNamed(name, network, template, ipv6));
  if (parties.some((party) => party?.kind === 'internet')) return [];
  const blocks = parties.flatMap((party) =>
    party?.kind === 'address' && party.cidr.family === family ? [rangesOf(party.cidr)] : [],
  );
  const all = internet(family, network);
  const rest = subtract(all, unite(...blocks));
  if (rest === all) return ['internet'];
  return rest.flatMap(([low, high]) => alignedBlocks(family, { start: low, end: high + 1n }).map(formatCidr));
}
