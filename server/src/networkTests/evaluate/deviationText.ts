import { partyText, throughText, trafficOfAnswer } from '../../features/reachability/reachWords.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import type { TestQuestion } from './ask.ts';
import type { Deviation } from './deviation.ts';
import { allowingHop } from './place.ts';

/** More reasons than this say less. */
const MOST_REASONS = 3;

/** A deviation as one sentence. */
export function deviationText(deviation: Deviation): string {
  const { asked } = deviation;
  if (deviation.kind === 'unknown') {
    const why = deviation.why.slice(0, MOST_REASONS).join('; ');
    if (!asked) return `Unknown: ${why}.`;
    const { from, to } = asked;
    const traffic = `Unknown whether ${partyText(from)} reaches ${partyText(to)} ${packetsText(asked)}`;
    return why ? `${traffic}: ${why}.` : `${traffic}.`;
  }
  const { from, to, answer } = deviation.asked;
  const [source, destination] = [partyText(from, 'first'), partyText(to)];
  const packets = packetsText(deviation.asked);
  switch (deviation.kind) {
    case 'unreached': {
      const verb = answer.verdict === 'partial' ? 'does not always reach' : 'cannot reach';
      const reasons = listed(
        answer.blockedBy.map(({ reason }) => clauseOf(reason)),
        MOST_REASONS,
      );
      return `${source} ${verb} ${destination} ${packets}${reasons === '' ? '' : `: ${reasons}`}.`;
    }
    case 'reached': {
      const verb = answer.verdict === 'partial' ? 'can reach' : 'reaches';
      const hop = allowingHop(deviation.path);
      const by = hop?.by === undefined ? '' : `: ${hop.resource} ${hop.by}`;
      return `${source} ${verb} ${destination} ${packets}${by}.`;
    }
    case 'around': {
      const through = throughText({ hops: deviation.path.map((hop) => ({ ...hop, allows: true })) });
      return `${source} reaches ${destination} ${packets} ${through === undefined ? 'directly' : `through ${through}`}.`;
    }
  }
}

/** "on tcp 5432", "by ping over IPv6". */
function packetsText({ question, answer }: TestQuestion): string {
  const traffic = question.protocol === 'icmp' ? 'by ping' : `on ${trafficOfAnswer(answer)}`;
  return question.ipv6 ? `${traffic} over IPv6` : traffic;
}
