// A template with values that only the deployment knows, in place of some that it had.

import type { Json } from '../render/spelling.ts';

/** Where a value stands: the keys from the template's root. */
export type Place = readonly (string | number)[];

/** A value at a place, and what else could stand there. */
export interface Hideable {
  readonly place: Place;
  readonly value: Json;
}

/**
 * What says what kind of thing a resource is. And whose it is: a parameter or import has its value before the stack has any
 * resource, so it names none of the same template; `movedOut` is for that.
 */
const NEVER = new Set([
  ...['AvailabilityMode', 'Domain', 'ImageId', 'PrefixListName', 'Type', 'VpcEndpointType'],
  ...['GroupId', 'NetworkAclId', 'PeerVpcId', 'RouteTableId', 'TransitGatewayId', 'VpcId'],
  ...['TransitGatewayAttachmentId', 'TransitGatewayRouteTableId'],
]);

/** Every value of the resources' properties that can be hidden: literals, references and lists of them. */
export function hideable(template: Json): readonly Hideable[] {
  const resources = (template as { Resources: Record<string, { Properties: Json }> }).Resources;
  return Object.entries(resources).flatMap(([id, { Properties }]) =>
    within(Properties, ['Resources', id, 'Properties']),
  );
}

function within(value: Json, place: Place): Hideable[] {
  if (typeof value !== 'object') return [{ place, value }];
  if (Array.isArray(value)) {
    const items = value.flatMap((item: Json, index) => within(item, [...place, index]));
    // A list of rules or cards is no parameter.
    const isPlain = value.every((item: Json) => typeof item !== 'object' || isCall(item));
    return isPlain && value.length > 0 ? [{ place, value }, ...items] : items;
  }
  if (isCall(value)) return [{ place, value }];
  return Object.entries(value as { [key: string]: Json }).flatMap(([key, inner]) =>
    NEVER.has(key) || isOwner(String(place[1]), key) ? [] : within(inner, [...place, key]),
  );
}

const isOwner = (resource: string, key: string) => key === 'SubnetId' && resource.endsWith('Association');

function isCall(value: Json): boolean {
  const [key = '', ...more] = typeof value === 'object' ? Object.keys(value) : [];
  return more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
}

/** The template with another value at the place. */
export function replaced(template: Json, place: Place, value: Json): Json {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  if (Array.isArray(template)) {
    return template.map((item: Json, index) => (index === key ? replaced(item, rest, value) : item));
  }
  const fields = template as { [key: string]: Json };
  return { ...fields, [key]: replaced(fields[key] ?? {}, rest, value) };
}

/** The template with parameters without default, or imports, in place of these values. */
export function hidden(template: Json, hidden: readonly Hideable[], isImported: boolean): Json {
  const parameters: Record<string, Json> = {};
  let result = template;
  for (const { place, value } of hidden) {
    const name = `Hidden${Object.keys(parameters).length + 1}`;
    parameters[name] = { Type: Array.isArray(value) ? 'CommaDelimitedList' : 'String' };
    const isList = Array.isArray(value);
    const call: Json = isImported && !isList ? { 'Fn::ImportValue': name } : { Ref: name };
    result = replaced(result, place, call);
  }
  const { Parameters = {}, ...rest } = result as {
    Parameters?: { [key: string]: Json };
    [key: string]: Json;
  };
  return { ...rest, Parameters: { ...Parameters, ...parameters } };
}

const MOVABLE =
  /::(EgressOnlyInternetGateway|InternetGateway|NatGateway|NetworkAcl|PrefixList|RouteTable|SecurityGroup|Subnet|TransitGateway|VPC|VPCPeeringConnection|VPNGateway)$/;

/** The resources that may as well lie outside of the file. */
export function movable(template: Json): readonly string[] {
  const { Resources } = template as { Resources: Record<string, { Type: string }> };
  return Object.entries(Resources).flatMap(([id, { Type }]) => (MOVABLE.test(Type) ? [id] : []));
}

/** The template without a resource, which a parameter names wherever it is referred to. */
export function movedOut(template: Json, id: string): Json {
  const { Resources, Parameters, ...rest } = referring(template, id) as {
    [key: string]: { [key: string]: Json };
  };
  const { [id]: _, ...others } = Resources ?? {};
  return { ...rest, Parameters: { ...Parameters, Outside: { Type: 'String' } }, Resources: others };
}

function referring(value: Json, id: string): Json {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => referring(item, id));
  const fields = value as { [key: string]: Json };
  const attribute = fields['Fn::GetAtt'];
  if (fields.Ref === id || (Array.isArray(attribute) && attribute[0] === id)) return { Ref: 'Outside' };
  const kept = Object.entries(fields).filter(([key, inner]) => key !== 'DependsOn' || inner !== id);
  return Object.fromEntries(kept.map(([key, inner]) => [key, referring(inner, id)]));
}
