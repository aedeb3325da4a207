import type { Network } from '../network/model.ts';
import { invocation } from './locations/invocation.ts';
import { isOnTheInternet } from './locations/pairs.ts';
import type { Mode } from './packets/flow.ts';
import { remaining } from './packets/run.ts';
import { pairsOfQuestion } from './pairsOfQuestion.ts';
import type { Hop, Question } from './question.ts';

/** The hops of one path, in order; `at` is the rule or route that lets the packets through, if there is one. */
export type HopPath = readonly Pick<Hop, 'resource' | 'kind' | 'direction' | 'by' | 'at'>[];

/**
 * Every path by which packets of the question certainly arrive, or may arrive if everything unknown is open. Undefined
 * if there may be paths that the file does not show: a party or its locations are unknown, or the traffic takes no path
 * through the network.
 */
export function hopPathsOf(question: Question, network: Network, mode: Mode): readonly HopPath[] | undefined {
  if (invocation(question, network)) return undefined;
  const asked = pairsOfQuestion(question, network);
  if (!asked || 'why' in asked || (mode === 'possible' && asked.missing.length > 0)) return undefined;
  return asked.pairs.flatMap(({ scene, destination }): readonly HopPath[] => {
    if (isOnTheInternet(scene)) return [[]];
    const endpoint = network.endpoints.get(scene.to.id);
    const arrival: HopPath = endpoint ? [{ resource: endpoint.id, kind: 'endpoint', at: endpoint.at }] : [];
    return destination
      .paths(mode)
      .filter((path) => remaining(path, mode).length > 0)
      .map(({ checks }) => [
        ...checks.map(({ hop, by: byOf }) => {
          const by = byOf?.();
          return by ? { ...hop, by: by.text, at: by.at ?? hop.at } : hop;
        }),
        ...arrival,
      ]);
  });
}
