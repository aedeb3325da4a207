import type { Change } from '../../changes/change.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import { areDifferentVpcs } from '../../network/analysis/otherVpc.ts';
import { defaultsOf, type Field, isOtherTarget, referredResource, type Target } from '../../network/field.ts';
import { find, keyOf, keyOfField } from '../../network/lookup.ts';
import type { GatewayAttachment, Network, Route } from '../../network/model.ts';
import type { Span } from '../../syntax/span.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { misplacedResources } from '../shared/names/misplacedResources.ts';
import { crossAssociationOf } from '../shared/placement/crossAssociation.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** A route to a gateway of the template that is not attached to the VPC of the route's table. */
export default defineRule({
  id: 'route-igw-not-attached',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The route target is not attached to the route table's VPC",
  why: 'A route can use an internet gateway or a virtual private gateway only if a VPCGatewayAttachment attaches that gateway to the VPC of the route table. EC2 rejects any other with "belong to different networks", and the stack fails. A transit gateway needs an attachment of that VPC.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'https://github.com/aws-samples/ecs-refarch-cloudformation/issues/6',
    'https://github.com/smoketurner/serverless-vpc-plugin/issues/147',
    'NET-03',
    'RT-11',
    'G25',
  ],

  *check(file) {
    const { network, template } = file;
    // A misplaced resource may be the missing attachment.
    if (!template || template.hasMacros || misplacedResources(file) !== '') return;
    // One attachment fixes all routes of a VPC to a gateway.
    for (const routes of groupByCause(
      routesToGateways(file),
      ({ gateway, vpc }) => `${gateway} ${keyOf(vpc)}`,
    )) {
      const { route, gateway, at, side, vpc } = routes[0]!;
      const own = network.gatewayAttachments.filter((one) => keyOfField(one[side]) === gateway);
      const where = own.map(({ vpc: other }) => keyOfField(other)).find((key) => key !== undefined);
      yield {
        at,
        resource: route.id,
        defaults: defaultsOf(...own.map((one) => one.vpc)),
        message: `${route.id} goes to ${gateway}, which is ${where === undefined ? 'not attached to a VPC' : `attached to ${where}, but its route table belongs to ${keyOf(vpc)}`}. AWS rejects ${route.id}.`,
        related: [
          ...own.map(({ id, at }) => ({ at, message: `${id} attaches ${gateway} to ${where}` })),
          ...routes
            .slice(1)
            .map((other) => ({ at: other.at, message: `${other.route.id} also goes to ${gateway}` })),
        ],
        fixes: own.length === 0 ? fixesOf(gateway, keyOf(vpc), route.id, file) : [],
        ...causeOf(route, own, network),
      };
    }
    yield* toTransitGateways(file);
  },
});

/** The routes to transit gateways of the template to which nothing attaches the VPC of their table. */
function* toTransitGateways(file: CheckedFile): Iterable<Report> {
  const { network } = file;
  const routes = network.routes.flatMap((route) => {
    const vpc = find(network.routeTables, route.routeTable)?.vpc;
    const [first, ...others] = route.targets;
    if (vpc?.kind !== 'known' || first?.property !== 'TransitGatewayId' || others.length > 0) return [];
    const gateway = keyOfField(first.target) ?? '';
    const isOurs = network.transitGateways.has(gateway) && network.vpcs.has(keyOf(vpc.value));
    if (first.target.kind !== 'known' || !isOurs || mayBeJoined(gateway, vpc, file)) return [];
    return [{ route, gateway, vpc: vpc.value, at: first.target.at }];
  });
  for (const same of groupByCause(routes, ({ gateway, vpc }) => `${gateway} ${keyOf(vpc)}`)) {
    const [{ route, gateway, vpc, at }] = same as [(typeof routes)[number]];
    yield {
      at,
      resource: route.id,
      // Somebody may attach the VPC by hand, between two updates of the stack.
      severity: 'warning',
      message: `${route.id} goes to ${gateway}, and no attachment joins ${keyOf(vpc)} to it. EC2 rejects ${route.id}.`,
      related: same
        .slice(1)
        .map((other) => ({ at: other.at, message: `${other.route.id} also goes to ${gateway}` })),
    };
  }
}

function mayBeJoined(gateway: string, vpc: Field<Target>, file: CheckedFile): boolean {
  const { network } = file;
  if (network.exportedIds.has(gateway) || network.incomplete.has(gateway)) return true;
  const attachments = [...network.transitGatewayAttachments.values()];
  const joins = attachments.some((one) => {
    const isOther =
      one.transitGateway.kind === 'known' &&
      isOtherTarget(one.transitGateway.value, { kind: 'resource', id: gateway });
    return !isOther && !areDifferentVpcs(one.vpc, vpc, network);
  });
  return joins || isNamedBeside(gateway, TRANSIT_USERS, file);
}

