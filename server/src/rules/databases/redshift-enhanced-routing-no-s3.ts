import { booleanField } from '../../network/template/fieldOfValue.ts';
import { causeOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A warehouse that loads through its VPC and has no path to S3 there. */
export default defineRule({
  id: 'redshift-enhanced-routing-no-s3',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The cluster has enhanced VPC routing and cannot reach S3',
  why: 'With EnhancedVpcRouting COPY and UNLOAD go through the VPC. Without an endpoint for S3, or a way to the internet, in the subnets of the cluster they fail.',
  howToFix: "Add a gateway endpoint for S3 to the route tables of the cluster's subnets.",
  whenToIgnore: 'If the cluster neither loads from S3 nor unloads to it.',
  sources: ['https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html', 'G67'],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::Redshift::Cluster'])) {
      const enhanced = booleanField(property('EnhancedVpcRouting'));
      if (enhanced.kind !== 'known' || !enhanced.value) continue;
      const answer = blockedAnswer(file.network, workload(object.id), { kind: 'service', name: 's3' });
      if (!answer) continue;
      yield {
        at: enhanced.at,
        resource: object.id,
        defaults: [...enhanced.defaults, ...answer.defaults],
        message: `${object.id} has EnhancedVpcRouting, and no way to S3 from its subnets. COPY and UNLOAD fail.`,
        related: relatedOf(answer.blockedBy),
        fixes: fixesOfBlockers(answer.blockedBy, object.id, file),
        ...causeOf(answer.blockedBy, file.network),
      };
    }
  },
});
