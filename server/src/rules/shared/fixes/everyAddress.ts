import { isConditional } from '../../../changes/resources.ts';
import type { StatedCidr } from '../../../network/model.ts';
import type { Fix } from '../../defineRule.ts';

/** Replaces a block by 0.0.0.0/0; no fix if the block is a default, or one branch of a condition. */
export function writeEveryAddress({ origin, at }: StatedCidr): readonly Fix[] {
  if (!origin || origin.start !== at.start || isConditional(origin)) return [];
  return [
    {
      title: 'Write 0.0.0.0/0',
      preferred: false,
      edits: [{ op: 'replace', node: origin, value: '0.0.0.0/0' }],
    },
  ];
}
