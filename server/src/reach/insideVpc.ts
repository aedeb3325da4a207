import { routeTableOf } from '../network/subnetRoutes.ts';
import { aclCheck, type Check, groupCheck, routeBackCheck, type Scene, vpcKeyOf } from './checks.ts';
import { knownText } from './party.ts';
import type { Change, RouteTargetId } from './question.ts';
import { tableFor, type Way } from './routing.ts';
import { tablesLeadingTo } from './tables.ts';

/** Between two places of one subnet neither routes nor network ACLs are asked. */
export function insideSubnet(scene: Scene): readonly Check[] {
  return [groupCheck(scene, 'egress'), groupCheck(scene, 'ingress')].filter((check) => check !== undefined);
}

/** Between two subnets of one VPC. */
export function inside(scene: Scene): readonly Check[] {
  return betweenSubnets(scene, (way) => way.kind === 'local');
}

/**
 * Between two subnets, with what both ends ask; what lies between them is the caller's. `back` is the target of the route
 * that the answer takes, where it needs one. `without`: what comes down from a transit gateway into its own subnet asks no
 * ACL there.
 */
export function betweenSubnets(
  scene: Scene,
  isBack: (way: Way) => boolean,
  between: readonly (Check | undefined)[] = [],
  back?: RouteTargetId,
  without: { readonly arrival?: boolean; readonly answer?: boolean } = {},
): readonly Check[] {
  const { from, to } = scene;
  const [source, destination] = [from.subnet!, to.subnet!];
  const table = tableFor(destination, scene.network);
  const { id, at } = table ?? destination;
  const block = knownText(source, scene);
  const change = (): Change => {
    if (table && back && block !== undefined)
      return { kind: 'add-route', table: table.id, destination: block, target: back };
    const [other] =
      back && routeTableOf(destination, scene.network).kind === 'main'
        ? tablesLeadingTo(back.id, vpcKeyOf(destination), from.addresses, scene.network)
        : [];
    return other
      ? { kind: 'associate-table', subnet: destination.id, table: other.id }
      : { kind: 'other', what: `Give ${destination.id} a route back to ${source.id}` };
  };
  const checks = [
    groupCheck(scene, 'egress'),
    aclCheck(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...between,
    without.arrival
      ? undefined
      : aclCheck(scene, { subnet: destination, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupCheck(scene, 'ingress'),
    routeBackCheck(destination, scene, isBack, { resource: id, at }, () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      message: `${id} has no route for the answer to ${source.id}.`,
      change: change(),
    })),
    aclCheck(scene, { subnet: destination, direction: 'egress', peer: 'from', ports: 'port' }),
    without.answer
      ? undefined
      : aclCheck(scene, { subnet: source, direction: 'ingress', peer: 'to', ports: 'port' }),
  ];
  return checks.filter((check) => check !== undefined);
}
