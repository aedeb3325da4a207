import { vpcKeyOf } from '../../../network/lookup.ts';
import type { LoadBalancer, Workload } from '../../../network/workload.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import type { Mode } from '../../packets/flow.ts';
import { perMode } from '../../packets/flow.ts';
import type { Path } from '../../packets/path.ts';
import { runPaths, verdictOf } from '../../packets/run.ts';

/**
 * The name of an internet-facing load balancer has public addresses, for clients in its own VPC as well, and it sees the public
 * address of a client or of its NAT gateway. Who is not let in by these reaches it by its private addresses alone, which no name
 * has:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#load-balancer-scheme
 * `pathsTo`: the paths to another destination.
 */
export function publicNameFilter(
  scene: FlowContext,
  pathsTo: (scene: FlowContext, mode: Mode) => readonly Path[],
): Filter | undefined {
  const { from, to, traffic, network } = scene;
  const balancer = to.workload;
  if (!from.subnet || traffic.family === 6 || !mayBeInternetFacing(balancer)) return undefined;
  const outside = locationsOf({ kind: 'internet' }, 4, network)!.locations[0]!;
  const verdictFor = (ends: Pick<FlowContext, 'from' | 'to'>) => {
    const own: FlowContext = { ...scene, ...ends };
    return verdictOf([
      runPaths(
        own,
        perMode((mode) => pathsTo(own, mode)),
      ),
    ]);
  };
  const { id, at, scheme } = balancer;
  const isOut = verdictFor({ from, to: outside }) !== 'blocked';
  const isIn = isOut ? verdictFor({ from: outside, to }) : 'blocked';
  if (isIn === 'reachable' || isIn === 'unknown') return undefined;
  const is = scheme.kind === 'unknown' ? 'may be internet-facing, and then' : 'is internet-facing, so';
  const which = !isOut
    ? `which ${from.id} does not reach`
    : isIn === 'blocked'
      ? 'which accept nothing from the internet'
      : `which accept only a part of the internet, and the file does not say what ${from.id} is seen as there`;
  const why = `${id} ${is} its name has public addresses, ${which}: only private ones, which may change, are left`;
  const what = isOut
    ? `Make ${id} internal`
    : `Make ${id} internal, or give ${from.id} a way to the internet`;
  return constantFilter({ resource: id, kind: 'workload', at }, { why }, () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'unknown', why },
    change: { kind: 'other', what },
  }));
}

/**
 * The paths by the name of a public database or load balancer of another VPC, where its private address is out of reach: outside of
 * its own VPC the name has the public address
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding).
 * Undefined if there is no such name, or no way by it that says more.
 */
export function pathsByPublicName(
  scene: FlowContext,
  pathsTo: (scene: FlowContext, mode: Mode) => readonly Path[],
): ((mode: Mode) => readonly Path[]) | undefined {
  const { from, to, traffic, network } = scene;
  if (traffic.family === 6 || !hasPublicName(to) || !isOfOtherVpc(scene)) return undefined;
  const outside = locationsOf({ kind: 'internet' }, 4, network)!.locations[0]!;
  const pathsBetween = (ends: Pick<FlowContext, 'from' | 'to'>) => {
    const own: FlowContext = { ...scene, ...ends };
    const paths = perMode((mode) => pathsTo(own, mode));
    return { paths, verdict: verdictOf([runPaths(own, paths)]) };
  };
  const out = pathsBetween({ from, to: outside });
  // A database may also be reached by a connection of the two VPCs.
  if (out.verdict === 'blocked' && to.workload?.kind !== 'load-balancer') return undefined;
  const isIn = pathsBetween({ from: outside, to }).verdict;
  if (isIn === 'blocked') return undefined;
  const { id, at } = to.workload!;
  const why = `${id} accepts only a part of the internet, and the file does not say what ${from.id} is seen as there`;
  const arrival = constantFilter(
    { resource: id, kind: 'workload', at },
    isIn === 'reachable' ? 'open' : { why },
    () => ({
      code: null,
      resource: id,
      at,
      reason: { kind: 'unknown', why },
      change: { kind: 'other', what: `Allow the public address that ${from.id} is seen as in ${id}` },
    }),
    'answers at its public address',
  );
  return perMode((mode) => out.paths(mode).map((path) => ({ ...path, checks: [...path.checks, arrival] })));
}

/** Kinds whose names have a public address for everybody outside of their VPC. */
function hasPublicName({ workload, publicness }: Location): boolean {
  return (
    publicness === 'yes' &&
    (workload?.kind === 'database' || workload?.kind === 'warehouse' || workload?.kind === 'load-balancer')
  );
}

function isOfOtherVpc({ from, to }: FlowContext): boolean {
  const [own, there] = [vpcKeyOf(from.subnet), vpcKeyOf(to.subnet)];
  return own !== undefined && there !== undefined && own !== there;
}

/** The default is internet-facing; a Gateway Load Balancer has no scheme. */
function mayBeInternetFacing(workload: Workload | undefined): workload is LoadBalancer {
  if (workload?.kind !== 'load-balancer') return false;
  const { scheme, balances } = workload;
  if (balances.kind === 'known' && balances.value === 'gateway') return false;
  return scheme.kind !== 'known' || scheme.value === 'internet-facing';
}
