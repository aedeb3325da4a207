import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { ask, causeOf, fixesOf, functionsIn, INTERNET, isCertain, relatedOf, workload } from '../reaching.ts';

/** A function that reaches the internet from some of its subnets and not from others. */
export default defineRule({
  id: 'lambda-mixed-egress',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function reaches the internet from only some of its subnets',
  why: 'Lambda has a network interface in each subnet of the function and picks one for each call. If one subnet has a route to the internet and another does not, the same call sometimes works and sometimes times out, which is very hard to diagnose.',
  whenToIgnore: 'If the function never calls the internet.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'LAM-02',
    'LAM-03',
    'G2',
  ],

  *check(file) {
    const { network } = file;
    for (const { id, at } of functionsIn(network)) {
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
      // A part of every subnet's packets is lost to an ACL or a route, which has a finding of its own.
      if (working.length === 0) continue;
      yield {
        at,
        resource: id,
        defaults: answer.defaults,
        message: `${id} reaches the internet from ${listed(working)} but not from ${listed(failing)}. Calls fail whenever AWS picks ${failing.length === 1 ? failing[0] : 'one of those subnets'}.`,
        related: relatedOf(answer.blockedBy),
        fixes: fixesOf(answer.blockedBy, id, file),
        ...causeOf(answer.blockedBy, network),
      };
    }
  },
});
