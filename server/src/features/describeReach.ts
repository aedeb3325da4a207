import type { Analysis } from '../analysis.ts';
import { perNetwork } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import type { Workload } from '../network/workload.ts';
import { reach } from '../reach/answer.ts';
import { portsOf } from '../reach/port.ts';
import { type ReachAnswer, reachIn } from './reachability.ts';
import { isSender, targetsOf } from './reachTargets.ts';
import { subnetsText, throughText, whenText } from './reachWords.ts';

/** Where a workload can go and who can come to it, a line each; empty where nothing is known. */
export function describeReach(workload: Workload, network: Network, analysis: Analysis): readonly string[] {
  const goes = isSender(workload)
    ? targetsOf(workload, network).flatMap((to) => goesText(workload.id, to, analysis))
    : [];
  const comes = comersTo(workload, network);
  return [
    ...goes,
    ...(comes === undefined
      ? []
      : [comes.length > 0 ? `Reached by ${listed(comes)}` : 'Reached by nothing in this file']),
  ];
}

function goesText(from: string, to: string, analysis: Analysis): readonly string[] {
  const result = reachIn(analysis, { from, to, protocol: 'tcp' });
  if (result.kind === 'refused') return [];
  return result.answers.map((answer) => {
    const when = whenText(answer);
    return `${MARKS[answer.verdict]} ${to}${when === '' ? '' : ` ${when}`}${whyText(answer)}`;
  });
}

const MARKS = { reachable: '✓', blocked: '✗', partial: '◐', unknown: '?' } as const;

function whyText(answer: ReachAnswer): string {
  switch (answer.verdict) {
    case 'reachable': {
      const through = throughText(answer);
      return through === undefined ? '' : ` through ${through}`;
    }
    case 'partial': {
      const subnets = subnetsText(answer);
      return `, only sometimes${subnets === undefined ? '' : ` (${subnets})`}`;
    }
    case 'blocked':
      return answer.blockedBy[0] ? `: ${answer.blockedBy[0].message.replace(/\.$/, '')}` : '';
    case 'unknown':
      return answer.assumptions[0] === undefined ? '' : `, not known: ${answer.assumptions[0]}`;
  }
}

/** Who opens a connection to it on its own ports; undefined for what takes none, or answers on ports that are not known. */
function comersTo({ id, kind }: Workload, network: Network): readonly string[] | undefined {
  const ports = portsOf(id, network).flatMap((port) => (port.kind === 'known' ? [port.value] : []));
  if (kind === 'function' || ports.length === 0) return undefined;
  const known = comers(network);
  let found = known.get(id);
  if (!found) {
    const sources = [...network.workloads.values()].filter((one) => one.id !== id && isSender(one));
    const opens = (port: number) => [
      ...sources
        .filter((one) => verdictOf({ kind: 'workload', id: one.id }, id, port, network))
        .map((one) => `${one.id} (${port})`),
      ...(verdictOf({ kind: 'internet' }, id, port, network) ? [`the internet (${port})`] : []),
    ];
    found = [...new Set(ports)].flatMap(opens);
    known.set(id, found);
  }
  return found;
}

const comers = perNetwork(() => new Map<string, readonly string[]>());

function verdictOf(
  from: Parameters<typeof reach>[0]['from'],
  id: string,
  port: number,
  network: Network,
): boolean {
  const answer = reach({ from, to: { kind: 'workload', id }, protocol: 'tcp', port }, network);
  return answer?.verdict === 'reachable' || answer?.verdict === 'partial';
}

/** More names than this say less. */
const MOST_NAMES = 8;

function listed(names: readonly string[]): string {
  if (names.length > MOST_NAMES)
    return `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
