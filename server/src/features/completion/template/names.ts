import { CompletionItemKind } from 'vscode-languageserver-types';
import { schemaOf } from '../../../aws/schema/schema.ts';
import { isDataMapping } from '../../../syntax/edit/print.ts';
import type { Data } from '../../../syntax/edit.ts';
import { isNestedStack } from '../../../template/crossStack/resolver.ts';
import { isIdentity, repeatsProperty } from '../../../template/evaluation/attributes.ts';
import type { OutputValue } from '../options.ts';
import { cidrArguments, equalsArguments, mapNames, selectArguments } from './arguments.ts';
import { byName } from './byName.ts';
import { type CallPlace, type Context, type PropertyPlace, parametersIn } from './context.ts';
import { functionAround, likelyInFunction, pseudoParameters } from './pseudoParameters.ts';
import { outputAttributes } from './sections/outputSection.ts';
import { type AskedAttribute, addressAttributes, attributesAsked } from './values/askedAttributes.ts';
import { suggestedParameters } from './values/parameters.ts';
import { candidatesFor, takenBy, typeWord } from './values/references.ts';
import type { Suggestion } from './values/suggestion.ts';

/** What can be named as the argument of a function; empty for functions that take no names. */
export function namesFor(
  context: Context,
  call: CallPlace,
  property: PropertyPlace | undefined,
  isGeneral: boolean,
): readonly Suggestion[] {
  const { path, place } = context;
  switch (call.name) {
    case 'Ref':
      return refNames(context, property, isGeneral);
    case 'Fn::GetAtt':
      return call.index === 1
        ? attributesOf(context, place.earlier[0] ?? '', property).map(({ value, ...one }) => ({
            ...one,
            value: String(value),
          }))
        : getAttNames(context, property, isGeneral, call.index === 0);
    case 'Fn::If':
      return call.index === 0 ? conditionNames(context) : [];
    case 'Condition':
      return conditionNames(context);
    case 'Fn::FindInMap':
      return mapNames(context, call.index ?? 0);
    case 'Fn::ImportValue':
      return importNames(context, property);
    case 'Fn::Cidr':
      return cidrArguments(context, call.index);
    case 'Fn::Select':
      return selectArguments(context, call.index, property);
    case 'Fn::Equals':
      return equalsArguments(context, call.index);
    case 'Fn::GetAZs':
      return [
        { value: '', label: "''", detail: "the stack's region" },
        { value: { Ref: 'AWS::Region' }, detail: 'the same in words', kind: CompletionItemKind.Constant },
      ];
    default:
      // The argument of a condition function contains its own call: `!Equals [!Ref …]`.
      return path[0] === 'Conditions' && /^Fn::(?:And|Or|Not)$/.test(call.name)
        ? conditionNames(context).map(({ value, ...one }) => ({
            ...one,
            value: { Condition: String(value) },
          }))
        : [];
  }
}

function refNames(
  context: Context,
  property: PropertyPlace | undefined,
  isGeneral: boolean,
): readonly Suggestion[] {
  const outer = functionAround(context)?.name;
  const isValue = outer === undefined || outer === 'Fn::Select' || outer === 'Fn::Split';
  const wanted =
    property && isValue && takenBy(property).length > 0 ? candidatesFor(context, property) : undefined;
  if (wanted) {
    // Only a parameter can be a whole list.
    const isList = property?.schema?.type === 'array' && !property.isInList;
    const direct = wanted.filter(
      ({ name, attribute, isExport }) =>
        !isExport &&
        (attribute === undefined || attribute === 'GroupId') &&
        !(isList && context.types.has(name)),
    );
    const isBranch = context.path.includes('Fn::If');
    return [
      ...direct.map(({ name, detail }) => named(name, detail, CompletionItemKind.Reference)),
      ...(isBranch ? pseudoParameters().filter(({ value }) => value === 'AWS::NoValue') : []),
    ];
  }
  if (!isGeneral) return [];
  const likely = likelyInFunction(context);
  const all = namesOfRef(context, property);
  const isLikely = ({ value }: Suggestion) => likely.includes(String(value));
  return [...all.filter(isLikely), ...all.filter((one) => !isLikely(one))];
}

