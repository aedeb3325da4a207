import { listed } from '../../wording/listed.ts';
import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { notAfter, waitFor } from '../shared/dependsOn.ts';
import { mountTargetsOfFunction } from './mountTargets.ts';

/** A function with a file system that may be made before the mount targets. */
export default defineRule({
  id: 'lambda-efs-no-dependson',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function does not wait for the mount targets of its file system',
  why: 'Lambda accepts a file system only once its mount targets can be used. The function refers to the access point and not to them, so CloudFormation makes them at the same time, and the stack fails with "not all are in the available life cycle state yet". AWS asks for DependsOn here.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
    'https://github.com/aws/aws-cdk/issues/8835',
    'https://github.com/hashicorp/terraform-provider-aws/issues/15053',
    'G13',
  ],

  *check(file) {
    for (const source of functionsIn(file.network)) {
      const targets = mountTargetsOfFunction(source, file.network).filter(
        (target) => notAfter([source], [target], file).length > 0,
      );
      if (targets.length === 0) continue;
      const names = targets.map(({ id }) => id);
      yield {
        at: source.at,
        resource: source.id,
        message: `${source.id} does not wait for ${listed(names, 3)}, ${names.length === 1 ? 'the mount target' : 'the mount targets'} of its file system. Lambda rejects it until then.`,
        related: targets.map(({ id, at }) => ({ at, message: `${id} is a mount target of the file system` })),
        fixes: waitFor([source.id], names, file),
      };
    }
  },
});
