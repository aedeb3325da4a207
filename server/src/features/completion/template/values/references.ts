import { CompletionItemKind } from 'vscode-languageserver-types';
import { classOf } from '../../../../network/analysis/subnets/subnetRoutes.ts';
import type { Data } from '../../../../syntax/edit.ts';
import { resolved, valueAt } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import { LOCATION } from '../../../../template/crossStack/resolver.ts';
import type { Parameter } from '../../../../template/parameter.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import {
  type Context,
  nameIn,
  type PropertyPlace,
  parametersIn,
  resourcesOfType,
  siblingName,
  siblingText,
} from '../context.ts';
import type { Suggestion } from './suggestion.ts';
import { vpcOfObject, vpcOfPlace } from './vpc.ts';

/** An object that a property can refer to. */
export interface Candidate {
  readonly name: string;
  /** The attribute of `Fn::GetAtt`; undefined for `Ref`. */
  readonly attribute?: string;
  readonly detail: string;
  readonly isExport?: true;
}

/** The types whose `Ref` or attribute the property accepts, each as `Type` or `Type.Attribute`. */
export function takenBy({ type, names, schema, mapping }: PropertyPlace): readonly string[] {
  const name = names.at(-1) ?? '';
  const own = TAKEN_BY_ROUTES[name];
  if (own && type === 'AWS::EC2::Route') return own;
  if (type === 'AWS::EC2::NatGateway' && name === 'AllocationId') return ['AWS::EC2::EIP.AllocationId'];
  if (type === 'AWS::EC2::FlowLog' && name === 'ResourceId')
    return [`AWS::EC2::${siblingText(mapping, 'ResourceType') ?? 'VPC'}`];
  const takes = schema?.takes ?? schema?.items?.takes;
  if (takes === 'AWS::EC2::TransitGatewayAttachment') return [takes, 'AWS::EC2::TransitGatewayVpcAttachment'];
  if (takes === 'AWS::DynamoDB::Table') return [takes, 'AWS::Serverless::SimpleTable'];
  if (takes === 'AWS::Serverless::Function') return FUNCTIONS;
  if (takes !== undefined) return [takes];
  if (name === 'FunctionName' && /^AWS::Lambda::(?!Function$)/.test(type)) return FUNCTIONS;
  return TAKEN_ELSEWHERE[name] ?? (name.endsWith('RoleArn') ? ['AWS::IAM::Role.Arn'] : []);
}

/** Fact RT-08. */
export const TAKEN_BY_ROUTES: Readonly<Record<string, readonly string[]>> = table({
  GatewayId: ['AWS::EC2::InternetGateway', 'AWS::EC2::VPNGateway'],
  NatGatewayId: ['AWS::EC2::NatGateway'],
  EgressOnlyInternetGatewayId: ['AWS::EC2::EgressOnlyInternetGateway'],
  InstanceId: ['AWS::EC2::Instance'],
  NetworkInterfaceId: ['AWS::EC2::NetworkInterface'],
  TransitGatewayId: ['AWS::EC2::TransitGateway'],
  VpcPeeringConnectionId: ['AWS::EC2::VPCPeeringConnection'],
  VpcEndpointId: ['AWS::EC2::VPCEndpoint'],
  CarrierGatewayId: ['AWS::EC2::CarrierGateway'],
});

/** Property names that mean the same kind in every type, and about which the schemas say nothing. */
const TAKEN_ELSEWHERE: Readonly<Record<string, readonly string[]>> = table({
  Cluster: ['AWS::ECS::Cluster'],
  InstanceId: ['AWS::EC2::Instance'],
  NatGatewayId: ['AWS::EC2::NatGateway'],
  TaskDefinition: ['AWS::ECS::TaskDefinition'],
  NodeRole: ['AWS::IAM::Role.Arn'],
  Role: ['AWS::IAM::Role.Arn'],
  ServiceRole: ['AWS::IAM::Role.Arn'],
});

const FUNCTIONS: readonly string[] = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** A group's id is its attribute, since `Ref` is the name for a group without a VPC. */
const BY_ATTRIBUTE: Readonly<Record<string, string>> = table({ 'AWS::EC2::SecurityGroup': 'GroupId' });

