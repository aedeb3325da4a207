import { workloadsOf } from '../../network/workload.ts';
import { nearerCauseOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';

/** A Glue connection in a subnet without a path to S3. */
export default defineRule({
  id: 'glue-no-path-to-s3',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet of the Glue connection has no route to S3',
  why: 'A Glue job reads its script from S3 and writes its results there, through the subnet of its connection. Glue checks this before it runs a job and fails with "VPC S3 endpoint validation failed. Could not find S3 endpoint or NAT gateway".',
  howToFix: 'Add a gateway endpoint for S3 to the route table of the subnet, or a NAT gateway.',
  whenToIgnore: 'If the endpoint or the route is created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/glue/latest/dg/vpc-endpoints-s3.html',
    'https://docs.aws.amazon.com/glue/latest/dg/glue-troubleshooting-errors.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { id, at } of workloadsOf(network, 'glue-connection')) {
      const answer = blockedAnswer(network, workload(id), { kind: 'service', name: 's3' });
      if (!answer) continue;
      yield {
        at,
        resource: id,
        defaults: answer.defaults,
        message: `${id} cannot reach S3. Jobs with this connection fail.`,
        related: relatedOf(answer.blockedBy),
        fixes: fixesOfBlockers(answer.blockedBy, id, file),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});
