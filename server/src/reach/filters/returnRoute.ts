import type { Subnet } from '../../network/model.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import { type Flow, type Mode, narrow } from '../packets/flow.ts';
import { EMPTY, unite } from '../packets/ranges.ts';
import type { Blocker, Hop } from '../question.ts';
import { isAppliance, whyAppliance } from '../routing/appliance.ts';
import { lookupRoutes, type NextHop, unknownTarget } from '../routing/routeTable.ts';
import type { Filter, FlowContext } from './filter.ts';

/** The return route from a subnet: the sources for which the subnet's table has a next hop that `isBack` accepts. */
export function returnRouteFilter(
  subnet: Subnet,
  { traffic, network }: FlowContext,
  isBack: (nextHop: NextHop) => boolean,
  hop: Pick<Hop, 'resource' | 'at'>,
  blocker: () => Blocker,
  isQuiet = false,
  isMaybeBack: (nextHop: NextHop) => boolean = () => false,
): Filter {
  const unknownReasons = new Map<string, UnknownReason>();
  const note = (reason: UnknownReason) => unknownReasons.set(reason.why, reason);
  const isMaybe = (nextHop: NextHop) => {
    const { target } = nextHop.kind === 'route' ? nextHop.target : {};
    const isOutside =
      target?.kind === 'unknown' || (target?.kind === 'known' && target.value.kind === 'outside');
    if (nextHop.kind === 'unknown') note(nextHop);
    if (isOutside && nextHop.kind === 'route') note(unknownTarget(nextHop.route));
    const appliance = nextHop.kind === 'route' && isAppliance(nextHop.target) ? nextHop : undefined;
    if (appliance) note({ why: whyAppliance(appliance.route, appliance.target) });
    if (isMaybeBack(nextHop))
      note({ why: 'the file does not say whether the answer returns over the internet' });
    return nextHop.kind === 'unknown' || isOutside || appliance !== undefined || isMaybeBack(nextHop);
  };
  const rangesFor = (flow: Flow, mode: Mode) =>
    lookupRoutes(subnet, flow.from, traffic.family, network, mode);
  return {
    hop: { ...hop, kind: 'route-table', direction: 'egress' },
    apply: (flow, mode) => {
      const back = rangesFor(flow, mode).filter(
        ({ nextHop }) => isBack(nextHop) || (mode === 'possible' && isMaybe(nextHop)),
      );
      return narrow(flow, 'from', back.length > 0 ? unite(...back.map(({ to }) => to)) : EMPTY, mode);
    },
    by: () => ({ text: 'leads the answer back' }),
    isQuiet,
    unknownReasons: () => [...unknownReasons.values()],
    blocker,
  };
}
