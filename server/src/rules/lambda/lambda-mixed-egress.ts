import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { mixedEgress } from '../shared/traffic/mixedEgress.ts';

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
    yield* mixedEgress(
      functionsIn(file.network),
      file,
      ([some]) => `Calls fail whenever AWS picks ${some ?? 'one of those subnets'}.`,
    );
  },
});
