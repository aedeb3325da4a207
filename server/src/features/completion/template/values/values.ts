import { CompletionItemKind } from 'vscode-languageserver-types';
import { OF_BALANCERS, OF_TARGET_GROUPS } from '../../../../aws/balancerAttributes.ts';
import { SAM_EVENTS } from '../../../../aws/samEvents.ts';
import { propertySchema, type Schema, schemaOf, typesOf } from '../../../../aws/schema/schema.ts';
import { resolved, valueAt } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, type PropertyPlace, parametersIn, siblingName, siblingText } from '../context.ts';
import { attributesAsked } from './askedAttributes.ts';
import { mayBeBlockOf, subnetBlocks, suggestedBlocks, vpcBlocks } from './blocks.ts';
import { engineNames } from './engines.ts';
import { existingIds } from './existing.ts';
import { suggestedParameters } from './parameters.ts';
import { portSuggestions, protocolSuggestions } from './ports.ts';
import { referenceSuggestions, refOrGetAtt, takenBy, typeWord } from './references.ts';
import { endpointTypes, serviceNames } from './services.ts';
import { subnetLists } from './subnetLists.ts';
import type { Suggestion } from './suggestion.ts';
import { zoneSuggestions } from './zones.ts';

/** The possible values of a property, most likely first. `isGeneral` values follow from AWS's schemas alone. */
export function valuesFor(context: Context, place: PropertyPlace, isGeneral: boolean): readonly Suggestion[] {
  const meant = byMeaning(context, place);
  if (isVariable(place)) return variableValues(context, place);
  const { schema } = place;
  const given =
    takenBy(place).length > 0
      ? []
      : suggestedParameters(context, place).filter((one) => mayBeBlockOf(context, place, one));
  if (meant.length > 0) return [...given, ...meant];
  if (schema && typesOf(schema).includes('array') && !place.isInList) {
    return [
      ...subnetLists(context, place),
      ...inList([...referenceSuggestions(context, place), ...existingIds(context, place)]),
    ];
  }
  const references = [...referenceSuggestions(context, place), ...existingIds(context, place)];
  if (references.length > 0 || !schema || !isGeneral) return references;
  return [...given, ...usualFirst(context, place, enumValues(lambdaSchema(place) ?? schema))];
}

/** A variable of a function's environment, whose name says what it is. */
function isVariable({ names, type }: PropertyPlace): boolean {
  return FUNCTION.test(type) && names.length === 3 && names[0] === 'Environment' && names[1] === 'Variables';
}

const FUNCTION = /^AWS::(?:Lambda|Serverless)::Function$/;

function variableValues(context: Context, { names }: PropertyPlace): readonly Suggestion[] {
  const name = names[2]!;
  const asked = attributesAsked(context, name).map(({ id, type, attribute }) => ({
    value: refOrGetAtt(id, attribute),
    detail: `of the ${typeWord(type)}`,
    kind: CompletionItemKind.Field,
  }));
  const words = wordsOf(name);
  const shares = (own: string) => wordsOf(own).some((word) => words.includes(word));
  const resources = [...context.types]
    .filter(([id]) => asked.length === 0 && shares(id))
    .map(([id, type]) => ({
      value: refOrGetAtt(id, undefined),
      detail: typeWord(type),
      kind: CompletionItemKind.Reference,
    }));
  const parameters = parametersIn(context)
    .filter((one) => shares(one.name))
    .map((one) => ({ value: { Ref: one.name }, detail: 'parameter', kind: CompletionItemKind.Variable }));
  return [...asked, ...resources, ...parameters];
}

/**
 * Lambda's schema of a property that SAM passes on to the function, and which SAM's own leaves open.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
function lambdaSchema({ type, names, schema, isInList }: PropertyPlace): Schema | undefined {
  if (type !== 'AWS::Serverless::Function' || names.length !== 1 || schema?.enum) return undefined;
  const passed = propertySchema(schemaOf('AWS::Lambda::Function'), names[0]!);
  return isInList ? passed?.items : passed;
}

/** The items of an empty list property, each as a list of one. */
function inList(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return suggestions.map((one) => (one.detail === 'parameter' ? one : { ...one, value: [one.value] }));
}

