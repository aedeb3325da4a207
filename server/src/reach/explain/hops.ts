import type { Network } from '../../network/model.ts';
import { predicateOf } from '../../wording/blockers.ts';
import type { Filter } from '../filters/filter.ts';
import type { Pair } from '../locations/pairs.ts';
import { type Flow, flowSize, type Mode } from '../packets/flow.ts';
import type { Path } from '../packets/path.ts';
import { remaining } from '../packets/run.ts';
import type { Hop, Party } from '../question.ts';

/** The single hop of a function outside of any VPC, or of a warehouse that does not send through its VPC. */
export function hopOutside(from: Party, { workloads }: Network): readonly Hop[] {
  const workload = from.kind === 'workload' ? workloads.get(from.id) : undefined;
  if (!workload) return [];
  const by =
    workload.kind === 'warehouse'
      ? 'has no enhanced VPC routing, so it sends through the internet and not through its VPC'
      : 'runs outside a VPC, in a Lambda network with internet access';
  return [{ resource: workload.id, kind: 'workload', allows: true, by, at: workload.at }];
}

/** The most informative path: the first one that does not let everything through. */
function tellingPath({ destination }: Pair): Path | undefined {
  const paths = destination.paths('certain');
  return paths.find((path) => flowSize(remaining(path, 'certain')) < flowSize([path.flow])) ?? paths[0];
}

export function passesWhole(check: Filter, flow: Flow, mode: Mode = 'certain'): boolean {
  return flowSize(check.apply(flow, mode)) >= flowSize([flow]);
}

export function hopsOf(pair: Pair): readonly Hop[] {
  const path = tellingPath(pair);
  if (!path) return [];
  return path.checks.flatMap((check): Hop[] => {
    const allows = passesWhole(check, path.flow);
    if (allows && check.isQuiet) return [];
    const isUnknown = !allows && passesWhole(check, path.flow, 'possible');
    const by = allows ? check.by?.() : undefined;
    return [
      {
        ...check.hop,
        allows,
        ...(isUnknown && { isUnknown }),
        ...(by && { by: by.text, ...(by.at && { at: by.at }) }),
        ...(!allows && !isUnknown && { why: predicateOf(check.blocker().reason, check.hop.resource) }),
      },
    ];
  });
}