/** Whatever a `Ref` can name that is no reference to another resource by its meaning. */
function namesOfRef(context: Context, property: PropertyPlace | undefined): readonly Suggestion[] {
  // Rules and conditions know no resources.
  const resources =
    context.path[0] === 'Conditions' || context.path[0] === 'Rules'
      ? []
      : resourceNames(context, property?.id);
  const parameters = [...variableNames(context), ...parameterNames(context)];
  if (context.path[0] === 'Outputs')
    return [
      ...byName(resources, nameOfSuggestion, String(context.path[1])),
      ...parameters,
      ...pseudoParameters(),
    ];
  const called = property ? `${property.names.at(-1)} ${property.id}` : '';
  const likely = new Set(
    property ? suggestedParameters(context, property).map(({ value }) => nameInRef(value)) : [],
  );
  return [
    ...parameters.filter(({ value }) => likely.has(String(value))),
    ...byName(
      parameters.filter(({ value }) => !likely.has(String(value))),
      nameOfSuggestion,
      called,
    ),
    ...byName(resources, nameOfSuggestion, called),
    ...pseudoParameters(),
  ];
}

function parameterNames(context: Context): readonly Suggestion[] {
  return parametersIn(context).map(({ name, type }) =>
    named(name, `parameter, ${type}`, CompletionItemKind.Variable),
  );
}

function variableNames({ variables }: Context): readonly Suggestion[] {
  return variables.map((name) => named(name, 'of the loop', CompletionItemKind.Variable));
}

function nameInRef(value: Data): string | undefined {
  return isDataMapping(value) ? String(value.Ref) : undefined;
}

function nameOfSuggestion({ value }: Suggestion): string {
  return String(value);
}

function named(value: string, detail: string, kind: CompletionItemKind): Suggestion {
  return { value, detail, kind };
}

export function resourceNames({ types }: Context, own: string | undefined): readonly Suggestion[] {
  return [...types].flatMap(([id, type]) =>
    id === own ? [] : [named(id, typeWord(type), CompletionItemKind.Reference)],
  );
}

/** `Name.Attribute`, or only names for the first item of the list form. */
function getAttNames(
  context: Context,
  property: PropertyPlace | undefined,
  isGeneral: boolean,
  isList: boolean,
): readonly Suggestion[] {
  const { prefix } = context.place;
  const dot = prefix.indexOf('.');
  if (dot >= 0 && !isList)
    return attributesOf(context, prefix.slice(0, dot), property).map((one) => ({
      ...one,
      value: `${prefix.slice(0, dot)}.${one.value}`,
      label: String(one.value),
    }));
  const wanted = property && takenBy(property).length > 0 ? candidatesFor(context, property) : undefined;
  const candidates = (wanted ?? []).flatMap(({ name, attribute, detail, isExport }) => {
    const given = attribute ?? identityOf(context.types.get(name) ?? '');
    if (isExport || given === undefined) return [];
    return [named(isList ? name : `${name}.${given}`, detail, CompletionItemKind.Reference)];
  });
  if (wanted) return candidates;
  if (!isGeneral) return [];
  if (context.path[0] === 'Outputs' && !isList) return outputAttributes(context);
  const asked = isList ? [] : attributesAsked(context, keyAbove(context)).map(attributeName);
  const owners = resourceNames(context, property?.id).filter(({ value }) => {
    const type = context.types.get(String(value)) ?? '';
    return isNestedStack(type) || (schemaOf(type)?.attributes.length ?? 1) > 0;
  });
  return [
    ...asked,
    ...(context.path[0] === 'Outputs' ? byName(owners, nameOfSuggestion, String(context.path[1])) : owners),
  ];
}

/** The key whose value a call is: DB_HOST. */
function keyAbove({ path }: Context): string {
  return String(path.findLast((step) => typeof step === 'string' && !step.startsWith('Fn::')) ?? '');
}