function byMeaning(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const { type, names } = place;
  const name = names.at(-1);
  // All resources of a loop would have the same.
  if (context.variables.length > 0 && (name === 'CidrBlock' || name === 'AvailabilityZone')) return [];
  switch (name) {
    case 'CidrBlock':
      return cidrBlocks(context, place);
    case 'CidrIp':
    case 'DestinationCidrBlock':
      return suggestedBlocks(context, place, 4);
    case 'CidrIpv6':
    case 'DestinationIpv6CidrBlock':
      return suggestedBlocks(context, place, 6);
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
    case 'ContainerPort':
    case 'HostPort':
    case 'InstancePort':
    case 'LoadBalancerPort':
      return portSuggestions(context, place);
    case 'From':
    case 'To':
      return names.at(-2) === 'PortRange' ? portSuggestions(context, place) : [];
    case 'Type':
      return type === 'AWS::Serverless::Function' && names[0] === 'Events' ? eventTypes() : [];
    case 'Engine':
      return engineNames(place);
    case 'ServiceName':
      return type === 'AWS::EC2::VPCEndpoint' ? serviceNames(context, place) : [];
    case 'VpcEndpointType':
      return endpointTypes(context, place);
    case 'RuleNumber':
      return type === 'AWS::EC2::NetworkAclEntry' ? ruleNumbers(context, place) : [];
    case 'Key':
      return keyNames(context, place);
    case 'Value':
      return keyValues(place);
    case 'Domain':
      // The other value was for EC2-Classic, which no longer exists.
      return type === 'AWS::EC2::EIP' ? [{ value: 'vpc', kind: CompletionItemKind.EnumMember }] : [];
    default:
      return [];
  }
}

function eventTypes(): readonly Suggestion[] {
  return Object.entries(SAM_EVENTS).map(([value, { is }]) => ({
    value,
    detail: is.split(',')[0]!,
    kind: CompletionItemKind.EnumMember,
  }));
}

function cidrBlocks(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const { type } = place;
  if (type === 'AWS::EC2::Subnet') return subnetBlocks(context, place);
  if (type === 'AWS::EC2::VPC' || type === 'AWS::EC2::VPCCidrBlock') return vpcBlocks(context, place);
  return type === 'AWS::EC2::NetworkAclEntry' ? suggestedBlocks(context, place, 4) : [];
}

/** The next rule number in its direction, in steps of 100, as AWS recommends so that others fit between. */
function ruleNumbers({ template }: Context, { id, mapping }: PropertyPlace): readonly Suggestion[] {
  const list = siblingName(mapping, 'NetworkAclId');
  const isEgress = siblingText(mapping, 'Egress') === 'true';
  const numbers = [...template.resources.values()]
    .filter(
      (one) =>
        one.type === 'AWS::EC2::NetworkAclEntry' &&
        one.id !== id &&
        (list === undefined || siblingName(one.properties, 'NetworkAclId') === list) &&
        (siblingText(one.properties, 'Egress') === 'true') === isEgress,
    )
    .map(({ properties }) => Number(siblingText(properties, 'RuleNumber')))
    .filter((number) => number < LAST_NUMBER);
  const next = Math.floor(Math.max(0, ...numbers) / 100) * 100 + 100;
  return next > LAST_NUMBER ? [] : [{ value: next, kind: CompletionItemKind.Value }];
}

/** Fact ACL-02. */
const LAST_NUMBER = 32_766;

/** The attributes of load balancers and target groups that matter most to networks. */
const USUAL_KEYS = [
  'deregistration_delay.timeout_seconds',
  'stickiness.enabled',
  'stickiness.type',
  'stickiness.lb_cookie.duration_seconds',
  'idle_timeout.timeout_seconds',
  'routing.http.drop_invalid_header_fields.enabled',
  'load_balancing.cross_zone.enabled',
  'deletion_protection.enabled',
  'access_logs.s3.enabled',
  'access_logs.s3.bucket',
  'access_logs.s3.prefix',
  'routing.http2.enabled',
  'load_balancing.algorithm.type',
  'slow_start.duration_seconds',
  'preserve_client_ip.enabled',
];

/** The keys of a list of keys and values. */
function keyNames({ template }: Context, { names, type, mapping, id }: PropertyPlace): readonly Suggestion[] {
  const list = names.at(-2);
  if (list === 'Tags')
    return [{ value: 'Name', detail: 'what consoles show', kind: CompletionItemKind.Value }];
  const known =
    list === 'LoadBalancerAttributes' && type === 'AWS::ElasticLoadBalancingV2::LoadBalancer'
      ? OF_BALANCERS
      : list === 'TargetGroupAttributes' && type === 'AWS::ElasticLoadBalancingV2::TargetGroup'
        ? OF_TARGET_GROUPS
        : [];
  const rank = (key: string) => {
    const at = USUAL_KEYS.indexOf(key);
    return at < 0 ? USUAL_KEYS.length : at;
  };
  const items = valueAt(template.resources.get(id)?.properties, list ?? '');
  const there = new Set(
    (items?.kind === 'sequence' ? items.items : []).map((item) =>
      resolved(item) === mapping ? undefined : siblingText(resolved(item), 'Key'),
    ),
  );
  return known
    .filter((value) => !there.has(value))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((value) => ({ value, kind: CompletionItemKind.Value }));
}

