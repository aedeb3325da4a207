import { usesOf } from '../../network/uses.ts';
import type { Answer } from '../../reach/question.ts';
import { defineRule } from '../defineRule.ts';
import { ask, causeOf, fixesOf, functionsIn, isCertain, relatedOf, workload } from '../reaching.ts';

/** A function that is told of a database, cache or broker and cannot open a connection to it. */
export default defineRule({
  id: 'lambda-cannot-reach-db',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function cannot reach the database that its environment names',
  why: 'An environment variable of the function names a database, cache, broker or proxy of the template, and the network between them lets no packet through, or no answer back. The function waits until it times out. What is in the way is a security group, a network ACL or a route; the finding names it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'SG-01',
    'LAM-01',
    'G4',
  ],

  *check(file) {
    const { network } = file;
    for (const source of functionsIn(network)) {
      for (const use of usesOf(source, network)) {
        if (use.to.kind !== 'workload' || use.by !== 'environment') continue;
        const answer = ask(network, workload(source.id), workload(use.to.id));
        if (!answer || !isCertain(answer, network)) continue;
        yield {
          at: source.at,
          resource: source.id,
          defaults: answer.defaults,
          message: messageOf(source.id, use.to.id, answer),
          related: [
            { at: use.at, message: `${source.id} is told of ${use.to.id} here` },
            ...relatedOf(answer.blockedBy),
          ],
          fixes: fixesOf(answer.blockedBy, source.id, file),
          ...causeOf(answer.blockedBy, network),
        };
      }
    }
  },
});

function messageOf(from: string, to: string, answer: Answer): string {
  const [first] = answer.blockedBy;
  const what = first ? `: ${first.message}` : '.';
  if (answer.verdict === 'blocked') return `${from} cannot open ${to} on ${answer.port}${what}`;
  const failing = [
    ...new Set(answer.pairs.filter(({ verdict }) => verdict !== 'reachable').map((pair) => pair.from)),
  ];
  return `${from} reaches ${to} on ${answer.port} only sometimes, not always from ${failing.join(', ')}${what}`;
}
