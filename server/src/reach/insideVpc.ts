import { aclCheck, type Check, groupCheck, routeBackCheck, type Scene } from './checks.ts';
import { knownText } from './party.ts';
import type { Blocker, RouteTargetId } from './question.ts';
import { tableFor, type Way } from './routing.ts';
import { wayMade } from './wayMade.ts';

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
  const noWayBack = (): Blocker => {
    const message = `${id} has no route for the answer to ${source.id}.`;
    const what = `Give ${destination.id} a route back to ${source.id}`;
    const byHand: Blocker = {
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      message,
      change: { kind: 'other', what },
    };
    if (!back || block === undefined) return byHand;
    const asked = { destinations: from.addresses, destination: block, what: source.id };
    const [made] = wayMade(back, destination, asked, scene);
    if (!made) return byHand;
    return made.change.kind === 'redirect-route' ? made : { ...byHand, change: made.change };
  };
  const checks = [
    groupCheck(scene, 'egress'),
    aclCheck(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...between,
    without.arrival
      ? undefined
      : aclCheck(scene, { subnet: destination, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupCheck(scene, 'ingress'),
    routeBackCheck(destination, scene, isBack, { resource: id, at }, noWayBack),
    aclCheck(scene, { subnet: destination, direction: 'egress', peer: 'from', ports: 'port' }),
    without.answer
      ? undefined
      : aclCheck(scene, { subnet: source, direction: 'ingress', peer: 'to', ports: 'port' }),
  ];
  return checks.filter((check) => check !== undefined);
}
