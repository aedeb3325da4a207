import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { entriesOf } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import { writableSchema } from '../../../writableSchema.ts';
import { type Context, parametersIn } from '../context.ts';
import { itemOf } from '../items.ts';
import { resourceNames } from '../names.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { entryDraft } from './entries.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html */
const ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'CreationPolicy',
  'UpdatePolicy',
  'Metadata',
  'Connectors',
];

const MAPPINGS = new Set(['Properties', 'CreationPolicy', 'UpdatePolicy', 'Metadata', 'Connectors']);

/** Types of the network that an attribute is for; any other attribute is for all. */
const ONLY_OF: Readonly<Record<string, readonly string[]>> = table({
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
  CreationPolicy: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance'],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
  UpdatePolicy: [
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::OpenSearchService::Domain',
  ],
});

/** The attributes of a resource with a known type. */
export function attributeItems(context: Context, id: string): readonly CompletionItem[] {
  const { place, types, owner } = context;
  const type = types.get(id) ?? '';
  if (type !== '' && !writableSchema(type)) return [];
  const there = new Set(
    entriesOf(owner).flatMap(({ key }) => (key.start === place.typed.start ? [] : [key.text])),
  );
  const isFor = (name: string) =>
    name === 'Connectors' ? context.template.isSam : (ONLY_OF[name]?.includes(type) ?? true);
  return ATTRIBUTES.filter((name) => !there.has(name) && isFor(name)).flatMap((name) =>
    itemOf(context, {
      label: name,
      names: [name],
      kind: CompletionItemKind.Keyword,
      draft: entryDraft(context, name, MAPPINGS.has(name) ? 'mapping' : 'text'),
      leadsOn: LEADS_ON[name]?.(context, type) ?? false,
    }),
  );
}

/** The attributes whose values are suggested. */
const LEADS_ON: Readonly<Record<string, (context: Context, type: string) => boolean>> = table({
  Type: () => true,
  Properties: (_, type) => writableSchema(type) !== undefined,
  DependsOn: ({ types }) => types.size > 1,
  Condition: ({ template }) => template.conditions.size > 0,
  DeletionPolicy: () => true,
  UpdateReplacePolicy: () => true,
});

/**
 * The most likely dependencies of a resource: the gateway's attachment for a route or an address, another block of the
 * VPC for a subnet.
 */
export function dependencySuggestions(context: Context, own: string): readonly Suggestion[] {
  const there = new Set(context.place.earlier);
  const awaited =
    context.types.get(own) === 'AWS::EC2::Subnet'
      ? 'AWS::EC2::VPCCidrBlock'
      : 'AWS::EC2::VPCGatewayAttachment';
  const isFirst = (id: unknown) => context.types.get(String(id)) === awaited;
  return resourceNames(context, own)
    .filter(({ value }) => !there.has(String(value)))
    .toSorted((a, b) => Number(isFirst(b.value)) - Number(isFirst(a.value)));
}

/**
 * The values of DeletionPolicy and UpdateReplacePolicy. `Snapshot` is for databases, clusters, caches and volumes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function policies({ types, path }: Context, attribute: string): readonly Suggestion[] {
  const hasSnapshots =
    /^AWS::(?:RDS::DB(?:Instance|Cluster)|(?:DocDB|Neptune)::DBCluster|Redshift::Cluster|ElastiCache::(?:CacheCluster|ReplicationGroup)|EC2::Volume)$/.test(
      types.get(String(path[1])) ?? '',
    );
  return [
    ...(hasSnapshots ? ['Snapshot'] : []),
    'Retain',
    'Delete',
    ...(attribute === 'DeletionPolicy' ? ['RetainExceptOnCreate'] : []),
  ].map((value) => ({ value, kind: CompletionItemKind.EnumMember }));
}

/** The lists that Fn::ForEach can loop over. */
export function loopLists(context: Context): readonly Suggestion[] {
  return parametersIn(context)
    .filter(({ type }) => type === 'CommaDelimitedList' || type.startsWith('List<'))
    .map(({ name, type }) => ({
      value: { Ref: name },
      detail: `parameter, ${type}`,
      kind: CompletionItemKind.Variable,
    }));
}
