import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import { replacedBy } from '../../networkDiff/networkDiff.ts';
import { spanInVersions } from '../../networkDiff/report/places.ts';
import { scenarioText } from '../../networkDiff/report/words.ts';
import { replacementTrees } from '../../networkDiff/updates/replacementTrees.ts';
import type { ReplacedResource } from '../../protocol.ts';
import { rangeOf } from '../ranges.ts';
import { networksOf } from '../reachability/networks.ts';

/**
 * The resources that are certainly replaced because of their own edit, with the number of further resources that are
 * replaced as a result.
 */
export function replacedResources(before: Analysis, after: Analysis): readonly ReplacedResource[] {
  const [old, now] = [before, after].map((analysis) => ({
    analysis,
    networks: networksOf(analysis),
    findings: [],
  }));
  const certain = replacedBy(old!, now!).filter(({ certainty }) => certainty === 'yes');
  return replacementTrees(certain).flatMap(({ root, followers }) => {
    const place = spanInVersions(root.id, { before: undefined, after });
    if (!place) return [];
    const more = new Set(followers.map(({ id }) => id)).size;
    const title = `This edit replaces ${root.id}${more > 0 ? ` and ${more} more` : ''} ${scenarioText(root.scenario)}`;
    return [{ range: rangeOf(after.lines, place.at), title: printableLine(title.trim()) }];
  });
}
