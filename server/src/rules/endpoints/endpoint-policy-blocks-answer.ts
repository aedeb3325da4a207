import { defineRule } from '../defineRule.ts';
import { customResources } from '../shared/resources/customResources.ts';
import {
  isBehind,
  type OutsideBucket,
  storageEndpointsClosedTo,
} from '../shared/traffic/storageEndpoints.ts';

/** An endpoint for S3 whose policy omits the bucket in which CloudFormation awaits answers. */
export default defineRule({
  id: 'endpoint-policy-blocks-answer',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The policy of the endpoint for S3 blocks the answers of custom resources',
  why: 'The function behind a custom resource answers by an upload to a bucket that belongs to CloudFormation, cloudformation-custom-resource-response-REGION. Where a route table has a gateway endpoint for S3, the upload goes through it, and its policy has to allow s3:PutObject on that bucket. A condition on the account or the organization of the bucket excludes it. Otherwise CloudFormation waits for an hour and the stack fails.',
  howToFix:
    'Add a statement that allows s3:PutObject on arn:aws:s3:::cloudformation-custom-resource-response-REGION/* to the policy, with the region without hyphens and without a condition on its owner.',
  whenToIgnore: 'If the function answers by other means.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/752',
  ],

  *check(file) {
    const customs = customResources(file);
    if (customs.length === 0) return;
    for (const { object, policy, tables } of storageEndpointsClosedTo(ANSWERS, file)) {
      for (const custom of customs) {
        const token = custom.property('ServiceToken');
        if (token.kind !== 'reference' || !isBehind(token.resource, tables, file.network)) continue;
        yield {
          at: policy.at,
          resource: object.id,
          message: `The policy of ${object.id} does not allow the bucket in which CloudFormation awaits the answer of ${token.resource} for ${custom.object.id}. The stack hangs for an hour and fails.`,
          related: [{ at: token.at, message: `${custom.object.id} names ${token.resource} here` }],
        };
        break;
      }
    }
  },
});

/** The region is written without hyphens. */
const ANSWERS: OutsideBucket = {
  action: 's3:PutObject',
  object: 'arn:aws:s3:::cloudformation-custom-resource-response-useast1/answer',
  part: 'cloudformation-custom-resource-response',
};
