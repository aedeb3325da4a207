import type { Workload } from '../../../network/workload.ts';
import { listed } from '../../../wording/listed.ts';
import { causeOf } from '../../causes.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
import { ask, fixesOfBlockers, INTERNET, isCertain, relatedOf, workload } from '../../reaching.ts';

/**
 * Workloads that reach the internet from some of their subnets only. `consequence` gets the one subnet from which they
 * do not, or nothing if there are several.
 */
export function* mixedEgress(
  clients: readonly Workload[],
  file: CheckedFile,
  consequence: (failing: readonly string[]) => string,
): Generator<Report> {
  const { network } = file;
  for (const { id, at } of clients) {
    const answer = ask(network, workload(id), INTERNET);
    if (answer?.verdict !== 'partial' || !isCertain(answer, network)) continue;
    const from = (wanted: boolean) => [
      ...new Set(
        answer.pairs
          .filter(({ verdict }) => (verdict === 'reachable') === wanted)
          .map((pair) => pair.from ?? id),
      ),
    ];
    const [working, failing] = [from(true), from(false)];
    // If every subnet loses some packets, the cause is an ACL or a route, which another rule reports.
    if (working.length === 0) continue;
    yield {
      at,
      resource: id,
      defaults: answer.defaults,
      message: `${id} reaches the internet from ${listed(working)} but not from ${listed(failing)}. ${consequence(failing.length === 1 ? failing : [])}`,
      related: relatedOf(answer.blockedBy),
      fixes: fixesOfBlockers(answer.blockedBy, id, file),
      ...causeOf(answer.blockedBy, network),
    };
  }
}
