import { CompletionItemKind } from 'vscode-languageserver-types';
import { addTo } from '../../../../multimap.ts';
import { listed } from '../../../../wording/listed.ts';
import { tierFromName } from '../../../subnets/tierFromName.ts';
import type { Context, PropertyPlace } from '../context.ts';
import { candidatesFor, refOrGetAtt, takenBy } from './references.ts';
import type { Suggestion } from './suggestion.ts';

/** For a list of subnets or route tables: all of a tier at once, one for each zone. */
export function subnetLists(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const [taken] = takenBy(place);
  if (taken !== 'AWS::EC2::Subnet' && taken !== 'AWS::EC2::RouteTable') return [];
  const tiers = new Map<string, string[]>();
  for (const { name, isExport } of candidatesFor(context, place)) {
    if (isExport || context.types.get(name) !== taken) continue;
    const tier = tierFromName(name);
    addTo(tiers, tier, name);
  }
  const order = [...context.types.keys()];
  return [...tiers.values()]
    .filter((names) => names.length > 1)
    .map((names) => {
      const sorted = names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
      return {
        value: sorted.map((name) => refOrGetAtt(name, undefined)),
        detail: `all of ${listed(sorted, 3)}`,
        kind: CompletionItemKind.Reference,
      };
    });
}
