import { removalOf } from '../../../changes/resources.ts';
import type { CheckedFile, Fix } from '../../defineRule.ts';

/** Removes a resource; no fix if something else refers to it. */
export function resourceRemoval(id: string, file: CheckedFile): readonly Fix[] {
  const removal = removalOf(file, id);
  return removal ? [{ title: `Remove ${id}`, preferred: false, edits: [removal] }] : [];
}
