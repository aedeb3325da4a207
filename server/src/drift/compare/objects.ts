import type { Field, NetworkObject, Target, TargetList } from '../../network/field.ts';
import { isSameZone, type Network, type Subnet, type Zone } from '../../network/model.ts';
import { type Truth, truth } from '../../network/truth.ts';
import { listed } from '../../wording/listed.ts';
import {
  type Comparison,
  differs,
  isSameObject,
  onlyInAws,
  onlyInTemplate,
  targetsMatch,
  targetText,
  unmatched,
} from './difference.ts';
import { blockText, sameBlock } from './fields.ts';

type MapPart = 'vpcs' | 'subnets' | 'natGateways' | 'endpoints';

/** A property of an object: how its two values are compared and written. */
interface Property<T extends object> {
  /** CloudFormation's name. */
  readonly name: string;
  readonly field: keyof T;
  readonly same: (ours: T, theirs: T) => Truth<'unknown'>;
  readonly text: (one: T) => string;
}

/** Compares the properties of every VPC, subnet, NAT gateway and endpoint that was found. */
export function compareObjects(comparison: Comparison): void {
  const targets = (ours: Field<Target>, theirs: Field<Target>) => targetsMatch(comparison, ours, theirs);
  compareVpcBlocks(comparison);
  compareProperties(comparison, 'vpcs', [
    flagOf('EnableDnsSupport', 'dnsSupport', true),
    flagOf('EnableDnsHostnames', 'dnsHostnames', false),
  ]);
  compareProperties(comparison, 'subnets', subnetProperties(targets));
  compareProperties(comparison, 'natGateways', [
    {
      name: 'SubnetId',
      field: 'subnet',
      same: (ours, theirs) => targets(ours.subnet, theirs.subnet),
      text: ({ subnet }) => targetText(subnet),
    },
    {
      name: 'ConnectivityType',
      field: 'connectivity',
      same: (ours, theirs) => sameOrPreset(ours.connectivity, theirs.connectivity, 'public'),
      text: ({ connectivity }) => valueText(connectivity, 'public'),
    },
  ]);
  const list = (name: string, field: 'subnets' | 'securityGroups' | 'routeTables') => ({
    name,
    field,
    same: (ours: Endpoint, theirs: Endpoint) => sameList(comparison, ours[field], theirs[field]),
    text: (one: Endpoint) => listText(one[field]),
  });
  compareProperties(comparison, 'endpoints', [
    list('SubnetIds', 'subnets'),
    list('SecurityGroupIds', 'securityGroups'),
    list('RouteTableIds', 'routeTables'),
    flagOf('PrivateDnsEnabled', 'privateDns', false),
  ]);
}

function subnetProperties(
  targets: (ours: Field<Target>, theirs: Field<Target>) => Truth<'unknown'>,
): readonly Property<Subnet>[] {
  return [
    {
      name: 'VpcId',
      field: 'vpc',
      same: (ours, theirs) => targets(ours.vpc, theirs.vpc),
      text: ({ vpc }) => targetText(vpc),
    },
    {
      name: 'CidrBlock',
      field: 'ipv4',
      same: (ours, theirs) => sameBlock(ours.ipv4, theirs.ipv4),
      text: ({ ipv4 }) => blockText(ipv4),
    },
    {
      name: 'Ipv6CidrBlock',
      field: 'ipv6',
      // A block that is missing in the answer may be one that the answer was not asked for.
      same: (ours, theirs) =>
        ours.ipv6.kind === 'absent' && theirs.ipv6.kind === 'known'
          ? 'no'
          : sameBlock(ours.ipv6, theirs.ipv6),
      text: ({ ipv6 }) => (ipv6.kind === 'absent' ? 'none' : blockText(ipv6)),
    },
    {
      name: 'AvailabilityZone',
      field: 'zone',
      same: (ours, theirs) => isSameZone(ours.zone, theirs.zone),
      text: ({ zone }) => zoneText(zone),
    },
    flagOf('MapPublicIpOnLaunch', 'mapPublicIp', false),
    flagOf('AssignIpv6AddressOnCreation', 'assignsIpv6', false),
    flagOf('EnableDns64', 'dns64', false),
  ];
}

type Endpoint = Network['endpoints'] extends ReadonlyMap<string, infer One> ? One : never;

