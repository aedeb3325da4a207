import { formatCount } from '../../cidr/format.ts';
import { entryAt } from '../../syntax/tree.ts';
import { MAX_RESOURCES } from '../../template/evaluation/forEach.ts';
import { defineRule } from '../defineRule.ts';

/** More resources than one template may declare; loops count with all their iterations. */
export default defineRule({
  id: 'template-over-quota',
  area: 'files',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The template has more resources than CloudFormation allows',
  why: 'CloudFormation allows 500 resources in a template, including those that Fn::ForEach generates, and does not raise this quota. Larger templates are split into nested stacks. VPC Lens does not expand a loop that exceeds the quota.',
  howToFix: 'Move some of the resources to nested stacks or to other templates.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html',
  ],
  cfnLint: 'E3010',

  *check({ tree, template }) {
    // A macro may remove resources.
    if (!template || template.hasMacros) return;
    const { tooMany, resources } = template;
    if (tooMany) {
      const name = tooMany.loop.key.text.replace('Fn::ForEach::', '');
      yield {
        at: tooMany.loop.key,
        message: `With the loop ${name}, the template has more than ${MAX_RESOURCES} resources. CloudFormation rejects it.`,
        defaults: tooMany.defaults,
      };
      return;
    }
    const section = entryAt(tree.root, 'Resources');
    if (!section || resources.size <= MAX_RESOURCES) return;
    yield {
      at: section.key,
      message: `The template has ${formatCount(BigInt(resources.size))} resources; CloudFormation allows ${MAX_RESOURCES} and rejects it.`,
    };
  },
});
