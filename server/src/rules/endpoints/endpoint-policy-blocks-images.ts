import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { fargateTasks } from '../shared/fargateTasks.ts';
import {
  isBehind,
  type OutsideBucket,
  storageEndpointsClosedTo,
} from '../shared/traffic/storageEndpoints.ts';

/** An endpoint for S3 whose policy omits the bucket in which ECR stores image layers. */
export default defineRule({
  id: 'endpoint-policy-blocks-images',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The policy of the endpoint for S3 blocks the layers of images',
  why: 'ECR keeps the layers of images in a bucket of its own, prod-REGION-starport-layer-bucket. Where a route table has a gateway endpoint for S3, all packets to S3 go through it, and its policy has to allow s3:GetObject on that bucket; otherwise tasks stop with "CannotPullContainerError" and status 403.',
  howToFix:
    'Add a statement that allows s3:GetObject on arn:aws:s3:::prod-REGION-starport-layer-bucket/* to the policy.',
  whenToIgnore: 'If the tasks pull no image of ECR through this endpoint.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://github.com/awsdocs/amazon-ecr-user-guide/issues/8',
  ],

  *check(file) {
    for (const { object, policy, tables } of storageEndpointsClosedTo(LAYERS, file)) {
      const pulling = [...fargateTasks(file)].find(
        ({ owner, task }) =>
          isBehind(owner.id, tables, file.network) && ecrImageOf(task.property('ContainerDefinitions')),
      );
      const image = pulling && ecrImageOf(pulling.task.property('ContainerDefinitions'));
      if (!image) continue;
      yield {
        at: policy.at,
        resource: object.id,
        message: `The policy of ${object.id} does not allow the bucket in which ECR keeps the layers of images. The tasks of ${pulling.owner.id} cannot pull theirs.`,
        related: [{ at: image.at, message: `${pulling.task.object.id} names the image here` }],
      };
    }
  },
});

/** The bucket that ECR's page names, with any region. */
const LAYERS: OutsideBucket = {
  action: 's3:GetObject',
  object: 'arn:aws:s3:::prod-region-starport-layer-bucket/layer',
  part: 'starport-layer-bucket',
};

function ecrImageOf(
  containers: Value,
): { readonly at: { readonly start: number; readonly end: number } } | undefined {
  for (const container of itemsOf(containers)) {
    const image = fieldIn(container, 'Image');
    const text = textOrPartial(image);
    if ('at' in image && text?.includes('.dkr.ecr.')) return image;
  }
  return undefined;
}
