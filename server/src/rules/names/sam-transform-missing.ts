import { entryAt, resolved } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

const SAM = 'AWS::Serverless-2016-10-31';

/** Resources of SAM in a template that SAM does not read. */
export default defineRule({
  id: 'sam-transform-missing',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The template has resources of SAM and no Transform',
  why: `CloudFormation has no types such as AWS::Serverless::Function. SAM makes its types out of them where the template has Transform: ${SAM}; without it, CloudFormation rejects the template. In a file without AWSTemplateFormatVersion, which may be a part of another one, it is a warning.`,
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html',
  ],
  cfnLint: 'E3038',

  *check({ template, tree, isBroken }) {
    const root = resolved(tree.root);
    if (!template || template.hasMacros || isBroken || root?.kind !== 'mapping') return;
    if (entryAt(root, 'Transform') || root.entries.some(({ key }) => key.text === 'Fn::Transform')) return;
    const first = [...template.resources.values()].find(({ type }) => type.startsWith('AWS::Serverless::'));
    if (!first) return;
    yield {
      at: entryAt(first.body, 'Type')?.value ?? first.key,
      resource: first.id,
      ...(!entryAt(root, 'AWSTemplateFormatVersion') && { severity: 'warning' as const }),
      message: `${first.id} is a resource of SAM, and the template has no Transform: ${SAM}. CloudFormation rejects the template.`,
      fixes: [
        {
          title: `Add Transform: ${SAM}`,
          preferred: true,
          edits: [
            {
              op: 'insert-entry',
              into: root,
              key: 'Transform',
              value: SAM,
              after: 'AWSTemplateFormatVersion',
              ...(root.entries[0] && { before: root.entries[0].key.text }),
            },
          ],
        },
      ],
    };
  },
});
