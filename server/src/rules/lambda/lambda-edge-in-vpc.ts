import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { entryAt, type Node, resolved, scalarText, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A function in a VPC that a CloudFront distribution runs. */
export default defineRule({
  id: 'lambda-edge-in-vpc',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFront runs a function that is in a VPC',
  why: 'CloudFront copies the function to its edge locations, which are outside of every VPC. Lambda@Edge does not support a function with a VpcConfig, and CloudFront rejects the distribution.',
  howToFix:
    'Remove the VpcConfig of the function. What it needs from the VPC, let it call over a public address, or let the origin do it.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html',
  ],

  *check(file) {
    const { network } = file;
    const versions = new Map(
      existingResources(file, ['AWS::Lambda::Version']).map(({ object, property }) => [
        object.id,
        find(network.workloads, targetField(property('FunctionName'))),
      ]),
    );
    for (const { object } of existingResources(file, ['AWS::CloudFront::Distribution'])) {
      for (const at of functionArnsIn(valueAt(object.properties, 'DistributionConfig'))) {
        const name = nameIn(at);
        if (name === undefined) continue;
        const one =
          versions.get(name) ?? network.workloads.get(name.endsWith('.Version') ? name.slice(0, -8) : '');
        if (one?.kind !== 'function' || one.vpcConfig === undefined || one.subnets.kind !== 'known') continue;
        yield {
          at,
          resource: object.id,
          message: `${object.id} runs ${one.id} at CloudFront's edge locations, and ${one.id} is in a VPC. Lambda@Edge does not support that.`,
          related: [{ at: one.vpcConfig.at, message: `This is the VpcConfig of ${one.id}` }],
        };
      }
    }
  },
});

/** The ARNs of the functions of a distribution, where its behaviors are written in place. */
function functionArnsIn(config: Node | undefined): readonly Node[] {
  const all = resolved(valueAt(config, 'CacheBehaviors'));
  const behaviors = [
    valueAt(config, 'DefaultCacheBehavior'),
    ...(all?.kind === 'sequence' ? all.items.map(resolved) : []),
  ];
  return behaviors.flatMap((behavior) => {
    const functions = resolved(valueAt(behavior, 'LambdaFunctionAssociations'));
    return functions?.kind === 'sequence'
      ? functions.items.flatMap((item) => entryAt(resolved(item), 'LambdaFunctionARN')?.value ?? [])
      : [];
  });
}

/** `AppVersion` of `!Ref AppVersion` or `!GetAtt AppVersion.FunctionArn`, and `App.Version`, which SAM makes. */
function nameIn(node: Node): string | undefined {
  const call = callOf(node);
  const [first] = call ? argumentsOf(call) : [];
  const text = scalarText(first);
  if (call?.name === 'Fn::GetAtt') return text?.split('.')[0];
  return call?.name === 'Ref' ? text : undefined;
}
