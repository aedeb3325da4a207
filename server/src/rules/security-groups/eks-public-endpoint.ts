import { defaultsOf } from '../../network/field.ts';
import { booleanField, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defaultsOfValue, hasText, NO_VALUE } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** The API of a cluster that anyone on the internet can open. */
export default defineRule({
  id: 'eks-public-endpoint',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'Anyone can open the API of the cluster',
  why: 'The endpoint of an EKS cluster is public unless EndpointPublicAccess is false, and open to 0.0.0.0/0 unless PublicAccessCidrs says otherwise. IAM guards it; a narrower block keeps others from trying.',
  howToFix: 'Set PublicAccessCidrs to known addresses, or EndpointPublicAccess to false.',
  whenToIgnore: 'If the cluster is managed from changing addresses.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EKS::Cluster'])) {
      const config = property('ResourcesVpcConfig');
      const isPublic = booleanField(valueAtPath(property, 'ResourcesVpcConfig.EndpointPublicAccess'));
      const blocks = valueAtPath(property, 'ResourcesVpcConfig.PublicAccessCidrs');
      if (config.kind !== 'fields' || isPublic.kind === 'unknown') continue;
      if (isPublic.kind === 'known' && !isPublic.value) continue;
      const world = itemsOf(blocks).find((block) => hasText(block, '0.0.0.0/0'));
      if (blocks.kind !== 'absent' && world?.kind !== 'known') continue;
      yield {
        at: world?.kind === 'known' ? world.at : object.at,
        resource: object.id,
        defaults: [...defaultsOf(isPublic), ...defaultsOfValue(world ?? NO_VALUE)],
        message: `Anyone on the internet (0.0.0.0/0) can open the API of ${object.id}${world ? '' : ', since it has no PublicAccessCidrs'}.`,
      };
    }
  },
});
