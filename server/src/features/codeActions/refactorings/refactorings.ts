import type { Analysis } from '../../../analysis.ts';
import { addZone } from './addZone.ts';
import { fillVpcConfig } from './fillVpcConfig.ts';
import { placeAt } from './place.ts';
import type { Refactoring } from './refactoring.ts';

const OF_TEMPLATES = [addZone] as const;

/** What can be written otherwise at an offset. */
export function refactorings(analysis: Analysis, offset: number): readonly Refactoring[] {
  const place = placeAt(analysis, offset);
  return place ? OF_TEMPLATES.flatMap((offer) => offer(place)) : fillVpcConfig(analysis, offset);
}
