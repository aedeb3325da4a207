import { workloadsOf } from '../../../network/workload.ts';
import { defineRule } from '../../defineRule.ts';
import { blockedDatabases } from '../../shared/traffic/blockedDatabases.ts';

/** A service whose containers have the address of a database, cache or broker and cannot open a connection to it. */
export default defineRule({
  id: 'ecs-cannot-reach-db',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The tasks cannot reach a database that their environment names',
  why: 'An environment variable of a container names a database, cache, broker or proxy of the template, but the network drops the packets from the tasks or the answers to them, so every connection times out. The finding names the security group, network ACL or route that blocks it.',
  whenToIgnore: 'If the containers do not connect to the database although their environment names it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html',
    'SG-01',
  ],

  *check(file) {
    yield* blockedDatabases(workloadsOf(file.network, 'container-service'), file);
  },
});
