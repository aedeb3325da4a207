import { shareZone } from '../../../network/analysis/subnets/zones.ts';
import type { Network } from '../../../network/model.ts';
import type { Answer } from '../../../reach/question.ts';

/**
 * Whether an answer about a file system surely fails for somebody: nobody gets to it, or some do not get to the mount target
 * that is certainly in their own zone, which is the one that they ask.
 */
export function failsInOwnZone({ verdict, pairs }: Answer, network: Network): boolean {
  if (verdict === 'blocked') return true;
  return pairs.some(({ from, to, verdict: one }) => {
    const [asker, asked] = [network.subnets.get(from ?? ''), network.subnets.get(to ?? '')];
    if (one === 'reachable' || !asker || !asked) return false;
    return asker === asked || shareZone(asker, asked);
  });
}
