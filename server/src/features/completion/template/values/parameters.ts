import { CompletionItemKind } from 'vscode-languageserver-types';
import { entriesOf, valueAt } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import type { Parameter } from '../../../../template/parameter.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, nameIn, type PropertyPlace, parametersIn } from '../context.ts';
import type { Suggestion } from './suggestion.ts';

/** By property: other names that parameters for it usually have. */
const CALLED: ReadonlyMap<string, RegExp> = new Map([
  ['CidrBlock', /cidr|block|range/i],
  ['DestinationCidrBlock', /cidr|range|network/i],
  ['CidrIp', /cidr|range|location|address/i],
  ['FromPort', /^(?!.*health).*port/i],
  ['ToPort', /^(?!.*health).*port/i],
  ['DBPort', /port/i],
  ['IpProtocol', /ipprotocol/i],
  ['AvailabilityZone', /[zZ]one|AZ|Az(?=\d|$)/],
]);

/** Properties that take what parameters of a type are: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html */
const OF_TYPE: Readonly<Record<string, string>> = table({
  AvailabilityZone: 'AWS::EC2::AvailabilityZone::Name',
  ImageId: 'AWS::EC2::Image::Id',
  KeyName: 'AWS::EC2::KeyPair::KeyName',
});

/** Parameters that are called like the property, first the one that is called like the resource too. */
export function suggestedParameters(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const name = place.names.at(-1) ?? '';
  const called = CALLED.get(name);
  const isCalled = (own: string) =>
    called ? called.test(own) : own.toLowerCase().endsWith(name.toLowerCase());
  const words = new Set(wordsOf(place.id));
  const named = name === 'CidrBlock' || name === 'AvailabilityZone' ? namedBeside(context, place) : new Set();
  // Two subnets never share a block, but two of different tiers share a zone.
  const taken = name === 'CidrBlock' ? named : new Set();
  const variables = context.variables
    .filter(isCalled)
    .map((own) => ({ value: { Ref: own }, detail: 'of the loop', kind: CompletionItemKind.Variable }));
  const parameters = parametersIn(context)
    .filter(
      (parameter) =>
        !/^(?:List<|CommaDelimitedList|AWS::SSM::Parameter::Value<(?:List|Comma))/.test(parameter.type) &&
        !taken.has(parameter.name) &&
        (isCalled(parameter.name) || isOfType(parameter, name) || isOneOf(parameter, place)),
    )
    .map(({ name: own }) => ({
      own,
      rank: (named.has(own) ? 100 : 0) - wordsOf(own).filter((word) => words.has(word)).length,
    }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ own }) => ({ value: { Ref: own }, detail: 'parameter', kind: CompletionItemKind.Variable }));
  return [...variables, ...parameters];
}

/** Also a type within `AWS::SSM::Parameter::Value<…>`. */
function isOfType({ type }: Parameter, property: string): boolean {
  const wanted = OF_TYPE[property];
  return wanted !== undefined && (type === wanted || type.endsWith(`<${wanted}>`));
}

/** Every allowed value of the parameter is allowed for the property, and it is more than yes and no. */
function isOneOf({ allowedValues = [] }: Parameter, { schema }: PropertyPlace): boolean {
  const known = new Set((schema?.enum ?? []).map(String));
  return allowedValues.length > 0 && allowedValues.every(({ text }) => known.has(text));
}

/** The names that other resources of the type have in the same property. */
function namedBeside({ template }: Context, { type, id, names }: PropertyPlace): ReadonlySet<string> {
  const named = new Set<string>();
  for (const [other, { type: its, properties }] of template.resources) {
    if (its !== type || other === id || entriesOf(properties).length === 0) continue;
    const name = nameIn(valueAt(properties, ...names));
    if (name !== undefined) named.add(name);
  }
  return named;
}
