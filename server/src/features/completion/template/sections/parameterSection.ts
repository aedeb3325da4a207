import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { schemaOf } from '../../../../aws/schema/schema.ts';
import { entriesOf, resolved, valueAt } from '../../../../syntax/tree.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, nameIn, type PropertyPlace } from '../context.ts';
import { valueItems } from '../items.ts';
import { vpcBlocks } from '../values/blocks.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { valuesFor } from '../values/values.ts';
import { namedEntries } from './entries.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
const KEYS = [
  'Type',
  'Default',
  'Description',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
];

const LISTS: ReadonlySet<string> = new Set(['AllowedValues']);

/** The keys that a parameter does not have yet. */
export function parameterKeys(context: Context): CompletionItem[] {
  return namedEntries(context, KEYS, (name) =>
    LISTS.has(name) ? 'list' : name === 'Type' ? 'choice' : 'text',
  );
}

/**
 * The network's parameter types, each with the names that such parameters usually have, then the others.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const TYPES: readonly (readonly [type: string, called: RegExp | undefined])[] = [
  ['List<AWS::EC2::Subnet::Id>', /subnets|subnet ids/],
  ['List<AWS::EC2::SecurityGroup::Id>', /groups|group ids/],
  ['List<AWS::EC2::AvailabilityZone::Name>', /zones|azs/],
  ['List<AWS::EC2::VPC::Id>', /vpcs|vpc ids/],
  ['CommaDelimitedList', /list$|cidrs|blocks/],
  ['String', /cidr|block|range|name|description/],
  ['Number', /port$|count|size|number|capacity|bits|max|min|timeout|days/],
  ['AWS::EC2::Subnet::Id', /subnet/],
  ['AWS::EC2::SecurityGroup::Id', /group|sg/],
  ['AWS::EC2::AvailabilityZone::Name', /zone|az$/],
  ['AWS::EC2::KeyPair::KeyName', /key/],
  ['AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', /image|ami/],
  ['AWS::EC2::Image::Id', /image|ami/],
  ['AWS::EC2::Instance::Id', /instance id|instance$/],
  ['AWS::EC2::VPC::Id', /vpc/],
  ['AWS::Route53::HostedZone::Id', /hosted/],
  ['AWS::EC2::Volume::Id', undefined],
  ['AWS::EC2::SecurityGroup::GroupName', undefined],
  ['List<Number>', undefined],
  ['List<String>', undefined],
  ['AWS::SSM::Parameter::Name', undefined],
  ['AWS::SSM::Parameter::Value<String>', undefined],
];

/** The types, first the one that the parameter's name suggests. */
function parameterTypes({ path }: Context): readonly Suggestion[] {
  const name = wordsOf(String(path[1])).join(' ');
  // The zone of "hosted zone" is not an Availability Zone.
  const at = /hosted/.test(name)
    ? TYPES.findIndex(([type]) => /HostedZone/.test(type))
    : TYPES.findIndex(([, called]) => called?.test(name));
  const first = TYPES[at]?.[0] ?? 'String';
  // Whatever the name suggests, most parameters are strings.
  return [...new Set([first, 'String', ...TYPES.map(([type]) => type)])].map((type) => ({
    value: type,
    label: type,
    kind: CompletionItemKind.Class,
  }));
}

/** Default values by the property that the parameter is used for: free blocks, ports, engines, enum values. */
function parameterDefaults(context: Context): readonly Suggestion[] {
  const { template, path } = context;
  const name = String(path[1]);
  for (const { id, type, properties } of template.resources.values()) {
    const root = schemaOf(type);
    if (!root) continue;
    for (const { key, value } of entriesOf(properties)) {
      if (nameIn(value) !== name) continue;
      const place: PropertyPlace = {
        id,
        type,
        root,
        names: [key.text],
        schema: root.properties?.[key.text],
        mapping: resolved(properties),
        isInList: false,
        call: undefined,
      };
      return valuesFor(context, place, true).filter(({ value: one }) => typeof one !== 'object');
    }
  }
  const words = wordsOf(name);
  const isVpcBlock = words.includes('vpc') && words.some((word) => /^(?:cidr|block|range)$/.test(word));
  return isVpcBlock ? vpcBlocks(context, { id: '' }) : [];
}

/** The values of a parameter's keys. */
export function parameterValues(context: Context): readonly CompletionItem[] {
  const [, name, key] = context.path;
  switch (key) {
    case 'Type':
      return valueItems(context, parameterTypes(context));
    case 'Default': {
      const allowed = resolved(
        valueAt(context.analysis.tree.root, 'Parameters', String(name), 'AllowedValues'),
      );
      const listed = allowed?.kind === 'sequence' ? allowed.items : [];
      const given = listed.flatMap((item): readonly Suggestion[] => {
        const one = resolved(item);
        return one?.kind === 'scalar'
          ? [{ value: one.text, label: one.text, kind: CompletionItemKind.EnumMember }]
          : [];
      });
      return valueItems(context, given.length > 0 ? given : parameterDefaults(context));
    }
    case 'NoEcho':
      return valueItems(
        context,
        [true, false].map((value) => ({ value, label: String(value) })),
      );
    default:
      return [];
  }
}
