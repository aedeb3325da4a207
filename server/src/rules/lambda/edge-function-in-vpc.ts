import { fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A function in a VPC that a CloudFront distribution runs. */
export default defineRule({
  id: 'edge-function-in-vpc',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A function of a CloudFront distribution is in a VPC',
  why: 'CloudFront copies the function to its edge locations, which are outside of every VPC. It rejects a distribution with "The function cannot have a VPC configuration", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html',
    'https://github.com/serverless-nextjs/serverless-next.js/issues/180',
  ],

  *check(file) {
    const distributions = existingResources(file, ['AWS::CloudFront::Distribution']);
    if (distributions.length === 0) return;
    const inVpc = new Map(
      workloadsOf(file.network, 'function')
        .filter(({ subnets }) => subnets.kind === 'known' && subnets.items.length > 0)
        .map((one) => [one.id, one]),
    );
    for (const { object, property } of distributions)
      for (const behavior of BEHAVIORS.flatMap((path) => itemsOf(valueAtPath(property, path))))
        for (const association of itemsOf(fieldIn(behavior, 'LambdaFunctionAssociations'))) {
          const arn = fieldIn(association, 'LambdaFunctionARN');
          const edge = inVpc.get(functionOf(arn, file) ?? '');
          if (!edge || arn.kind === 'absent') continue;
          yield {
            at: arn.at,
            resource: object.id,
            message: `${object.id} runs ${edge.id} at CloudFront's edge locations, and ${edge.id} is in a VPC. CloudFront rejects ${object.id}.`,
            related: [{ at: edge.vpcConfig?.at ?? edge.at, message: `${edge.id} is in a VPC` }],
            fixes: removalFix(edge.properties, 'VpcConfig').map((fix) => ({
              ...fix,
              title: `Remove VpcConfig from ${edge.id}`,
            })),
          };
        }
  },
});

const BEHAVIORS = ['DistributionConfig.DefaultCacheBehavior', 'DistributionConfig.CacheBehaviors'];

/** The function that a version is of, or that SAM makes a version of: `Router.Version`. */
function functionOf(arn: Value, file: CheckedFile): string | undefined {
  if (arn.kind !== 'reference') return undefined;
  if (arn.attribute === 'Version') return arn.resource;
  const version = existingResources(file, ['AWS::Lambda::Version']).find(
    ({ object }) => object.id === arn.resource,
  );
  const name = version?.property('FunctionName');
  return name?.kind === 'reference' ? name.resource : undefined;
}