/** Common words in the names of such groups. */
const CALLED_AFTER: Readonly<Record<string, readonly string[]>> = table({
  'AWS::RDS::DBInstance': ['database', 'db', 'rds', 'data', 'postgres', 'mysql', 'sql'],
  'AWS::RDS::DBCluster': ['database', 'db', 'rds', 'data', 'postgres', 'mysql', 'sql'],
  'AWS::ElastiCache::ReplicationGroup': ['cache', 'redis'],
  'AWS::ElastiCache::CacheCluster': ['cache', 'redis'],
  'AWS::Lambda::Function': ['app', 'function', 'lambda'],
  'AWS::Serverless::Function': ['app', 'function', 'lambda'],
  'AWS::ECS::Service': ['service', 'app', 'ecs', 'task'],
  'AWS::EC2::VPCEndpoint': ['endpoint', 'endpoints', 'private'],
  'AWS::EFS::MountTarget': ['efs', 'file', 'files', 'mount'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['balancer', 'alb', 'lb', 'web'],
});

/** Common words for resources of a type. */
export function calledAfter(type: string): readonly string[] {
  return CALLED_AFTER[type] ?? [];
}

interface Ranked {
  readonly candidate: Candidate;
  readonly rank: readonly number[];
}

/**
 * The objects that the property can refer to: resources of its VPC first, then parameters and imports, then resources
 * of other VPCs.
 */
export function candidatesFor(context: Context, place: PropertyPlace): readonly Candidate[] {
  const taken = takenBy(place);
  if (taken.length === 0) return [];
  const rankOf = ranking(context, place);
  const likeness = likenessTo(place);
  const there = namedThere(context, place);
  const isList = place.schema?.type === 'array' && !place.isInList;
  return taken
    .flatMap((one): readonly Ranked[] => {
      const [type = '', attribute = BY_ATTRIBUTE[type]] = one.split('.');
      return [
        ...resourcesOfType(context, type)
          .filter((id) => id !== place.id && !there.has(id))
          .map((id) => rankOf(id, type, attribute)),
        ...parametersIn(context)
          .filter((parameter) => fitsParameter(parameter, type, isList))
          .map(({ name }) => ({
            candidate: { name, detail: 'parameter' },
            rank: [1, 0, 0, -likeness(name)],
          })),
        ...(isList ? [] : fromOtherStacks(context, [type, one])),
      ];
    })
    .toSorted((a, b) => compareRanks(a.rank, b.rank))
    .map(({ candidate }) => candidate);
}

/**
 * The number of words that a name shares with the resource's. An association's route table is named like its subnet.
 */
function likenessTo({ id, type, mapping }: PropertyPlace): (name: string) => number {
  const words = new Set([
    ...[id, siblingName(mapping, 'SubnetId') ?? ''].flatMap(wordsOf),
    ...calledAfter(type),
  ]);
  return (name) => wordsOf(name).filter((word) => words.has(word)).length;
}

/** Ranks resources: those of the same VPC, of the usual class, that nothing uses yet, with a similar name. */
function ranking(context: Context, place: PropertyPlace) {
  const own = vpcOfPlace(context, place);
  const used = usedBy(context, place);
  // An association's route table is named like its subnet.
  const likeness = likenessTo(place);
  return (id: string, type: string, attribute: string | undefined): Ranked => {
    const vpc = vpcOfObject(context, id);
    const isOther = type !== 'AWS::EC2::VPC' && own !== undefined && vpc !== undefined && vpc !== own;
    const detail = isOther ? `${typeWord(type)}, in ${vpc}` : typeWord(type);
    return {
      candidate: { name: id, ...(attribute !== undefined && { attribute }), detail },
      rank: [isOther ? 3 : 0, classRank(context, place, id), used.has(id) ? 1 : 0, -likeness(id)],
    };
  };
}

/** The outputs of nested stacks and the exports of other templates that are of one of the kinds. */
function fromOtherStacks(context: Context, kinds: readonly string[]): readonly Ranked[] {
  const fits = ({ gives }: { readonly gives?: string }) => gives !== undefined && kinds.includes(gives);
  const stacks = Object.keys(LOCATION).flatMap((type) => resourcesOfType(context, type));
  const outputs = stacks.flatMap((stack) =>
    context
      .outputsOf(stack)
      .filter(fits)
      .map(
        ({ name }): Candidate => ({
          name: stack,
          attribute: `Outputs.${name}`,
          detail: `output of ${stack}`,
        }),
      ),
  );
  const exported = context
    .exports()
    .filter(fits)
    .map(({ name, file }): Candidate => ({ name, detail: `exported by ${file}`, isExport: true }));
  return [...outputs, ...exported].map((candidate) => ({ candidate, rank: [2, 0, 0, 0] }));
}

/** Whole references, as a value. */
export function referenceSuggestions(context: Context, place: PropertyPlace): readonly Suggestion[] {
  return candidatesFor(context, place).map(
    ({ name, attribute, detail, isExport }): Suggestion => ({
      value: isExport ? { 'Fn::ImportValue': name } : refOrGetAtt(name, attribute),
      detail,
      kind: CompletionItemKind.Reference,
    }),
  );
}

export function refOrGetAtt(name: string, attribute: string | undefined): Data {
  return attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [i, one] of a.entries()) if (one !== b[i]) return one - b[i]!;
  return 0;
}

