import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { SHOW_TRACE_COMMAND, type TraceRequest } from '../protocol.ts';
import { networksOf } from './networks.ts';
import { rangeOf } from './ranges.ts';
import { type ReachAnswer, reachIn } from './reachability.ts';
import { isSender, targetsOf } from './reachTargets.ts';
import { subnetsText, throughText, whenText } from './reachWords.ts';

/** More say less. */
const MOST_TARGETS = 6;

/** Over every function, service and instance: where it can go, what does not work first. A click opens the trace. */
export function reachLenses(analysis: Analysis, uri: string): CodeLens[] {
  const senders = new Map<string, { at: { start: number; end: number }; targets: Set<string> }>();
  for (const { network } of networksOf(analysis)) {
    for (const workload of network.workloads.values()) {
      if (!isSender(workload)) continue;
      const known = senders.get(workload.id) ?? { at: workload.at, targets: new Set() };
      for (const target of targetsOf(workload, network)) known.targets.add(target);
      senders.set(workload.id, known);
    }
  }
  return [...senders].flatMap(([id, { at, targets }]) => {
    const titles = [...targets].flatMap((to) => titlesOf(analysis, id, to));
    titles.sort((a, b) => Number(b.isTrouble) - Number(a.isTrouble));
    return titles.slice(0, MOST_TARGETS).map(({ title, to }): CodeLens => {
      const argument: TraceRequest = { uri, from: id, to };
      return {
        range: rangeOf(analysis.lines, at),
        command: { title, command: SHOW_TRACE_COMMAND, arguments: [argument] },
      };
    });
  });
}

interface Title {
  readonly title: string;
  readonly to: string;
  readonly isTrouble: boolean;
}

/** Nothing for what is not known; where conditions decide, what goes wrong and when. */
function titlesOf(analysis: Analysis, from: string, to: string): readonly Title[] {
  const result = reachIn(analysis, { from, to, protocol: 'tcp' });
  if (result.kind === 'refused') return [];
  const known = result.answers.filter(({ verdict }) => verdict !== 'unknown');
  const worst =
    known.find(({ verdict }) => verdict === 'blocked') ?? known.find(({ verdict }) => verdict === 'partial');
  if (worst) return [{ title: withWhen(titleOf(to, worst), worst), to, isTrouble: true }];
  const [best] = known;
  // What is fine in one case and unknown in another is not fine.
  return best && known.length === result.answers.length
    ? [{ title: titleOf(to, best), to, isTrouble: false }]
    : [];
}

function titleOf(to: string, answer: ReachAnswer): string {
  switch (answer.verdict) {
    case 'reachable': {
      const through = throughText(answer);
      return through === undefined ? `${to} ✓` : `${to} ✓ ${through}`;
    }
    case 'partial': {
      const subnets = subnetsText(answer);
      return subnets === undefined ? `${to} sometimes: why?` : `${to} sometimes (${subnets}): why?`;
    }
    default:
      return `${to} ✗ why?`;
  }
}

function withWhen(title: string, answer: ReachAnswer): string {
  const when = whenText(answer);
  return when === '' ? title : `${title.replace(/:? why\?$/, '')} ${when}: why?`;
}
