import { entryAt } from '../../syntax/tree.ts';
import { MAX_RESOURCES } from '../../template/evaluation/forEach.ts';
import { defineRule } from '../defineRule.ts';

/** More resources than one template may declare; loops count with all their rounds. */
export default defineRule({
  id: 'template-over-quota',
  area: 'files',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The template has more resources than CloudFormation takes',
  why: 'CloudFormation takes 500 resources in a template, also of those that Fn::ForEach makes, and no request raises the number. The others go into nested stacks. VPC Lens does not look into a loop that goes beyond it.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html',
  ],
  cfnLint: 'E3010',

  *check({ tree, template }) {
    // A macro may take resources away.
    if (!template || template.hasMacros) return;
    const { tooMany, resources } = template;
    if (tooMany) {
      const name = tooMany.loop.key.text.replace('Fn::ForEach::', '');
      yield {
        at: tooMany.loop.key,
        message: `The loop ${name} brings the template to more than ${MAX_RESOURCES} resources. AWS refuses it.`,
        defaults: tooMany.defaults,
      };
      return;
    }
    const section = entryAt(tree.root, 'Resources');
    if (!section || resources.size <= MAX_RESOURCES) return;
    yield {
      at: section.key,
      message: `The template has ${resources.size} resources, and ${MAX_RESOURCES} are the most. AWS refuses it.`,
    };
  },
});