/** A parameter of the required type, or a string parameter with a fitting name: `VpcId` of type String. */
function fitsParameter({ name, type: is, allowedValues }: Parameter, type: string, isList: boolean): boolean {
  const id = `${type}::Id`;
  const wanted = isList ? `List<${id}>` : id;
  if (is === wanted || is === `AWS::SSM::Parameter::Value<${wanted}>`) return true;
  if (is !== (isList ? 'CommaDelimitedList' : 'String') || allowedValues) return false;
  const last = type.split('::').at(-1)!.toLowerCase();
  return name.toLowerCase().includes(last) && !OF_ANOTHER_KIND.test(name);
}

/** Words for other facts about an object than its id. */
const OF_ANOTHER_KIND =
  /cidr|block|range|mask|bits|prefix|size|count|number|name|description|tenancy|zone|az\d?$|service|type|tag|cost|enable|create|use|default/i;

/** The names that the list already has, or that another property of the same kind has. */
function namedThere(context: Context, { mapping, names, isInList, id }: PropertyPlace): ReadonlySet<string> {
  const name = names.at(-1) ?? '';
  const there = new Set<string>();
  const other = name === 'PeerVpcId' ? siblingName(mapping, 'VpcId') : undefined;
  if (other !== undefined) there.add(other);
  const list = isInList ? resolved(valueAt(mapping, name)) : undefined;
  const own = context.place.path.at(-1);
  if (list?.kind === 'sequence') {
    for (const [index, item] of list.items.entries()) {
      const named = index === own ? undefined : nameIn(item);
      if (named !== undefined) there.add(named);
    }
  }
  there.delete(id);
  return there;
}

/**
 * The names that other resources of the type have in this property: a subnet has one route table, an address one
 * gateway.
 */
function usedBy({ template }: Context, { id, type, names }: PropertyPlace): ReadonlySet<string> {
  const [name = '', ...deeper] = names;
  if (deeper.length > 0 || /^(?:Vpc|Group|SecurityGroup|RouteTable)/.test(name)) return new Set();
  return new Set(
    [...template.resources.values()]
      .filter((one) => one.type === type && one.id !== id)
      .flatMap(({ properties }) => nameIn(valueAt(properties, name)) ?? []),
  );
}

/**
 * NAT gateways and internet-facing load balancers belong in public subnets, everything else in others: what runs code
 * where a NAT gateway is reached, databases where none is.
 */
function classRank({ networks }: Context, { type, mapping }: PropertyPlace, id: string): number {
  const network = networks.find(({ subnets }) => subnets.has(id));
  const subnet = network?.subnets.get(id);
  if (!network || !subnet || type.startsWith('AWS::EC2::Subnet')) return 0;
  const { kind } = classOf(subnet, network);
  const scheme = resolved(valueAt(mapping, 'Scheme'));
  const isPublic =
    type === 'AWS::EC2::NatGateway'
      ? resolved(valueAt(mapping, 'ConnectivityType'))?.kind !== 'scalar'
      : /LoadBalancer$/.test(type) && !(scheme?.kind === 'scalar' && scheme.text === 'internal');
  if (kind === 'unknown') return 1;
  if ((kind === 'public') !== isPublic) return 2;
  const rather = type.endsWith('SubnetGroup') ? 'nat' : RUNS_CODE.test(type) ? 'isolated' : undefined;
  return kind === rather ? 0.5 : 0;
}

const RUNS_CODE = /^AWS::(?:Lambda::Function|Serverless::Function|ECS::Service)$/;

/** "route table" for AWS::EC2::RouteTable. */
export function typeWord(type: string): string {
  const last = type.split('::').at(-1) ?? type;
  const words = last.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [last];
  return words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ');
}
