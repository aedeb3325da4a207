import { waitForAttachment } from '../../changes/dependsOn.ts';
import { existsWherever } from '../../changes/resources.ts';
import { isSameTarget, referredResource, type Target } from '../../network/field.ts';
import {
  type Network,
  ROUTE_TARGET_PROPERTIES,
  type Route,
  type RouteTargetProperty,
} from '../../network/model.ts';
import { entriesOf, entryAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';

/** A route with a destination and no target. */
export default defineRule({
  id: 'route-no-target',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route has no target',
  why: 'A route needs one target: a gateway, a network interface or a connection. The CloudFormation schema requires only RouteTableId, so a route without a target passes validation; AWS then rejects it, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'RT-08',
    'RT-09',
    'G22',
  ],

  *check(file) {
    if (file.isBroken || file.template?.hasMacros) return;
    for (const route of file.network.routes) {
      // An unknown property may name a new kind of target.
      if (route.targets.length > 0 || !isWhollyKnown(route)) continue;
      yield {
        at: route.at,
        resource: route.id,
        message: `${route.id} has no target. AWS rejects ${route.id}.`,
        fixes: fixesOf(route, file),
        ...slipOf(route.id, ROUTE_TARGET_PROPERTIES, file),
      };
    }
  },
});

const PROPERTIES: readonly string[] = [
  'RouteTableId',
  'DestinationCidrBlock',
  'DestinationIpv6CidrBlock',
  'DestinationPrefixListId',
  ...ROUTE_TARGET_PROPERTIES,
];

function isWhollyKnown({ properties }: Route): boolean {
  return entriesOf(properties).every(({ key }) => PROPERTIES.includes(key.text));
}

/** Adds a gateway of the table's VPC to a default route; the target of any other route is for the user to decide. */
function fixesOf(route: Route, file: CheckedFile): readonly Fix[] {
  const { properties, destination } = route;
  const table = file.network.routeTables.get(referredResource(route.routeTable) ?? '');
  if (!properties || table?.vpc.kind !== 'known' || destination.kind !== 'cidr') return [];
  // A target that a condition removes here is the target in other scenarios.
  if (ROUTE_TARGET_PROPERTIES.some((name) => entryAt(properties, name))) return [];
  const { cidr } = destination;
  if (cidr.kind !== 'known' || cidr.value.prefix !== 0) return [];
  return gatewaysOf(table.vpc.value, cidr.value.family, file.network)
    .filter(({ id }) => existsWherever(file, id, route.id))
    .map(({ id, property }) => ({
      title: `Send it to ${id}`,
      preferred: false,
      edits: [
        { op: 'insert-entry', into: properties, key: property, value: { Ref: id }, order: PROPERTIES },
        ...waitForAttachment(route, id, file),
      ],
    }));
}

interface Gateway {
  readonly id: string;
  readonly property: RouteTargetProperty;
}

/** The gateways of a VPC, as far as the file shows that they belong to it. */
function gatewaysOf(vpc: Target, family: 4 | 6, network: Network): readonly Gateway[] {
  const isHere = (other: Parameters<typeof referredResource>[0] | undefined) =>
    other?.kind === 'known' && isSameTarget(other.value, vpc);
  const nats = [...network.natGateways.values()].filter((nat) => {
    const subnet = network.subnets.get(referredResource(nat.subnet) ?? '');
    return nat.connectivity.kind === 'absent' && isHere(subnet ? subnet.vpc : nat.vpc);
  });
  const outbound = [...network.egressOnlyInternetGateways.values()].filter((gateway) => isHere(gateway.vpc));
  const internet = network.gatewayAttachments.flatMap((attachment) => {
    const id = referredResource(attachment.internetGateway);
    return id !== undefined && network.internetGateways.has(id) && isHere(attachment.vpc) ? [id] : [];
  });
  const as = (property: RouteTargetProperty) => (id: string) => ({ id, property });
  return [
    ...(family === 4 ? nats.map(({ id }) => id).map(as('NatGatewayId')) : []),
    ...(family === 6 ? outbound.map(({ id }) => id).map(as('EgressOnlyInternetGatewayId')) : []),
    ...[...new Set(internet)].map(as('GatewayId')),
  ];
}
