import type { RouteTargetId } from '../../changes/change.ts';
import { aclOf } from '../../network/analysis/subnets/subnetAcl.ts';
import type { Workload } from '../../network/workload.ts';
import { proposeRoute } from '../explain/routeFix.ts';
import { aclFilter } from '../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import { returnRouteFilter } from '../filters/returnRoute.ts';
import { vpcBlockText } from '../locations/addresses.ts';
import { nameOf } from '../locations/location.ts';
import type { Blocker } from '../question.ts';
import { isIntoOtherVpc, mayComeIn, mayLeaveOverInternet } from './internet/overInternet.ts';
import { type NextHop, tableFor } from './routeTable.ts';

/** Between two locations in one subnet neither routes nor network ACLs apply. */
export function insideSubnet(scene: FlowContext): readonly Filter[] {
  const own = isClassicBalancer(scene.from.workload) ? ownAcl(scene) : notAsked(scene);
  return [groupFilter(scene, 'egress'), own, groupFilter(scene, 'ingress')].filter(
    (check) => check !== undefined,
  );
}

/**
 * Packets of a Classic Load Balancer pass the ACL of its subnet even to a target there:
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
function ownAcl(scene: FlowContext): Filter | undefined {
  const acl = aclFilter(scene, {
    subnet: scene.from.subnet!,
    direction: 'egress',
    peer: 'to',
    ports: 'traffic',
  });
  return acl && { ...acl, blocker: () => ({ ...acl.blocker(), code: 'ELB_ACL_RESTRICTION' }) };
}

function isClassicBalancer(workload: Workload | undefined): boolean {
  return (
    workload?.kind === 'load-balancer' &&
    workload.balances.kind === 'known' &&
    workload.balances.value === 'classic'
  );
}

/** A hop that says that the subnet's network ACL does not apply to packets within the subnet. */
function notAsked({ from, network }: FlowContext): Filter | undefined {
  const acl = aclOf(from.subnet!, network);
  if (acl.kind !== 'acl') return undefined;
  return open({ resource: acl.acl.id, kind: 'network-acl', at: acl.acl.at }, 'not asked: same subnet');
}

/** A hop that never blocks and is worth a line. */
function open(hop: Filter['hop'], by: string): Filter {
  return constantFilter(
    hop,
    'open',
    () => {
      throw new Error(`${hop.resource} is never in the way here.`);
    },
    by,
  );
}

/** The route table of the source's subnet, whose local route leads inside of the VPC. */
function stays(scene: FlowContext): Filter {
  const { from, to, network } = scene;
  const source = from.subnet!;
  const { id, at } = tableFor(source, network) ?? source;
  const block = to.subnet && vpcBlockText(to.subnet, scene);
  return open(
    { resource: id, kind: 'route-table', direction: 'egress', at },
    `${block ?? nameOf(to)} stays in the VPC`,
  );
}

const isLocal = (nextHop: NextHop) => nextHop.kind === 'local';

/** Between two subnets of one VPC. */
export function inside(scene: FlowContext): readonly Filter[] {
  // A subnet of the VPC is local whatever its block is, for the reply as well.
  return betweenSubnets(scene, scene.from.isSuperset || scene.from.preservesClients ? () => true : isLocal);
}

/**
 * Between two subnets: the filters at both ends, with those of the caller between. `back` is the target of the return
 * route, if there must be one. `without`: packets from a transit gateway into the attachment's own subnet do not pass
 * an ACL there.
 */
export function betweenSubnets(
  scene: FlowContext,
  isBack: (nextHop: NextHop) => boolean,
  between: readonly (Filter | undefined)[] = [],
  back?: RouteTargetId,
  without: { readonly arrival?: boolean; readonly answer?: boolean } = {},
): readonly Filter[] {
  const { from, to } = scene;
  const [source, destination] = [from.subnet!, to.subnet!];
  const table = tableFor(destination, scene.network);
  const { id, at } = table ?? destination;
  const block = vpcBlockText(source, scene);
  const noWayBack = (): Blocker => {
    const what = `Add a return route to ${source.id} for ${destination.id}`;
    const byHand: Blocker = {
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      reason: { kind: 'no-route-back', table: id, to: source.id },
      change: { kind: 'other', what },
    };
    if (!back || block === undefined) return byHand;
    const asked = { destinations: from.addresses, destination: block, what: source.id };
    const [made] = proposeRoute(back, destination, asked, scene);
    if (!made) return byHand;
    return made.change.kind === 'redirect-route' ? made : { ...byHand, change: made.change };
  };
  const checks = [
    groupFilter(scene, 'egress'),
    isBack === isLocal ? stays(scene) : undefined,
    aclFilter(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...between,
    without.arrival
      ? undefined
      : aclFilter(scene, { subnet: destination, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    returnRouteFilter(
      destination,
      scene,
      isBack,
      { resource: id, at },
      noWayBack,
      isBack === isLocal,
      (nextHop) => isIntoOtherVpc(scene) && mayComeIn(scene) && mayLeaveOverInternet(nextHop, scene),
    ),
    aclFilter(scene, { subnet: destination, direction: 'egress', peer: 'from', ports: 'port' }),
    without.answer
      ? undefined
      : aclFilter(scene, { subnet: source, direction: 'ingress', peer: 'to', ports: 'port' }),
  ];
  return checks.filter((check) => check !== undefined);
}
