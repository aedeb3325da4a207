import { shareZone } from '../../../network/analysis/subnets/zones.ts';
import type { Network } from '../../../network/model.ts';
import type { Answer } from '../../../reach/question.ts';

/**
 * Whether a file system is certainly unreachable for some client: for all, or for those that cannot reach the mount
 * target that is certainly in their own zone, to which its name resolves.
 */
export function failsInOwnZone({ verdict, pairs }: Answer, network: Network): boolean {
  if (verdict === 'blocked') return true;
  return pairs.some(({ from, to, verdict: one }) => {
    const [asker, asked] = [network.subnets.get(from ?? ''), network.subnets.get(to ?? '')];
    if (one === 'reachable' || !asker || !asked) return false;
    return asker === asked || shareZone(asker, asked);
  });
}
