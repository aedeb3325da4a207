import { keyOfChange } from '../../../changes/changeKey.ts';
import { usesOf } from '../../../network/analysis/uses.ts';
import type { Network } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import type { Span } from '../../../syntax/span.ts';
import { clauseOf } from '../../../wording/blockers.ts';
import { listed } from '../../../wording/listed.ts';
import { causeOf } from '../../causes.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
import {
  failingAnswer,
  failingSubnets,
  fixesOfBlockers,
  groupByCause,
  relatedOf,
  workload,
} from '../../reaching.ts';

/**
 * Databases, caches, brokers and proxies that the environment of one of the clients refers to and that the client
 * cannot connect to.
 */
export function* blockedDatabases(clients: readonly Workload[], file: CheckedFile): Generator<Report> {
  for (const blocked of groupByCause(blockedUses(clients, file.network), causeKey)) {
    const { source, to, answer } = blocked[0]!;
    yield {
      at: source.at,
      resource: source.id,
      defaults: answer.defaults,
      message: messageOf(listed(blocked.map((one) => one.source.id)), to, answer),
      related: [
        ...blocked.map((one) => ({
          at: one.at,
          message: `${one.source.id} gets ${to}'s address here`,
        })),
        ...relatedOf(answer.blockedBy),
      ],
      fixes: fixesOfBlockers(answer.blockedBy, source.id, file),
      ...causeOf(answer.blockedBy, file.network),
    };
  }
}

interface BlockedUse {
  readonly source: Workload;
  readonly to: string;
  readonly at: Span;
  readonly answer: Answer;
}

function* blockedUses(clients: readonly Workload[], network: Network): Generator<BlockedUse> {
  for (const source of clients) {
    for (const { to, by, at } of usesOf(source, network)) {
      if (to.kind !== 'workload' || by !== 'environment') continue;
      const answer = failingAnswer(network, workload(source.id), workload(to.id));
      if (answer) yield { source, to: to.id, at, answer };
    }
  }
}

function causeKey({ to, answer }: BlockedUse): string {
  return [to, answer.verdict, ...answer.blockedBy.map(({ change }) => keyOfChange(change))].join(' ');
}

function messageOf(from: string, to: string, answer: Answer): string {
  const [first] = answer.blockedBy;
  const what = first ? `: ${clauseOf(first.reason)}.` : '.';
  if (answer.verdict === 'blocked') return `${from} cannot connect to ${to} on ${answer.port}${what}`;
  return `${from} cannot always connect to ${to} on ${answer.port} from ${listed(failingSubnets(answer))}${what}`;
}