const TRANSIT_USERS: readonly string[] = [
  'AWS::EC2::Route',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::TransitGatewayPeeringAttachment',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::VPNConnection',
];

/**
 * The finding that explains this one: the attachment names a VPC that has another gateway, or the route table names
 * the wrong VPC.
 */
function causeOf(route: Route, own: readonly GatewayAttachment[], network: Network): Pick<Report, 'cause'> {
  const gateway = own.find(({ internetGateway, vpc }) =>
    network.gatewayAttachments.some(
      (other) =>
        other.internetGateway.kind === 'known' &&
        keyOfField(other.internetGateway) !== keyOfField(internetGateway) &&
        keyOfField(other.vpc) === keyOfField(vpc),
    ),
  )?.internetGateway;
  if (gateway?.kind === 'known') return { cause: { rule: 'igw-double-attach', at: gateway.at } };
  const table = find(network.routeTables, route.routeTable);
  return table ? crossAssociationOf(table, network) : {};
}

type GatewayKey = 'internetGateway' | 'vpnGateway';

interface RouteToGateway {
  readonly route: Route;
  readonly gateway: string;
  readonly side: GatewayKey;
  readonly vpc: Target;
  readonly at: Span;
}

/** The routes to gateways of the template that are certainly not attached to the VPC of their table. */
function* routesToGateways(file: CheckedFile): Generator<RouteToGateway> {
  const { network } = file;
  for (const route of network.routes) {
    const vpc = find(network.routeTables, route.routeTable)?.vpc;
    const [first, ...others] = route.targets;
    if (vpc?.kind !== 'known' || first?.property !== 'GatewayId' || others.length > 0) continue;
    const gateway = keyOfField(first.target) ?? '';
    const side = network.internetGateways.has(gateway)
      ? 'internetGateway'
      : network.vpnGateways.has(gateway)
        ? 'vpnGateway'
        : undefined;
    if (first.target.kind !== 'known' || !side || mayBeAttached(gateway, vpc, side, file)) continue;
    yield { route, gateway, side, vpc: vpc.value, at: first.target.at };
  }
}

/**
 * Whether a gateway may be attached to a VPC after all: by an attachment that is not wholly known, or from outside of
 * the file.
 */
function mayBeAttached(gateway: string, vpc: Field<Target>, side: GatewayKey, file: CheckedFile): boolean {
  const { network } = file;
  if (network.exportedIds.has(gateway) || network.incomplete.has(gateway)) return true;
  const isOtherThing = (field: Field<Target>) => {
    const id = referredResource(field);
    return id !== undefined && !network.internetGateways.has(id) && !network.vpnGateways.has(id);
  };
  const joins = (one: GatewayAttachment) => {
    const [named, other] = [one[side], one.vpc];
    // igw-attachment-target and property-wrong-kind report an attachment without a gateway, or with something else in
    // its place.
    const gateways = [one.internetGateway, one.vpnGateway];
    if (gateways.every(({ kind }) => kind === 'absent') || gateways.some(isOtherThing)) return true;
    if (named.kind === 'absent') return false;
    const isOtherGateway =
      named.kind === 'known' && isOtherTarget(named.value, { kind: 'resource', id: gateway });
    return !isOtherGateway && !areDifferentVpcs(other, vpc, network);
  };
  return network.gatewayAttachments.some(joins) || isNamedBeside(gateway, USERS, file);
}

/** Types that name a gateway without attaching it; a resource of any other type may attach it. */
const USERS: readonly string[] = [
  'AWS::EC2::Route',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::VPNGateway',
  'AWS::EC2::VPNConnection',
  'AWS::EC2::VPNGatewayRoutePropagation',
  'AWS::EC2::GatewayRouteTableAssociation',
];

function fixesOf(gateway: string, vpc: string, route: string, file: CheckedFile): readonly Fix[] {
  const isTaken = file.network.gatewayAttachments.some(
    ({ vpc: other, internetGateway }) => internetGateway.kind !== 'absent' && keyOfField(other) === vpc,
  );
  const change: Change = { kind: 'attach-gateway', gateway, vpc };
  const isThere = [gateway, vpc].every((id) => existsWherever(file, id, route));
  const edits = isThere && !isTaken ? changeEdits(change, file) : undefined;
  return edits ? [{ title: changeTitle(change), preferred: true, edits }] : [];
}
