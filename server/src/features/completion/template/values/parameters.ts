import { CompletionItemKind } from 'vscode-languageserver-types';
import { entriesOf, valueAt } from '../../../../syntax/tree.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, nameIn, type PropertyPlace, parametersIn } from '../context.ts';
import type { Suggestion } from './suggestion.ts';

/** What people call a parameter for a property whose own name is another. */
const CALLED: ReadonlyMap<string, RegExp> = new Map([
  ['CidrBlock', /cidr|block|range/i],
  ['DestinationCidrBlock', /cidr|range|network/i],
  ['CidrIp', /cidr|range|location|address/i],
  ['FromPort', /^(?!.*health).*port/i],
  ['ToPort', /^(?!.*health).*port/i],
  ['DBPort', /port/i],
  ['IpProtocol', /ipprotocol/i],
  ['AvailabilityZone', /zone|AZ/],
]);

/** Parameters that are called like the property, first the one that is called like the resource too. */
export function suggestedParameters(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const name = place.names.at(-1) ?? '';
  const called = CALLED.get(name);
  const isCalled = (own: string) =>
    called ? called.test(own) : own.toLowerCase().endsWith(name.toLowerCase());
  const words = new Set(wordsOf(place.id));
  const taken = name === 'CidrBlock' || name === 'AvailabilityZone' ? namedBeside(context, place) : new Set();
  return parametersIn(context)
    .filter(({ name: own, type }) => isCalled(own) && /^(?:String|Number)$/.test(type) && !taken.has(own))
    .map(({ name: own }) => ({ own, shared: wordsOf(own).filter((word) => words.has(word)).length }))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ own }) => ({ value: { Ref: own }, detail: 'parameter', kind: CompletionItemKind.Variable }));
}

/** What other resources of the type name by the property: no two subnets have one block. */
function namedBeside({ template }: Context, { type, id, names }: PropertyPlace): ReadonlySet<string> {
  const named = new Set<string>();
  for (const [other, { type: its, properties }] of template.resources) {
    if (its !== type || other === id || entriesOf(properties).length === 0) continue;
    const name = nameIn(valueAt(properties, ...names));
    if (name !== undefined) named.add(name);
  }
  return named;
}
