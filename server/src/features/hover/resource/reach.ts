import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { perNetwork } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../../network/workloadKinds.ts';
import { reach } from '../../../reach/answer.ts';
import { portsOf } from '../../../reach/locations/port.ts';
import type { Answer } from '../../../reach/question.ts';
import { clauseOf } from '../../../wording/blockers.ts';
import { listed } from '../../../wording/listed.ts';
import { partyNamed } from '../../reachability/parties.ts';
import { reachTargetsOf } from '../../reachability/reachTargets.ts';
import { subnetsText, throughText } from '../../reachability/reachWords.ts';
import type { Description, HoverContext } from './view.ts';

/** What a workload reaches and what reaches it, one line each; empty if nothing is known. */
export function describeReach(workload: Workload, { network }: HoverContext): Description {
  const goes = WORKLOAD_KINDS[workload.kind].sends
    ? reachTargetsOf(workload, network).flatMap(goesText(workload, network))
    : [];
  const comes = sourcesOf(workload, network);
  return [
    ...(goes.length > 0 ? [md`Reaches\n${bullets(goes)}`] : []),
    ...(comes === undefined ? [] : [md`Reached by ${listed(comes, MOST_NAMES) || 'nothing in this file'}`]),
  ];
}

/** A longer list is harder to read. */
const MOST_NAMES = 8;

function goesText({ id }: Workload, network: Network): (to: string) => readonly Markdown[] {
  return (to) => {
    const party = partyNamed(to, network, undefined);
    const answer = party && reach({ from: { kind: 'workload', id }, to: party, protocol: 'tcp' }, network);
    return answer ? [md`${MARKS[answer.verdict]} ${to}${whyText(answer)}`] : [];
  };
}

const MARKS = { reachable: '✓', blocked: '✗', partial: '◐', unknown: '?' } as const;

function whyText(answer: Answer): Markdown {
  switch (answer.verdict) {
    case 'reachable': {
      const through = throughText(answer);
      return through === undefined ? md`` : md` through ${through}`;
    }
    case 'partial': {
      const subnets = subnetsText(answer);
      return md` from ${subnets ?? 'some subnets'}`;
    }
    case 'blocked':
      return answer.blockedBy[0] ? md`: ${clauseOf(answer.blockedBy[0].reason)}` : md``;
    case 'unknown':
      return answer.assumptions[0] === undefined ? md`` : md`, unknown: ${answer.assumptions[0]}`;
  }
}

/**
 * What can connect to its own ports. Undefined for a workload that accepts no connections or has unknown ports, and if
 * nothing certainly connects but something may.
 */
function sourcesOf({ id, kind }: Workload, network: Network): readonly string[] | undefined {
  if (WORKLOAD_KINDS[kind].answersNobody) return undefined;
  const known = sourcesCache(network);
  if (!known.has(id)) known.set(id, findSources(id, network));
  return known.get(id);
}

const sourcesCache = perNetwork(() => new Map<string, readonly string[] | undefined>());

function findSources(id: string, network: Network): readonly string[] | undefined {
  const ports = portsOf(id, network).flatMap((port) => (port.kind === 'known' ? [port.value] : []));
  const senders = [...network.workloads.values()].filter(
    (one) => one.id !== id && WORKLOAD_KINDS[one.kind].sends,
  );
  const sources = [
    ...senders.map((one) => ({ name: one.id, party: { kind: 'workload', id: one.id } as const })),
    { name: 'the internet', party: { kind: 'internet' } as const },
  ];
  const asked = [...new Set(ports)].flatMap((port) =>
    sources.map(({ name, party }) => ({
      name: `${name} (${port})`,
      verdict: reach({ from: party, to: { kind: 'workload', id }, protocol: 'tcp', port }, network)?.verdict,
    })),
  );
  const found = asked.filter(({ verdict }) => verdict === 'reachable' || verdict === 'partial');
  const isCertain =
    found.length > 0 || (asked.length > 0 && asked.every(({ verdict }) => verdict === 'blocked'));
  return isCertain ? found.map(({ name }) => name) : undefined;
}
