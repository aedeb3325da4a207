import type { Analysis } from '../../analysis.ts';
import { placeInFile } from '../../features/reachability/reachability.ts';
import type { Network } from '../../network/model.ts';
import type { HopPath } from '../../reach/hopPaths.ts';
import type { Span } from '../../syntax/span.ts';
import type { Deviation } from './deviation.ts';

interface Placed {
  readonly resource: string;
  readonly at: Span;
}

/**
 * The hop that allows packets which must not arrive: the last rule of a security group, else the last hop with a rule
 * or route.
 */
export function allowingHop(path: HopPath): HopPath[number] | undefined {
  const byRule = path.findLast(({ kind, by }) => kind === 'security-group' && by !== undefined);
  return byRule ?? path.findLast(({ by }) => by !== undefined);
}

/**
 * The line of the file that a deviation is about: the rule, route or resource that causes it, else an end of the path.
 */
export function deviationSpan(deviation: Deviation, network: Network, { tree }: Analysis): Span | undefined {
  const { asked } = deviation;
  const ends = asked ? [asked.from, asked.to].flatMap((name) => endOf(name, network)) : [];
  return [...causes(deviation), ...ends]
    .map((one) => placeInFile(one, network))
    .find((at) => at !== undefined && at.end > 0 && at.end <= tree.text.length);
}

function causes(deviation: Deviation): readonly Placed[] {
  switch (deviation.kind) {
    case 'reached': {
      const allowing = allowingHop(deviation.path);
      return allowing ? [allowing, ...deviation.path.toReversed()] : deviation.path.toReversed();
    }
    case 'around':
      return deviation.path.filter(({ kind }) => kind !== 'security-group' && kind !== 'network-acl');
    case 'unreached': {
      const { blockedBy, hops } = deviation.asked.answer;
      return [...blockedBy, ...hops.filter(({ allows }) => !allows)];
    }
    case 'unknown':
      return [];
  }
}

function endOf(name: string, { workloads, endpoints, publicEndpoints }: Network): readonly Placed[] {
  const object = workloads.get(name) ?? endpoints.get(name) ?? publicEndpoints.get(name);
  return object ? [{ resource: name, at: object.at }] : [];
}
