import type { LambdaFunction } from '../../network/workload.ts';
import { nearerCauseOf } from '../causes.ts';
import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';
import { customResources } from '../shared/resources/customResources.ts';

/** A custom resource whose function cannot answer CloudFormation. */
export default defineRule({
  id: 'custom-resource-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function of the custom resource cannot answer CloudFormation',
  why: 'The function behind a custom resource answers by an upload to a presigned S3 address. In a VPC it reaches S3 by a NAT gateway or an S3 endpoint. Without one CloudFormation waits for an hour, the stack fails with "did not receive a response from your Custom Resource", and deleting the stack waits again.',
  whenToIgnore: 'If the route or the endpoint is created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-customresource.html',
    'https://repost.aws/knowledge-center/cloudformation-lambda-resource-delete',
  ],

  *check(file) {
    const { network } = file;
    const custom = customResources(file);
    if (custom.length === 0) return;
    const functions = new Map(functionsIn(network).map((one) => [one.id, one]));
    const reported = new Set<LambdaFunction>();
    for (const { object, property } of custom) {
      const token = property('ServiceToken');
      const source = token.kind === 'reference' ? functions.get(token.resource) : undefined;
      if (!source || reported.has(source) || token.kind !== 'reference') continue;
      reported.add(source);
      const answer = blockedAnswer(network, workload(source.id), { kind: 'service', name: 's3' });
      if (!answer) continue;
      yield {
        at: token.at,
        resource: object.id,
        defaults: answer.defaults,
        message: `${source.id} cannot reach S3, where CloudFormation awaits its answer for ${object.id}. The stack hangs for an hour and fails.`,
        related: [{ at: source.at, message: `${source.id} is in a VPC` }, ...relatedOf(answer.blockedBy)],
        fixes: fixesOfBlockers(answer.blockedBy, object.id, file),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});