function keyValues({ names, mapping }: PropertyPlace): readonly Suggestion[] {
  const isSwitch =
    /Attributes$/.test(names.at(-2) ?? '') && /\.enabled$/.test(siblingText(mapping, 'Key') ?? '');
  return isSwitch ? ['true', 'false'].map((value) => ({ value, kind: CompletionItemKind.EnumMember })) : [];
}

/** The most used values first; AWS lists them alphabetically. */
const USUAL: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::VPC InstanceTenancy': ['default'],
  'AWS::EC2::FlowLog ResourceType': ['VPC', 'Subnet'],
  'AWS::EC2::FlowLog TrafficType': ['ALL', 'REJECT'],
  'AWS::ECS::Service LaunchType': ['FARGATE', 'EC2'],
  'AWS::ElasticLoadBalancingV2::Listener Protocol': ['HTTPS', 'HTTP', 'TLS', 'TCP'],
  'AWS::ElasticLoadBalancingV2::Listener Type': ['forward', 'redirect', 'fixed-response'],
  'AWS::ElasticLoadBalancingV2::ListenerRule Type': ['forward', 'redirect', 'fixed-response'],
  'AWS::ElasticLoadBalancingV2::TargetGroup Protocol': ['HTTP', 'HTTPS', 'TCP', 'TLS'],
  'AWS::ElasticLoadBalancingV2::TargetGroup TargetType': ['ip', 'instance', 'lambda', 'alb'],
});

/** Properties that decide whether something has a public address. */
const IS_PUBLIC: ReadonlySet<string> = new Set([
  'AssociatePublicIpAddress',
  'MapPublicIpOnLaunch',
  'PubliclyAccessible',
  'AssignPublicIp',
]);

function publicFirst(isPublic: boolean): readonly string[] {
  return isPublic ? ['true', 'ENABLED'] : ['false', 'DISABLED'];
}

/**
 * The schemes of a load balancer: internet-facing first if the template has an internet gateway, unless its name says
 * internal.
 */
function schemesFirst({ types }: Context, id: string): readonly string[] {
  const isInternal = wordsOf(id).some((word) => /^(?:internal|private|isolated)$/.test(word));
  return !isInternal && [...types.values()].includes('AWS::EC2::InternetGateway')
    ? ['internet-facing']
    : ['internal'];
}

function usualFirst(
  context: Context,
  { type, names, id }: PropertyPlace,
  values: readonly Suggestion[],
): readonly Suggestion[] {
  const name = names.at(-1) ?? '';
  const usual = IS_PUBLIC.has(name)
    ? publicFirst(wordsOf(id).includes('public'))
    : name === 'Scheme' && /LoadBalancer$/.test(type)
      ? schemesFirst(context, id)
      : (USUAL[`${type} ${name}`] ?? []);
  const rank = ({ value }: Suggestion) => {
    const at = usual.indexOf(String(value));
    return at < 0 ? usual.length : at;
  };
  const ordered = name === 'Runtime' ? newestFirst(values) : values;
  return ordered.toSorted((a, b) => rank(a) - rank(b));
}

/** The languages of functions, those that are used most first. */
const LANGUAGES = ['python', 'nodejs', 'java', 'provided', 'dotnet', 'ruby'];

/** The newest version of each language, then the one before it, and so on. */
function newestFirst(values: readonly Suggestion[]): readonly Suggestion[] {
  const versions = values
    .map((one) => {
      const [, word = '', version = ''] = /^([a-z]*)(?:\.al)?([\d.]*)/.exec(String(one.value)) ?? [];
      const found = LANGUAGES.findIndex((language) => word.startsWith(language));
      const at = found < 0 ? LANGUAGES.length : found;
      return { one, at, language: LANGUAGES[at] ?? word, version };
    })
    .toSorted((a, b) => a.at - b.at || b.version.localeCompare(a.version, 'en', { numeric: true }));
  const older = new Map<string, number>();
  return versions
    .map((each) => {
      const age = older.get(each.language) ?? 0;
      older.set(each.language, age + 1);
      return { ...each, age };
    })
    .toSorted((a, b) => a.age - b.age || a.at - b.at)
    .map(({ one }) => one);
}

function enumValues(schema: Schema): readonly Suggestion[] {
  const values = schema.enum ?? schema.enumCaseInsensitive;
  if (values)
    return values.map((value) => ({ value, label: String(value), kind: CompletionItemKind.EnumMember }));
  if (!typesOf(schema).includes('boolean')) return [];
  return [true, false].map((value) => ({ value, label: String(value), kind: CompletionItemKind.EnumMember }));
}
