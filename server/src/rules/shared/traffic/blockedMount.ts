import { uniqueByChange } from '../../../changes/changeKey.ts';
import { shareZone } from '../../../network/analysis/subnets/zones.ts';
import type { Network } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import { causeOf } from '../../causes.ts';
import type { CheckedFile, Related, Report } from '../../defineRule.ts';
import {
  failingAnswer,
  firstBlocker,
  fixesOfBlockers,
  fromFailingSubnets,
  relatedOf,
  workload,
} from '../../reaching.ts';

/** EFS is mounted over NFS: https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
const NFS = 2049;

/** A client that cannot open NFS to a file system. */
export interface BlockedMount {
  /** The parts of the report that do not depend on how the client mounts. */
  readonly report: Pick<Report, 'at' | 'resource' | 'defaults' | 'fixes' | 'cause'>;
  /** Follows the name of the file system: "on port 2049 from PrivateA: there is no route to it". */
  readonly reason: string;
  readonly blockers: readonly Related[];
  /** True if only some of the client's subnets cannot reach the file system. */
  readonly isPartial: boolean;
}

/** Undefined unless the client certainly cannot reach the file system, from all subnets or from those of a zone. */
export function blockedMount(
  client: Workload,
  fileSystem: string,
  file: CheckedFile,
): BlockedMount | undefined {
  const { network } = file;
  const party = { kind: 'file-system', id: fileSystem } as const;
  const answer = failingAnswer(network, workload(client.id), party, { port: NFS });
  if (!answer || !failsInOwnZone(answer, network)) return undefined;
  const blockers = uniqueByChange(answer.blockedBy);
  return {
    report: {
      at: client.at,
      resource: client.id,
      defaults: answer.defaults,
      fixes: fixesOfBlockers(blockers, client.id, file),
      ...causeOf(blockers, network),
    },
    reason: `on port ${NFS}${fromFailingSubnets(answer)}: ${firstBlocker(blockers)}`,
    blockers: relatedOf(blockers),
    isPartial: answer.verdict === 'partial',
  };
}

/**
 * Whether a file system is certainly unreachable for some client: for all, or for those that cannot reach the mount
 * target that is certainly in their own zone, to which its name resolves.
 */
function failsInOwnZone({ verdict, pairs }: Answer, network: Network): boolean {
  if (verdict === 'blocked') return true;
  return pairs.some(({ from, to, verdict: one }) => {
    const [asker, asked] = [network.subnets.get(from ?? ''), network.subnets.get(to ?? '')];
    if (one === 'reachable' || !asker || !asked) return false;
    return asker === asked || shareZone(asker, asked);
  });
}
