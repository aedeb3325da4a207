import { REGIONS, regionOfZone } from '../../../aws/regions.ts';
import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { extendingStages } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A zone as `aws_region`, or a region with a slip of the keyboard. Regions that AWS may have added since are not reported. */
export default defineRule({
  id: 'zappa-region-unknown',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'aws_region is not a region',
  why: 'Zappa connects to the endpoints of the region in aws_region. A name that is no region has no endpoints, and the deployment stops. The name of an Availability Zone, such as us-east-1a, is the region with a letter at the end.',
  sources: [
    'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html',
    'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const at = resolved(entryAt(stage.node, 'aws_region')?.value);
      if (!zappa || at?.kind !== 'scalar' || typeof at.value !== 'string' || seen.has(at)) continue;
      seen.add(at);
      const zoneOf = regionOfZone(at.text);
      const isZone = zoneOf !== undefined && REGIONS.has(zoneOf);
      const region = isZone ? zoneOf : slippedRegion(at.text);
      if (region === undefined && (isFilledInLater(at.text) || !isNoCode(at.text))) continue;
      yield {
        at,
        stage: stage.name,
        extendedBy: extendingStages(zappa, stage, 'aws_region'),
        message: isZone
          ? `${at.text} is an Availability Zone of the region ${region}. Zappa finds no endpoints for it and stops.`
          : `AWS has no region ${at.text}. Zappa finds no endpoints for it and stops.`,
        fixes: changeTo(at, region, true),
      };
    }
  },
});

/** Whether a text is no region code but a place, such as Ireland: every code ends in a number. */
function isNoCode(written: string): boolean {
  return written.trim() !== '' && !/\d/.test(written);
}

/** The words that regions are named with, of which AWS also makes the names of new ones. */
const WORDS = new Set([...REGIONS].flatMap((region) => region.split('-').slice(0, -1)));

/** The one region that differs in letters and hyphens alone; undefined for what may be a region that is new. */
function slippedRegion(written: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9 _-]*\d$/.test(written)) return undefined;
  const words = written.split('-').slice(0, -1);
  if (words.length > 1 && words.every((word) => WORDS.has(word))) return undefined;
  const near = misspellingsOf(written, REGIONS).filter((region) => region.at(-1) === written.at(-1));
  return near.length === 1 ? near[0] : undefined;
}