type ObjectOf<P extends MapPart> =
  Network[P] extends ReadonlyMap<string, infer One extends NetworkObject> ? One : never;

function compareProperties<P extends MapPart>(
  comparison: Comparison,
  part: P,
  properties: readonly Property<ObjectOf<P>>[],
): void {
  const { own, existing, matches, edits } = comparison;
  for (const [id, ours] of own[part] as unknown as ReadonlyMap<string, ObjectOf<P>>) {
    if (!matches.awsIds.has(id)) continue;
    const theirs = existing[part].get(id) as ObjectOf<P> | undefined;
    if (!theirs) continue;
    let is = ours;
    for (const { name, field, same, text } of properties) {
      if (same(ours, theirs) !== 'no') continue;
      differs(comparison, {
        resource: id,
        change: 'changed',
        what: name,
        template: text(ours),
        aws: text(theirs),
        at: placeOf(ours[field], ours),
      });
      is = { ...is, [field]: theirs[field] };
    }
    if (is !== ours) edits.push({ part, was: ours, is });
  }
}

function placeOf(field: unknown, object: NetworkObject) {
  return typeof field === 'object' && field !== null && 'at' in field
    ? (field.at as NetworkObject['at'])
    : object.at;
}

/** The blocks of a VPC are a set: other stacks may add blocks by their own resources. */
function compareVpcBlocks(comparison: Comparison): void {
  const { own, existing, matches, edits } = comparison;
  for (const [id, ours] of own.vpcs) {
    const theirs = matches.awsIds.has(id) ? existing.vpcs.get(id) : undefined;
    if (!theirs) continue;
    let is = ours;
    for (const family of ['ipv4', 'ipv6'] as const) {
      const [gone, added] = unmatched(ours[family], theirs[family], sameBlock);
      for (const block of gone) {
        const text = blockText(block);
        onlyInTemplate(comparison, id, `block ${text}`, text, placeOf(block, ours));
      }
      for (const block of added) {
        const text = blockText(block);
        onlyInAws(comparison, id, `block ${text}`, text, ours.at);
      }
      if (gone.length + added.length > 0)
        is = { ...is, [family]: [...ours[family].filter((one) => !gone.includes(one)), ...added] };
    }
    if (is !== ours) edits.push({ part: 'vpcs', was: ours, is });
  }
}

function flagOf<K extends string, T extends { readonly [key in K]: Field<boolean> }>(
  name: string,
  field: K & keyof T,
  preset: boolean,
): Property<T> {
  return {
    name,
    field,
    same: (ours, theirs) => sameOrPreset(ours[field], theirs[field], preset),
    text: (one) => valueText(one[field], preset),
  };
}

/** A value that an answer omits, or that is only assumed, is unknown. `preset`: the value if a template omits it. */
function sameOrPreset<T>(ours: Field<T>, theirs: Field<T>, preset: T): Truth<'unknown'> {
  if (theirs.kind !== 'known' || theirs.assumed !== undefined || ours.kind === 'unknown') return 'unknown';
  return truth((ours.kind === 'known' ? ours.value : preset) === theirs.value);
}

function valueText<T>(field: Field<T>, preset: T): string {
  return String(field.kind === 'known' ? field.value : preset);
}

function zoneText(zone: Field<Zone>): string {
  if (zone.kind !== 'known') return 'a zone that is not known';
  const { value } = zone;
  if (value.kind === 'nth') return `zone ${value.index + 1} of ${value.region}`;
  return value.kind === 'name' ? value.name : value.kind === 'id' ? value.id : value.text;
}

/** A list that a template leaves out is not compared: AWS chooses then. */
function sameList(comparison: Comparison, ours: TargetList, theirs: TargetList): Truth<'unknown'> {
  if (ours.kind !== 'known' || theirs.kind !== 'known') return 'unknown';
  const [gone, added] = unmatched(ours.items, theirs.items, (one, other) =>
    one.kind === 'known' && other.kind === 'known'
      ? isSameObject(comparison, one.value, other.value)
      : 'unknown',
  );
  return gone.length + added.length > 0 ? 'no' : 'unknown';
}

function listText(list: TargetList): string {
  if (list.kind !== 'known') return 'a list that is not known';
  return list.items.length === 0 ? 'none' : listed(list.items.map(targetText));
}
