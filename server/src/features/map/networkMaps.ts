import type { Analysis } from '../../analysis.ts';
import { memoized } from '../../memo.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { positionAt } from '../../syntax/span.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { distinguishingConditions } from '../../template/scenarios/distinguishingConditions.ts';
import { type NetworkInScenario, networksOf } from '../reachability/networks.ts';
import { mapOf, type NetworkMap } from './networkMap.ts';
import type { MapSource } from './view.ts';

/**
 * The network of a template as plain data, one map per scenario of its conditions. Empty for other files. The shape is
 * documented in docs/map.md.
 */
export function networkMaps(analysis: Analysis): readonly NetworkMap[] {
  if (analysis.content.kind !== 'template') return [];
  return mapsIn(analysis).map(({ map }) => map);
}

/** A map with its network in the first of its scenarios. */
export interface MappedNetwork {
  readonly map: NetworkMap;
  readonly network: Network;
  /** The scenarios with this map; empty for a file other than a template. */
  readonly scenarios: readonly Scenario[];
}

/** The maps of a file of any kind; scenarios with equal maps are merged. */
export const mapsIn = memoized((analysis: Analysis): readonly MappedNetwork[] => {
  const { lines } = analysis;
  const lineOf: MapSource['lineOf'] = ({ start }) => positionAt(lines, start).line + 1;
  const variants = new Map<
    string,
    { network: Network; map: ReturnType<typeof mapOf>; scenarios: Scenario[] }
  >();
  const all = networksIn(analysis);
  for (const one of all) {
    const map = mapOf({ network: one.network, lineOf });
    const key = all.length > 1 ? JSON.stringify(map) : '';
    const known = variants.get(key) ?? { network: one.network, map, scenarios: [] };
    if (one.scenario) known.scenarios.push(one.scenario);
    variants.set(key, known);
  }
  const scenarios = all.flatMap(({ scenario }) => scenario ?? []);
  return [...variants.values()].map(({ network, map, scenarios: own }) => ({
    network,
    scenarios: own,
    map: { scenario: variants.size === 1 ? null : scenarioText(own, scenarios), ...map },
  }));
});

/** The networks of a file: a template's resources, or a settings file's stages in the existing networks. */
function networksIn(analysis: Analysis): readonly NetworkInScenario[] {
  const { content } = analysis;
  if (content.kind !== 'template') return networksOf(analysis);
  return content.scenarios.all.map((scenario) => ({ scenario, network: networkOfTemplate(scenario) }));
}

function scenarioText(scenarios: readonly Scenario[], all: readonly Scenario[]): string {
  return distinguishingConditions(scenarios, all)
    .map(({ name, holds }) => `${name}=${holds}`)
    .join(',');
}
