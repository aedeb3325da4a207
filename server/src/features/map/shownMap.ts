import type { Range } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { ENDPOINT_SERVICES } from '../../aws/services.ts';
import { nameOfId } from '../../inventory/words.ts';
import { isExisting } from '../../network/analysis/overlay.ts';
import type { Network } from '../../network/model.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { MapAnswer } from '../../protocol.ts';
import type { Span } from '../../syntax/span.ts';
import { rangeOf } from '../ranges.ts';
import { reachTargetsOf } from '../reachability/reachTargets.ts';
import { mermaidOf } from './mermaid.ts';
import type { NetworkMap } from './networkMap.ts';
import { type MappedNetwork, mapsIn } from './networkMaps.ts';
import { whenOf } from './pictures.ts';
import { sceneOf } from './scene/sceneOf.ts';

/** What the panel shows of a file. */
export interface MapChoice {
  /** The scenario by its name in `MapAnswer`; the first one if there is none with that name. */
  readonly scenario: string | null;
  readonly unfolded: readonly string[];
}

/**
 * The picture of a file's network in one scenario, with the positions of its boxes in the text; undefined if there is
 * no network.
 */
export function shownMap(
  analysis: Analysis,
  { scenario, unfolded }: MapChoice,
): Omit<MapAnswer, 'version'> | undefined {
  const maps = mapsIn(analysis);
  const chosen = chosenOf(maps, scenario);
  if (!chosen) return undefined;
  const { network } = chosen;
  const map = ownPart(analysis, chosen);
  const parts = analysis.inventory?.parts;
  const scene = sceneOf(map, {
    services: servicesOf(analysis, network),
    unfolded: new Set(unfolded),
    ...(parts && { nameOf: (id) => nameOfId(id, parts) }),
  });
  if (scene.things.length === 0) return undefined;
  const placeOf = placesIn(analysis, network);
  return {
    scenarios: maps.length > 1 ? maps.map(nameOf) : [],
    scenario: maps.length > 1 ? nameOf(chosen) : null,
    scene,
    places: Object.fromEntries(
      scene.things.map(({ key, id, members, about }) => {
        const own = id === null ? undefined : placeOf(id);
        const placesOf = (names: readonly string[]) => names.flatMap((name) => placeOf(name) ?? []);
        return [key, { own: own ?? null, members: placesOf(members), about: placesOf(about) }];
      }),
    ),
  };
}

/** The same as a Mermaid flowchart. */
export function mermaidOfShown(analysis: Analysis, scenario: string | null): string | undefined {
  const chosen = chosenOf(mapsIn(analysis), scenario);
  return chosen && mermaidOf([{ ...ownPart(analysis, chosen), scenario: null }]);
}

/** The chosen scenario. */
export function chosenMap(analysis: Analysis, scenario: string | null): MappedNetwork | undefined {
  return chosenOf(mapsIn(analysis), scenario);
}

function chosenOf(maps: readonly MappedNetwork[], scenario: string | null): MappedNetwork | undefined {
  return maps.find((one) => nameOf(one) === scenario) ?? maps[0];
}

function nameOf({ map }: MappedNetwork): string {
  return map.scenario === null ? '' : whenOf(map.scenario);
}

/** Settings refer to a few of the existing networks: only those VPCs are shown, and the stages outside of any. */
function ownPart({ content }: Analysis, { map, network }: MappedNetwork): NetworkMap {
  if (content.kind !== 'zappa') return map;
  const isOwn = ({ id }: { readonly id: string }) => !isExisting(id, network);
  return {
    ...map,
    vpcs: map.vpcs.filter(({ workloads }) => workloads.some(isOwn)),
    elsewhere: map.elsewhere.filter(isOwn),
  };
}

/** The services that the file's own workloads certainly use. */
function servicesOf({ content }: Analysis, network: Network): readonly string[] {
  if (content.kind === 'inventory') return [];
  const senders = [...network.workloads.values()].filter(
    ({ id, kind }) => WORKLOAD_KINDS[kind].sends && !isExisting(id, network),
  );
  const names = senders.flatMap((one) => reachTargetsOf(one, network));
  return [...new Set(names)].filter((name) => ENDPOINT_SERVICES.has(name));
}

/** The range of an object's resource or stage. */
function placesIn({ content, lines }: Analysis, network: Network): (id: string) => Range | undefined {
  if (content.kind === 'template') {
    const { resources } = content.template;
    return (id) => {
      const resource = resources.get(id);
      return resource && rangeOf(lines, { start: resource.key.start, end: resource.body.end });
    };
  }
  if (content.kind !== 'zappa') return () => undefined;
  return (id) => {
    const at: Span | undefined = isExisting(id, network) ? undefined : network.workloads.get(id)?.at;
    return at && rangeOf(lines, at);
  };
}
