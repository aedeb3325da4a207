import type { LoadBalancer, Workload } from '../../../network/workload.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
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

/** The default is internet-facing; a Gateway Load Balancer has no scheme. */
function mayBeInternetFacing(workload: Workload | undefined): workload is LoadBalancer {
  if (workload?.kind !== 'load-balancer') return false;
  const { scheme, balances } = workload;
  if (balances.kind === 'known' && balances.value === 'gateway') return false;
  return scheme.kind !== 'known' || scheme.value === 'internet-facing';
}
