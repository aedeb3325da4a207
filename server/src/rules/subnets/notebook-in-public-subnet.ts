import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A SageMaker notebook without direct internet access in a public subnet. */
export default defineRule({
  id: 'notebook-in-public-subnet',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The notebook cannot reach the internet',
  why: 'With DirectInternetAccess disabled, all traffic of a SageMaker notebook instance goes through its interface in your subnet. That interface has no public address, so in a public subnet nothing gets through the internet gateway. To train and to host models the notebook needs a NAT gateway, or endpoints for SageMaker and S3.',
  howToFix: 'Use a private subnet with a route to a NAT gateway.',
  whenToIgnore: 'If all that the notebook calls has an endpoint in the VPC.',
  sources: [
    'https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html',
    'NET-02',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::SageMaker::NotebookInstance'])) {
      const direct = property('DirectInternetAccess');
      if (!hasText(direct, 'Disabled')) continue;
      const subnet = find(network.subnets, targetField(property('SubnetId')));
      const found = subnet && classOf(subnet, network);
      if (found?.kind !== 'public') continue;
      yield {
        at: object.at,
        resource: object.id,
        defaults: direct.defaults,
        message: `${object.id} has DirectInternetAccess disabled and is in ${subnet!.id}, a public subnet. Its interface has no public address there, so calls to the internet time out.`,
        related: [{ at: found.by.at, message: `${found.by.id} makes ${subnet!.id} public` }],
      };
    }
  },
});
