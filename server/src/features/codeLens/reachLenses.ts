import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import type { Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import { SHOW_TRACE_COMMAND, type TraceRequest } from '../../protocol.ts';
import type { Span } from '../../syntax/span.ts';
import { rangeOf } from '../ranges.ts';
import { networksOf } from '../reachability/networks.ts';
import { type ReachAnswer, reachIn } from '../reachability/reachability.ts';
import { reachTargetsOf } from '../reachability/reachTargets.ts';
import { scenarioOfAnswer, subnetsText, throughText } from '../reachability/reachWords.ts';

/** A longer list is harder to read. */
const MOST_TARGETS = 6;

/** For every function, service and instance: what it reaches, failures first. A click opens the trace. */
export function reachLenses(analysis: Analysis, uri: string): CodeLens[] {
  return [...sendersOf(analysis)].flatMap(([id, { at, targets }]) => {
    const titles = titlesFrom(analysis, id, targets);
    return titles.slice(0, MOST_TARGETS).map(({ title, to }): CodeLens => {
      const argument: TraceRequest = { uri, from: id, to };
      return {
        range: rangeOf(analysis.lines, at),
        command: { title: printableLine(title), command: SHOW_TRACE_COMMAND, arguments: [argument] },
      };
    });
  });
}

/** A workload that opens connections, and the destinations that matter to it. */
export interface Sender {
  readonly at: Span;
  readonly kind: Workload['kind'];
  readonly targets: ReadonlySet<string>;
}

/** Every such workload in any of the file's networks, by id. */
export function sendersOf(analysis: Analysis): ReadonlyMap<string, Sender> {
  const senders = new Map<string, Sender & { readonly targets: Set<string> }>();
  for (const { network } of networksOf(analysis)) {
    for (const workload of network.workloads.values()) {
      if (!WORKLOAD_KINDS[workload.kind].sends) continue;
      const { id, at, kind } = workload;
      const known = senders.get(id) ?? { at, kind, targets: new Set() };
      for (const target of reachTargetsOf(workload, network)) known.targets.add(target);
      senders.set(id, known);
    }
  }
  return senders;
}

/** The known verdicts for each destination, failures first. */
export function titlesFrom(analysis: Analysis, from: string, targets: Iterable<string>): readonly Title[] {
  return [...targets]
    .flatMap((to) => titlesOf(analysis, from, to))
    .toSorted((a, b) => Number(b.isTrouble) - Number(a.isTrouble));
}

export interface Title {
  readonly title: string;
  readonly to: string;
  readonly isTrouble: boolean;
  /** The verdict as a symbol or a word: "✗", "✓ NatA", "sometimes (1 of 2 subnets)". */
  readonly mark: string;
}

/** Empty for an unknown verdict; if conditions decide, the failure and its conditions. */
function titlesOf(analysis: Analysis, from: string, to: string): readonly Title[] {
  const result = reachIn(analysis, { from, to, protocol: 'tcp' });
  if (result.kind === 'refused') return [];
  const known = result.answers.filter(({ verdict }) => verdict !== 'unknown');
  const worst =
    known.find(({ verdict }) => verdict === 'blocked') ?? known.find(({ verdict }) => verdict === 'partial');
  if (worst) {
    const when = scenarioOfAnswer(worst);
    const mark = when === '' ? markOf(worst) : `${markOf(worst)} ${when}`;
    // After a lone symbol a colon would be one symbol too many.
    return [{ title: `${to} ${mark}${mark === '✗' ? '' : ':'} why?`, to, isTrouble: true, mark }];
  }
  const [best] = known;
  // Reachable in one scenario and unknown in another is not shown as reachable.
  if (!best || known.length < result.answers.length) return [];
  const mark = markOf(best);
  return [{ title: `${to} ${mark}`, to, isTrouble: false, mark }];
}

function markOf(answer: ReachAnswer): string {
  switch (answer.verdict) {
    case 'reachable': {
      const through = throughText(answer);
      return through === undefined ? '✓' : `✓ ${through}`;
    }
    case 'partial': {
      const subnets = subnetsText(answer);
      return subnets === undefined ? 'partly' : `from ${subnets}`;
    }
    default:
      return '✗';
  }
}