function attributeName({ id, type, attribute }: AskedAttribute): Suggestion {
  return named(`${id}.${attribute}`, `of the ${typeWord(type)}`, CompletionItemKind.Field);
}

function identityOf(type: string): string | undefined {
  return schemaOf(type)?.attributes.find((attribute) => isIdentity(type, attribute));
}

/** The attributes of a resource, those that fit the property first. */
function attributesOf(
  context: Context,
  id: string,
  property: PropertyPlace | undefined,
): readonly Suggestion[] {
  const type = context.types.get(id) ?? '';
  const outputs = context.outputsOf(id);
  if (outputs.length > 0) {
    const kinds = new Set(property ? takenBy(property) : []);
    const isWanted = ({ gives }: OutputValue) => gives !== undefined && kinds.has(gives);
    return outputs
      .toSorted((a, b) => Number(isWanted(b)) - Number(isWanted(a)))
      .map(({ name }) => named(`Outputs.${name}`, `of ${id}`, CompletionItemKind.Field));
  }
  const all = schemaOf(type)?.attributes ?? [];
  const wanted = new Set(
    (property ? takenBy(property) : []).flatMap((one) => {
      const [of, attribute] = one.split('.');
      if (of !== type) return [];
      return attribute ?? all.filter((name) => isIdentity(type, name));
    }),
  );
  const properties = schemaOf(type)?.properties ?? {};
  // For many types AWS returns every property as an attribute, too.
  const rank = (name: string) => {
    if (wanted.has(name)) return 0;
    if (isIdentity(type, name) || USUAL_ATTRIBUTES.test(name)) return 1;
    return properties[name] === undefined || repeatsProperty(type, name) ? 2 : 3;
  };
  return all
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => named(name, `of ${id}`, CompletionItemKind.Field));
}

/** The attributes that other resources and people use most. */
const USUAL_ATTRIBUTES =
  /^(?:Arn|CidrBlock|PublicIp|PrivateIp|DNSName|(?:(?:Primary|Configuration|Redis|Read)?End[Pp]oint)\.(?:Address|Port)|MasterUserSecret\.SecretArn)$/;

export function conditionNames({ template, path }: Context): readonly Suggestion[] {
  const own = path[0] === 'Conditions' ? path[1] : undefined;
  return [...template.conditions.keys()].flatMap((name) =>
    name === own ? [] : [named(name, 'condition', CompletionItemKind.Constant)],
  );
}

/** The exports of the workspace, only those of the right kind if that is known. */
function importNames(context: Context, property: PropertyPlace | undefined): readonly Suggestion[] {
  const taken = property ? takenBy(property) : [];
  if (property && taken.length > 0) {
    return candidatesFor(context, property).flatMap(({ name, detail, isExport }) =>
      isExport ? [named(name, detail, CompletionItemKind.Reference)] : [],
    );
  }
  return context
    .exports()
    .map(({ name, file }) => named(name, `exported by ${file}`, CompletionItemKind.Reference));
}

/** In a text of `Fn::Sub` after `${`: names, or after `${Name.` its attributes. */
export function substitutedNames(context: Context, typed: string): readonly Suggestion[] {
  const dot = typed.indexOf('.');
  if (dot >= 0)
    return attributesOf(context, typed.slice(0, dot), undefined).map((one) => ({
      ...one,
      value: `${typed.slice(0, dot)}.${one.value}`,
      label: String(one.value),
    }));
  const variables = variableNames(context);
  const [region, ...others] = pseudoParameters();
  const own = typeof context.path[1] === 'string' ? context.path[1] : undefined;
  const asked = attributesAsked(context, keyAbove(context)).map(attributeName);
  const isOther = ({ value }: Suggestion) => asked.every((one) => one.value !== value);
  return [
    ...asked,
    ...variables,
    region!,
    ...parameterNames(context),
    ...addressAttributes(context).map(attributeName).filter(isOther),
    ...resourceNames(context, own),
    ...others.filter(({ value }) => value !== 'AWS::NoValue'),
  ];
}
