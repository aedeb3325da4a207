import { usualProperties } from '../../../aws/schema/usual.ts';
import { GATEWAY_SERVICES } from '../../../aws/services.ts';
import { entriesOf, entryAt } from '../../../syntax/tree.ts';
import { wordsOf } from '../../subnets/tierFromName.ts';
import { type Context, type PropertyPlace, siblingName, siblingText } from './context.ts';
import { TAKEN_BY_ROUTES } from './values/references.ts';
import { likelyService } from './values/services.ts';
import { vpcOfPlace } from './values/vpc.ts';

/** The properties that a resource or a part of it nearly always has, depending on those that are there. */
export function usualHere(context: Context, place: PropertyPlace, definition?: string): readonly string[] {
  const usual = usualProperties(place.type, definition);
  if (definition !== undefined) return usual;
  switch (place.type) {
    case 'AWS::EC2::Route':
      return [...usual, ...targetsFor(context, place).slice(0, 1)];
    case 'AWS::EC2::VPCEndpoint':
      return [...usual, ...endpointProperties(context, place)];
    default:
      return usual;
  }
}

/**
 * The target properties of a route for which the template has a resource, most likely first; empty if it has a target.
 */
export function targetsFor({ types }: Context, { mapping, id }: PropertyPlace): readonly string[] {
  if (entriesOf(mapping).some(({ key }) => TAKEN_BY_ROUTES[key.text])) return [];
  const there = new Set(types.values());
  const called = new Set([id, siblingName(mapping, 'RouteTableId') ?? ''].flatMap(wordsOf));
  const isDefault = [undefined, '0.0.0.0/0', '::/0'].includes(
    siblingText(mapping, 'DestinationCidrBlock') ?? siblingText(mapping, 'DestinationIpv6CidrBlock'),
  );
  const isSix = entryAt(mapping, 'DestinationIpv6CidrBlock') !== undefined;
  const internet = isSix
    ? ['EgressOnlyInternetGatewayId', 'GatewayId']
    : called.has('public')
      ? ['GatewayId', 'NatGatewayId']
      : ['NatGatewayId', 'GatewayId'];
  const networks = ['TransitGatewayId', 'VpcPeeringConnectionId'];
  const order = isDefault ? [...internet, ...networks] : [...networks, ...internet];
  return [...new Set([...order, ...Object.keys(TAKEN_BY_ROUTES)])].filter((name) =>
    TAKEN_BY_ROUTES[name]!.some((type) => there.has(type)),
  );
}

/** Facts EP-01, EP-02: a gateway endpoint has route tables, an interface endpoint has subnets and groups. */
function endpointProperties(context: Context, place: PropertyPlace): readonly string[] {
  const kind = siblingText(place.mapping, 'VpcEndpointType');
  const name = likelyService(context, place);
  if (kind === 'Gateway' || (kind === undefined && name !== undefined && GATEWAY_SERVICES.has(name)))
    return ['RouteTableIds'];
  if (kind !== 'Interface' && name === undefined) return [];
  const addresses = ['SubnetIds', 'SecurityGroupIds'];
  return hasHostNames(context, place) ? [...addresses, 'PrivateDnsEnabled'] : addresses;
}

/** Without both attributes, AWS rejects an endpoint with private DNS (fact EP-07). */
function hasHostNames(context: Context, place: PropertyPlace): boolean {
  const key = vpcOfPlace(context, place);
  return context.networks.every(({ vpcs }) => {
    const vpc = key === undefined ? undefined : vpcs.get(key);
    return !vpc || (vpc.dnsHostnames.kind === 'known' && vpc.dnsHostnames.value);
  });
}
