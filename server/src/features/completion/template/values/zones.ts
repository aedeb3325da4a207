import { CompletionItemKind } from 'vscode-languageserver-types';
import { tierFromName, zoneNumber } from '../../../subnets/tierFromName.ts';
import type { Context, PropertyPlace } from '../context.ts';
import type { Suggestion } from './suggestion.ts';
import { vpcOfObject, vpcOfPlace } from './vpc.ts';

/** How many zones are offered: a region has three to six. */
const MOST_ZONES = 3;

/**
 * Zones, first one in which the subnet's tier has no subnet yet; by index or by name as the other subnets have them.
 */
export function zoneSuggestions(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const vpc = vpcOfPlace(context, place);
  const tier = tierFromName(place.id);
  const used = new Set<number>();
  const names = new Set<string>();
  for (const { subnets } of context.networks) {
    for (const { id, zone } of subnets.values()) {
      if (id === place.id || zone.kind !== 'known') continue;
      if (zone.value.kind === 'name') names.add(zone.value.name);
      const number = zoneNumber(zone.value);
      if (number !== null && tierFromName(id) === tier && vpcOfObject(context, id) === vpc) used.add(number);
    }
  }
  const numbers = Array.from({ length: MOST_ZONES }, (_, i) => i).toSorted(
    (a, b) => Number(used.has(a)) - Number(used.has(b)) || a - b,
  );
  const detail = (number: number) =>
    used.has(number) ? `${tier === '' ? 'another' : tier} subnet is there` : 'no subnet of its tier yet';
  const byNumber = numbers.map(
    (number): Suggestion => ({
      value: { 'Fn::Select': [number, { 'Fn::GetAZs': '' }] },
      detail: `zone ${number + 1} of the stack's region · ${detail(number)}`,
      kind: CompletionItemKind.Value,
    }),
  );
  const regions = new Set([...names].map((name) => name.slice(0, -1)));
  const byName = [...regions].flatMap((region) =>
    numbers.map(
      (number): Suggestion => ({
        value: `${region}${String.fromCharCode(97 + number)}`,
        detail: detail(number),
        kind: CompletionItemKind.Value,
      }),
    ),
  );
  // In the notation of the other subnets first.
  return names.size > 0 ? [...byName, ...byNumber] : byNumber;
}
