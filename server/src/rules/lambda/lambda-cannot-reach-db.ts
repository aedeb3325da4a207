import { keyOfChange } from '../../changes/changeKey.ts';
import { usesOf } from '../../network/analysis/uses.ts';
import type { Network } from '../../network/model.ts';
import type { LambdaFunction } from '../../network/workload.ts';
import type { Answer } from '../../reach/question.ts';
import type { Span } from '../../syntax/span.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import {
  ask,
  causeOf,
  failingSubnets,
  fixesOf,
  functionsIn,
  groupByCause,
  isCertain,
  relatedOf,
  workload,
} from '../reaching.ts';

/** A function that is told of a database, cache or broker and cannot open a connection to it. */
export default defineRule({
  id: 'lambda-cannot-reach-db',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function cannot reach a database that its environment names',
  why: 'An environment variable of the function names a database, cache, broker or proxy of the template, but the network drops the packets to it or the answers from it, so the function waits until it times out. The finding names the security group, network ACL or route that blocks the connection.',
  whenToIgnore: 'If the function does not connect to the database although its environment names it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'SG-01',
    'LAM-01',
    'G4',
  ],

  *check(file) {
    for (const blocked of groupByCause(blockedUses(file.network), causeKey)) {
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
        fixes: fixesOf(answer.blockedBy, source.id, file),
        ...causeOf(answer.blockedBy, file.network),
      };
    }
  },
});

interface BlockedUse {
  readonly source: LambdaFunction;
  readonly to: string;
  readonly at: Span;
  readonly answer: Answer;
}

function* blockedUses(network: Network): Generator<BlockedUse> {
  for (const source of functionsIn(network)) {
    for (const { to, by, at } of usesOf(source, network)) {
      if (to.kind !== 'workload' || by !== 'environment') continue;
      const answer = ask(network, workload(source.id), workload(to.id));
      if (answer && isCertain(answer, network)) yield { source, to: to.id, at, answer };
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
