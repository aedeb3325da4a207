import { entryAt, resolved } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

const SAM = 'AWS::Serverless-2016-10-31';

/** Resources or the section of SAM in a template that SAM does not read. */
export default defineRule({
  id: 'sam-transform-missing',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The template has resources or a section of SAM and no Transform',
  why: `CloudFormation has no types such as AWS::Serverless::Function, and no section Globals. SAM makes its types and properties out of them where the template has Transform: ${SAM}; without it, CloudFormation rejects the template. In a file without AWSTemplateFormatVersion, which may be a part of another one, it is a warning.`,
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html',
  ],
  cfnLint: 'E3038',

  *check({ template, tree, isBroken }) {
    const root = resolved(tree.root);
    if (!template || template.hasMacros || isBroken || root?.kind !== 'mapping') return;
    if (entryAt(root, 'Transform') || root.entries.some(({ key }) => key.text === 'Fn::Transform')) return;
    const first = [...template.resources.values()].find(({ type }) => type.startsWith('AWS::Serverless::'));
    const globals = entryAt(root, 'Globals');
    const found = first
      ? {
          at: entryAt(first.body, 'Type')?.value ?? first.key,
          resource: first.id,
          what: `${first.id} is a resource`,
        }
      : globals && { at: globals.key, what: 'Globals is a section' };
    if (!found) return;
    const { what, ...place } = found;
    yield {
      ...place,
      ...(!entryAt(root, 'AWSTemplateFormatVersion') && { severity: 'warning' as const }),
      message: `${what} of SAM, and the template has no Transform: ${SAM}. CloudFormation rejects the template.`,
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
