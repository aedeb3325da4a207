import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Schema } from '../../../aws/schema/schema.ts';
import { type Entry, entriesOf, resolved, valueAt } from '../../../syntax/tree.ts';
import { type Context, nameIn, type PropertyPlace, parametersIn, resourcesOfType } from './context.ts';
import { candidatesFor, takenBy } from './values/references.ts';
import type { Suggestion } from './values/suggestion.ts';

/** The block of a VPC, how many blocks, and their host bits: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html */
export function cidrArguments(context: Context, index: number | undefined): readonly Suggestion[] {
  switch (index) {
    case 0:
      return resourcesOfType(context, 'AWS::EC2::VPC').map((id) => ({
        value: { 'Fn::GetAtt': [id, 'CidrBlock'] },
        detail: `the block of ${id}`,
        kind: CompletionItemKind.Reference,
      }));
    case 1:
      return [4, 6, 8, 16].map((value) => ({
        value,
        detail: `${value} blocks`,
        kind: CompletionItemKind.Value,
      }));
    case 2:
      return [8, 10, 12, 6].map((value) => ({
        value,
        detail: `a /${32 - value} each`,
        kind: CompletionItemKind.Value,
      }));
    default:
      return [];
  }
}

/** The index and the list: the zones, blocks of the VPC, or a list parameter of the property's kind. */
export function selectArguments(
  context: Context,
  index: number | undefined,
  property: PropertyPlace | undefined,
): readonly Suggestion[] {
  if (index === 0)
    return [0, 1, 2].map((value) => ({ value, label: String(value), kind: CompletionItemKind.Value }));
  if (index !== 1 || !property) return [];
  switch (property.names.at(-1)) {
    case 'AvailabilityZone':
      return [{ value: { 'Fn::GetAZs': '' }, detail: 'the zones of the region' }];
    case 'CidrBlock':
      return cidrArguments(context, 0).map(({ value, detail }) => ({
        value: { 'Fn::Cidr': [value, 8, 8] },
        detail: `8 blocks /24 of ${detail}`,
      }));
    default: {
      if (!property.schema || takenBy(property).length === 0) return [];
      const schema: Schema = { type: 'array', items: property.schema };
      return candidatesFor(context, { ...property, isInList: false, schema }).flatMap(({ name, detail }) =>
        context.template.parameters.has(name) ? [{ value: { Ref: name }, detail }] : [],
      );
    }
  }
}

/** A parameter, and then one of its values. */
export function equalsArguments(context: Context, index: number | undefined): readonly Suggestion[] {
  if (index === 0)
    return parametersIn(context).map(({ name }) => ({
      value: { Ref: name },
      detail: 'parameter',
      kind: CompletionItemKind.Variable,
    }));
  const { place, analysis } = context;
  const list = resolved(valueAt(analysis.tree.root, ...place.path.slice(0, -1)));
  const first = list?.kind === 'sequence' ? list.items[0] : undefined;
  const name = place.earlier[0] || (first && nameIn(first));
  const { allowedValues, default: preset } = parametersIn(context).find((one) => one.name === name) ?? {};
  return (allowedValues ?? (preset ? [preset] : [])).map(({ text }) => ({
    value: text,
    detail: `a value of ${name}`,
    kind: CompletionItemKind.EnumMember,
  }));
}

/** A mapping, a first-level key of it, or a second-level key. */
export function mapNames(context: Context, index: number): readonly Suggestion[] {
  const { template, place, analysis } = context;
  if (index === 0)
    return [...template.mappings.keys()].map((name) => ({
      value: name,
      detail: 'mapping',
      kind: CompletionItemKind.Struct,
    }));
  const mapping = valueAt(analysis.tree.root, 'Mappings', place.earlier[0] ?? '');
  const top = entriesOf(mapping);
  if (index === 1) {
    const isRegions =
      top.length > 0 && top.every(({ key }) => /^[a-z]{2}-[a-z]+(?:-[a-z]+)*-\d$/.test(key.text));
    const region: readonly Suggestion[] = isRegions
      ? [
          {
            value: { Ref: 'AWS::Region' },
            detail: 'the region of the stack',
            kind: CompletionItemKind.Constant,
          },
        ]
      : [];
    return [...region, ...parametersOver(top, context), ...top.map(({ key }) => keyOf(key.text))];
  }
  if (index > 2) return [];
  // The first-level key may be known only at deployment; all of them have the same second-level keys.
  const exact = top.find(({ key }) => key.text === place.earlier[1]);
  const inner = new Set(
    (exact ? [exact] : top).flatMap(({ value }) => entriesOf(resolved(value)).map(({ key }) => key.text)),
  );
  return [...inner].map(keyOf);
}

/** The parameters all of whose values are keys of the mapping. */
function parametersOver(top: readonly Entry[], context: Context): readonly Suggestion[] {
  const keys = new Set(top.map(({ key }) => key.text));
  return parametersIn(context).flatMap(({ name, allowedValues, default: preset }) => {
    const values = allowedValues ?? (preset ? [preset] : []);
    if (values.length === 0 || !values.every(({ text }) => keys.has(text))) return [];
    return [{ value: { Ref: name }, detail: 'parameter', kind: CompletionItemKind.Variable }];
  });
}

function keyOf(value: string): Suggestion {
  return { value, detail: 'key', kind: CompletionItemKind.Field };
}
