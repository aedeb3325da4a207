import { type Entry, entriesOf, entryAt, type Node, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import { isListParameter } from '../../template/parameters.ts';
import type { Template } from '../../template/template.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A list where CloudFormation or a service takes one text with commas. */
export default defineRule({
  id: 'list-for-text',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A list where a string with commas is needed',
  why: 'The parameters of a nested stack are strings, also those that its template declares as lists, and so are the subnets and security groups of a rotation function that Secrets Manager creates. CloudFormation rejects a list there, and the stack fails.',
  howToFix: 'Join the items with Fn::Join and a comma.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html',
    'https://github.com/aws/serverless-application-model/issues/75',
  ],

  *check(file) {
    const { template } = file;
    if (!template) return;
    for (const { object, resource } of existingResources(file, Object.keys(TEXTS))) {
      for (const { key, value } of TEXTS[resource.type]!(object.properties)) {
        const node = resolved(value);
        if (!node || !isList(node, template)) continue;
        yield {
          at: node,
          resource: object.id,
          message: `${key.text} of ${object.id} is a list, and AWS needs one string with commas. AWS rejects the resource.`,
        };
      }
    }
  },
});

/** The entries whose value is one string, by the type of the resource. */
const TEXTS: Readonly<Record<string, (properties: Node | undefined) => readonly Entry[]>> = table({
  'AWS::CloudFormation::Stack': (properties) => within(properties, 'Parameters'),
  'AWS::SecretsManager::RotationSchedule': (properties) =>
    within(properties, 'HostedRotationLambda').filter(({ key }) =>
      /^Vpc(?:SubnetIds|SecurityGroupIds)$/.test(key.text),
    ),
});

function within(properties: Node | undefined, name: string): readonly Entry[] {
  const value = resolved(entryAt(properties, name)?.value);
  return value?.kind === 'mapping' && !callOf(value) ? entriesOf(value) : [];
}

/** A written list, a parameter that is one, or a function that returns nothing else. */
function isList(node: Node, template: Template): boolean {
  const call = node.kind === 'scalar' && node.tag === undefined ? undefined : callOf(node);
  if (!call) return node.kind === 'sequence';
  if (call.name !== 'Ref') return /^Fn::(?:Split|Cidr|GetAZs)$/.test(call.name);
  const name = resolved(call.argument);
  const parameter = name?.kind === 'scalar' ? template.parameters.get(name.text) : undefined;
  return parameter !== undefined && isListParameter(parameter.type);
}
