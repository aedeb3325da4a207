import { type Analysis, templateOf } from '../../analysis.ts';
import type { Scene, Thing } from '../../diagram/scene.ts';
import type { Network } from '../../network/model.ts';
import type { MapReachAnswer, ReachVerdict } from '../../protocol.ts';
import { reach } from '../../reach/answer.ts';
import type { Party } from '../../reach/question.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import { networksIn } from '../reachability/networks.ts';
import { destinationNamed, isSource, partyNamed } from '../reachability/parties.ts';
import { chosenMap, type MapChoice, shownMap } from './shownMap.ts';

/** By the keys of boxes. */
type Verdicts = Readonly<Record<string, ReachVerdict>>;

/** The verdict from a source to every box in the picture, on the box's own port. */
export function reachedThings(analysis: Analysis, from: string, choice: MapChoice): MapReachAnswer {
  const shown = shownMap(analysis, choice);
  const chosen = chosenMap(analysis, choice.scenario);
  if (!shown || !chosen) return { sentence: 'The file has no network.' };
  const networks = networksIn(analysis, chosen.scenarios).map(({ network }) => network);
  const verdicts = (networks.length > 0 ? networks : [chosen.network]).flatMap((network) => {
    const source = partyNamed(from, network, templateOf(analysis));
    return source && isSource(source) ? [verdictsOf(shown.scene, from, source, network, analysis)] : [];
  });
  if (verdicts.length === 0) return { sentence: `${from} sends nothing on its own account.` };
  return { verdicts: joined(verdicts) };
}

/** Networks with equal pictures may still have different answers. */
function joined(all: readonly Verdicts[]): Verdicts {
  const keys = new Set(all.flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    [...keys].map((key) => [key, ofAll(all.flatMap((one) => one[key] ?? []))] as const),
  );
}

/** Combines several verdicts: `partial` only if some certainly arrive and some certainly do not. */
function ofAll(verdicts: readonly ReachVerdict[]): ReachVerdict {
  const found = new Set(verdicts);
  if (found.size === 1) return verdicts[0]!;
  return found.has('partial') || (found.has('reachable') && found.has('blocked')) ? 'partial' : 'unknown';
}

function verdictsOf(
  { things }: Scene,
  from: string,
  source: Extract<Party, { kind: 'workload' | 'address' | 'internet' }>,
  network: Network,
  analysis: Analysis,
): Verdicts {
  const template = templateOf(analysis);
  const verdictOf = (name: string): ReachVerdict | undefined => {
    if (name === from) return undefined;
    const endpoint = network.endpoints.get(name);
    // Nothing is sent to a gateway endpoint itself, and AWS's services are on the internet.
    if (endpoint && isGateway(endpoint)) return undefined;
    const to = destinationNamed(name, source, network, template);
    if (source.kind === 'internet' && to?.kind === 'service') return undefined;
    return to && reach({ from: source, to, protocol: 'tcp' }, network)?.verdict;
  };
  const found = things.flatMap((thing): [string, ReachVerdict][] => {
    const verdicts = namesOf(thing).flatMap((name) => verdictOf(name) ?? []);
    return verdicts.length > 0 ? [[thing.key, ofAll(verdicts)]] : [];
  });
  return Object.fromEntries(found);
}

/** A subnet is no destination, although questions about its addresses are possible. */
function namesOf({ id, shape, members }: Thing): readonly string[] {
  if (shape === 'area' || shape === 'frame') return [];
  return id === null ? members : [id];
}
