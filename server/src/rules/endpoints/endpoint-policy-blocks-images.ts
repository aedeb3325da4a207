import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { matchesAction } from '../../zappa/policy.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { fargateTasks } from '../shared/fargateTasks.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

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
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::EC2::VPCEndpoint'])) {
      const endpoint = network.endpoints.get(object.id);
      if (endpoint?.service.kind !== 'known' || endpoint.service.value.name !== 's3') continue;
      if (endpoint.routeTables.kind !== 'known') continue;
      const policy = property('PolicyDocument');
      const statements = itemsOf(valueAtPath(property, 'PolicyDocument.Statement'));
      if (
        policy.kind !== 'fields' ||
        statements.length === 0 ||
        statements.some((one) => mayAllowLayers(one, file))
      )
        continue;
      const tables = new Set(endpoint.routeTables.items.map(keyOfField));
      const pulling = [...fargateTasks(file)].find(
        ({ owner, task }) =>
          isBehind(owner.id, tables, network) && ecrImageOf(task.property('ContainerDefinitions')),
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
const LAYER = 'arn:aws:s3:::prod-region-starport-layer-bucket/layer';

/** Whether a statement may allow the bucket; a value that is known only at deployment may. */
function mayAllowLayers(statement: Value, file: CheckedFile): boolean {
  if (statement.kind !== 'fields') return true;
  const said = (name: string) => itemsOf(statement.fields.get(name) ?? { kind: 'absent' });
  if (said('Effect').some((one) => one.kind === 'known' && one.text === 'Deny')) return false;
  const [actions, resources] = [said('Action'), said('Resource')];
  if (actions.length === 0 || resources.length === 0) return true;
  return (
    actions.some((one) => one.kind !== 'known' || matchesAction(one.text, 's3:GetObject')) &&
    resources.some((one) => mayBeLayer(one, file))
  );
}

function mayBeLayer(resource: Value, { template }: CheckedFile): boolean {
  if (resource.kind === 'reference') return false;
  const text = textOrPartial(resource);
  if (text === undefined) return true;
  // Of whichever region.
  if (text.includes('starport-layer-bucket')) return true;
  const written = text.replace(/\$\{AWS::(?:Region|Partition)\}/g, '*');
  if (!written.includes('${')) return matchesAction(written, LAYER);
  const names = [...written.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
  return (
    names.length === 0 || !names.every((name) => template?.resources.get(name)?.type === 'AWS::S3::Bucket')
  );
}

/** A workload whose subnets all use one of these tables. */
function isBehind(id: string, tables: ReadonlySet<string | undefined>, network: Network): boolean {
  const placement = placements(network).get(id);
  if (!placement || placement.subnets.length === 0) return false;
  return placement.subnets.every((subnet) => {
    const effective = routeTableOf(subnet, network);
    return effective.kind === 'table' && tables.has(effective.table.id);
  });
}

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
