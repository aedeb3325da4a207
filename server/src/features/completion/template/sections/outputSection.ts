import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { schemaOf } from '../../../../aws/schema/schema.ts';
import { addTo } from '../../../../multimap.ts';
import { isIdentity } from '../../../../template/evaluation/attributes.ts';
import { listed } from '../../../../wording/listed.ts';
import { tierFromName, wordsOf } from '../../../subnets/tierFromName.ts';
import { byName } from '../byName.ts';
import { type Context, parametersIn } from '../context.ts';
import { attributeAsked } from '../values/askedAttributes.ts';
import { refOrGetAtt, typeWord } from '../values/references.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { namedEntries } from './entries.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
const KEYS = ['Value', 'Description', 'Export', 'Condition'];

/** The keys of an output, or of its export. */
export function outputKeys(context: Context): CompletionItem[] {
  const isExport = context.path.at(-1) === 'Export';
  return namedEntries(context, isExport ? ['Name'] : KEYS, (name) =>
    name === 'Export' ? 'mapping' : 'text',
  );
}

/** The likely values of an output, first those that its name suggests: a resource, or an attribute of it. */
export function outputValues(context: Context): readonly Suggestion[] {
  const name = String(context.path[1]);
  const resources = byName([...context.types], ([id]) => id, name).flatMap(([id, type]) => {
    const own: Suggestion = {
      value: refOrGetAtt(id, type === 'AWS::EC2::SecurityGroup' ? 'GroupId' : undefined),
      detail: typeWord(type),
      kind: CompletionItemKind.Reference,
    };
    const attribute = attributeCalled(id, type, name);
    if (attribute === undefined) return [own];
    const given: Suggestion = {
      value: refOrGetAtt(id, attribute),
      detail: `of the ${typeWord(type)}`,
      kind: CompletionItemKind.Field,
    };
    return JSON.stringify(given.value) === JSON.stringify(own.value) ? [own] : [given, own];
  });
  const lists = wordsOf(name).some((word) => /^(?:subnets|ids)$/.test(word))
    ? subnetTexts(context, name)
    : [];
  const parameters = parametersIn(context).map(
    (parameter): Suggestion => ({
      value: { Ref: parameter.name },
      detail: 'parameter',
      kind: CompletionItemKind.Variable,
    }),
  );
  return [...lists, ...resources, ...parameters];
}

/** The subnets of a tier joined to one text, since an output is not a list. */
function subnetTexts({ types }: Context, name: string): readonly Suggestion[] {
  const words = new Set(wordsOf(name));
  const tiers = new Map<string, string[]>();
  for (const [id, type] of types) {
    const tier = tierFromName(id);
    if (type === 'AWS::EC2::Subnet' && tier.split('-').every((word) => words.has(word)))
      addTo(tiers, tier, id);
  }
  return [...tiers.values()].map((ids) => ({
    value: { 'Fn::Join': [',', ids.map((id) => refOrGetAtt(id, undefined))] },
    detail: `all of ${listed(ids, 3)}`,
    kind: CompletionItemKind.Reference,
  }));
}

/**
 * `Name.Attribute` for `Fn::GetAtt`: for each resource the attribute that the output's name suggests, or the most used
 * one.
 */
export function outputAttributes(context: Context): readonly Suggestion[] {
  const name = String(context.path[1]);
  return byName([...context.types], ([id]) => id, name).flatMap(([id, type]): readonly Suggestion[] => {
    const attributes = schemaOf(type)?.attributes ?? [];
    const attribute =
      attributeCalled(id, type, name) ??
      attributes.find((one) => isIdentity(type, one)) ??
      attributes.find((one) => one === 'Arn') ??
      attributes[0];
    return attribute === undefined
      ? []
      : [{ value: `${id}.${attribute}`, detail: typeWord(type), kind: CompletionItemKind.Reference }];
  });
}

/** The attribute that the rest of a name suggests: `Endpoint.Address` for the output DatabaseEndpoint of Database. */
function attributeCalled(id: string, type: string, name: string): string | undefined {
  const own = new Set(wordsOf(id));
  const words = wordsOf(name);
  // `Ref` returns the id itself.
  const rest = words.filter((word) => !own.has(word)).join('');
  if (rest === '' || rest.length === words.join('').length) return undefined;
  const called = schemaOf(type)?.attributes.find(
    (attribute) =>
      !isIdentity(type, attribute) && attribute.toLowerCase().replaceAll('.', '').startsWith(rest),
  );
  return called ?? attributeAsked(type, name);
}

/** The name of an export, which AWS requires to be unique in the account and region. */
export function suggestedExportNames({ path }: Context): readonly Suggestion[] {
  return [
    {
      value: { 'Fn::Sub': `\${AWS::StackName}-${String(path[1])}` },
      detail: 'unique in the account and region',
      kind: CompletionItemKind.Value,
    },
  ];
}
