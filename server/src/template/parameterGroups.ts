import { entriesOf, type Scalar, type SyntaxTree, valueAt } from '../syntax/tree.ts';

/**
 * The positions in `AWS::CloudFormation::Interface`, the layout of the console's form, that name parameters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-interface.html
 */
export function parametersInForm(tree: SyntaxTree): readonly Scalar[] {
  const form = valueAt(tree.root, 'Metadata', 'AWS::CloudFormation::Interface');
  const groups = valueAt(form, 'ParameterGroups');
  const listed = (groups?.kind === 'sequence' ? groups.items : []).flatMap((group) => {
    const names = valueAt(group, 'Parameters');
    return names?.kind === 'sequence' ? names.items : [];
  });
  const labelled = entriesOf(valueAt(form, 'ParameterLabels')).map(({ key }) => key);
  return [...listed, ...labelled].filter((node) => node.kind === 'scalar');
}
