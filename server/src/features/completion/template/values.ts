import { CompletionItemKind } from 'vscode-languageserver-types';
import { type Schema, typesOf } from '../../../aws/schema/schema.ts';
import { table } from '../../../table.ts';
import { knownBlocks, subnetBlocks, vpcBlocks } from './blocks.ts';
import type { Context, PropertyPlace } from './context.ts';
import { engineNames } from './engines.ts';
import { existingIds } from './existing.ts';
import { parametersFor } from './parameters.ts';
import { portSuggestions, protocolSuggestions } from './ports.ts';
import { referenceSuggestions, takenBy } from './references.ts';
import { endpointTypes, serviceNames } from './services.ts';
import { subnetLists } from './subnetLists.ts';
import type { Suggestion } from './suggestion.ts';
import { zoneSuggestions } from './zones.ts';

/** The values that a property can have, the likeliest first. `isGeneral` values follow from AWS's schemas alone. */
export function valuesFor(context: Context, place: PropertyPlace, isGeneral: boolean): readonly Suggestion[] {
  const meant = byMeaning(context, place);
  const { schema } = place;
  const given = takenBy(place).length > 0 ? [] : parametersFor(context, place);
  if (meant.length > 0) return [...given, ...meant];
  if (schema && typesOf(schema).includes('array') && !place.isInList) {
    return [
      ...subnetLists(context, place),
      ...inList([...referenceSuggestions(context, place), ...existingIds(context, place)]),
    ];
  }
  const references = [...referenceSuggestions(context, place), ...existingIds(context, place)];
  if (references.length > 0 || !schema || !isGeneral) return references;
  return [...given, ...usualFirst(place, enumValues(schema))];
}

/** The items of a list property that is empty yet, as a list of one each. */
function inList(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return suggestions.map((one) => (one.detail === 'parameter' ? one : { ...one, value: [one.value] }));
}

function byMeaning(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const { type, names } = place;
  const name = names.at(-1);
  switch (name) {
    case 'CidrBlock':
      if (type === 'AWS::EC2::Subnet') return subnetBlocks(context, place);
      if (type === 'AWS::EC2::VPC' || type === 'AWS::EC2::VPCCidrBlock') return vpcBlocks(context, place);
      return type === 'AWS::EC2::NetworkAclEntry' ? knownBlocks(context, place, 4) : [];
    case 'CidrIp':
    case 'DestinationCidrBlock':
      return knownBlocks(context, place, 4);
    case 'CidrIpv6':
    case 'DestinationIpv6CidrBlock':
      return knownBlocks(context, place, 6);
    case 'AvailabilityZone':
      return names.length === 1 ? zoneSuggestions(context, place) : [];
    case 'IpProtocol':
      return protocolSuggestions(place);
    case 'Protocol':
      return type === 'AWS::EC2::NetworkAclEntry' ? protocolSuggestions(place) : [];
    case 'FromPort':
    case 'ToPort':
    case 'Port':
    case 'DBPort':
      return portSuggestions(context, place);
    case 'From':
    case 'To':
      return names.at(-2) === 'PortRange' ? portSuggestions(context, place) : [];
    case 'Engine':
      return engineNames(place);
    case 'ServiceName':
      return type === 'AWS::EC2::VPCEndpoint' ? serviceNames(context, place) : [];
    case 'VpcEndpointType':
      return endpointTypes(context, place);
    case 'Domain':
      // The other value was for EC2-Classic, which is no more.
      return type === 'AWS::EC2::EIP' ? [{ value: 'vpc', kind: CompletionItemKind.EnumMember }] : [];
    default:
      return [];
  }
}

/** AWS lists values by their letters. */
const USUAL: Readonly<Record<string, readonly string[]>> = table({
  'AWS::ElasticLoadBalancingV2::Listener Protocol': ['HTTPS', 'HTTP', 'TLS', 'TCP'],
  'AWS::ElasticLoadBalancingV2::Listener Type': ['forward', 'redirect', 'fixed-response'],
  'AWS::ElasticLoadBalancingV2::ListenerRule Type': ['forward', 'redirect', 'fixed-response'],
  'AWS::ElasticLoadBalancingV2::TargetGroup Protocol': ['HTTP', 'HTTPS', 'TCP', 'TLS'],
});

function usualFirst({ type, names }: PropertyPlace, values: readonly Suggestion[]): readonly Suggestion[] {
  const usual = USUAL[`${type} ${names.at(-1)}`] ?? [];
  const rank = ({ value }: Suggestion) => {
    const at = usual.indexOf(String(value));
    return at < 0 ? usual.length : at;
  };
  return values.toSorted((a, b) => rank(a) - rank(b));
}

function enumValues(schema: Schema): readonly Suggestion[] {
  const values = schema.enum ?? schema.enumCaseInsensitive;
  if (values)
    return values.map((value) => ({ value, label: String(value), kind: CompletionItemKind.EnumMember }));
  if (!typesOf(schema).includes('boolean')) return [];
  return [true, false].map((value) => ({ value, label: String(value), kind: CompletionItemKind.EnumMember }));
}
