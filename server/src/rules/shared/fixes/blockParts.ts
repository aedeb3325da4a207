import { perParts } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { haveSameItems } from '../../../template/evaluation/inputs.ts';
import { derived } from '../../engine/watchedFile.ts';

/** What decides which blocks are free. */
export type BlockParts = Pick<Network, 'vpcs' | 'subnets' | 'statedCidrs'>;

/**
 * The parts of the networks of all scenarios on which the fixes of blocks rest. Whoever reads all of these networks runs again after
 * every edit of a resource.
 */
export const blockParts = derived(
  'parts of networks with blocks',
  ({ networks }): readonly BlockParts[] => networks.map(withBlocks),
  { scope: 'version', isSame: haveSameItems },
);

const withBlocks = perParts(
  ['vpcs', 'subnets', 'statedCidrs'],
  ({ vpcs, subnets, statedCidrs }): BlockParts => ({ vpcs, subnets, statedCidrs }),
);
