import type { Analysis } from '../analysis.ts';
import { refusalOf } from '../features/reachability/reachability.ts';
import { baseName } from '../fileKind.ts';
import type { Span } from '../syntax/span.ts';
import { membersOf, nameMatcher, type Side } from './evaluate/parties.ts';
import type { TestScene } from './evaluate/scene.ts';
import { lackText } from './read/patternText.ts';
import { hasWildcard } from './read/readParties.ts';
import type { CarrierPattern, Mistake, NetworkTest, PartyPattern } from './suite.ts';

/** What a test names and no scenario of the file has: a test that tests nothing must not pass. */
export function mistakesIn(
  test: NetworkTest,
  scenes: readonly TestScene[],
  analysis: Analysis,
): readonly Mistake[] {
  const sides = (['from', 'to'] as const).flatMap((side) =>
    test[side].flatMap((pattern) => emptyPattern(pattern, side, scenes, analysis) ?? []),
  );
  return [...sides, ...test.through.flatMap((one) => emptyCarrier(one, scenes, analysis) ?? [])];
}

function emptyPattern(
  pattern: PartyPattern,
  side: Side,
  scenes: readonly TestScene[],
  analysis: Analysis,
): Mistake | undefined {
  const isThere = scenes.some((scene) => {
    const { names, unknownReasons } = membersOf(pattern, side, scene);
    return names.size > 0 || unknownReasons.length > 0;
  });
  if (isThere) return undefined;
  const isTier = pattern.kind === 'name' && scenes.some(({ tiers }) => tiers.has(pattern.name));
  if (pattern.kind === 'name' && !isTier && !hasWildcard(pattern.name)) {
    const asked =
      side === 'from' ? { from: pattern.name, to: 'internet' } : { from: 'internet', to: pattern.name };
    return mistake(pattern, refusalOf(analysis, { ...asked, protocol: 'tcp' }));
  }
  const file = baseName(analysis.fileName);
  return mistake(
    pattern,
    isTier ? `${file} has nothing of the tier ${pattern.name}.` : `${lackText(file, pattern)}.`,
  );
}

function emptyCarrier(
  carrier: CarrierPattern,
  scenes: readonly TestScene[],
  { fileName }: Analysis,
): Mistake | undefined {
  if (carrier.kind === 'kind') return undefined;
  const matches = nameMatcher(carrier.name);
  if (scenes.some(({ network }) => carrierNames(network).some(matches))) return undefined;
  return mistake(carrier, `${baseName(fileName)} has nothing named ${carrier.name} that packets go through.`);
}

/** Everything that a hop can be named after. */
function carrierNames(network: TestScene['network']): readonly string[] {
  return [
    network.workloads,
    network.endpoints,
    network.natGateways,
    network.egressOnlyInternetGateways,
    network.peerings,
    network.transitGateways,
    network.transitGatewayAttachments,
    network.vpnGateways,
  ].flatMap((objects) => [...objects.keys()]);
}

/** Why a test whose names all exist asked no question. */
export function nobodyAsked({ from, to, at, protocol, ipv6 }: NetworkTest, analysis: Analysis): Mistake {
  const [source, destination] = [from[0], to[0]];
  const isPlain =
    from.length === 1 && to.length === 1 && source?.kind === 'name' && destination?.kind === 'name';
  const isNamed = isPlain && !hasWildcard(source.name) && !hasWildcard(destination.name);
  const message = isNamed
    ? refusalOf(analysis, { from: source.name, to: destination.name, protocol, ...(ipv6 && { ipv6 }) })
    : 'None of these ever send to one another in the same deployment.';
  return mistake({ at }, message);
}

function mistake({ at: { start, end } }: { readonly at: Span }, message: string): Mistake {
  return { start, end, message, isBesideSchema: true };
}
