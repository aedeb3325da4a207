import { defineRule } from '../defineRule.ts';
import { functionsIn } from '../reaching.ts';
import { blockedDatabases } from '../shared/traffic/blockedDatabases.ts';

/** A function that has the address of a database, cache or broker and cannot open a connection to it. */
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
    yield* blockedDatabases(functionsIn(file.network), file);
  },
});
